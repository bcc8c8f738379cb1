// Package gitignore matches paths with the patterns of gitignore(5). It reads no
// files. The matching is our own and not git's: docgauge runs on checkouts of
// strangers, in which git may execute what their configuration names
// (core.fsmonitor), and in images that have no git.
package gitignore

import (
	"bytes"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// List is the patterns of one ignore file and the list that it overrides. A nil
// List ignores nothing.
type List struct {
	base     string // directory of the file with a final slash; patterns apply below it
	patterns []pattern
	outer    *List // nil for the outermost
}

// pattern is one line of an ignore file.
type pattern struct {
	glob     string
	how      matching
	negated  bool
	dirOnly  bool
	anchored bool // matches the path below base, not the name alone
}

// matching says how a pattern is compared; most need no glob matcher.
type matching uint8

const (
	globbing matching = iota
	literally
	bySuffix // "*" and then plain text
)

// Ignored reports whether the file or directory at path, absolute and
// slash-separated, is left out. The directories above it count nothing.
func (ig *List) Ignored(path string, dir bool) bool {
	for ; ig != nil; ig = ig.outer {
		rel, below := strings.CutPrefix(path, ig.base)
		if !below {
			continue
		}
		name := rel[strings.LastIndexByte(rel, '/')+1:]
		for i := len(ig.patterns) - 1; i >= 0; i-- { // the last that matches decides
			p := &ig.patterns[i]
			if (dir || !p.dirOnly) && p.matches(rel, name) {
				return !p.negated
			}
		}
	}
	return false
}

// IgnoredAbove is Ignored for a path of which no parent directory has been tested.
func (ig *List) IgnoredAbove(path string, dir bool) bool {
	for i := 1; i < len(path); i++ {
		if path[i] == '/' && ig.Ignored(path[:i], true) {
			return true
		}
	}
	return ig.Ignored(path, dir)
}

func (p *pattern) matches(rel, name string) bool {
	if p.anchored {
		name = rel
	}
	switch p.how {
	case literally:
		return name == p.glob
	case bySuffix:
		return strings.HasSuffix(name, p.glob)
	}
	return doublestar.MatchUnvalidated(p.glob, name)
}

// Parse reads an ignore file that applies below dir, absolute and slash-separated,
// and overrides outer, which may be nil.
func Parse(dir string, file []byte, outer *List) *List {
	ig := &List{base: strings.TrimSuffix(dir, "/") + "/", outer: outer}
	for line := range bytes.Lines(bytes.TrimPrefix(file, []byte("\xef\xbb\xbf"))) {
		if p, ok := parsePattern(strings.TrimRight(string(line), "\r\n")); ok {
			ig.patterns = append(ig.patterns, p)
		}
	}
	return ig
}

// Valid reports whether a line is a pattern that can match something.
func Valid(line string) bool {
	_, ok := parsePattern(line)
	return ok
}

// parsePattern reads one line; ok is false for blank lines, comments and what can match nothing.
func parsePattern(line string) (p pattern, ok bool) {
	line = trimSpaces(line)
	if line == "" || line[0] == '#' {
		return p, false
	}
	line, p.negated = strings.CutPrefix(line, "!")
	line, p.dirOnly = strings.CutSuffix(line, "/")
	p.anchored = strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	if line == "" {
		return p, false
	}
	switch rest := line[1:]; {
	case !strings.ContainsAny(line, `*?[\`):
		p.how, p.glob = literally, line
	case line[0] == '*' && !p.anchored && !strings.ContainsAny(rest, `*?[\`):
		p.how, p.glob = bySuffix, rest
	default:
		p.glob = toDoublestar(line)
		if !doublestar.ValidatePattern(p.glob) {
			return p, false // as in git, a pattern with an open bracket matches nothing
		}
	}
	return p, true
}

// trimSpaces cuts trailing spaces that no backslash protects.
func trimSpaces(line string) string {
	for strings.HasSuffix(line, " ") && !strings.HasSuffix(line, `\ `) {
		line = line[:len(line)-1]
	}
	return line
}

// toDoublestar rewrites what the two pattern languages see differently: braces
// are plain in gitignore, "x/**" does not match x itself, and brackets may hold
// POSIX classes.
func toDoublestar(glob string) string {
	glob = posixClasses().Replace(glob)
	if strings.HasSuffix(glob, "/**") {
		glob += "/*"
	}
	var sb strings.Builder
	for i := 0; i < len(glob); i++ {
		switch c := glob[i]; c {
		case '\\':
			sb.WriteByte(c)
			if i++; i < len(glob) {
				sb.WriteByte(glob[i])
			}
		case '{', '}':
			sb.WriteString(`\` + string(c))
		case '[':
			open := "["
			if strings.HasPrefix(glob[i+1:], "!") || strings.HasPrefix(glob[i+1:], "^") {
				open = glob[i : i+2]
			}
			i += len(open) - 1
			if strings.HasPrefix(glob[i+1:], "]") { // first in the brackets it stands for itself
				open += `\]`
				i++
			}
			sb.WriteString(open)
		default:
			sb.WriteByte(c)
		}
	}
	return sb.String()
}

func posixClasses() *strings.Replacer {
	return strings.NewReplacer(
		"[:alnum:]", "a-zA-Z0-9", "[:alpha:]", "a-zA-Z", "[:digit:]", "0-9", "[:xdigit:]", "0-9a-fA-F",
		"[:lower:]", "a-z", "[:upper:]", "A-Z", "[:space:]", " \t\n\r\v\f", "[:blank:]", " \t",
	)
}
