// Package config reads .docgauge.yaml: strictly, with the place of every value. It
// is pure: files are read by the function it is given.
package config

import (
	"docgauge/internal/diag"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

// Value is a setting and where it stands. The zero value is one that nobody set.
type Value[T any] struct {
	V  T
	At text.Place // without a source it is a default
}

// Set reports whether a configuration says it.
func (v Value[T]) Set() bool { return v.At.Source != nil }

// Config is what a configuration file and those it extends come to. Paths in it
// are absolute and slash-separated, patterns relative to the folder Dir of the
// file that has them.
type Config struct {
	Files     []*text.Source // the file, then those that it extends, directly or not
	Dir       string         // the folder of the file
	Version   Value[int]     // the rule set, rule.Rule.Epoch
	Include   []Pattern      // gitignore patterns of the pages to check; none: all Markdown
	Exclude   []Pattern      // gitignore patterns of pages to leave out; later ones win
	Docsets   []Docset
	Schemas   Value[string]            // folder with users' schemas
	Metadata  map[string]Value[string] // file by API version; "" is for all
	Rules     []RuleSetting            // in the order in which they apply: later ones win
	Overrides []Override               // later ones win
	Baseline  Value[string]            // file
	Owners    []Owner                  // the first that says one wins

	settled
}

// Pattern is a pattern and the folder that it is relative to.
type Pattern struct {
	Value[string]
	Dir string
}

// Docset is a doc set that the configuration declares.
type Docset struct {
	Root    Value[string] // folder
	Version Value[string] // API version of its pages, "v1.0" or "beta" or another; may be unset
}

// RuleSetting is what is said of a rule or a family of rules.
type RuleSetting struct {
	Name     Value[string] // as written: an id, or a family such as "json" or "json-*"
	Rules    []string      // ids that it means
	Exact    bool          // Name is an id
	Severity Value[diag.Severity]
	Options  map[string]Value[any] // by name, of the type of rule.Option.Default
}

// Override is what holds for some pages only.
type Override struct {
	At    text.Place
	Files []Pattern // gitignore patterns
	Rules []RuleSetting
}

// Owner says who owns pages: those that match, or by what their front matter says.
type Owner struct {
	Files       []Pattern     // gitignore patterns; none: all pages
	FrontMatter Value[string] // key whose value is the owner
	Name        Value[string] // owner of the pages; unset if FrontMatter is set
}

// Reader is what reading a configuration needs to know.
type Reader struct {
	Rules []*rule.Rule
	// Read reads a file, by its absolute path. Its errors say why, not which file.
	Read func(abs string) ([]byte, error)
	// Shown is the path to report for an absolute path.
	Shown func(abs string) string
	// Location is the location (text.Source.Location) of an absolute path, for rules'
	// options that are patterns of locations. It may be nil: they stay as written.
	Location func(abs string) string
	// Top is the folder, absolute, that nothing which a configuration names may lie
	// outside of.
	Top string
}
