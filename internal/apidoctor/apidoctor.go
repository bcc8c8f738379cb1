// Package apidoctor reads the configuration files of Microsoft's API Doctor, so
// that a docs repository which has them needs no set-up (DESIGN section 8), and
// the findings of API Doctor that pages suppress.
//
// API Doctor takes any JSON file below the doc set root and goes by the keys at
// its top. docgauge reads files that have the usual names, and goes by the keys
// in them. API Doctor says nothing about a key that it does not know; here it is
// a Problem.
package apidoctor

import (
	"maps"
	"path"
	"slices"
	"strings"

	"docgauge/internal/page"
	"docgauge/internal/text"
)

// Problem is something in a configuration file that is not understood, or has no
// effect. What else the file says is in force all the same.
type Problem struct {
	At            text.Place
	Message, Help string // Help may be empty
}

// String is the problem on one line: "path:line:column: message; help".
func (p Problem) String() string {
	s := p.At.String() + ": " + p.Message
	if p.Help != "" {
		s += "; " + p.Help
	}
	return s
}

// Text is a string that a file gives, and where.
type Text struct {
	Value string
	At    text.Place
}

// Config is what the files of one doc set root say. It is immutable. Its methods
// may be called on nil: nothing is configured.
type Config struct {
	Root     string    // the doc set's, slash-separated as in page paths
	Settings []Setting // all that is set, in the order of the files
	Problems []Problem // what the files say that is not understood
	// Outlines are the headings that pages must have, by doc_type: apiPageType,
	// resourcePageType, conceptualPageType, enumPageType.
	Outlines map[string]*Outline
	Schema   Schema
	Design   Design

	ignoredLinks []Text
	tables       page.Options
}

// Setting is one setting in force.
type Setting struct {
	Name  string     // the keys that lead to it: "schemaConfig.requiredYamlHeaders"
	Value string     // as compact JSON
	At    text.Place // of the value
	// Use is what the setting decides in docgauge; empty if nothing.
	Use string
}

// Schema is what the key schemaConfig says.
type Schema struct {
	DefaultNamespace string
	BaseURLs         []Text
	FoldersToSkip    []Text
	FilesToSkip      []Text
	WarningWorkloads []Text // treatErrorsAsWarningsWorkloads
	RequiredKeys     []Text // requiredYamlHeaders
}

// Design is what the key api-requirements says.
type Design struct {
	MaxURLLength    int // bytes; 0 if there is no limit
	MaxURLLengthAt  text.Place
	Methods         []Text // httpRequest.httpMethods
	RequestHeaders  []Text // httpRequest.standardHeaders
	RequestTypes    []Text // httpRequest.contentTypes
	ResponseTypes   []Text // httpResponse.contentTypes
	Ignorable       []Text // ignorableProperties
	CollectionNames []Text // jsonSerialization.collectionPropertyNames
	CaseSensitive   bool   // header names; the key is spelt caseSensativeHeaders
}

// Outline returns the headings required of pages of a doc_type, letter case
// ignored, or nil.
func (c *Config) Outline(docType string) *Outline {
	if c == nil {
		return nil
	}
	for name, o := range c.Outlines {
		if strings.EqualFold(name, docType) {
			return o
		}
	}
	return nil
}

// Skips reports whether the page is not to be checked: its folder's path from
// the root holds one of foldersToSkip, or its name is one of filesToSkip.
func (c *Config) Skips(file string) bool {
	if c == nil {
		return false
	}
	file = c.below(file)
	dir, name := path.Split(file)
	for _, s := range c.Schema.FoldersToSkip {
		if s.Value != "" && strings.Contains(dir, s.Value) {
			return true
		}
	}
	for _, s := range c.Schema.FilesToSkip {
		if strings.EqualFold(s.Value, name) {
			return true
		}
	}
	return false
}

// Downgrades reports whether errors on the page count as warnings: its path from
// the root holds one of treatErrorsAsWarningsWorkloads, letter case ignored.
func (c *Config) Downgrades(file string) bool {
	if c == nil || len(c.Schema.WarningWorkloads) == 0 {
		return false
	}
	file = strings.ToLower(c.below(file))
	for _, s := range c.Schema.WarningWorkloads {
		if s.Value != "" && strings.Contains(file, strings.ToLower(s.Value)) {
			return true
		}
	}
	return false
}

// below returns the path from the root: what lies above is the machine's business.
func (c *Config) below(file string) string {
	if c.Root == "." || c.Root == "" {
		return file
	}
	return strings.TrimPrefix(file, strings.TrimSuffix(c.Root, "/")+"/")
}

// IgnoresLink reports whether a link with the target is not followed: it starts
// with one of pathsToIgnore, letter case ignored.
func (c *Config) IgnoresLink(target string) bool {
	if c == nil {
		return false
	}
	for _, s := range c.ignoredLinks {
		n := len(s.Value)
		if n > 0 && len(target) >= n && strings.EqualFold(target[:n], s.Value) {
			return true
		}
	}
	return false
}

// PageOptions is how pages of the doc set write their tables, or nil if nothing is said.
func (c *Config) PageOptions() *page.Options {
	if c == nil || len(c.tables.Titles) == 0 && len(c.tables.Columns) == 0 {
		return nil
	}
	return &c.tables
}

// Ignorable reports whether a property needs no documentation: it is one of
// ignorableProperties, or annotates a property with one of them ("name@odata.type").
func (c *Config) Ignorable(property string) bool {
	if c == nil {
		return false
	}
	annotation := ""
	if i := strings.IndexByte(property, '@'); i > 0 {
		annotation = property[i:]
	}
	for _, s := range c.Design.Ignorable {
		if s.Value == property || annotation != "" && s.Value == annotation {
			return true
		}
	}
	return false
}

// CollectionNames are the names of the property that holds a collection's items, nil if not said.
func (c *Config) CollectionNames() []string {
	if c == nil {
		return nil
	}
	return values(c.Design.CollectionNames)
}

// DefaultNamespace is that of type names without one, or "".
func (c *Config) DefaultNamespace() string {
	if c == nil {
		return ""
	}
	return c.Schema.DefaultNamespace
}

// BaseURL returns how much of a URL, in bytes, is one of baseUrls, the longest,
// letter case ignored; 0 if it begins with none of them.
func (c *Config) BaseURL(target string) (longest int) {
	if c == nil {
		return 0
	}
	for _, s := range c.Schema.BaseURLs {
		n := len(strings.TrimSuffix(s.Value, "/"))
		if n > longest && len(target) >= n && strings.EqualFold(target[:n], s.Value[:n]) &&
			(len(target) == n || target[n] == '/' || target[n] == '?') {
			longest = n
		}
	}
	return longest
}

// keys returns the keys of a table in order.
func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func values(list []Text) (out []string) {
	for _, s := range list {
		out = append(out, s.Value)
	}
	return out
}

// StandardHeaders are the headers that requests may have, nil if not said.
func (c *Config) StandardHeaders() []string {
	if c == nil {
		return nil
	}
	return values(c.Design.RequestHeaders)
}
