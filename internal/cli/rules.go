package cli

import (
	"bytes"
	"errors"
	"fmt"
	"text/tabwriter"

	"docgauge/internal/docs"
	"docgauge/internal/rule"
	"docgauge/internal/rules"

	"github.com/spf13/cobra"
)

// ruleEntry is one rule in "rules --format json".
type ruleEntry struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Severity string `json:"severity"`
	Since    string `json:"since"`
	Doc      string `json:"doc"`

	Options []optionEntry `json:"options"` // may be empty
}

// optionEntry is one option of a rule there.
type optionEntry struct {
	Name    string `json:"name"`
	Type    string `json:"type"`    // "list", "number" or "boolean"
	Default any    `json:"default"` // null: nothing is said
	Doc     string `json:"doc"`
}

func entryOf(r *rule.Rule) ruleEntry {
	e := ruleEntry{ID: r.ID, Title: r.Title, Severity: r.Severity.String(), Since: r.Since, Doc: r.Doc, Options: []optionEntry{}}
	for i := range r.Options {
		o := &r.Options[i]
		option := optionEntry{Name: o.Name, Type: o.Type(), Doc: o.Doc}
		if !o.Unset() {
			option.Default = o.Default
		}
		e.Options = append(e.Options, option)
	}
	return e
}

func (a *app) rules() *cobra.Command {
	format := "text"
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			if err := oneOf("format", format, "text", "json"); err != nil {
				return err
			}
			if format == "json" {
				list := []ruleEntry{}
				for _, r := range rules.All() {
					list = append(list, entryOf(r))
				}
				return a.printJSON(struct {
					Version int         `json:"version"`
					Rules   []ruleEntry `json:"rules"`
				}{1, list})
			}
			return a.print(rulesTable())
		},
	}
	cmd.Flags().StringVar(&format, "format", format, "text or json")
	return cmd
}

func rulesTable() string {
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "RULE\tSEVERITY\tTITLE") // a Buffer takes everything
	for _, r := range rules.All() {
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\n", r.ID, r.Severity, r.Title)
	}
	_ = w.Flush()
	return b.String()
}

func (a *app) explain() *cobra.Command {
	return &cobra.Command{
		Use:     "explain RULE",
		Short:   "Say why a rule exists, what it reports and how to fix that",
		Example: "  docgauge explain json-trailing-comma",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("explain takes one rule; docgauge rules lists them")
			}
			return nil
		},
		ValidArgsFunction: cobra.FixedCompletions(ruleCompletions(), cobra.ShellCompDirectiveNoFileComp),
		RunE: func(_ *cobra.Command, args []string) error {
			page, ok := docs.Page(args[0])
			if !ok {
				return unknownRule(rules.All(), args[0])
			}
			return a.print(page)
		},
	}
}

// ruleCompletions are the ids of all rules with their titles, as shells show them.
func ruleCompletions() (ids []string) {
	for _, r := range rules.All() {
		ids = append(ids, r.ID+"\t"+r.Title)
	}
	return ids
}
