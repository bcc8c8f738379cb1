package report

import (
	"io"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// maxDiagnostic is how many bytes a line may have. reviewdog reads lines of less
// than 64 KiB, and at a longer one stops without a word: all findings behind it
// would be lost.
const maxDiagnostic = 60_000

// Diagnostic of the Reviewdog Diagnostic Format (reviewdog.proto, package
// reviewdog.rdf), a line for each. Lines and columns count from 1, columns in bytes
// of the line as it stands in the file; the end is exclusive.
type (
	rdDiagnostic struct {
		Message     string         `json:"message"`
		Location    rdLocation     `json:"location"`
		Severity    string         `json:"severity"`
		Source      rdSource       `json:"source"`
		Code        rdCode         `json:"code"`
		Suggestions []rdSuggestion `json:"suggestions,omitempty"`
		Original    string         `json:"original_output"` // without it, reviewdog takes the whole line
		Related     []rdRelated    `json:"related_locations,omitempty"`
	}
	rdLocation struct {
		Path  string  `json:"path"`
		Range rdRange `json:"range"`
	}
	rdRange struct {
		Start rdPosition `json:"start"`
		End   rdPosition `json:"end"`
	}
	rdPosition struct {
		Line   int `json:"line"`
		Column int `json:"column"`
	}
	rdSource struct {
		Name string `json:"name"`
	}
	rdCode struct {
		Value string `json:"value"`
	}
	rdSuggestion struct {
		Range rdRange `json:"range"`
		Text  string  `json:"text"`
	}
	rdRelated struct {
		Message  string     `json:"message"`
		Location rdLocation `json:"location"`
	}
)

func rdjsonl(w io.Writer, run Run, _ Options) error {
	return each(w, run.Diagnostics, func(d *diag.Diagnostic) (string, error) {
		rd := rdFinding(d)
		line, err := compact(rd)
		if len(line) > maxDiagnostic {
			rd.Suggestions, rd.Related = nil, nil
			rd.Message, rd.Original = rdClip(rd.Message), rdClip(rd.Original)
			line, err = compact(rd)
		}
		return line + "\n", err
	})
}

// rdClip cuts a text so far that two of them and a path stay below maxDiagnostic,
// even if JSON needs six bytes for each of theirs.
func rdClip(s string) string {
	const most = 3000
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

func rdFinding(d *diag.Diagnostic) rdDiagnostic {
	rd := rdDiagnostic{
		Message: guidance(d), Severity: strings.ToUpper(d.Severity.String()),
		Location: rdLocation{d.Source.Path, rdRangeOf(d.Source, onLines(d.Source, d.Span))},
		Source:   rdSource{"docgauge"}, Code: rdCode{d.Rule}, Original: header(d, palette{}),
		Suggestions: rdSuggestions(d),
	}
	for _, r := range d.Related {
		rd.Related = append(rd.Related, rdRelated{
			Printable(r.Message), rdLocation{r.Source.Path, rdRangeOf(r.Source, onLines(r.Source, r.Span))},
		})
	}
	return rd
}

// rdSuggestions are the fixes, each as one replacement: reviewdog offers every
// suggestion by itself, so that of several edits made into several suggestions the
// author could take half a fix. It shows them in one comment, which has the lines of
// the first one; those on other lines would be refused.
func rdSuggestions(d *diag.Diagnostic) (list []rdSuggestion) {
	for _, f := range applicable(d) {
		sp, replacement := merged(d.Source, f.Edits)
		sp, replacement = withoutLineBreak(d.Source, sp, replacement)
		s := rdSuggestion{rdRangeOf(d.Source, sp), replacement}
		if len(list) == 0 || s.Range.Start.Line == list[0].Range.Start.Line && s.Range.End.Line == list[0].Range.End.Line {
			list = append(list, s)
		}
	}
	return list
}

// merged is one replacement that does what all the edits do.
func merged(src *text.Source, edits []diag.Edit) (text.Span, string) {
	all := text.Span{Start: edits[0].Span.Start, End: edits[len(edits)-1].Span.End}
	var b strings.Builder
	at := all.Start
	for _, e := range edits {
		b.WriteString(src.Slice(text.Span{Start: at, End: e.Span.Start}) + e.New)
		at = e.Span.End
	}
	return all, b.String()
}

// withoutLineBreak leaves a line break out of a replacement by one: a suggestion
// that ends at the next line's start needs that line in the diff too.
func withoutLineBreak(src *text.Source, sp text.Span, replacement string) (text.Span, string) {
	for _, eol := range []string{"\r\n", "\n"} {
		if strings.HasSuffix(src.Slice(sp), eol) && strings.HasSuffix(replacement, eol) {
			return text.Span{Start: sp.Start, End: sp.End - len(eol)}, strings.TrimSuffix(replacement, eol)
		}
	}
	return sp, replacement
}

func rdRangeOf(src *text.Source, sp text.Span) rdRange {
	at := func(offset int) rdPosition {
		p := src.Position(offset)
		start := src.Line(p.Line).Start
		if p.Line == 1 {
			start = 0 // a byte order mark is part of the line that reviewdog cuts up
		}
		return rdPosition{p.Line, p.Offset - start + 1}
	}
	return rdRange{at(sp.Start), at(sp.End)}
}
