package rules_test

import (
	"bytes"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"docgauge/internal/diag"
	"docgauge/internal/rules"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestIdentities edits the pages of every rule in ways that leave the faults as
// they are, and wants the findings to keep their identities: a baseline must not
// take them for new. Edits that do change what is found are left out.
func TestIdentities(t *testing.T) {
	run := bench(t)
	edits := map[string]func(string) string{
		"windows":   func(page string) string { return text.BOM + strings.ReplaceAll(page, "\n", "\r\n") },
		"paragraph": func(page string) string { return paragraphAfter(page, true) },
		"sections":  func(page string) string { return paragraphAfter(page, false) },
		"indent":    deeper,
	}
	for name, edit := range edits {
		t.Run(name, func(t *testing.T) {
			compared, left := 0, 0
			for _, r := range rules.All() {
				if name == "indent" && r.ID == "http-content-length" {
					continue // it counts what is inserted
				}
				for _, p := range testPages(t, r.ID, "err") {
					files := p.files()
					for i, f := range files {
						if isPage(f.Name) {
							files[i].Data = []byte(edit(strings.ReplaceAll(string(f.Data), "\r\n", "\n")))
						}
					}
					before, after := run(r, p), run(r, p.with(files))
					if len(before) != len(after) {
						left++
						continue
					}
					compared++
					if d := cmp.Diff(identities(before, nil), identities(after, nil)); d != "" {
						t.Errorf("%s: identities change (-before +after):\n%s", p.file, d)
					}
				}
			}
			if compared < 10*left {
				t.Errorf("the edit changes what is found on %d pages, and not on %d only", left, compared)
			}
		})
	}
}

// TestIdentitiesOfOthers renames one page of each archive after the other, and
// writes a paragraph into it: what is found on the rest keeps its identity.
func TestIdentitiesOfOthers(t *testing.T) {
	run := bench(t)
	compared := 0
	for _, r := range rules.All() {
		for _, p := range testPages(t, r.ID, "err") {
			for i, f := range p.memory {
				if !p.archive || !isPage(f.Name) {
					continue
				}
				linked := slices.ContainsFunc(p.memory, func(o txtar.File) bool {
					return bytes.Contains(o.Data, []byte(strings.TrimSuffix(path.Base(f.Name), ".md")))
				})
				before := run(r, p)
				for what, change := range map[string]func(*txtar.File){
					"renamed": func(f *txtar.File) { f.Name = strings.TrimSuffix(f.Name, path.Ext(f.Name)) + "-of-old.md" },
					"edited":  func(f *txtar.File) { f.Data = []byte(paragraphAfter(string(f.Data), true)) },
				} {
					files := p.files()
					change(&files[i])
					after := run(r, p.with(files))
					if len(before) != len(after) || what == "renamed" && linked {
						continue // a link that led to it leads nowhere now
					}
					compared++
					own := []string{f.Name, files[i].Name}
					if d := cmp.Diff(identities(before, own), identities(after, own)); d != "" {
						t.Errorf("%s: with %s %s, identities change (-before +after):\n%s", p.file, f.Name, what, d)
					}
				}
			}
		}
	}
	if compared < 100 {
		t.Errorf("only %d archives are compared", compared)
	}
}

// TestKeys wants the keys of findings to hold nothing but text of the page they
// are about: no word that a later version may change, and no name of another page.
func TestKeys(t *testing.T) {
	run := bench(t)
	bare := func(s string) string { // without markup, white space and letter case
		return strings.Map(func(c rune) rune {
			if unicode.IsLetter(c) || unicode.IsDigit(c) {
				return unicode.ToLower(c)
			}
			return -1
		}, s)
	}
	for _, r := range rules.All() {
		for _, p := range testPages(t, r.ID, "err") {
			for _, d := range run(r, p) {
				if d.Loose || d.Rule == "schema-consistency" {
					continue // what is missing is not there; a constraint is the schema's
				}
				page := bare(string(d.Source.Bytes))
				for part := range strings.SplitSeq(keysOf(d), "\x00") {
					if s, err := strconv.Unquote(part); err == nil {
						part = s
					}
					if strings.HasPrefix(part, "\x01") {
						continue // its kind
					}
					part, _, _ = strings.Cut(part, "…") // shortened
					if !strings.Contains(page, bare(part)) {
						t.Errorf("%s: %q in the key of %q is no text of the page", p.file, part, d.Message)
					}
				}
			}
		}
	}
}

func keysOf(d *diag.Diagnostic) string {
	keys := []string{d.Key}
	for _, part := range d.Parts {
		keys = append(keys, part.Key)
	}
	return diag.JoinKey(keys...)
}

// identities lists the identities of findings, but for those on some pages, each
// with its rule and message for whoever reads the test's output.
func identities(found []*diag.Diagnostic, but []string) (ids []string) {
	for _, d := range found {
		if slices.Contains(but, d.Source.Path) {
			continue
		}
		for _, id := range d.Identities() {
			ids = append(ids, path.Base(d.Source.Path)+" "+d.Rule+" "+id)
		}
	}
	slices.Sort(ids)
	return ids
}

// paragraphAfter inserts a paragraph behind the title, or behind the headings
// below it, and blank lines around it.
func paragraphAfter(page string, title bool) string {
	var b strings.Builder
	fence := ""
	for line := range strings.Lines(page) {
		b.WriteString(line)
		trimmed := strings.TrimLeft(line, " >")
		switch mark := trimmed[:min(3, len(trimmed))]; {
		case fence == "" && (mark == "```" || mark == "~~~"):
			fence = mark
		case fence != "" && mark == fence:
			fence = ""
		case fence != "" || strings.Contains(line, "#tab/"):
		case strings.HasPrefix(line, "# ") && title, strings.HasPrefix(line, "## ") && !title:
			b.WriteString("\n\n\nThis page was read again in spring.\n\n")
		}
	}
	return b.String()
}

// deeper doubles the indentation of the lines in fences.
func deeper(page string) string {
	var b strings.Builder
	inside := false
	for line := range strings.Lines(page) {
		if strings.HasPrefix(line, "```") {
			inside = !inside
		}
		if inside {
			b.WriteString(line[:len(line)-len(strings.TrimLeft(line, " "))])
		}
		b.WriteString(line)
	}
	return b.String()
}
