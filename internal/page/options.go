package page

import "strings"

// Options is what Build cannot know of the pages of a doc set: the API version if
// their path does not say it, headings and column names of their own beside the
// usual ones.
type Options struct {
	Version string // of the doc set, whatever the path says; empty: as the path says
	Titles  []TableTitle
	// Columns are further names of columns, by the name that Table.Column is asked
	// for ("name", "type", "description") and in lower case.
	Columns map[string][]string
}

// WithVersion returns the options, nil too, with another API version.
func (o *Options) WithVersion(version string) *Options {
	var with Options
	if o != nil {
		with = *o
	}
	with.Version = version
	return &with
}

// version is the API version of a page of the doc set, by its location.
func (o *Options) version(location string) string {
	if o != nil && o.Version != "" {
		return o.Version
	}
	return versionOf(location)
}

// TableTitle is a heading that says what the tables below it list.
type TableTitle struct {
	Kind TableKind
	// Role is that of a section with just this heading; NoRole if it has none.
	Role Role
	// Text is in the heading, in words of its own, or, if Suffix is set, ends it, with a word
	// before it; letter case is ignored.
	Text   string
	Suffix bool
	// Parent says that it is not the heading right above the table but one further up.
	Parent bool
}

// role returns the role that a configured title gives a section, or NoRole.
func (o *Options) role(s *Section) Role {
	if o == nil {
		return NoRole
	}
	for i := range o.Titles {
		t := &o.Titles[i]
		if t.Role != NoRole && !t.Suffix && !t.Parent && strings.EqualFold(t.Text, s.Title) {
			return t.Role
		}
	}
	return NoRole
}

// named returns what a configured title of the kind "tide colours" says of the
// tables right below it, or OtherTable. It says more than the sections around.
func (o *Options) named(s *Section) TableKind {
	if o == nil || s == nil || s.Role != NoRole {
		return OtherTable
	}
	for i := range o.Titles {
		if t := &o.Titles[i]; t.Suffix && !t.Parent && t.fits(s.Title) {
			return t.Kind
		}
	}
	return OtherTable
}

// kind returns what a configured title says of the tables in a section that is of
// no use otherwise, or OtherTable.
func (o *Options) kind(s *Section) TableKind {
	if o == nil || s == nil {
		return OtherTable
	}
	for i := range o.Titles {
		t := &o.Titles[i]
		if !t.Parent {
			if t.fits(s.Title) {
				return t.Kind
			}
			continue
		}
		for at := s.Parent; at != nil; at = at.Parent {
			if t.fits(at.Title) {
				return t.Kind
			}
		}
	}
	return OtherTable
}

func (t *TableTitle) fits(title string) bool {
	n := len(title) - len(t.Text)
	if t.Text == "" || n < 0 {
		return false
	}
	if t.Suffix {
		return n > 1 && title[n-1] == ' ' && strings.EqualFold(title[n:], t.Text)
	}
	at := strings.Index(strings.ToLower(title), strings.ToLower(t.Text))
	return at >= 0 && !wordAt(title, at-1) && !wordAt(title, at+len(t.Text))
}

func wordAt(s string, i int) bool { return i >= 0 && i < len(s) && isWord(s[i]) }

// column returns the index of the header cell that the options call by one of the names, or -1.
func (o *Options) column(head []Cell, names []string) int {
	if o == nil || len(o.Columns) == 0 {
		return -1
	}
	for i := range head {
		for _, n := range names {
			for _, alias := range o.Columns[n] {
				if strings.EqualFold(head[i].Text, alias) {
					return i
				}
			}
		}
	}
	return -1
}
