package config

import (
	"maps"
	"slices"

	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

// decision is what a configuration says of one rule in the end, and where.
type decision struct {
	severity Value[diag.Severity]
	options  map[string]Value[any] // shared between decisions: never written to
	named    bool                  // by its id
}

// decisions are those of all rules that a configuration speaks of, by id.
type decisions map[string]decision

// settled is what is worked out of a configuration once, so that any number of
// goroutines can ask for pages.
type settled struct {
	rules     []*rule.Rule
	folders   map[*text.Source]string // locations of the files' folders
	include   matcher
	overrides []settledOverride
	owners    []matcher // one for each owner
	base      decisions
	plain     rule.Settings // of pages without an override
	shown     []Shown
}

// settledOverride is an override and the settings of the pages that it alone is for.
type settledOverride struct {
	files    matcher
	settings rule.Settings
}

// settle works out what every page needs.
func (c *Config) settle() {
	c.include = compile(c.Include)
	c.base = decisions{}
	c.base.apply(c.Rules)
	c.plain = c.settings(c.base)
	for i := range c.Overrides {
		alone := maps.Clone(c.base)
		alone.apply(c.Overrides[i].Rules)
		c.overrides = append(c.overrides, settledOverride{compile(c.Overrides[i].Files), c.settings(alone)})
	}
	for i := range c.Owners {
		c.owners = append(c.owners, compile(c.Owners[i].Files))
	}
}

// apply puts settings over what was said before.
func (ds decisions) apply(list []RuleSetting) {
	for _, s := range list {
		for _, id := range s.Rules {
			d := ds[id]
			d.named = d.named || s.Exact
			if s.Severity.Set() {
				d.severity = s.Severity
			}
			switch {
			case len(d.options) == 0:
				d.options = s.Options
			case len(s.Options) > 0:
				d.options = maps.Clone(d.options)
				maps.Copy(d.options, s.Options)
			}
			ds[id] = d
		}
	}
}

// late reports whether a rule came after the version that the configuration asks
// for, and that nothing names it.
func (c *Config) late(r *rule.Rule, ds decisions) bool {
	return r.Epoch > c.Version.V && !ds[r.ID].named
}

// settings turns decisions into what the engine understands.
func (c *Config) settings(ds decisions) rule.Settings {
	settings := rule.Settings{}
	for _, r := range c.rules {
		d, ok := ds[r.ID]
		if c.late(r, ds) {
			d.severity, ok = Value[diag.Severity]{V: diag.Off, At: c.Version.At}, true
		}
		if !ok {
			continue
		}
		s := rule.Setting{Severity: d.severity.V, Set: d.severity.Set()}
		for name, v := range d.options {
			if s.Options == nil {
				s.Options = map[string]any{}
			}
			s.Options[name] = c.optionValue(r, name, v)
		}
		settings[r.ID] = s
	}
	return settings
}

// overriding returns the indices of the overrides for the page at an absolute path.
func (c *Config) overriding(abs string) []int {
	var which []int
	for i := range c.overrides {
		if c.overrides[i].files.matches(abs) {
			which = append(which, i)
		}
	}
	return which
}

// decide returns the decisions for a page that these overrides are for.
func (c *Config) decide(which []int) decisions {
	if len(which) == 0 {
		return c.base
	}
	ds := maps.Clone(c.base)
	for _, i := range which {
		ds.apply(c.Overrides[i].Rules)
	}
	return ds
}

// Settings returns what the configuration says of the rules on the page at an
// absolute path: nobody may change it, for pages share it. A nil configuration
// says nothing.
func (c *Config) Settings(abs string) rule.Settings {
	if c == nil {
		return nil
	}
	switch which := c.overriding(abs); len(which) {
	case 0:
		return c.plain
	case 1:
		return c.overrides[which[0]].settings
	default:
		return c.settings(c.decide(which))
	}
}

// Later returns the ids, sorted, of those of the rules that are off on all pages
// because they came after the version that the configuration asks for.
func (c *Config) Later(rules []*rule.Rule) []string {
	if c == nil {
		return nil
	}
	var ids []string
	for _, r := range rules {
		if c.late(r, c.base) && !slices.ContainsFunc(c.Overrides, func(o Override) bool { return names(o.Rules, r.ID) }) {
			ids = append(ids, r.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

// names reports whether a setting names the rule by its id.
func names(list []RuleSetting, id string) bool {
	return slices.ContainsFunc(list, func(s RuleSetting) bool { return s.Exact && s.Name.V == id })
}

// Owner returns who owns the page at an absolute path, or "".
func (c *Config) Owner(pg *page.Page, abs string) string { return c.OwnerAt(pg, abs).V }

// OwnerAt returns who owns the page at an absolute path, and where the configuration
// says so: the first of the owners that is for it. One by a front matter key that
// the page does not have, or has without a text, is not.
func (c *Config) OwnerAt(pg *page.Page, abs string) Value[string] {
	if c == nil {
		return Value[string]{}
	}
	for i := range c.Owners {
		o := &c.Owners[i]
		if len(o.Files) > 0 && !c.owners[i].matches(abs) {
			continue
		}
		if !o.FrontMatter.Set() {
			return o.Name
		}
		if name := stated(pg, o.FrontMatter.V); name != "" {
			return Value[string]{name, o.FrontMatter.At}
		}
	}
	return Value[string]{}
}
