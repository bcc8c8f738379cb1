package config

import (
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

// sound reports what is wrong with one value of an option, and whether nothing is.
func (f *file) sound(o *rule.Option, n *node, value any) bool {
	pattern, isText := value.(string)
	if o.Paths && isText {
		if message, help := f.fault(pattern); message != "" {
			f.problem(n.span, message, help)
			return false
		}
	}
	fault := o.Fault(value)
	if fault == "" {
		return true
	}
	f.problem(n.span, fault, "")
	return false
}

// foldersOf returns the locations of the folders that files lie in.
func (l *loader) foldersOf() map[*text.Source]string {
	folders := map[*text.Source]string{}
	for _, f := range l.files {
		if l.Location != nil {
			folders[f.src] = l.Location(f.dir)
		}
	}
	return folders
}

// optionValue is the value of a rule's option as the rule wants it: patterns are
// relative to what locations are relative to, and not to the folder of their file.
func (c *Config) optionValue(r *rule.Rule, name string, v Value[any]) any {
	patterns, ok := v.V.([]string)
	if !ok {
		return v.V
	}
	for i := range r.Options {
		if o := &r.Options[i]; o.Name == name && o.Paths {
			moved := make([]string, len(patterns))
			for k, p := range patterns {
				moved[k] = rule.Rebase(p, c.folders[v.At.Source])
			}
			return moved
		}
	}
	return v.V
}
