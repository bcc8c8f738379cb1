package changes

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// prefix stands before both names of a file in a diff. A tab makes git quote every
// name, so that "diff --git" lines are not ambiguous.
const prefix = "\t"

// DiffOptions are the options of git diff-index, or of git diff, that make it print
// what Parse reads, whatever the user's configuration says.
func DiffOptions() []string {
	return []string{
		"--patch", "--unified=0", "--inter-hunk-context=0", "--find-renames", "-l1000", "--full-index",
		"--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=all",
		"--src-prefix=" + prefix, "--dst-prefix=" + prefix,
	}
}

// mostHunks is the number of changes in one file, which is no page then, beyond
// which it is Opaque.
const mostHunks = 100_000

// Parse reads the output of git with DiffOptions and gives every file in it to do,
// in the order of the diff. It keeps no line of a file, however long.
func Parse(r io.Reader, do func(f *File)) error {
	p := parser{r: bufio.NewReaderSize(r, 64<<10)}
	for p.next(); p.err == nil; {
		if bytes.HasPrefix(p.line, []byte("* Unmerged path ")) { // the work tree has no such file
			p.next()
			continue
		}
		f, err := p.file()
		if err != nil {
			return fmt.Errorf("read the diff: line %d: %w", p.n, err)
		}
		do(f)
	}
	if !errors.Is(p.err, io.EOF) {
		return fmt.Errorf("read the diff: %w", p.err)
	}
	return nil
}

// parser is one line ahead.
type parser struct {
	r    *bufio.Reader
	line []byte // the present line, or the start of one that is longer than the buffer
	n    int    // its number
	long bool
	err  error // io.EOF after the last line
}

// next goes to the next line.
func (p *parser) next() {
	p.n++
	p.long = false
	p.line, p.err = p.r.ReadSlice('\n')
	if errors.Is(p.err, bufio.ErrBufferFull) {
		p.line, p.long = slices.Clone(p.line[:100]), true // names and numbers fit into the buffer
	}
	for errors.Is(p.err, bufio.ErrBufferFull) {
		_, p.err = p.r.ReadSlice('\n')
	}
	if errors.Is(p.err, io.EOF) && len(p.line) > 0 {
		p.err = nil // the next call meets the end again
	}
	p.line = bytes.TrimSuffix(p.line, []byte{'\n'})
}

// file reads the part of a file, from its "diff --git" line to the next.
func (p *parser) file() (f *File, err error) {
	rest, ok := bytes.CutPrefix(p.line, []byte("diff --git "))
	if !ok || p.long {
		return nil, fmt.Errorf("want diff --git, got %.100q", p.line)
	}
	f = &File{}
	if f.Old, f.New, err = names(string(rest)); err != nil {
		return nil, err
	}
	for p.next(); p.err == nil && !bytes.HasPrefix(p.line, []byte("diff --git ")); p.next() {
		if !bytes.HasPrefix(p.line, []byte("@@ ")) {
			f.header(string(p.line))
			continue
		}
		h, err := p.hunk()
		if err != nil {
			return nil, err
		}
		if len(f.Hunks) == mostHunks {
			f.Hunks, f.Opaque = nil, true
		}
		if !f.Opaque {
			f.Hunks = append(f.Hunks, h)
		}
	}
	return f, nil
}

// header takes from a line between the names and the first hunk what it says.
func (f *File) header(line string) {
	switch {
	case strings.HasPrefix(line, "new file mode "):
		f.Old = ""
	case strings.HasPrefix(line, "deleted file mode "):
		f.New = ""
	case strings.HasPrefix(line, "Binary files "):
		f.Opaque = true
	case strings.HasPrefix(line, "index "):
		blob, _, _ := strings.Cut(strings.TrimPrefix(line, "index "), "..")
		if strings.Trim(blob, "0") != "" {
			f.Blob = blob
		}
	}
}

// hunk reads "@@ -a,b +c,d @@" and the lines below it, of which both sides have
// none: the lines that went, then those that came. What they say is no header.
func (p *parser) hunk() (Hunk, error) {
	h, err := parseHunk(string(p.line))
	if err != nil {
		return h, err
	}
	for _, part := range []struct {
		mark  byte
		lines int
	}{{'-', h.OldCount}, {'+', h.NewCount}} {
		for n := 0; n < part.lines; {
			if p.next(); p.err != nil {
				return h, fmt.Errorf("a hunk ends early: %w", io.ErrUnexpectedEOF)
			}
			switch {
			case len(p.line) > 0 && p.line[0] == part.mark:
				n++
			case len(p.line) == 0 || p.line[0] != '\\': // "\ No newline at end of file"
				return h, fmt.Errorf("want a line with %c, got %.100q", part.mark, p.line)
			}
		}
	}
	return h, nil
}

var errHunk = errors.New("malformed hunk header")

// parseHunk reads "@@ -a,b +c,d @@"; a count of 1 may be left out.
func parseHunk(line string) (h Hunk, err error) {
	fields := strings.Fields(line)
	if len(fields) < 4 || fields[0] != "@@" || fields[3] != "@@" || fields[1][0] != '-' || fields[2][0] != '+' {
		return h, fmt.Errorf("%w: %.100q", errHunk, line)
	}
	if h.Old, h.OldCount, err = side(fields[1][1:]); err == nil {
		h.New, h.NewCount, err = side(fields[2][1:])
	}
	if err != nil {
		return h, fmt.Errorf("%w: %.100q", errHunk, line)
	}
	return h, nil
}

// side reads "12,3" or "12".
func side(s string) (line, count int, err error) {
	first, n, ok := strings.Cut(s, ",")
	count = 1
	if ok {
		if count, err = number(n); err != nil {
			return 0, 0, err
		}
	}
	line, err = number(first)
	if err == nil && line == 0 && count > 0 {
		err = errHunk // lines count from 1
	}
	return line, count, err
}

// number reads a line number or count. Sums of a few of them do not overflow.
func number(s string) (int, error) {
	n, err := strconv.ParseUint(s, 10, 31)
	return int(n), err
}
