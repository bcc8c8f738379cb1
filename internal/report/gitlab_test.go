package report

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestGitLabSchema holds the reports against what GitLab documents, and their
// fingerprints against each other: GitLab merges equal ones.
func TestGitLabSchema(t *testing.T) {
	documented := compiled(t, "testdata", "gitlab", "code-quality.json")
	for name, run := range allRuns(t) {
		out := written(t, gitlab, run)
		if err := documented.Validate(decoded(t, out)); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
		var issues []gitlabIssue
		if err := json.Unmarshal([]byte(out), &issues); err != nil || len(issues) != len(run.Diagnostics) || out[0] != '[' {
			t.Fatalf("%s: %d issues of %d findings, %v", name, len(issues), len(run.Diagnostics), err)
		}
		different := map[string]bool{}
		for i, issue := range issues {
			different[issue.Fingerprint] = true
			d, lines := run.Diagnostics[i], issue.Location.Lines
			if last := d.Source.Lines(); lines.Begin > lines.End || lines.End > last || lines.Begin != min(d.Source.LineAt(d.Span.Start), last) {
				t.Errorf("%s: %s: lines %d to %d of %d", name, issue.CheckName, lines.Begin, lines.End, last)
			}
		}
		if len(different) != len(issues) {
			t.Errorf("%s: %d fingerprints of %d issues", name, len(different), len(issues))
		}
	}
	if out := written(t, gitlab, Run{}); out != "[]\n" {
		t.Errorf("without findings: %q", out)
	}
	issue := `[{"description":"x","check_name":"y","fingerprint":"z","severity":"minor","location":{"path":"a.md","lines":{"begin":1}}}]`
	for _, wrong := range []string{`"x"`, `"y"`, `"z"`, `"minor"`, `"a.md"`, `1`} {
		for _, other := range []string{`""`, `null`, `0`, `"./x\n"`} {
			if wrong == `"y"` && other == `"./x\n"` || wrong == `"z"` && other == `"./x\n"` {
				continue // these two may be any text
			}
			if documented.Validate(decoded(t, strings.Replace(issue, wrong, other, 1))) == nil {
				t.Errorf("the schema accepts %s for %s", other, wrong)
			}
		}
	}
}
