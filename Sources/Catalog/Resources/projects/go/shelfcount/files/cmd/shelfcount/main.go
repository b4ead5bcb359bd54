// Command shelfcount says what runs short on the shelves.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/pflag"

	"shelves.example/shelfcount/internal/stock"
)

var version = "dev"

func main() {
	below := pflag.IntP("below", "b", 1, "name items of which there are fewer")
	showVersion := pflag.Bool("version", false, "print the version and exit")
	pflag.Parse()
	if *showVersion {
		fmt.Println("shelfcount", version)
		return
	}
	if err := run(*below, pflag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "shelfcount:", err)
		os.Exit(1)
	}
}

func run(below int, paths []string) error {
	shelves := stock.New()
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		err = shelves.Read(file)
		file.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	for _, item := range shelves.Short(below) {
		fmt.Printf("%-20s %d\n", item, shelves.Count(item))
	}
	return nil
}
