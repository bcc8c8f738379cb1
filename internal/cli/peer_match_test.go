//go:build corpus

package cli

import (
	"slices"
	"strings"
	"unicode"
)

// peerRoot is the folder that the peer was run in, and its paths are relative to.
const peerRoot = "api-reference/v1.0/"

// peerReport is what docgauge reports.
type peerReport struct {
	byPage map[string][]*peerFinding
}

// peerFinding is a finding in a JSON report.
type peerFinding struct {
	peerPlace
	Rule, Severity, Pointer string
	Related                 []peerPlace

	// Of the finding and its related places: the messages, the text at the place,
	// and the text that begins on the line below it.
	messages, texts, below []string
}

type peerPlace struct {
	Path, Message string
	Range         struct{ Start, End struct{ Offset int } }
}

// text is what stands at the place, if it is part of a line.
func (p peerPlace) text(content []byte) string {
	s := string(content[p.Range.Start.Offset:p.Range.End.Offset])
	if strings.Contains(s, "\n") {
		return ""
	}
	return s
}

// below is the beginning of the line below the place, and what follows.
func (p peerPlace) below(content []byte) string {
	_, rest, _ := strings.Cut(string(content[p.Range.End.Offset:]), "\n")
	return rest[:min(len(rest), 400)]
}

// peerCheck says which rules report what the peer reports under a code, and when
// a finding is about the same thing. A row is for the first check that it fits.
type peerCheck struct {
	code    string
	message string // the row's message begins so
	rules   []string
	same    func(peerRow, *peerFinding) bool
}

// peerChecks is how the peer's findings are told in docgauge's.
func peerChecks() []peerCheck {
	quoted := func(row peerRow, f *peerFinding) bool { return f.names(between(row.message, "'", "'")) }
	target := func(row peerRow, f *peerFinding) bool { return f.holds(between(row.message, "'[", "](")) }
	after := func(prefix string) func(peerRow, *peerFinding) bool {
		return func(row peerRow, f *peerFinding) bool {
			_, name, _ := strings.Cut(row.message, prefix)
			name, _, _ = strings.Cut(strings.TrimSpace(name), " ")
			return f.names(strings.TrimRight(name, "."))
		}
	}
	lastWhere := func(row peerRow, f *peerFinding) bool {
		return f.names(row.where[strings.LastIndex(row.where, "/")+1:])
	}
	says := func(words ...string) func(peerRow, *peerFinding) bool {
		return func(_ peerRow, f *peerFinding) bool {
			return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(f.Message, w) })
		}
	}
	return []peerCheck{
		{"MissingMetadataBlock", "", []string{"annotation-missing", "annotation-orphan"}, peerSameBlock},

		{"AdditionalPropertyDetected", "Undocumented property", []string{"schema-property", "schema-collection", "schema-odata-type"}, quoted},
		{"AdditionalPropertyDetected", "Property", []string{"table-resource", "table-type", "param-description", "table-shape"}, peerSameRow},
		{"ExpectedTypeDifferent", "Expected type", []string{"schema-type", "schema-enum"}, lastWhere},
		{"ExpectedTypeDifferent", "Type mismatch", []string{"table-resource", "schema-type", "schema-odata-type", "schema-unknown-type", "param-type"}, peerSameType},
		{"ExpectedTypeDifferent", "Inconsistent types between parameter (String) and table (Guid)", []string{"param-type", "placeholder-value"}, lastWhere},
		{"ExpectedTypeDifferent", "", []string{"table-resource", "schema-type", "schema-odata-type", "param-type"}, lastWhere},
		{"MarkdownParserError", "Failed to parse any rows", []string{"table-type"}, says("no column of this table")},
		{"CustomValidationNotSupported", "", []string{"schema-type"}, lastWhere},
		{"RequiredPropertiesMissing", "Could not find key property", []string{"annotation-property"}, after("Could not find key property ")},
		{"ResourceTypeNotFound", "unrecognized type declaration", []string{"schema-odata-type", "schema-unknown-type"}, after("declaration ")},
		{"ResourceTypeNotFound", "Referenced type", []string{"table-type", "schema-unknown-type"}, lastWhere},

		{"LinkDestinationNotFound", "FileNotFound", []string{"link-target", "link-case", "link-include"}, target},
		{"RequiredYamlHeaderMissing", "", []string{"page-front-matter"}, after(":")},
		{"TabHeaderError", "Tab header", []string{"page-tabs"}, says("order", "behind", "twice")},
		{"TabHeaderError", "Inconsistent", []string{"page-tabs"}, says("order", "twice", "tabs")},
		{"TabHeaderError", "Tab group", []string{"page-tabs"}, says("before")},
		{"TabHeaderError", "Header", []string{"page-tabs"}, says("inside", "in a tab", "not closed")},
		{"TabHeaderError", "Missing tab boundary", []string{"page-tabs"}, says("not closed")},
		{"RequiredDocumentHeaderMissing", "", []string{"page-outline"}, says("enum type")},
		{"ExtraDocumentHeaderFound", "", []string{"page-outline"}, after("found:")},

		{"Unknown", "Schema type", []string{"table-resource"}, peerSameOpenness},
		{"Unknown", "Resource", []string{"table-resource"}, peerSameOpenness},

		{"DuplicateMethodIdentifier", "", []string{"annotation-name"}, after("detected:")},
		{"IncorrectSampleKey", "", []string{"annotation-sample-key"}, quoted},
		{"JsonParserException", "Unable to parse page annotation", []string{"annotation-syntax"}, func(peerRow, *peerFinding) bool { return true }},
		{"InvalidUrlString", "", []string{"http-api-version"}, says("version")},
		{"NonStandardHeaderUsed", "", []string{"http-header"}, after("header:")},
		{"InvalidContentType", "", []string{"http-media-type"}, after("content-types:")},
		{"UnsupportedContentType", "", []string{"http-media-type"}, after("content type:")},
		{"TypeNameMismatch", "", []string{"http-path-case", "metadata-path"}, quoted},
	}
}

// reports returns whether docgauge says the same as the row. A row without page
// is looked for on all of them.
func (r *peerReport) reports(row peerRow) bool {
	checks := peerChecks()
	at := slices.IndexFunc(checks, func(c peerCheck) bool { return c.code == row.code && strings.HasPrefix(row.message, c.message) })
	if at < 0 {
		return false
	}
	says := func(f *peerFinding) bool {
		return slices.Contains(checks[at].rules, f.Rule) && checks[at].same(row, f)
	}
	for _, page := range row.pages {
		if slices.ContainsFunc(r.byPage[page], says) {
			return true
		}
	}
	if len(row.pages) == 0 {
		for _, found := range r.byPage {
			if slices.ContainsFunc(found, says) {
				return true
			}
		}
	}
	return false
}

// judge returns what becomes of a row.
func (r *peerReport) judge(row peerRow, verdicts []*peerVerdict) peerOutcome {
	if r.reports(row) {
		return peerReported
	}
	for _, v := range verdicts {
		if v.fits(row) {
			v.used++
			return v.outcome
		}
	}
	return peerMissed
}

// peerSameBlock reports whether a place of the finding is the fence of the block
// whose first words the row quotes.
func peerSameBlock(row peerRow, f *peerFinding) bool {
	_, words, _ := strings.Cut(row.message, ":")
	words = strings.Join(strings.Fields(words), " ")
	return slices.ContainsFunc(f.below, func(below string) bool {
		return strings.HasPrefix(strings.Join(strings.Fields(below), " "), words)
	})
}

// peerSameType reports whether the finding is about the property, or at the name
// of the type that the row calls the example's.
func peerSameType(row peerRow, f *peerFinding) bool {
	shown := strings.TrimPrefix(between(row.message, "example type: (", ")"), "microsoft.graph.")
	if f.Rule == "schema-unknown-type" {
		return slices.ContainsFunc(f.texts, func(s string) bool { return strings.EqualFold(strings.Trim(s, `"#`), shown) })
	}
	return f.names(row.where[strings.LastIndex(row.where, "/")+1:])
}

// peerSameOpenness reports whether row and finding are about pages that do not
// agree whether a type is open.
func peerSameOpenness(row peerRow, f *peerFinding) bool {
	words := strings.Fields(strings.TrimPrefix(row.message, "Schema type"))
	name := words[0]
	if name == "Resource" {
		name = words[1]
	}
	return strings.Contains(row.message, "OpenType") && strings.Contains(f.Message, "open type") && f.names(name)
}

// peerSameRow reports whether the finding is about the property that is missing
// in a table or block: it names it, it is about all properties of a block without
// a table, or it is the broken row or header that keeps the peer from reading the
// table.
func peerSameRow(row peerRow, f *peerFinding) bool {
	undescribed := strings.Contains(row.message, "not described")
	named := f.names(between(row.message, "'", "'"))
	switch f.Rule {
	case "table-shape":
		return undescribed && strings.Contains(f.Message, "broken over")
	case "table-type":
		return undescribed && strings.Contains(f.Message, "no column of this table")
	case "param-description":
		return undescribed && named
	}
	return named || strings.Contains(f.Message, "the page has no")
}

// names reports whether the finding is about something of that name: it stands in
// a message or at a place as a word of its own, or is where the JSON pointer leads.
// Letter case does not count.
func (f *peerFinding) names(name string) bool {
	if name == "" {
		return false
	}
	if pointer := strings.TrimRight(f.Pointer, "/0123456789"); strings.EqualFold(pointer[strings.LastIndex(pointer, "/")+1:], name) {
		return true
	}
	return slices.ContainsFunc(append(f.texts, f.messages...), func(s string) bool { return hasWord(s, name) })
}

// holds reports whether the text occurs at a place of the finding or in a message.
func (f *peerFinding) holds(s string) bool {
	return s != "" && slices.ContainsFunc(append(f.texts, f.messages...), func(in string) bool { return strings.Contains(in, s) })
}

// hasWord reports whether word occurs in s with no letter or digit at its sides.
func hasWord(s, word string) bool {
	s, word = strings.ToLower(s), strings.ToLower(word)
	part := func(s string, last bool) bool {
		r := []rune(s)
		if len(r) == 0 {
			return false
		}
		c := r[0]
		if last {
			c = r[len(r)-1]
		}
		return unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_'
	}
	for rest := s; ; {
		i := strings.Index(rest, word)
		if i < 0 {
			return false
		}
		if !part(rest[:i], true) && !part(rest[i+len(word):], false) {
			return true
		}
		rest = rest[i+len(word):]
	}
}

// between returns the text between two marks, or "".
func between(s, from, to string) string {
	_, s, ok := strings.Cut(s, from)
	s, _, closed := strings.Cut(s, to)
	if !ok || !closed {
		return ""
	}
	return s
}
