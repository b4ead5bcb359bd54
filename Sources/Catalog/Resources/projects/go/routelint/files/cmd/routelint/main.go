// Command routelint checks route tables.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"gateway.example/routelint/routes"
)

var version = "dev"

func main() {
	root := &cobra.Command{
		Use:           "routelint",
		Short:         "Checks the route tables of an HTTP gateway",
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.AddCommand(&cobra.Command{
		Use:   "check FILE...",
		Short: "Lists the faults of route tables",
		Args:  cobra.MinimumNArgs(1),
		RunE:  check,
	})
	if err := root.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "routelint:", err)
		os.Exit(1)
	}
}

func check(command *cobra.Command, paths []string) error {
	faults := 0
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		findings, err := routes.Check(file)
		file.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		for _, finding := range findings {
			fmt.Fprintf(command.OutOrStdout(), "%s: %s\n", path, finding)
		}
		faults += len(findings)
	}
	if faults > 0 {
		return fmt.Errorf("%d faults", faults)
	}
	return nil
}
