package rules_test

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/apidoctor"
	"docgauge/internal/diag"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/rules"
	"docgauge/internal/text"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestNeeds checks that a rule whose findings depend on more than the page says so:
// where the rest is not there, a comment that silences them must not be taken for
// one of no use.
func TestNeeds(t *testing.T) {
	run := bench(t)
	on := func(found []*diag.Diagnostic, file string) (n int) {
		for _, d := range found {
			if d.Source.Path == file {
				n++
			}
		}
		return n
	}
	for _, r := range rules.All() {
		for _, p := range testPages(t, r.ID, "err") {
			if len(p.memory) < 2 || r.Last {
				continue
			}
			found := run(r, p)
			for _, f := range p.memory {
				if !isPage(f.Name) {
					continue
				}
				alone := p.with([]txtar.File{f})
				for _, other := range p.memory {
					if apidoctor.IsConfig(other.Name) || strings.HasSuffix(other.Name, ".yaml") {
						alone.memory = append(alone.memory, other)
					}
				}
				if on(run(r, alone), f.Name) >= on(found, f.Name) {
					continue
				}
				pages, index := testIndex(t, alone)
				if s := rule.NewSubject(pages[0], index.Of(pages[0])); r.Needs == nil || r.Needs(s) {
					t.Errorf("%s: %s finds less on %s alone, and does not say what it needs", p.file, r.ID, f.Name)
				}
			}
		}
	}
}

// comment is a comment at a place of a page: a line of its own above line number
// above, or inside line number in, both from 1.
type comment struct{ above, in int }

// insert returns a page with the comment. On a line of its own it has what stands
// before the text of the line below it: indentation and marks of quotes.
func (c comment) insert(src *text.Source, words string) []byte {
	note := "<!-- " + words + " -->"
	if c.in > 0 {
		line := src.Line(c.in)
		raw := src.Bytes[line.Start:line.End]
		at := line.Start + len(bytes.TrimRight(raw, " \t"))
		if bytes.HasSuffix(src.Bytes[:at], []byte("|")) {
			at-- // into the last cell
		}
		return slices.Concat(src.Bytes[:at], []byte(" "+note), src.Bytes[at:])
	}
	line := src.Line(c.above)
	raw := src.Bytes[line.Start:line.End]
	ending := "\n"
	if bytes.Contains(src.Bytes, []byte("\r\n")) {
		ending = "\r\n"
	}
	prefix := raw[:len(raw)-len(bytes.TrimLeft(raw, " \t>"))]
	return slices.Concat(src.Bytes[:line.Start], prefix, []byte(note+ending), src.Bytes[line.Start:])
}

// place is where a finding lies that a comment is to silence.
type place struct {
	t    *testing.T
	page testPage
	rule *rule.Rule
	file int // of page
}

func (p place) source() *text.Source {
	f := p.page.memory[p.file]
	return text.NewSource(f.Name, f.Data)
}

// fits reports whether a comment can stand there: it is a comment, and not text in
// code, and leaves the findings as they are.
func (p place) fits(c comment, plain map[string]int) bool {
	p.t.Helper()
	src := text.NewSource("", c.insert(p.source(), "a note"))
	noted := func(sp text.Span) bool { return src.Slice(sp) == "<!-- a note -->" }
	if !slices.ContainsFunc(page.Build(src).Comments, noted) {
		return false
	}
	with, _ := p.found(c, "a note")
	return maps.Equal(with, plain)
}

// found counts the findings of the rule on the page by message and line, which is
// that without the comment; with no words there is none.
func (p place) found(c comment, words string) (counts map[string]int, suppressed int) {
	p.t.Helper()
	changed := p.page
	if words != "" {
		changed = changed.with(slices.Clone(p.page.memory))
		changed.memory[p.file].Data = c.insert(p.source(), words)
	}
	result := lintPage(p.t, changed, []*rule.Rule{p.rule})
	counts = map[string]int{}
	for _, d := range result.Diagnostics {
		if d.Source.Path == p.page.memory[p.file].Name {
			line := d.Source.LineAt(d.Span.Start)
			switch {
			case words == "" || c.above == 0 || line < c.above || d.Span == d.Source.Line(1):
			case line == c.above:
				line = 0 // it has moved to the comment
			default:
				line--
			}
			counts[key(d, line)]++
		}
	}
	return counts, len(result.Suppressed)
}

func key(d *diag.Diagnostic, line int) string { return fmt.Sprintf("%d: %s", line, d.Message) }

// TestSilenceAnywhere checks on the test pages of every rule that its findings can
// be silenced: on the whole page, and each by itself, by a comment on its line, on
// the line above or above its block. Only places where any other comment leaves the
// findings as they are count; and where it is front matter only the whole page does.
func TestSilenceAnywhere(t *testing.T) {
	t.Parallel()
	for _, r := range rules.All() {
		if r.Last {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			for _, p := range testPages(t, r.ID, "err") {
				for i, f := range p.memory {
					if isPage(f.Name) {
						silencePage(place{t, p, r, i})
					}
				}
			}
		})
	}
}

func silencePage(p place) {
	p.t.Helper()
	plain, _ := p.found(comment{}, "")
	if len(plain) == 0 {
		return
	}
	src := p.source()
	pg := page.Build(src)
	top := 1
	if pg.Front != nil {
		top = src.LineAt(pg.Front.Span.End-1) + 1
	}
	silenced := false
	for _, at := range []comment{{above: top}, {above: src.Lines() + 1}, {in: src.Lines()}} {
		if !p.fits(at, plain) {
			continue
		}
		silenced = true
		if left, n := p.found(at, "docgauge-disable-file "+p.rule.ID+" — test"); len(left) > 0 || n == 0 {
			p.t.Errorf("%s: %s: disable-file at %+v leaves %v", p.page.file, src.Path, at, left)
		}
	}
	if !silenced {
		p.t.Errorf("%s: %s: no place for a comment that holds for the page", p.page.file, src.Path)
	}
	for _, d := range lintPage(p.t, p.page, []*rule.Rule{p.rule}).Diagnostics {
		if d.Source.Path == src.Path && (pg.Front == nil || d.Span.Start >= pg.Front.Span.End) {
			silenceFinding(p, pg, d, plain)
		}
	}
}

// onlyByRange are findings, by their place, inside something of several lines that
// is no block: there is no room for a comment, and the line above is not the next.
var onlyByRange = []string{"link-target/err/absent.txtar:22"}

// silenceFinding silences one finding in each of the ways that its place allows.
func silenceFinding(p place, pg *page.Page, d *diag.Diagnostic, plain map[string]int) {
	p.t.Helper()
	line := pg.Source.LineAt(d.Span.Start)
	ways := map[comment]string{{above: line}: "docgauge-disable-next-line", {in: line}: "docgauge-disable-line"}
	if d.Span == pg.Start() { // it is about the page, and moves to the comment's line
		ways[comment{above: line}] = "docgauge-disable-line"
	}
	around := func(sp text.Span) {
		if first := pg.Source.LineAt(sp.Start); first <= line && d.Span.Start <= sp.End && d.Span != pg.Start() {
			ways[comment{above: first}] = "docgauge-disable-next-block"
		}
	}
	for _, a := range pg.Annotations {
		around(a.Span)
		if a.Block != nil {
			around(text.Span{Start: a.Span.Start, End: a.Block.Span.End})
		}
	}
	for _, b := range pg.Blocks {
		if b.Annotation == nil {
			around(b.Span)
		}
	}
	for _, tab := range pg.Tables {
		around(tab.Span)
	}
	where := fmt.Sprintf("%s:%d", strings.TrimPrefix(filepath.ToSlash(p.page.file), root+"/"), line)
	if slices.Contains(onlyByRange, where) {
		ways = map[comment]string{{above: line - 1}: "docgauge-disable"}
	}
	possible := false
	for at, verb := range ways {
		if !p.fits(at, plain) {
			continue
		}
		possible = true
		this := key(d, line)
		if left, n := p.found(at, verb+" "+p.rule.ID+" — test"); n == 0 || left[this] >= plain[this] {
			p.t.Errorf("%s: %s: %s at %+v does not silence it: %s", where, pg.Source.Path, verb, at, d.Message)
		}
	}
	if !possible {
		p.t.Errorf("%s: %s: no comment can silence it: %s", where, pg.Source.Path, d.Message)
	}
}
