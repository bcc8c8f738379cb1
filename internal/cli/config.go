package cli

import (
	"fmt"

	"docgauge/schemas"

	"github.com/spf13/cobra"
)

func (a *app) config() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Write, show and describe the configuration",
		Long: `docgauge reads one configuration file, .docgauge.yaml: the nearest in the working
directory or above it, up to the top of the git work tree. If the first path lies in
another work tree, it is looked for from there. --config names another file, and
--no-config goes without. Flags win over it.

API Doctor's configuration files are honoured where they are found, and need no mention.`,
		Example: `  docgauge config init
  docgauge config show docs/v1.0/api/berth-get.md
  docgauge config schema > .docgauge.schema.json`,
		RunE: a.wantsCommand("init", "show", "schema"),
	}
	cmd.AddCommand(a.configInit(), a.configShow(), a.configSchema())
	return cmd
}

func (a *app) configSchema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of .docgauge.yaml, for editors",
		Long: `Print the JSON Schema (draft 2020-12) of .docgauge.yaml. Editors with a YAML language
server complete keys and rules with it, where the configuration begins with

  # yaml-language-server: $schema=.docgauge.schema.json`,
		Example: "  docgauge config schema > .docgauge.schema.json",
		Args:    noArguments,
		RunE: func(*cobra.Command, []string) error {
			b, err := schemas.Docgauge.ReadFile("docgauge/config.json")
			if err != nil {
				return fmt.Errorf("read the bundled schema: %w", err)
			}
			return a.print(string(b))
		},
	}
}
