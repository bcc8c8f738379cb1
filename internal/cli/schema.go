package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path"
	"slices"
	"strings"

	"docgauge/internal/docset"
	"docgauge/internal/lint"
	"docgauge/internal/odata"
	"docgauge/internal/schema"

	"github.com/spf13/cobra"
)

// schemaFlags are the flags that the schema commands share.
type schemaFlags struct {
	sourceFlags
	set string
}

func (f *schemaFlags) define(cmd *cobra.Command) {
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&f.set, "set", "", "only the doc set with this `ROOT` folder, its last part, or this API version")
	f.sourceFlags.define(cmd)
}

func (a *app) schema() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "List, show and export the types that pages are checked against",
		Long: `The types in force come from four sources. The first that defines a type wins:

  user      JSON Schemas in the folder that --schemas names (draft 4 to 2020-12)
  bundled   schemas that docgauge carries
  metadata  OData metadata that --metadata names
  derived   the pages themselves: resource blocks with their tables of properties

A user schema names its type in "$id", "title" or by its file name. It refers to other
files of the folder by path or "$id", to a type in force by
"docgauge:///schemas/NAME.json", and adds to the definition that it replaces with
{"allOf": [{"$ref": "docgauge:///replaced/NAME.json"}], "properties": { … }}. Nothing
outside the folder is read or fetched.`,
		Example: `  docgauge schema list docs
  docgauge schema show permission
  docgauge schema export build/schemas docs --metadata metadata.xml`,
		RunE: a.wantsCommand("list", "show", "export"),
	}
	cmd.AddCommand(a.schemaList(), a.schemaShow(), a.schemaExport())
	return cmd
}

// typeSet is the types in force in one doc set.
type typeSet struct {
	name    string      // the root of the set; empty if there is none
	set     *docset.Set // nil if there are no pages
	schemas *schema.Registry
}

// typeSets loads the doc sets of the paths. When the user interrupts it there are
// none, and that has been said.
func (a *app) typeSets(ctx context.Context, f schemaFlags, args []string) ([]typeSet, error) {
	paths := args
	if len(paths) == 0 {
		paths = []string{"."}
	}
	s, err := a.sources(f.sourceFlags, paths)
	if err != nil {
		return nil, err
	}
	if err := s.settle(a, paths); err != nil && len(args) > 0 {
		return nil, err // without a path it is fine to have no pages
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	loaded, err := lint.Load(ctx, s.job)
	switch {
	case a.interrupted(err):
		return nil, nil
	case err != nil:
		return nil, err
	}
	for _, f := range slices.Concat(loaded.Failures, loaded.Unread) {
		a.try(failure(f))
	}
	a.notes(loaded.Index.Undefined(s.job.Docset.User))
	sets, err := setsOf(loaded.Index, s.job.Docset)
	if err != nil {
		return nil, err
	}
	return chosen(sets, f.set)
}

// setsOf returns the doc sets, but for folders that are none and define no type.
// If that leaves none, there are the types of the other sources.
func setsOf(index *docset.Index, opts docset.Options) (sets []typeSet, err error) {
	for _, s := range index.Sets {
		if !s.Flat || slices.ContainsFunc(s.Schemas.Types(), func(t *schema.Type) bool { return t.Source == "derived" }) {
			sets = append(sets, typeSet{s.Root, s, s.Schemas})
		}
	}
	switch {
	case len(sets) > 0:
		return sets, nil
	case len(index.Sets) > 0:
		return []typeSet{{set: index.Sets[0], schemas: index.Sets[0].Schemas}}, nil
	}
	sources := []schema.Source{opts.User, opts.Bundled}
	if opts.Metadata != nil {
		sources = append(sources, opts.Metadata("").Source())
	}
	r, err := schema.New(sources...)
	return []typeSet{{schemas: r}}, err
}

// chosen returns the sets that --set means.
func chosen(sets []typeSet, want string) ([]typeSet, error) {
	if want == "" {
		return sets, nil
	}
	want = path.Clean(strings.ReplaceAll(want, `\`, "/"))
	var names []string
	var found []typeSet
	for _, s := range sets {
		if s.name == want || strings.HasSuffix(s.name, "/"+want) || s.set != nil && s.set.Version == want {
			found = append(found, s)
		}
		if s.name != "" {
			names = append(names, s.name)
		}
	}
	switch {
	case len(found) > 0:
		return found, nil
	case len(names) == 0:
		return nil, fmt.Errorf("--set: there is no doc set %s: the pages lie in no folder with api or resources in it", want)
	}
	return nil, fmt.Errorf("--set: there is no doc set %s; there are %s", want, strings.Join(names, ", "))
}

// find returns the type that a name means in the set, or nil.
func (s typeSet) find(name string) *schema.Type {
	t, _ := s.schemas.Lookup(name)
	return t
}

// unknownType is the error that no set has the type.
func unknownType(sets []typeSet, name string) error {
	name = strings.TrimPrefix(name, "#")
	var names, same []string
	for _, s := range sets {
		for _, t := range s.schemas.Types() {
			short := odata.Local(t.Name)
			if strings.EqualFold(short, name) && !slices.Contains(same, t.Name) {
				same = append(same, t.Name)
			}
			if strings.Contains(name, ".") {
				short = t.Name
			}
			names = append(names, short)
		}
	}
	if len(same) > 1 {
		return fmt.Errorf("type %s: which one: %s?", name, strings.Join(same, " or "))
	}
	return fmt.Errorf("no type is called %s%s", name, didYouMean(name, names, "docgauge schema list lists them"))
}
