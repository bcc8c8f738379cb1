package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"docgauge/internal/jsondoc"
	"docgauge/internal/report"
	"docgauge/internal/schema"
	"docgauge/internal/text"

	"github.com/spf13/cobra"
)

func (a *app) schemaShow() *cobra.Command {
	var f schemaFlags
	format := "json"
	cmd := &cobra.Command{
		Use:   "show TYPE [PATH…]",
		Short: "Print the schema of a type in force, and where each part of it comes from",
		Long: `Print the JSON Schema (draft 2020-12) that values of a type are checked against in the
doc sets of the pages, without a path those in and below the working directory. "$comment"
says where the type and each of its properties is defined, and which definitions of other
sources it wins over. "--format text" prints a table of the properties, those of base types
included.

The name may lack the namespace, and letter case does not matter. "nullable": false and
"x-docgauge-partial" (a list of values that need not be all) are docgauge's own keywords;
docgauge schema export writes files without them.

A schema that is shown may be kept in a folder and changed there: --schemas DIR then
overrides the original.`,
		Example: `  docgauge schema show permission
  docgauge schema show microsoft.graph.driveItem docs --format text
  docgauge schema show driveItem docs --set beta > schemas/driveItem.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("schema show takes a type; docgauge schema list lists them")
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveDefault
			}
			return bundledTypes(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("format", format, "json", "text"); err != nil {
				return err
			}
			return a.runShow(cmd.Context(), f, format, args)
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&format, "format", format, "json or text")
	f.define(cmd)
	complete(cmd, "format", "json", "text")
	return cmd
}

func bundledTypes() (names []string) {
	for _, d := range schema.Bundled().Definitions {
		names = append(names, d.Name)
	}
	return names
}

func (a *app) runShow(ctx context.Context, f schemaFlags, format string, args []string) error {
	sets, err := a.typeSets(ctx, f, args[1:])
	if err != nil || sets == nil {
		return err
	}
	s, t, err := oneType(sets, args[0])
	if err != nil {
		return err
	}
	if format == "text" {
		table, err := s.propertyTable(t)
		if err != nil {
			return err
		}
		return a.print(table)
	}
	shown, err := s.show(t)
	if err != nil {
		return err
	}
	return a.print(string(schema.Print(shown)))
}

// oneType finds the type in the sets. If sets differ in it the user has to choose.
func oneType(sets []typeSet, name string) (typeSet, *schema.Type, error) {
	var in typeSet
	var found *schema.Type
	var where, body string
	for _, s := range sets {
		t := s.find(name)
		if t == nil {
			continue
		}
		b, err := t.JSON()
		if err != nil {
			return in, nil, err
		}
		if found != nil && (t.Name != found.Name || string(b) != body) {
			return in, nil, fmt.Errorf("type %s is defined in %s and, in another way, in %s; choose with --set", name, where, s.name)
		}
		in, found, where, body = s, t, s.name, string(b)
	}
	if found == nil {
		return in, nil, unknownType(sets, name)
	}
	return in, found, nil
}

// show returns the type's schema, with comments that say where its parts come from.
func (s typeSet) show(t *schema.Type) (*jsondoc.Value, error) {
	b, err := t.JSON()
	if err != nil {
		return nil, err
	}
	src := text.NewSource(t.Origin, b)
	root := jsondoc.Parse(text.NewFragment(src, text.Span{End: len(b)})).Root
	if root.Kind != jsondoc.Object {
		return root, nil
	}
	for name, places := range s.propertyPlaces(t, src, root) {
		if p := root.Get("properties").Get(name); p != nil && p.Kind == jsondoc.Object {
			comment(p, strings.Join(places, ", "))
		}
	}
	comment(root, s.provenance(t))
	return root, nil
}

// provenance says where the type comes from: "derived: a.md:5, b.md:7".
func (s typeSet) provenance(t *schema.Type) string {
	var said []string
	for i, d := range s.definitions(t) {
		words := d.source + ": " + strings.Join(d.places, ", ")
		if i > 0 {
			words = "replaces " + words
		}
		said = append(said, words)
	}
	return strings.Join(said, "; ")
}

// comment sets the "$comment" of a schema, behind what names it.
func comment(v *jsondoc.Value, words string) {
	said := &jsondoc.Value{Kind: jsondoc.String, Text: words}
	if m := v.Member("$comment"); m != nil {
		m.Value = said
		return
	}
	at := 0
	for at < len(v.Members) && (v.Members[at].Name == "$schema" || v.Members[at].Name == "$id") {
		at++
	}
	v.Members = append(v.Members[:at:at], append([]jsondoc.Member{{Name: "$comment", Value: said}}, v.Members[at:]...)...)
}

// propertyTable lists the properties of the type and of its base types.
func (s typeSet) propertyTable(t *schema.Type) (string, error) {
	var b bytes.Buffer
	_, _ = fmt.Fprintf(&b, "%s\n%s\n", report.Printable(t.Name), report.Printable(s.provenance(t))) // a Buffer takes everything
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for of, n := t, 0; of != nil && n < schema.MaxBases; of, n = of.Base(), n+1 {
		root, err := s.show(of)
		if err != nil {
			return "", err
		}
		if of != t {
			_, _ = fmt.Fprintf(w, "\nof its base type %s, %s\n", report.Printable(of.Name), report.Printable(s.provenance(of)))
		} else if root.Get("properties") == nil {
			_, _ = fmt.Fprintf(w, "\n%s\n", report.Printable(typeWords(root)))
		}
		properties := members(root.Get("properties"))
		if len(properties) > 0 {
			_, _ = fmt.Fprint(w, "\nPROPERTY\tTYPE\tDEFINED IN\n")
		}
		for _, p := range properties {
			where := ""
			if c := p.Value.Get("$comment"); c != nil {
				where = c.Text
			}
			_, _ = fmt.Fprintf(w, "%s\t%s\t%s\n", report.Printable(p.Name), report.Printable(typeWords(p.Value)), report.Printable(where))
		}
	}
	_ = w.Flush()
	return b.String(), nil
}

// typeWords says in a few words what values a schema admits.
func typeWords(v *jsondoc.Value) string {
	switch {
	case v.Kind == jsondoc.Bool && !v.Bool:
		return "nothing"
	case v.Get("$ref") != nil:
		ref := v.Get("$ref").Text
		return strings.TrimSuffix(ref[strings.LastIndexByte(ref, '/')+1:], ".json")
	case v.Get("items") != nil:
		return "array of " + typeWords(v.Get("items"))
	case v.Get("enum") != nil:
		return alternatives(v.Get("enum").Items, func(item *jsondoc.Value) string {
			return strings.TrimSuffix(string(schema.Print(item)), "\n")
		})
	case v.Get("anyOf") != nil:
		return alternatives(v.Get("anyOf").Items, typeWords)
	case v.Get("type") == nil:
		return "anything"
	}
	words := v.Get("type").Text
	if list := v.Get("type").Items; len(list) > 0 {
		words = alternatives(list, func(item *jsondoc.Value) string { return item.Text })
	}
	if format := v.Get("format"); format != nil {
		words += " (" + format.Text + ")"
	}
	return words
}

func alternatives(items []*jsondoc.Value, say func(*jsondoc.Value) string) string {
	const most = 12
	var words []string
	for i, item := range items {
		if i == most {
			words = append(words, fmt.Sprintf("%d more", len(items)-most))
			break
		}
		words = append(words, say(item))
	}
	return strings.Join(words, " | ")
}
