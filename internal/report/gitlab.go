package report

import (
	"io"

	"docgauge/internal/diag"
)

// A GitLab Code Quality report, an array of issues: the members that GitLab
// documents, and no other ("Code Quality", import of results from a tool).
type (
	gitlabIssue struct {
		Description string         `json:"description"`
		CheckName   string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"` // issues with the same one are merged
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabLocation struct {
		Path  string      `json:"path"`
		Lines gitlabLines `json:"lines"`
	}
	gitlabLines struct {
		Begin int `json:"begin"`
		End   int `json:"end"`
	}
)

// gitlab prints an array with a line for each finding.
func gitlab(w io.Writer, run Run, _ Options) error {
	seen := occurrences{}
	return jsonArray(w, "", run.Diagnostics, "\n", func(d *diag.Diagnostic) any {
		sp := onLines(d.Source, d.Span)
		return gitlabIssue{
			Description: Printable(d.Message), CheckName: "docgauge/" + d.Rule,
			Fingerprint: seen.next(d), Severity: gitlabSeverity(d.Severity),
			Location: gitlabLocation{d.Source.Location, gitlabLines{d.Source.LineAt(sp.Start), d.Source.LineAt(sp.End)}},
		}
	})
}

// gitlabSeverity leaves out blocker and critical: no fault of a page is one.
func gitlabSeverity(s diag.Severity) string {
	switch s {
	case diag.Error:
		return "major"
	case diag.Warning:
		return "minor"
	}
	return "info"
}
