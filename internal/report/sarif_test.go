package report

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/rules"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// TestSARIFSchema holds the logs against the schema of the standard.
func TestSARIFSchema(t *testing.T) {
	standard := compiled(t, "testdata", "sarif", "sarif-schema-2.1.0.json")
	for name, run := range allRuns(t) {
		if err := standard.Validate(decoded(t, written(t, sarif, run))); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
	}
	if standard.Validate(decoded(t, `{"version":"2.1.0","runs":[{"tool":{"driver":{}},"results":[{}]}]}`)) == nil {
		t.Error("the schema accepts a driver without a name and a result without a message")
	}
}

// log is what a consumer reads of a SARIF log.
type sarifRead struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				Version, SemanticVersion string
				Rules                    []struct {
					ID, Name                                string
					ShortDescription, FullDescription, Help sarifMessage
					Properties                              struct{ Tags []string }
				}
			}
		}
		Invocations []struct{ ExecutionSuccessful bool }
		Results     []sarifResult
	}
}

func readSARIF(t testing.TB, run Run, opts Options) (log sarifRead) {
	t.Helper()
	var out strings.Builder
	if err := sarif(&out, run, opts); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(out.String()), &log); err != nil || len(log.Runs) != 1 {
		t.Fatalf("%d runs, %v", len(log.Runs), err)
	}
	return log
}

// lineStart is the byte offset of a line, from 1. It knows nothing of package text.
func lineStart(t testing.TB, page string, line int) (at int) {
	t.Helper()
	for n := 1; n < line; n++ {
		i := strings.IndexByte(page[at:], '\n')
		if i < 0 {
			t.Fatalf("no line %d in %q", line, page)
		}
		at += i + 1
	}
	return at
}

// offsetUTF16 is the byte offset of a line and of a column in UTF-16 code units, both from 1.
func offsetUTF16(t testing.TB, page string, line, column int) int {
	t.Helper()
	at := lineStart(t, page, line)
	if at == 0 && strings.HasPrefix(page, text.BOM) {
		at = len(text.BOM)
	}
	for left := column - 1; left > 0; {
		if at == len(page) || page[at] == '\n' {
			t.Fatalf("line %d has no column %d in %q", line, column, page)
		}
		r, size := utf8.DecodeRuneInString(page[at:])
		left -= len(utf16.Encode([]rune{r}))
		at += size
	}
	return at
}

func sarifSpan(t testing.TB, src *text.Source, r sarifRegion) text.Span {
	t.Helper()
	page := string(src.Bytes)
	return text.Span{
		Start: offsetUTF16(t, page, r.StartLine, r.StartColumn),
		End:   offsetUTF16(t, page, r.EndLine, r.EndColumn),
	}
}

// TestSARIFPlaces finds every region's text again, and applies every fix.
func TestSARIFPlaces(t *testing.T) {
	for name, run := range allRuns(t) {
		run.Diagnostics = slices.DeleteFunc(run.Diagnostics, func(d *diag.Diagnostic) bool {
			return d.Span.Start < len(text.BOM) && strings.HasPrefix(string(d.Source.Bytes), text.BOM) // no column has them
		})
		log := readSARIF(t, run, Options{})
		found := worstFirst(run.Diagnostics)
		for i, r := range log.Runs[0].Results {
			d, at := found[i], r.Locations[0].Physical
			if got, want := sarifSpan(t, d.Source, at.Region), onLines(d.Source, d.Span); got != want {
				t.Errorf("%s: result %d lies at %v, want %v", name, i, got, want)
			}
			if got, err := url.PathUnescape(at.Artifact.URI); got != d.Source.Location || err != nil || at.Artifact.BaseID != sourceRoot {
				t.Errorf("%s: result %d is in %+v, want %s", name, i, at.Artifact, d.Source.Location)
			}
			for k, rel := range r.RelatedLocations {
				want := d.Related[k]
				if got := sarifSpan(t, want.Source, rel.Physical.Region); got != onLines(want.Source, want.Span) || rel.ID != k+1 {
					t.Errorf("%s: related place %d of result %d lies at %v, want %v", name, rel.ID, i, got, want.Span)
				}
			}
			compareFixes(t, name, d, r.Fixes)
		}
	}
}

func compareFixes(t *testing.T, name string, d *diag.Diagnostic, fixes []sarifFix) {
	t.Helper()
	var got []diag.Fix
	for _, f := range fixes {
		read := diag.Fix{Message: f.Description.Text, Safe: f.Properties.Safe}
		for _, r := range f.Changes[0].Replacements {
			read.Edits = append(read.Edits, diag.Edit{Span: sarifSpan(t, d.Source, r.Deleted), New: r.Inserted.Text})
		}
		got = append(got, read)
	}
	want := applicable(d)
	for i := range want {
		want[i].Message = unlinked(sentence(Printable(want[i].Message)))
	}
	if len(want)+len(got) == 0 {
		return
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s: fixes: -want +got\n%s", name, d)
	}
}

// TestSARIFRules holds what a log says of every rule against what GitHub asks of it.
func TestSARIFRules(t *testing.T) {
	log := readSARIF(t, Run{Version: "devel", Rules: rules.All()}, Options{})
	driver := log.Runs[0].Tool.Driver
	if len(driver.Rules) != len(rules.All()) || driver.Version != "devel" || driver.SemanticVersion != "" {
		t.Errorf("%d rules of %d, versions %q and %q", len(driver.Rules), len(rules.All()), driver.Version, driver.SemanticVersion)
	}
	names := map[string]bool{}
	for i, r := range driver.Rules {
		if r.ID != rules.All()[i].ID || r.Name == r.ID || names[r.Name] || strings.Trim(r.Name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
			t.Errorf("rule %q has the name %q", r.ID, r.Name)
		}
		names[r.Name] = true
		for _, s := range []string{r.ShortDescription.Text, r.FullDescription.Text} {
			if n := utf8.RuneCountInString(s); n == 0 || n > 1024 || strings.ContainsAny(s, "\n") {
				t.Errorf("%s: a description of %d characters: %q", r.ID, n, s)
			}
		}
		if !strings.HasPrefix(r.Help.Markdown, "# "+r.ID+"\n") || !strings.Contains(r.Help.Markdown, "## Reported") || r.Help.Text == "" {
			t.Errorf("%s: the help is not the rule's page: %.80q", r.ID, r.Help.Markdown)
		}
		if len(r.Properties.Tags) > 10 || !strings.HasPrefix(r.ID, r.Properties.Tags[1]+"-") {
			t.Errorf("%s: tags %q", r.ID, r.Properties.Tags)
		}
	}
}

// TestSARIFLimits makes more of everything than GitHub takes.
func TestSARIFLimits(t *testing.T) {
	src := text.NewSource("a.md", []byte("x\ny\n"))
	run := Run{Incomplete: true}
	for i := range maxResults + 1000 {
		d := &diag.Diagnostic{Rule: "berth-many", Severity: diag.Info, Source: src, Message: fmt.Sprint(i)}
		if i >= maxResults {
			d.Severity = diag.Error
		}
		run.Diagnostics = append(run.Diagnostics, d)
	}
	for range 150 {
		run.Diagnostics[maxResults].Related = append(run.Diagnostics[maxResults].Related, diag.Related{Source: src, Message: "there"})
	}
	var notes []string
	log := readSARIF(t, run, Options{Note: func(f string, args ...any) { notes = append(notes, fmt.Sprintf(f, args...)) }})
	results := log.Runs[0].Results
	if len(results) != maxResults || results[0].Message.Text[:5] != "5000." || results[999].Level != "error" || results[1000].Message.Text != "0." {
		t.Errorf("%d results: %+v, %+v, %+v", len(results), results[0], results[999], results[1000])
	}
	if len(results[0].RelatedLocations) != maxLocations || strings.Count(results[0].Message.Text, "](") != maxLinks ||
		!strings.HasSuffix(results[0].Message.Text, "\nAnd 140 more.") {
		t.Errorf("%d related places, message %q", len(results[0].RelatedLocations), results[0].Message.Text)
	}
	if d := cmp.Diff([]string{"sarif: the 5000 most severe of 6000 findings; GitHub code scanning keeps no more"}, notes); d != "" {
		t.Errorf("notes: -want +got\n%s", d)
	}
	if log.Runs[0].Invocations[0].ExecutionSuccessful {
		t.Error("an incomplete run is said to have succeeded")
	}
	if results[0].RuleIndex != nil {
		t.Error("a rule that is not among the rules has a place there")
	}
}

// TestSARIFFingerprints checks that no two results share one, and that they stay
// when severities change.
func TestSARIFFingerprints(t *testing.T) {
	run := hostile(t)
	byPlace := func() map[string]string {
		prints := map[string]string{}
		for i, r := range readSARIF(t, run, Options{}).Runs[0].Results {
			d := worstFirst(run.Diagnostics)[i]
			prints[fmt.Sprintf("%p", d)] = r.PartialFingerprints["docgauge/v1"]
		}
		return prints
	}
	before := byPlace()
	run.Diagnostics[3].Severity = diag.Error // the second of two equal ones is now printed first
	if d := cmp.Diff(before, byPlace()); d != "" {
		t.Errorf("-before +after\n%s", d)
	}
	different := map[string]bool{}
	for _, f := range before {
		different[f] = true
	}
	if len(different) != len(run.Diagnostics) {
		t.Errorf("%d fingerprints of %d findings", len(different), len(run.Diagnostics))
	}
}

func TestSARIFText(t *testing.T) {
	src := text.NewSource("a.md", []byte("x"))
	for _, c := range []struct {
		d    diag.Diagnostic
		want string
	}{
		{diag.Diagnostic{Message: "x"}, "x."},
		{diag.Diagnostic{Message: "x…", Help: "do y\nand z"}, "x…\ndo y\nand z."},
		{diag.Diagnostic{Message: `no [a](b) or [c](javascript:d) in \[e]`}, `no [a\](b) or [c\](javascript:d) in \[e].`},
		{diag.Diagnostic{Message: "{0} and {id}"}, "{0} and {id}."},
		{
			diag.Diagnostic{Message: "x", Related: []diag.Related{{Source: src, Message: `here [a](b) \`}, {Source: src}}},
			"x.\n[here \\[a\\](b) \\\\](1).\n[see also](2).",
		},
	} {
		if got := sarifText(&c.d); got != c.want {
			t.Errorf("%q: got %q, want %q", c.d.Message, got, c.want)
		}
	}
}

func TestIsSemver(t *testing.T) {
	for v, want := range map[string]bool{
		"0.1.0": true, "10.20.30": true, "1.0.0-rc.1": true, "1.0.0-0.3.7": true, "1.0.0-x-y-z.--": true,
		"0.0.0-20261122031401-0123456789ab+dirty": true, "1.0.0+20130313144700.001": true, "1.0.0--a+b": true,
		"": false, "devel": false, "1.2": false, "1.2.3.4": false, "01.2.3": false, "1.2.x": false, "v1.2.3": false,
		"1.0.0-": false, "1.0.0-01": false, "1.0.0-a..b": false, "1.0.0+": false, "1.0.0-é": false, "1..2": false, "1.2.3\n": false,
	} {
		if got := isSemver(v); got != want {
			t.Errorf("%q: got %v", v, got)
		}
	}
}

// TestSARIFLicence checks that the schema's terms stay beside it.
func TestSARIFLicence(t *testing.T) {
	for _, dir := range []string{"sarif", "rdjsonl"} {
		if info, err := os.Stat(filepath.Join("testdata", dir, "LICENSE")); err != nil || info.Size() < 500 {
			t.Errorf("%s: %v", dir, err)
		}
	}
}
