package config

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"docgauge/internal/diag"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

// file is a configuration file that is being read.
type file struct {
	*loader
	src      *text.Source
	abs, dir string
	by       *diag.Related // the "extends" that led to it; nil for the file itself
	places   *aligner
	values   int             // looked at so far
	has      map[string]bool // keys at its top
	extends  []Value[string] // absolute paths
	versions []Value[string] // keys of metadata
	says     Config          // itself alone
}

// problem reports what is wrong at a place, unless it was: values of aliases are
// read again for each.
func (f *file) problem(sp text.Span, message, help string) *diag.Diagnostic {
	d := &diag.Diagnostic{Rule: Problem, Severity: diag.Error, Source: f.src, Span: sp, Message: message, Help: help}
	if f.by != nil {
		d.Related = append(d.Related, *f.by)
	}
	key := fmt.Sprint(f.abs, sp, message)
	if len(f.problems) < maxProblems && !f.told[key] {
		f.told[key] = true
		f.problems = append(f.problems, d)
	}
	return d
}

// count counts values and reports whether there may be more of them.
func (f *file) count(n int, at text.Span) bool {
	before := f.values
	if f.values += n; f.values > maxValues && before <= maxValues {
		f.problem(at, fmt.Sprintf("more than %d values, those of aliases included", maxValues), "")
	}
	return f.values <= maxValues && len(f.problems) < maxProblems
}

func (f *file) at(sp text.Span) text.Place { return text.Place{Source: f.src, Span: sp} }

// field is a key of a mapping, and what reads its value. The value is not null.
type field struct {
	name string
	read func(*node)
}

// object reads a mapping with these keys; what it is, is said as in "an entry of
// \"owners\"". The result is the keys that it has.
func (f *file) object(n *node, what string, fields []field) map[string]bool {
	first := map[string]text.Span{}
	has := map[string]bool{}
	if n.kind != mapping {
		f.wrong(n, what, "a mapping")
		return nil
	}
	for _, p := range n.pairs {
		if !f.count(1, p.keySpan) {
			break
		}
		i := slices.IndexFunc(fields, func(fd field) bool { return fd.name == p.key })
		switch at, twice := first[p.key]; {
		case i < 0:
			has[f.unknownKey(p, what, fields)] = true // not to say that it lacks too
			continue
		case twice:
			d := f.problem(p.keySpan, fmt.Sprintf("%s stands here a second time", quote(p.key)), "Keep one of the two")
			d.Related = append(d.Related, diag.Related{Source: f.src, Span: at, Message: "it is here first"})
		case p.value.kind == null:
			f.problem(p.keySpan, fmt.Sprintf("%s has no value", quote(p.key)), "Write a value, or delete the key")
		default:
			fields[i].read(p.value)
		}
		if !has[p.key] {
			has[p.key], first[p.key] = true, p.keySpan
		}
	}
	return has
}

// unknownKey reports a key, and returns the one that is probably meant.
func (f *file) unknownKey(p pair, what string, fields []field) (near string) {
	names := make([]string, len(fields))
	for i, fd := range fields {
		names[i] = fd.name
	}
	help := "Write one of " + strings.Join(names, ", ")
	near = schema.Closest(p.key, names)
	switch {
	case p.key == "$schema":
		help = "Name the schema in a comment: # yaml-language-server: $schema=…"
	case near != "":
		help = didYouMean(near)
	case len(names) == 1:
		help = "Write " + names[0]
	}
	f.problem(p.keySpan, fmt.Sprintf("unknown key %s in %s", quote(p.key), what), help)
	return near
}

func didYouMean(name string) string { return "Did you mean " + name + "?" }

// quote quotes a text of the file, which may be long, in a message. Backslashes
// stand for themselves where nothing else needs one.
func quote(s string) string {
	s = text.Clip(s, 80)
	if strings.IndexFunc(s, func(r rune) bool { return r == '"' || !unicode.IsPrint(r) }) >= 0 {
		return strconv.Quote(s)
	}
	return `"` + s + `"`
}

const wholeNumber = "a whole number"

// wrong reports a value of the wrong kind.
func (f *file) wrong(n *node, what, want string) {
	if n.kind == bad {
		return
	}
	help := ""
	switch scalar := n.kind != sequence && n.kind != mapping && n.kind != null; {
	case want == "text" && scalar:
		help = "Quote it: " + quote(n.value)
	case n.kind == str && want == wholeNumber && isNumber(n.value):
		help = "Write " + n.value + " without quotes"
	case n.kind == str && want == "a mapping":
		help = keyHelp(n.value)
	case want == "a boolean":
		help = "Write true or false"
	case want == "a list" && n.kind != null:
		help = "Begin each entry with a dash"
	case n.kind == sequence && want == "a mapping" && len(n.items) > 0 && n.items[0].kind == mapping:
		help = "Write its keys without dashes"
	}
	f.problem(n.span, what+" is "+n.kind.String()+", not "+want, help)
}

// text reads a text that is not blank.
func (f *file) text(n *node, what string) (v Value[string], ok bool) {
	switch {
	case n.kind != str:
		f.wrong(n, what, "text")
		return v, false
	case strings.TrimSpace(n.value) == "":
		f.problem(n.span, what+" is blank", "Write a value, or delete it")
		return v, false
	case f.dashed(n.span):
		f.problem(n.span, what+" is text that begins with a dash", "Put a blank behind the dashes of a list, or quote the text")
		return v, false
	case strings.Contains(f.src.Slice(n.span), "\n") && strings.IndexByte(`"'|>`, f.src.Bytes[n.span.Start]) < 0:
		f.problem(n.span, what+" is text over several lines", "Write it on one line")
		return v, false
	case strings.IndexFunc(n.value, func(r rune) bool { return r < ' ' || r == 0x7F }) >= 0:
		f.problem(n.span, what+" has a line break or another control character in it", "Write it on one line; several make a list")
		return v, false
	}
	return Value[string]{n.value, f.at(n.span)}, true
}

// each reads the value of a key: a list, or one that may stand for a list of one.
func (f *file) each(n *node, key string, single bool, read func(n *node, what string)) {
	switch {
	case n.kind == sequence:
		for _, item := range n.items {
			if !f.count(1, item.span) {
				return
			}
			read(item, fmt.Sprintf("an entry of %s", quote(key)))
		}
	case single:
		read(n, quote(key))
	default:
		f.wrong(n, quote(key), "a list")
	}
}

// path reads the path of a file or folder and returns it as an absolute one. It
// must lie below the top: a configuration is as untrusted as a page (DESIGN section 9).
func (f *file) path(n *node, what string) (v Value[string], ok bool) {
	if v, ok = f.text(n, what); !ok {
		return v, false
	}
	switch {
	case strings.Contains(v.V, "://"):
		f.problem(n.span, fmt.Sprintf("%s is a URL, and configuration is never fetched", quote(v.V)), "Copy the file into the repository, and write its path")
	case strings.Contains(v.V, `\`):
		f.problem(n.span, fmt.Sprintf("%s has a backslash in it", quote(v.V)), "Write "+quote(strings.ReplaceAll(v.V, `\`, "/")))
	default:
		v.V = f.absolute(v.V)
		switch {
		case !f.inside(v.V):
			f.problem(n.span, fmt.Sprintf("%s lies outside of the work tree", quote(n.value)), "Copy it into the work tree: nothing outside is read")
		case InGit(v.V, f.Top):
			f.problem(n.span, fmt.Sprintf("%s lies in a folder of git's own", quote(n.value)), "Put it beside the pages: nothing in .git is read or written")
		default:
			return v, true
		}
	}
	return v, false
}

// InGit reports whether a path below the folder top lies in a folder in which git
// keeps its own files: access tokens, and what git executes.
func InGit(abs, top string) bool {
	return slices.ContainsFunc(strings.Split(strings.TrimPrefix(abs, top), "/"), func(name string) bool {
		return strings.EqualFold(name, ".git") // not all file systems tell letter case apart
	})
}

// absolute makes a path in the file absolute. On Windows such paths begin with a
// drive, "C:/".
func (f *file) absolute(p string) string {
	if path.IsAbs(p) || len(p) > 2 && p[1:3] == ":/" {
		return path.Clean(p)
	}
	return path.Join(f.dir, p)
}

// inside reports whether an absolute path is the top or lies below it.
func (l *loader) inside(abs string) bool {
	return abs == l.Top || strings.HasPrefix(abs, strings.TrimSuffix(l.Top, "/")+"/")
}
