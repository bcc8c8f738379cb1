package cli

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"docgauge/internal/golden"
)

// TestReadmeExcerpt runs the command that the README shows, and compares; -update writes its output there.
func TestReadmeExcerpt(t *testing.T) {
	const (
		readme = "README.md"
		begin  = "<!-- excerpt:begin -->\n```console\n$ docgauge "
		end    = "```\n<!-- excerpt:end -->\n"
	)
	t.Chdir("../..")
	b, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(b), begin)
	_, after, closed := strings.Cut(rest, end)
	command, _, _ := strings.Cut(rest, "\n")
	if !ok || !closed {
		t.Fatalf("%s lacks %q and %q", readme, begin, end)
	}
	var out bytes.Buffer // a terminal shows both streams
	if code := Main(strings.Fields(command), nil, &out, &out); code != exitFindings {
		t.Errorf("%s: exit code %d, want %d", command, code, exitFindings)
	}
	golden.Compare(t, readme, before+begin+command+"\n"+out.String()+end+after)
}

// TestSamplePages checks that the sample pages without faults are silent, and the others are not.
func TestSamplePages(t *testing.T) {
	t.Chdir("../../testdata/sample/v1.0")
	for page, want := range map[string]int{
		"api/berth-get.md":              exitClean,
		"resources/berth.md":            exitClean,
		"api/berth-update.md":           exitFindings,
		"api/berth-list-permissions.md": exitFindings,
		"api/vessel-list.md":            exitFindings,
	} {
		var out bytes.Buffer
		if code := Main([]string{"check", "--fail-on", "info", page}, nil, &out, &out); code != want {
			t.Errorf("%s: exit code %d, want %d:\n%s", page, code, want, out.String())
		}
	}
}
