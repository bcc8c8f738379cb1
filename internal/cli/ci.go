package cli

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"docgauge/internal/report"
)

// runner is the runner of GitHub Actions that docgauge runs under, if it does. It
// obeys commands in what is printed, and shows a step's summary (GitHub
// documentation, "Workflow commands for GitHub Actions"). Others run the same jobs
// and say that they are GitHub's.
type runner struct {
	present bool   // there is one
	log     bool   // it reads what goes to standard output
	auto    bool   // annotations and summary come by themselves
	summary string // the file that the step's summary is added to, or ""
}

// findRunner asks the environment. Standard output that a step sends to a file is
// no log; of a pipe nobody can tell.
func findRunner(env func(string) string, out io.Writer, noCI bool) runner {
	if !inActions(env) {
		return runner{}
	}
	r := runner{present: true, log: true, auto: !noCI}
	if file, ok := out.(*os.File); ok {
		info, err := file.Stat()
		r.log = err != nil || !info.Mode().IsRegular()
	}
	if r.auto {
		r.summary = env("GITHUB_STEP_SUMMARY")
	}
	return r
}

func inActions(env func(string) string) bool { return env("GITHUB_ACTIONS") == "true" }

// outputs adds to those that the user wants what comes by itself: the default
// format if there is none, and where a runner reads it, annotations behind it.
func (r runner) outputs(given []output) []output {
	onStdout := slices.ContainsFunc(given, func(o output) bool { return o.file == "" })
	first := output{format: report.Formats()[0]}
	switch {
	case r.auto && r.log && !onStdout:
		first.format.Write = fenced(first.format.Write)
		annotations, _ := findFormat("github")
		return append([]output{first, {format: annotations}}, given...)
	case len(given) == 0:
		given = []output{first}
	}
	given = slices.Clone(given)
	for i, o := range given {
		if r.log && o.file == "" && o.format.Human {
			given[i].format.Write = inertly(o.format.Write)
		}
	}
	return given
}

// writer is how a format writes a run.
type writer = func(io.Writer, report.Run, report.Options) error

// fenced puts a report between the commands that stop and start commands, so that
// nothing in it is one. What starts them again is named after the report itself,
// which therefore cannot contain it.
func fenced(write writer) writer {
	return func(w io.Writer, run report.Run, opts report.Options) error {
		var text bytes.Buffer
		if err := write(&text, run, opts); err != nil || text.Len() == 0 {
			return err
		}
		sum := sha256.Sum256(text.Bytes())
		token := "docgauge-" + hex.EncodeToString(sum[:16])
		_, err := fmt.Fprintf(w, "::stop-commands::%s\n%s\n::%s::\n", token, bytes.TrimSuffix(text.Bytes(), []byte("\n")), token)
		return err
	}
}

// inertly breaks up what would be a command in a report, for one that was asked for
// and so must not have lines that are not its own.
func inertly(write writer) writer {
	return func(w io.Writer, run report.Run, opts report.Options) error {
		return write(&inert{w: w}, run, opts)
	}
}

// inert is an output in which a runner finds no command (actions/runner,
// ActionCommand.cs): neither "::", blanks aside at the start of a line, nor "##["
// anywhere in it.
type inert struct {
	w      io.Writer
	inside bool   // the line has something in it that is no blank
	last   string // what was written last, if it may begin a command: ":", "#" or "##"
}

func (i *inert) Write(b []byte) (int, error) {
	out := make([]byte, 0, len(b)+16)
	for _, c := range b {
		switch {
		case c == ':' && i.last == ":":
			out = append(out, `\x3a`...)
		case c == '[' && i.last == "##":
			out = append(out, `\x5b`...)
		default:
			out = append(out, c)
		}
		i.advance(c)
	}
	if _, err := i.w.Write(out); err != nil {
		return 0, err
	}
	return len(b), nil
}

func (i *inert) advance(c byte) {
	before := i.last
	i.last = ""
	switch {
	case c == '\n' || c == '\r':
		i.inside = false
	case c == '#':
		i.last = "#"
		if strings.HasPrefix(before, "#") {
			i.last = "##"
		}
		i.inside = true
	case c == ':' && !i.inside:
		i.last = ":"
		i.inside = true
	case c > ' ' && c < 0x7f: // a byte beyond may belong to a blank
		i.inside = true
	}
}

// maxStepSummary is the size, in bytes, beyond which GitHub shows nothing of a step's summary.
const maxStepSummary = 1 << 20

// addSummary adds the run to the step's summary. Nobody asked for it, so that it is
// no error if that fails; but somebody may look for it.
func (r runner) addSummary(run report.Run, opts report.Options) {
	opts.Color = false
	if err := appendSummary(r.summary, run, opts); err != nil {
		opts.Note("the step summary lacks this run: %s: %s", r.summary, cause(err))
	}
}

func appendSummary(name string, run report.Run, opts report.Options) (err error) {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o666) // less the umask
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if info.Size() > 0 {
		text.WriteString("\n\n") // whatever stands there ends
	}
	if opts.Limit = maxStepSummary - int(info.Size()) - text.Len(); opts.Limit <= 0 {
		return errors.New("it is full")
	}
	before := text.Len()
	markdown, _ := findFormat("markdown")
	if err := markdown.Write(&text, run, opts); err != nil || text.Len() == before {
		return err
	}
	_, err = file.Write(text.Bytes())
	return err
}

// forgeLink is the URL that a location is added to for the page at the forge, or ""
// unless the work tree at top has the commit that the job is for: a link to other
// lines is worse than none.
func forgeLink(env func(string) string, top string) string {
	server, repository, commit := env("GITHUB_SERVER_URL"), env("GITHUB_REPOSITORY"), env("GITHUB_SHA")
	if !inActions(env) || server == "" || repository == "" || commit == "" || headCommit(top) != commit {
		return ""
	}
	return server + "/" + repository + "/blob/" + commit + "/"
}

// headCommit is the commit that the work tree at top has checked out, or "" if that
// takes more than reading HEAD and a branch (gitrepository-layout(5)).
func headCommit(top string) string {
	read := func(name string) string {
		return strings.TrimSpace(string(readSettings(path.Join(top, ".git", name), os.Lstat)))
	}
	head := read("HEAD")
	if branch, ok := strings.CutPrefix(head, "ref: "); ok {
		return read(branch)
	}
	return head
}
