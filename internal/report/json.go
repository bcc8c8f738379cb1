package report

import (
	"encoding/json"
	"io"
	"strings"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

// The JSON report, version 1 (DESIGN section 8): lines and columns from 1,
// columns in characters, offsets in bytes from 0.
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
	if _, err := io.WriteString(w, strings.TrimSuffix(head, "}")+`,"diagnostics":[`); err != nil {
		return err
	}
	last := len(run.Diagnostics) - 1
	err = each(w, run.Diagnostics, func(i int, d *diag.Diagnostic) (string, error) {
		line, err := compact(jsonFinding(d))
		if i < last {
			line += ","
		}
		return "\n" + line, err
	})
	if err != nil {
		return err
	}
	end := "]}\n"
	if last >= 0 {
		end = "\n" + end
	}
	_, err = io.WriteString(w, end)
	return err
}

// compact encodes v on one line, leaving <, > and & as they are.
func compact(v any) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return strings.TrimSuffix(b.String(), "\n"), err
}

func jsonFinding(d *diag.Diagnostic) jsonDiagnostic {
	j := jsonDiagnostic{
		Rule: d.Rule, Severity: d.Severity.String(), Path: d.Source.Path, Range: rangeOf(d.Source, d.Span),
		Message: d.Message, Help: d.Help, Pointer: d.Pointer,
		Related: []jsonRelated{}, Fixes: []jsonFix{}, Fingerprint: d.Fingerprint(),
	}
	for _, r := range d.Related {
		j.Related = append(j.Related, jsonRelated{r.Source.Path, rangeOf(r.Source, r.Span), r.Message})
	}
	for _, f := range d.Fixes {
		fix := jsonFix{Message: f.Message, Safe: f.Safe, Edits: []jsonEdit{}}
		for _, e := range f.Edits {
			fix.Edits = append(fix.Edits, jsonEdit{rangeOf(d.Source, e.Span), e.New})
		}
		j.Fixes = append(j.Fixes, fix)
	}
	return j
}

func rangeOf(src *text.Source, sp text.Span) jsonRange {
	at := func(offset int) jsonPosition { return jsonPosition(src.Position(offset)) }
	return jsonRange{at(sp.Start), at(sp.End)}
}
