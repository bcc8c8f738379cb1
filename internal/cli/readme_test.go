package cli

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"docgauge/internal/golden"
)

// TestReadmeExcerpt runs the commands that the README shows, and compares;
// -update writes their output there.
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
	var want strings.Builder
	rest, shown := string(b), 0
	for {
		before, excerpt, ok := strings.Cut(rest, begin)
		want.WriteString(before)
		if !ok {
			break
		}
		command, _, _ := strings.Cut(excerpt, "\n")
		if _, rest, ok = strings.Cut(excerpt, end); !ok {
			t.Fatalf("%s: no %q below %q", readme, end, command)
		}
		var out bytes.Buffer // a terminal shows both streams
		if code := Main(strings.Fields(command), nil, &out, &out); code != exitFindings {
			t.Errorf("%s: exit code %d, want %d", command, code, exitFindings)
		}
		want.WriteString(begin + command + "\n" + out.String() + end)
		shown++
	}
	if shown == 0 {
		t.Fatalf("%s shows no excerpt", readme)
	}
	golden.Compare(t, readme, want.String())
}

// TestSamplePages checks that the sample pages without faults are silent, and the others are not.
func TestSamplePages(t *testing.T) {
	t.Chdir("../../testdata/sample/v1.0")
	for page, want := range map[string]int{
		"api/berth-get.md":              exitClean,
		"resources/berth.md":            exitClean,
		"api/berth-update.md":           exitFindings,
		"api/berth-moor.md":             exitFindings,
		"api/berth-list-permissions.md": exitFindings,
		"api/vessel-list.md":            exitFindings,
	} {
		var out bytes.Buffer
		if code := Main([]string{"check", "--fail-on", "info", page}, nil, &out, &out); code != want {
			t.Errorf("%s: exit code %d, want %d:\n%s", page, code, want, out.String())
		}
	}
}
