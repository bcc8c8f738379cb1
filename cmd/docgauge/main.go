// Command docgauge checks that API reference pages agree with themselves and
// with the schema.
package main

import (
	"os"

	"docgauge/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
