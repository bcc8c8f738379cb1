package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// The JSON report, version 1 (DESIGN section 8): lines and columns from 1,
// columns in characters, offsets in bytes from 0. Its JSON Schema is
// schemas/docgauge/report.json; a member that is added here is added there.
type (
	jsonHead struct {
		Version int         `json:"version"`
		Tool    jsonTool    `json:"tool"`
		Summary jsonSummary `json:"summary"`
	}
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	jsonSummary struct {
		Files      int `json:"files"`
		Errors     int `json:"errors"`
		Warnings   int `json:"warnings"`
		Infos      int `json:"infos"`
		Suppressed int `json:"suppressed"`
		Baselined  int `json:"baselined"`
	}
	jsonDiagnostic struct {
		Rule        string        `json:"rule"`
		Severity    string        `json:"severity"`
		Path        string        `json:"path"`
		Owner       string        `json:"owner,omitempty"`
		Range       jsonRange     `json:"range"`
		Message     string        `json:"message"`
		Help        string        `json:"help"`
		Pointer     string        `json:"pointer"`
		Related     []jsonRelated `json:"related"`
		Fixes       []jsonFix     `json:"fixes"`
		Fingerprint string        `json:"fingerprint"`
	}
	jsonRange struct {
		Start jsonPosition `json:"start"`
		End   jsonPosition `json:"end"`
	}
	jsonPosition struct {
		Line   int `json:"line"`
		Column int `json:"column"`
		Offset int `json:"offset"`
	}
	jsonRelated struct {
		Path    string    `json:"path"`
		Range   jsonRange `json:"range"`
		Message string    `json:"message"`
	}
	jsonFix struct {
		Message string     `json:"message"`
		Safe    bool       `json:"safe"`
		Edits   []jsonEdit `json:"edits"`
	}
	jsonEdit struct {
		Range   jsonRange `json:"range"`
		NewText string    `json:"newText"`
	}
)

// jsonReport prints one object, with a line for each finding so that two
// reports compare line by line.
func jsonReport(w io.Writer, run Run, _ Options) error {
	n := count(run.Diagnostics)
	head, err := compact(jsonHead{
		Version: 1,
		Tool:    jsonTool{Name: "docgauge", Version: run.Version},
		Summary: jsonSummary{
			Files: run.Files, Errors: n.errors, Warnings: n.warnings, Infos: n.infos,
			Suppressed: run.Suppressed, Baselined: run.Baselined,
		},
	})
	if err != nil {
		return err
	}
	head = strings.TrimSuffix(head, "}") + `,"diagnostics":`
	return jsonArray(w, head, run.Diagnostics, "}\n", func(d *diag.Diagnostic) any { return jsonFinding(d, run.Owners) })
}

// jsonArray writes an array with a line for what item makes of each finding, and
// raw JSON before and behind it.
func jsonArray(w io.Writer, before string, ds []*diag.Diagnostic, behind string, item func(*diag.Diagnostic) any) error {
	out := bufio.NewWriter(w)
	if _, err := out.WriteString(before + "["); err != nil {
		return err
	}
	n := 0
	err := each(out, ds, func(d *diag.Diagnostic) (string, error) {
		line, err := compact(item(d))
		n++
		return separator(n-1) + line, err
	})
	if err != nil {
		return err
	}
	end := "]"
	if n > 0 {
		end = "\n]"
	}
	if _, err := out.WriteString(end + behind); err != nil {
		return err
	}
	return out.Flush()
}

// separator stands before element i of an array that has a line for each.
func separator(i int) string {
	if i == 0 {
		return "\n"
	}
	return ",\n"
}

// compact encodes v on one line, leaving <, > and & as they are. What a terminal
// or an editor would obey, hide or reorder is escaped, so that the report may be
// looked at as it is; it decodes to the same.
func compact(v any) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return escapeHidden(strings.TrimSuffix(b.String(), "\n")), err
}

// escapeHidden escapes the hidden characters in JSON text, which can only stand in its strings.
func escapeHidden(s string) string {
	if strings.IndexFunc(s, hidden) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch high, low := utf16.EncodeRune(r); {
		case !hidden(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

func jsonFinding(d *diag.Diagnostic, owners map[string]string) jsonDiagnostic {
	j := jsonDiagnostic{
		Rule: d.Rule, Severity: d.Severity.String(), Path: d.Source.Path, Owner: owners[d.Source.Path],
		Range: rangeOf(d.Source, d.Span), Message: d.Message, Help: d.Help, Pointer: d.Pointer,
		Related: []jsonRelated{}, Fixes: []jsonFix{}, Fingerprint: d.Fingerprint(),
	}
	for _, r := range d.Related {
		j.Related = append(j.Related, jsonRelated{r.Source.Path, rangeOf(r.Source, r.Span), r.Message})
	}
	for _, f := range applicable(d) {
		fix := jsonFix{Message: f.Message, Safe: f.Safe, Edits: []jsonEdit{}}
		for _, e := range f.Edits {
			fix.Edits = append(fix.Edits, jsonEdit{rangeOf(d.Source, e.Span), e.New})
		}
		j.Fixes = append(j.Fixes, fix)
	}
	return j
}

// applicable returns the fixes that a reader of JSON can apply: those that change
// something, to text that JSON can hold, which bytes that are no UTF-8 are not.
func applicable(d *diag.Diagnostic) []diag.Fix {
	return slices.DeleteFunc(slices.Clone(d.Fixes), func(f diag.Fix) bool {
		return len(f.Edits) == 0 || slices.ContainsFunc(f.Edits, func(e diag.Edit) bool { return !utf8.ValidString(e.New) })
	})
}

func rangeOf(src *text.Source, sp text.Span) jsonRange {
	at := func(offset int) jsonPosition { return jsonPosition(src.Position(offset)) }
	return jsonRange{at(sp.Start), at(sp.End)}
}
