package report

import (
	"io"

	"docgauge/internal/diag"
	"docgauge/internal/text"
)

const (
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	sourceRoot  = "%SRCROOT%" // what locations are relative to, by GitHub's convention
	// GitHub code scanning keeps 5,000 results of a run, and shows 100 related
	// locations of a result ("SARIF support for code scanning", limits).
	maxResults   = 5000
	maxLocations = 100
)

// A SARIF 2.1.0 log (OASIS, "Static Analysis Results Interchange Format", errata
// 01): the objects of its chapter 3 as far as code scanning and viewers use them.
type (
	sarifResult struct {
		RuleID              string            `json:"ruleId"`
		RuleIndex           *int              `json:"ruleIndex,omitempty"`
		Level               string            `json:"level"`
		Message             sarifMessage      `json:"message"`
		Locations           []sarifLocation   `json:"locations"`
		RelatedLocations    []sarifLocation   `json:"relatedLocations,omitempty"`
		PartialFingerprints map[string]string `json:"partialFingerprints"`
		Fixes               []sarifFix        `json:"fixes,omitempty"`
	}
	sarifMessage struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifLocation struct {
		ID       int           `json:"id,omitempty"` // what a link in the message names
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifMessage `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI    string `json:"uri"`
		BaseID string `json:"uriBaseId,omitempty"`
	}
	// sarifRegion has lines and columns from 1, columns in UTF-16 code units, the end exclusive.
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifFix struct {
		Description sarifMessage  `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
		Properties  sarifSafety   `json:"properties"`
	}
	sarifSafety struct {
		Safe bool `json:"safe"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion  `json:"deletedRegion"`
		Inserted sarifMessage `json:"insertedContent"`
	}
)

// sarif prints one run of one log, with a line for each rule, file and result. The
// worst findings come first, and those beyond what GitHub keeps are left out.
func sarif(w io.Writer, run Run, opts Options) error {
	results := worstFirst(run.Diagnostics)
	if n := len(results); n > maxResults {
		results = results[:maxResults]
		opts.note("sarif: the %d most severe of %d findings; GitHub code scanning keeps no more", maxResults, n)
	}
	log := newSarifLog(run)
	head, err := sarifHead(run)
	if err != nil {
		return err
	}
	return jsonArray(w, head, results, "}]}\n", func(d *diag.Diagnostic) any { return log.result(d) })
}

// sarifLog is what results refer to.
type sarifLog struct {
	rules        map[string]int // their place among the rules, by id
	fingerprints map[*diag.Diagnostic]string
}

func newSarifLog(run Run) *sarifLog {
	log := &sarifLog{rules: map[string]int{}, fingerprints: map[*diag.Diagnostic]string{}}
	for i, r := range run.Rules {
		log.rules[r.ID] = i
	}
	seen := occurrences{}
	for _, d := range run.Diagnostics { // in the report's order: the number must not depend on severities
		log.fingerprints[d] = seen.next(d)
	}
	return log
}

func (l *sarifLog) result(d *diag.Diagnostic) sarifResult {
	r := sarifResult{
		RuleID: d.Rule, Level: sarifLevel(d.Severity), Message: sarifMessage{Text: sarifText(d)},
		Locations:           []sarifLocation{{Physical: physicalOf(d.Source, onLines(d.Source, d.Span))}},
		PartialFingerprints: map[string]string{"docgauge/v1": l.fingerprints[d]},
	}
	if i, known := l.rules[d.Rule]; known {
		r.RuleIndex = &i
	}
	for i, rel := range d.Related[:min(len(d.Related), maxLocations)] {
		at := sarifLocation{ID: i + 1, Physical: physicalOf(rel.Source, onLines(rel.Source, rel.Span))}
		if rel.Message != "" {
			at.Message = &sarifMessage{Text: unlinked(sentence(Printable(rel.Message)))}
		}
		r.RelatedLocations = append(r.RelatedLocations, at)
	}
	for _, f := range applicable(d) {
		r.Fixes = append(r.Fixes, sarifFixOf(d.Source, f))
	}
	return r
}

func physicalOf(src *text.Source, sp text.Span) sarifPhysical {
	return sarifPhysical{Artifact: artifactOf(src), Region: regionOf(src, sp)}
}

func artifactOf(src *text.Source) sarifArtifact {
	a := sarifArtifact{URI: uriPath(src.Location)}
	if isRelative(src.Location) {
		a.BaseID = sourceRoot
	}
	return a
}

// sarifFixOf has the exact spans of the edits, line breaks and all.
func sarifFixOf(src *text.Source, f diag.Fix) sarifFix {
	change := sarifChange{Artifact: artifactOf(src)}
	for _, e := range f.Edits {
		change.Replacements = append(change.Replacements, sarifReplacement{regionOf(src, e.Span), sarifMessage{Text: e.New}})
	}
	return sarifFix{
		Description: sarifMessage{Text: unlinked(sentence(Printable(f.Message)))},
		Changes:     []sarifChange{change}, Properties: sarifSafety{f.Safe},
	}
}

func regionOf(src *text.Source, sp text.Span) (r sarifRegion) {
	r.StartLine, r.StartColumn = src.UTF16(sp.Start)
	r.EndLine, r.EndColumn = src.UTF16(sp.End)
	return sarifRegion{r.StartLine + 1, r.StartColumn + 1, r.EndLine + 1, r.EndColumn + 1}
}

func sarifLevel(s diag.Severity) string {
	switch s {
	case diag.Error:
		return "error"
	case diag.Warning:
		return "warning"
	}
	return "note"
}
