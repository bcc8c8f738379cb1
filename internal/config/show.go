package config

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"docgauge/internal/page"
	"docgauge/internal/text"
)

// Shown is a value in force, to show where it comes from.
type Shown struct {
	Name  string // "exclude", "rules.json-syntax", "overrides[0].files"; of a page "json-syntax"
	Value string // JSON; paths are as reported, and those of lists by their number among all files
	At    text.Place
}

// All returns what is in force of a configuration and of those it extends, file
// by file, in the order of the files. A list has one entry for each of its values.
func (c *Config) All() []Shown {
	if c == nil {
		return nil
	}
	return slices.Clone(c.shown)
}

// RulesFor returns what the configuration says of the rules on the page at an
// absolute path, with the places that decided it: a severity by the rule's id, an
// option by "id.option".
func (c *Config) RulesFor(abs string) []Shown {
	if c == nil {
		return nil
	}
	var list []Shown
	ds := c.decide(c.overriding(abs))
	for _, r := range c.rules {
		d := ds[r.ID]
		switch {
		case c.late(r, ds):
			list = append(list, Shown{r.ID, `"off"`, c.Version.At})
		case d.severity.Set():
			list = append(list, Shown{r.ID, JSON(d.severity.V.String()), d.severity.At})
		}
		for _, name := range slices.Sorted(maps.Keys(d.options)) {
			list = append(list, Shown{r.ID + "." + name, JSON(d.options[name].V), d.options[name].At})
		}
	}
	return list
}

// JSON writes what a setting may be, a string, a list of strings, a number, a boolean
// or nil, as Shown.Value has it.
func JSON(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "null" // of none of these types
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// lister collects values in force.
type lister struct {
	list  []Shown
	shown func(abs string) string
}

func (l *lister) add(name string, value any, at text.Place) {
	if at.Source != nil {
		l.list = append(l.list, Shown{name, JSON(value), at})
	}
}

func (l *lister) path(name string, v Value[string]) { l.add(name, l.shown(v.V), v.At) }

func (l *lister) patterns(name string, list []Pattern) {
	for _, p := range list {
		l.add(name, p.V, p.At)
	}
}

// show lists what is in force, by the files that say it.
func (c *Config) show(shown func(abs string) string) []Shown {
	l := &lister{shown: shown}
	l.add("version", c.Version.V, c.Version.At)
	l.patterns("include", c.Include)
	l.patterns("exclude", c.Exclude)
	for i, d := range c.Docsets {
		l.path(fmt.Sprintf("docsets[%d].root", i), d.Root)
		l.add(fmt.Sprintf("docsets[%d].version", i), d.Version.V, d.Version.At)
	}
	l.path("schemas", c.Schemas)
	for version, file := range c.Metadata {
		l.path(strings.TrimSuffix("metadata."+version, "."), file)
	}
	l.rules("rules.", c.Rules)
	for i, o := range c.Overrides {
		name := fmt.Sprintf("overrides[%d].", i)
		l.patterns(name+"files", o.Files)
		l.rules(name+"rules.", o.Rules)
	}
	l.path("baseline", c.Baseline)
	for i, o := range c.Owners {
		name := fmt.Sprintf("owners[%d].", i)
		l.patterns(name+"files", o.Files)
		l.add(name+"owner", o.Name.V, o.Name.At)
		l.add(name+"front-matter", o.FrontMatter.V, o.FrontMatter.At)
	}
	slices.SortStableFunc(l.list, func(a, b Shown) int {
		return cmp.Or(
			slices.Index(c.Files, a.At.Source)-slices.Index(c.Files, b.At.Source),
			a.At.Span.Start-b.At.Span.Start, // an alias stands for several values
			strings.Compare(a.Name, b.Name),
		)
	})
	return l.list
}

// rules adds settings, without those that later ones replace for all their rules.
func (l *lister) rules(name string, list []RuleSetting) {
	for i, s := range list {
		inForce := func(says func(*RuleSetting) bool) bool {
			return slices.ContainsFunc(s.Rules, func(id string) bool {
				return !slices.ContainsFunc(list[i+1:], func(o RuleSetting) bool {
					return slices.Contains(o.Rules, id) && says(&o)
				})
			})
		}
		if inForce(func(o *RuleSetting) bool { return o.Severity.Set() }) {
			l.add(name+s.Name.V, s.Severity.V.String(), s.Severity.At)
		}
		for option, v := range s.Options {
			if inForce(func(o *RuleSetting) bool { return o.Options[option].Set() }) {
				l.add(name+s.Name.V+"."+option, v.V, v.At)
			}
		}
	}
}

// stated returns the text that the front matter of a page has under a key, or "".
func stated(pg *page.Page, key string) string {
	field := pg.Front.Field(key)
	if field == nil || field.Kind != page.StringField && field.Kind != page.ScalarField {
		return ""
	}
	return strings.TrimSpace(field.Value)
}
