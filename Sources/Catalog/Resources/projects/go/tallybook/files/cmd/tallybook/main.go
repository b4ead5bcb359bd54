// Command tallybook prints one balance per account of the ledgers it is given.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/pflag"

	"tally.example/tallybook/internal/ledger"
)

var version = "dev"

func main() {
	currency := pflag.StringP("currency", "c", "EUR", "currency shown after each balance")
	showVersion := pflag.Bool("version", false, "print the version and exit")
	pflag.Parse()
	if *showVersion {
		fmt.Println("tallybook", version)
		return
	}
	if err := run(os.Stdin, os.Stdout, *currency, pflag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "tallybook:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer, currency string, paths []string) error {
	book := ledger.New()
	if len(paths) == 0 {
		if err := book.Read(in); err != nil {
			return err
		}
	}
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		err = book.Read(file)
		file.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	for _, balance := range book.Balances() {
		fmt.Fprintf(out, "%-20s %12.2f %s\n", balance.Account, float64(balance.Cents)/100, currency)
	}
	return nil
}
