package cli

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
)

// action is what action.yml says, as far as the tests need it.
type action struct {
	Inputs map[string]struct {
		Default string `yaml:"default"`
	} `yaml:"inputs"`
	Outputs map[string]struct {
		Value string `yaml:"value"`
	} `yaml:"outputs"`
	Runs struct {
		Steps []struct {
			ID  string            `yaml:"id"`
			Env map[string]string `yaml:"env"`
			Run string            `yaml:"run"`
		} `yaml:"steps"`
	} `yaml:"runs"`
}

func readAction(t *testing.T) action {
	t.Helper()
	b, err := os.ReadFile("../../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	var act action
	if err := yaml.Unmarshal(b, &act); err != nil {
		t.Fatal(err)
	}
	return act
}

// run runs a step of the action as a runner does, in dir, with inputs and
// variables. It returns the exit code and what was printed.
func (act action) run(t *testing.T, id, dir string, inputs map[string]string, env ...string) (int, string) {
	t.Helper()
	for _, step := range act.Runs.Steps {
		if step.ID != id {
			continue
		}
		// --noprofile --norc -e -o pipefail is what "shell: bash" stands for.
		cmd := exec.Command("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step.Run)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), env...)
		for name, v := range step.Env {
			if input, ok := strings.CutPrefix(v, "${{ inputs."); ok {
				input = strings.TrimSuffix(input, " }}")
				declared, ok := act.Inputs[input]
				if v = declared.Default; !ok {
					t.Fatalf("step %s uses the input %s, which is not declared", id, input)
				}
				if given, ok := inputs[input]; ok {
					v = given
				}
				cmd.Env = append(cmd.Env, name+"="+v)
			}
		}
		out, err := cmd.CombinedOutput()
		if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		return cmd.ProcessState.ExitCode(), string(out)
	}
	t.Fatalf("action.yml has no step %s", id)
	return 0, ""
}

// TestActionCheck checks which arguments the action makes of its inputs, and that
// it ends as docgauge does.
func TestActionCheck(t *testing.T) {
	act := readAction(t)
	for _, c := range []struct {
		name   string
		inputs map[string]string
		code   int
		want   []string
		output string
	}{
		{name: "nothing given", want: []string{"check", "--fail-on", "error", "--", "."}, output: "exit-code=0\n"},
		{
			name: "all",
			inputs: map[string]string{
				"paths": "docs one\n$HOME/*.md\n\n", "args": "--select=json, status\n--exclude\n*.$(touch gone)",
				"format": "full\nsarif=out dir/a.sarif\n", "fail-on": "warning",
			},
			code: 1,
			want: []string{
				"check", "--fail-on", "warning", "--format", "full", "--format", "sarif=out dir/a.sarif",
				"--select=json, status", "--exclude", "*.$(touch gone)", "--", "docs one", "$HOME/*.md",
			},
			output: "exit-code=1\nsarif=out dir/a.sarif\n",
		},
		{
			name: "no file was written", inputs: map[string]string{"format": "sarif=none.sarif"}, code: 0,
			want: []string{"check", "--fail-on", "error", "--format", "sarif=none.sarif", "--", "."}, output: "exit-code=0\n",
		},
		{
			name: "an error, and a file from before", inputs: map[string]string{"format": "sarif=out dir/a.sarif"}, code: 2,
			want: []string{"check", "--fail-on", "error", "--format", "sarif=out dir/a.sarif", "--", "."}, output: "exit-code=2\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			fake := fmt.Sprintf("#!/bin/sh\nprintf '%%s\\n' \"$@\" >'%s/args'\nexit %d\n", dir, c.code)
			writeFile(t, filepath.Join(dir, "bin", "docgauge"), fake, 0o755)
			writeFile(t, filepath.Join(dir, "out dir", "a.sarif"), "{}", 0o644)
			code, out := act.run(t, "check", dir, c.inputs,
				"PATH="+filepath.Join(dir, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"), "GITHUB_OUTPUT="+filepath.Join(dir, "output"))
			if code != c.code {
				t.Errorf("exit code %d, want %d: %s", code, c.code, out)
			}
			if d := cmp.Diff(strings.Join(c.want, "\n")+"\n", readText(t, filepath.Join(dir, "args"))); d != "" {
				t.Errorf("arguments: -want +got\n%s", d)
			}
			if d := cmp.Diff(c.output, readText(t, filepath.Join(dir, "output"))); d != "" {
				t.Errorf("outputs: -want +got\n%s", d)
			}
			if entries, _ := filepath.Glob(filepath.Join(dir, "gone*")); len(entries) > 0 {
				t.Error("an input was run as a command")
			}
		})
	}
}

// TestActionInstall checks that the action takes a release only if its checksum is right.
func TestActionInstall(t *testing.T) {
	act := readAction(t)
	const release = "owner/docs-tools/releases/download/v1.2.3"
	archive := tarball(t, "docgauge", "#!/bin/sh\necho the release\n")
	sum := fmt.Sprintf("%x", sha256.Sum256(archive))
	for _, c := range []struct {
		name, sums, version string
		code                int
		says                string
	}{
		{"right", "0123  docgauge_linux_amd64.tar.gz.other\n" + sum + "  docgauge_linux_amd64.tar.gz\n", "1.2.3", 0, "OK"},
		{"with v", sum + "  docgauge_linux_amd64.tar.gz\n", "v1.2.3", 0, "OK"},
		{"wrong", strings.Repeat("0", 64) + "  docgauge_linux_amd64.tar.gz\n", "1.2.3", 2, "is not what checksums.txt says"},
		{"not listed", sum + "  docgauge_linux_arm64.tar.gz\n", "1.2.3", 2, "does not name docgauge_linux_amd64.tar.gz"},
		{"no such release", "", "1.2.4", 2, "is 1.2.4 a release?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			writeFile(t, filepath.Join(dir, release, "docgauge_linux_amd64.tar.gz"), string(archive), 0o644)
			writeFile(t, filepath.Join(dir, release, "checksums.txt"), c.sums, 0o644)
			temp := filepath.Join(dir, "runner temp")
			writeFile(t, filepath.Join(temp, "keep"), "", 0o644)
			code, out := act.run(t, "install", dir, map[string]string{"version": c.version},
				"RUNNER_OS=Linux", "RUNNER_ARCH=X64", "RUNNER_TEMP="+temp, "GITHUB_PATH="+filepath.Join(dir, "path"),
				"SERVER=file://"+filepath.ToSlash(dir), "REPOSITORY=owner/docs-tools")
			if code != c.code || !strings.Contains(out, c.says) {
				t.Fatalf("exit code %d, want %d and %q:\n%s", code, c.code, c.says, out)
			}
			if c.code != 0 {
				return
			}
			bin := strings.TrimSpace(readText(t, filepath.Join(dir, "path")))
			if got, err := exec.Command(filepath.Join(bin, "docgauge")).Output(); err != nil || string(got) != "the release\n" {
				t.Errorf("the installed docgauge printed %q, %v", got, err)
			}
		})
	}
}

// tarball returns a gzip'ed archive with one program.
func tarball(t *testing.T, name, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	zipped := gzip.NewWriter(&b)
	w := tar.NewWriter(zipped)
	err := errors.Join(w.WriteHeader(&tar.Header{Name: name, Mode: 0o755, Size: int64(len(content))}))
	if err == nil {
		_, err = w.Write([]byte(content))
	}
	if err = errors.Join(err, w.Close(), zipped.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func writeFile(t *testing.T, name, content string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
}

func readText(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
