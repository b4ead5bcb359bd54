// Command lapclock prints the laps between split times.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/pflag"

	"timing.example/lapclock/laps"
)

var version = "dev"

func main() {
	mark := pflag.StringP("mark", "m", "*", "what stands behind the quickest lap")
	showVersion := pflag.Bool("version", false, "print the version and exit")
	pflag.Parse()
	if *showVersion {
		fmt.Println("lapclock", version)
		return
	}
	all, err := laps.Of(pflag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "lapclock:", err)
		os.Exit(1)
	}
	quickest := laps.Quickest(all)
	for _, lap := range all {
		suffix := ""
		if lap.Number == quickest {
			suffix = " " + *mark
		}
		fmt.Printf("%3d %s%s\n", lap.Number, lap.Time, suffix)
	}
}
