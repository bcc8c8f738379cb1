package baseline

import (
	"bytes"
	"encoding/json"
	"fmt"

	"docgauge/internal/jsondoc"
	"docgauge/internal/text"
)

// version is that of the file's form. A form that an earlier docgauge would
// misread gets another one.
const version = 1

// kind is what the first line of a baseline says it is.
const (
	kind      = "baseline"
	firstLine = `{"docgauge":"baseline","version":1}`
)

// Is reports whether a file is a baseline of whatever version, or was one before a
// merge or an editor got hold of it: it has the line that says so, and above it
// there are only entries and the marks of a conflict.
func Is(content []byte) bool {
	src := text.NewSource("", content)
	for n := 1; n <= src.Lines(); n++ {
		if src.Blank(n) || isConflict(src.Slice(src.Line(n))) {
			continue
		}
		line := jsondoc.Parse(text.NewFragment(src, src.Line(n))).Root
		switch {
		case line == nil:
			return false
		case line.Member("docgauge") != nil:
			return line.Get("docgauge").Text == kind
		case line.Member("identity") == nil:
			return false
		}
	}
	return false
}

// record is an entry as it is written.
type record struct {
	Path     string `json:"path"`
	Rule     string `json:"rule"`
	Identity string `json:"identity"`
	Count    int    `json:"count"`
	Message  string `json:"message"`
}

// Bytes returns the baseline as JSON lines: what it is, then an entry a line, in
// order, so that two branches seldom change the same line. The same findings give
// the same bytes.
func (b *Baseline) Bytes() ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(firstLine + "\n")
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	for _, e := range b.Entries() {
		if err := enc.Encode(record(e)); err != nil {
			return nil, fmt.Errorf("write the entry of %s: %w", e.Path, err)
		}
	}
	return out.Bytes(), nil
}
