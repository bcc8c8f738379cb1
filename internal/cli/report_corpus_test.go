//go:build corpus

package cli

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// TestCorpusReports holds what the machine formats say of the real pages against
// their schemas and limits.
func TestCorpusReports(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	schema := func(file string) *jsonschema.Schema {
		return jsonschema.MustCompile(filepath.Join(here, "../..", file))
	}
	t.Chdir(unpackCorpus(t, os.Getenv("DOCGAUGE_CORPUS")))
	args := []string{"check", "--no-ci", "--quiet"}
	for _, format := range []string{"json", "jsonl", "sarif", "gitlab", "rdjsonl"} {
		args = append(args, "--format", format+"="+format)
	}
	var out, errOut bytes.Buffer
	if code := Main(append(args, "."), nil, &out, &errOut); code != exitFindings || out.Len() > 0 {
		t.Fatalf("exit code %d, %s%s", code, out.String(), errOut.String())
	}
	valid := func(s *jsonschema.Schema, content []byte) any {
		t.Helper()
		var v any
		if err := json.Unmarshal(content, &v); err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%#v", err)
		}
		return v
	}
	read := func(name string) []byte {
		t.Helper()
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	report := valid(schema("schemas/docgauge/report.json"), read("json")).(map[string]any)
	findings := len(report["diagnostics"].([]any))
	line := schema("schemas/docgauge/report-line.json")
	for i, l := range bytes.SplitAfter(read("jsonl"), []byte("\n")) {
		if len(l) > 0 {
			valid(line, l)
		} else if i != findings {
			t.Errorf("%d lines for %d findings", i, findings)
		}
	}
	valid(schema("internal/report/testdata/gitlab/code-quality.json"), read("gitlab"))
	log := valid(schema("internal/report/testdata/sarif/sarif-schema-2.1.0.json"), read("sarif")).(map[string]any)
	results := log["runs"].([]any)[0].(map[string]any)["results"].([]any)
	if len(results) != min(findings, 5000) || (findings > 5000) != strings.Contains(errOut.String(), "sarif: the 5000 most severe of") {
		t.Errorf("%d results of %d findings: %s", len(results), findings, errOut.String())
	}
	zipped := gzipped(t, read("sarif"))
	if zipped > 10<<20 {
		t.Errorf("the log has %d bytes zipped: GitHub takes 10 MB", zipped)
	}
	lines := 0
	for scan := bufio.NewScanner(bytes.NewReader(read("rdjsonl"))); scan.Scan(); { // reads as reviewdog does
		lines++
	}
	if lines != findings {
		t.Errorf("reviewdog would read %d of %d findings", lines, findings)
	}
	t.Logf("%d findings, %d results, SARIF %d bytes zipped", findings, len(results), zipped)
}

func gzipped(t *testing.T, content []byte) int {
	t.Helper()
	var b bytes.Buffer
	zip := gzip.NewWriter(&b)
	if _, err := zip.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
