package cli

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"docgauge/internal/odata"
	"docgauge/internal/report"
	"docgauge/internal/schema"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/spf13/cobra"
)

// typeFilter says which types to list.
type typeFilter struct {
	names   []string // globs
	sources []string
}

// listedType is one type in "schema list --format json".
type listedType struct {
	Name       string   `json:"name"`
	Source     string   `json:"source"`
	Base       string   `json:"base,omitempty"`
	Properties int      `json:"properties"` // inherited ones too
	Places     []string `json:"places"`
	Replaces   []string `json:"replaces,omitempty"` // sources of definitions that this one wins over
}

// listedSet is one doc set there.
type listedSet struct {
	Root       string       `json:"root"`
	APIVersion string       `json:"apiVersion"`
	Types      []listedType `json:"types"`
}

func (a *app) schemaList() *cobra.Command {
	var f schemaFlags
	var filter typeFilter
	format := "text"
	cmd := &cobra.Command{
		Use:   "list [PATH…]",
		Short: "List the types in force, where they come from, and how many properties they have",
		Long: `List the types in force in the doc sets of the pages, without a path those in and below
the working directory: source, number of properties with inherited ones, and the place.
The command docgauge schema --help says what the sources are.`,
		Example: `  docgauge schema list docs
  docgauge schema list --type 'microsoft.graph.*drive*' --source derived,bundled
  docgauge schema list --format json --set beta`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("format", format, "text", "json"); err != nil {
				return err
			}
			if err := filter.check(); err != nil {
				return err
			}
			sets, err := a.typeSets(cmd.Context(), f, args)
			if err != nil || sets == nil {
				return err
			}
			return a.printTypes(sets, filter, format)
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&format, "format", format, "text or json")
	cmd.Flags().StringSliceVar(&filter.names, "type", nil, "only types whose name matches this `GLOB`, with or without namespace, letter case ignored")
	cmd.Flags().StringSliceVar(&filter.sources, "source", nil, "only types from these `SOURCES`: user, bundled, metadata, derived")
	f.define(cmd)
	complete(cmd, "format", "text", "json")
	complete(cmd, "source", typeSources()...)
	return cmd
}

// complete sets what a shell offers for a flag.
func complete(cmd *cobra.Command, flag string, values ...string) {
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // the flag is not defined
	}
}

func typeSources() []string { return []string{"user", "bundled", "metadata", "derived"} }

func (f typeFilter) check() error {
	for _, g := range f.names {
		if !doublestar.ValidatePattern(g) {
			return fmt.Errorf("--type: %q is no glob", g)
		}
	}
	for _, s := range f.sources {
		if err := oneOf("source", s, typeSources()...); err != nil {
			return err
		}
	}
	return nil
}

func (f typeFilter) wants(t *schema.Type) bool {
	name := strings.ToLower(t.Name)
	matches := func(glob string) bool {
		glob = strings.ToLower(glob)
		return doublestar.MatchUnvalidated(glob, name) || doublestar.MatchUnvalidated(glob, odata.Local(name))
	}
	return (len(f.names) == 0 || slices.ContainsFunc(f.names, matches)) &&
		(len(f.sources) == 0 || slices.Contains(f.sources, t.Source))
}

// list returns the set's types that the filter wants.
func (s typeSet) list(f typeFilter) listedSet {
	out := listedSet{Root: s.name, Types: []listedType{}}
	if s.set != nil && s.name != "" {
		out.APIVersion = s.set.Version
	}
	for _, t := range s.schemas.Types() {
		if !f.wants(t) {
			continue
		}
		defined := s.definitions(t)
		lt := listedType{Name: t.Name, Source: t.Source, Properties: len(t.Properties()), Places: defined[0].places}
		if base := t.Base(); base != nil {
			lt.Base = base.Name
		}
		for _, d := range defined[1:] {
			lt.Replaces = append(lt.Replaces, d.source)
		}
		out.Types = append(out.Types, lt)
	}
	return out
}

func (a *app) printTypes(sets []typeSet, filter typeFilter, format string) error {
	var list []listedSet
	counts := map[string]int{}
	total := 0
	for _, s := range sets {
		l := s.list(filter)
		list = append(list, l)
		for _, t := range l.Types {
			counts[t.Source]++
			total++
		}
	}
	if total == 0 {
		return fmt.Errorf("no type matches --type %s --source %s; docgauge schema list without them lists all",
			strings.Join(filter.names, ","), strings.Join(filter.sources, ","))
	}
	if format == "json" {
		return a.printJSON(struct {
			Version int         `json:"version"`
			Sets    []listedSet `json:"sets"`
		}{1, list})
	}
	if err := a.print(typesTable(list)); err != nil {
		return err
	}
	var parts []string
	for _, s := range typeSources() {
		if counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[s], s))
		}
	}
	a.say("%s: %s\n", report.Plural(total, "type"), strings.Join(parts, ", "))
	return nil
}

func typesTable(sets []listedSet) string {
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	head := "TYPE\tSOURCE\tPROPERTIES\tDEFINED IN\n"
	if len(sets) > 1 {
		head = "SET\t" + head
	}
	_, _ = fmt.Fprint(w, head) // a Buffer takes everything
	for _, s := range sets {
		for _, t := range s.Types {
			if len(sets) > 1 {
				_, _ = fmt.Fprintf(w, "%s\t", report.Printable(s.Root))
			}
			_, _ = fmt.Fprintf(w, "%s\t%s\t%d\t%s\n", report.Printable(t.Name), t.Source, t.Properties, report.Printable(andMore(t.Places)))
		}
	}
	_ = w.Flush()
	return b.String()
}

// andMore is the first of the places, and how many others there are.
func andMore(places []string) string {
	if len(places) == 1 {
		return places[0]
	}
	return fmt.Sprintf("%s and %d more", places[0], len(places)-1)
}
