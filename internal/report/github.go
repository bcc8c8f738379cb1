package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"docgauge/internal/diag"
)

// maxAnnotations is how many annotations of a kind GitHub shows for a step. It drops
// those beyond, in the order of the log, without a word.
const maxAnnotations = 10

// github prints findings as workflow commands, which GitHub Actions shows as
// annotations beside the lines of a pull request (GitHub documentation, "Workflow
// commands for GitHub Actions"): the ten first of each severity, errors first, and a
// last notice that says how many more there are. A file's name is its location: the
// forge knows it by its place in the repository, wherever in the runner's workspace
// that was checked out.
func github(w io.Writer, run Run, _ Options) error {
	out := bufio.NewWriter(w)
	shown, left := annotated(run.Diagnostics)
	for _, d := range shown {
		if _, err := out.WriteString(annotation(d)); err != nil {
			return err
		}
	}
	if more := left.listing(); more != "" {
		note := fmt.Sprintf("not shown here: %s; GitHub shows %d annotations of a kind for a step", more, maxAnnotations)
		if _, err := out.WriteString(workflowCommand("notice", note, "title", "docgauge")); err != nil {
			return err
		}
	}
	return out.Flush()
}

// annotated returns the findings that become annotations, the worst first, and how
// many do not. The notice that says so is one of the notices.
func annotated(ds []*diag.Diagnostic) (shown []*diag.Diagnostic, left counts) {
	all := count(ds)
	room := map[diag.Severity]int{diag.Error: maxAnnotations, diag.Warning: maxAnnotations, diag.Info: maxAnnotations}
	if max(all.errors, all.warnings, all.infos) > maxAnnotations {
		room[diag.Info]--
	}
	var rest []*diag.Diagnostic
	for _, d := range worstFirst(ds) {
		if room[d.Severity] > 0 {
			room[d.Severity]--
			shown = append(shown, d)
		} else {
			rest = append(rest, d)
		}
	}
	return shown, count(rest)
}

// annotation is the command for one finding. Columns, in characters, mean something
// to GitHub only within a line; endColumn is behind the last, as other linters have it.
func annotation(d *diag.Diagnostic) string {
	sp := onLines(d.Source, d.Span)
	start, end := d.Source.Position(sp.Start), d.Source.Position(sp.End)
	properties := []string{
		"file", Printable(d.Source.Location),
		"line", strconv.Itoa(start.Line), "endLine", strconv.Itoa(end.Line),
	}
	if start.Line == end.Line {
		properties = append(properties, "col", strconv.Itoa(start.Column), "endColumn", strconv.Itoa(end.Column))
	}
	name := d.Severity.String()
	if d.Severity == diag.Info {
		name = "notice"
	}
	return workflowCommand(name, guidance(d), append(properties, "title", d.Rule)...)
}

// workflowCommand is a line that a runner obeys, with names and values of properties
// in turn. It ends a command at a line end, a property at a comma and the properties
// at two colons, and decodes what is percent-encoded of these (actions/runner,
// ActionCommand.cs).
func workflowCommand(name, message string, properties ...string) string {
	data := []string{"%", "%25", "\r", "%0D", "\n", "%0A"}
	inMessage, inProperty := strings.NewReplacer(data...), strings.NewReplacer(append(data, ":", "%3A", ",", "%2C")...)
	var pairs []string
	for i := 0; i+1 < len(properties); i += 2 {
		pairs = append(pairs, properties[i]+"="+inProperty.Replace(properties[i+1]))
	}
	return "::" + name + " " + strings.Join(pairs, ",") + "::" + inMessage.Replace(message) + "\n"
}
