package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"docgauge/internal/apidoctor"
	"docgauge/internal/lint"
	"docgauge/internal/report"
	"docgauge/internal/text"
)

// shownWidth is how many characters of a value are printed for people; JSON has all.
const shownWidth = 160

// configText writes the settings for people.
func configText(shown shownReport) string {
	var b bytes.Buffer
	for _, p := range shown.Pages {
		pageText(&b, p)
		b.WriteByte('\n')
	}
	valuesText(&b, shown.Config)
	for _, set := range shown.DocSets {
		b.WriteByte('\n')
		setText(&b, set)
	}
	if len(shown.DocSets) == 0 {
		b.WriteString("\nno configuration of API Doctor below or above the doc sets of these pages, and no suppressions in them\n")
	}
	return b.String()
}

// pageText writes what holds for a page.
func pageText(b *bytes.Buffer, p shownPage) {
	line(b, "page %s", p.Path)
	switch r := p.Reason; {
	case r == nil:
		line(b, "  is checked")
	case r.shownPlace != nil:
		line(b, "  is not checked: %s (%s)", r.Text, shortened(r.Pattern))
		line(b, "      from %s", r.place())
	default:
		line(b, "  is not checked: %s", r.Text)
	}
	switch {
	case p.DocSet != "" && p.APIVersion != "":
		line(b, "  is in doc set %s, API version %s", p.DocSet, p.APIVersion)
	case p.DocSet != "":
		line(b, "  is in doc set %s", p.DocSet)
	default:
		line(b, "  is in no doc set but its folder")
	}
	if p.Owner != nil {
		line(b, "  owner = %s", shortened(string(p.Owner.Value)))
		line(b, "      from %s", p.Owner.place())
	}
	for _, v := range p.Rules {
		line(b, "  %s = %s", v.Name, shortened(string(v.Value)))
		line(b, "      from %s; default %s", v.place(), shortened(string(v.Default)))
	}
	if len(p.Rules) == 0 {
		line(b, "  all rules are as by default")
	}
}

// valuesText writes what configuration and flags say, and what holds by default.
func valuesText(b *bytes.Buffer, c shownConfig) {
	if c.Path == "" {
		line(b, "no .docgauge.yaml is in force; docgauge config init writes one")
	} else {
		line(b, "configuration %s", strings.Join(append([]string{c.Path}, c.Extends...), ", extends "))
	}
	for _, v := range c.Settings {
		switch v.From {
		case "file":
			line(b, "  %s = %s", v.Name, shortened(string(v.Value)))
			line(b, "      from %s", v.place())
		case "default":
		default:
			line(b, "  %s = %s", v.Name, shortened(string(v.Value)))
			line(b, "      from %s", v.From)
		}
	}
	line(b, "  by default")
	for _, v := range c.Settings {
		if v.From == "default" {
			line(b, "      %s: %s", v.Name, defaultMeans(v.Name))
		}
	}
}

// defaultMeans says what holds for a key that nobody sets.
func defaultMeans(key string) string {
	for _, d := range configDefaults() {
		if d.name == key {
			return d.means
		}
	}
	return ""
}

// place is path:line:column.
func (p *shownPlace) place() string { return fmt.Sprintf("%s:%d:%d", p.Path, p.Line, p.Column) }

// setText writes the settings of a doc set.
func setText(b *bytes.Buffer, set shownSet) {
	line(b, "doc set %s", set.Root)
	for _, s := range set.Settings {
		line(b, "  %s = %s", s.Name, shortened(string(s.Value)))
		line(b, "      from %s:%d; %s", s.Path, s.Line, cmp.Or(s.Use, "decides nothing in docgauge"))
	}
	if len(set.Problems) > 0 {
		line(b, "  not understood")
	}
	for _, p := range set.Problems {
		line(b, "      %s:%d:%d: %s", p.Path, p.Line, p.Column, strings.TrimSuffix(p.Message+"; "+p.Help, "; "))
	}
	if len(set.Suppressions) > 0 {
		line(b, "  suppressed findings of API Doctor")
	}
	for _, s := range set.Suppressions {
		line(b, "    %s", shortened(s.Text))
		line(b, "      from %s:%d; %s", s.Path, s.Line, effect(s))
	}
}

// line writes a line; what comes from files must not play with the terminal.
func line(b *bytes.Buffer, format string, args ...any) {
	b.WriteString(report.Printable(fmt.Sprintf(format, args...)))
	b.WriteByte('\n')
}

func shortened(s string) string { return text.Clip(s, shownWidth) }

// effect says what a suppression does.
func effect(s shownSuppression) string {
	rules := strings.Join(s.Rules, ", ")
	switch {
	case len(s.Rules) == 0:
		return "docgauge has no such check"
	case s.Findings == 0:
		return "hides nothing that docgauge finds (" + rules + ")"
	case s.Findings == 1:
		return "hides 1 finding (" + rules + ")"
	}
	return fmt.Sprintf("hides %d findings (%s)", s.Findings, rules)
}

// suppressionStatistics prints what comments in pages silence, and a line that
// counts the suppressions of API Doctor by what they do. Without any there is no line.
func suppressionStatistics(w io.Writer, result lint.Result) error {
	used := map[*apidoctor.Suppression]bool{}
	silenced := 0
	for _, d := range result.Suppressed {
		if d.Directive != nil {
			silenced++
		}
		for _, by := range d.By {
			used[by] = true
		}
	}
	return errors.Join(silencedStatistics(w, silenced), apidoctorStatistics(w, result.Suppressions, len(used)))
}

func silencedStatistics(w io.Writer, findings int) error {
	if findings == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "%s silenced by comments in pages\n", report.Plural(findings, "finding"))
	return err
}

func apidoctorStatistics(w io.Writer, all []*apidoctor.Suppression, used int) error {
	if len(all) == 0 {
		return nil
	}
	foreign := 0
	for _, s := range all {
		if len(s.Rules) == 0 {
			foreign++
		}
	}
	_, err := fmt.Fprintf(w, "API Doctor suppressions: %d in use, %d without effect, %d of checks that docgauge does not have; docgauge config show lists them\n",
		used, len(all)-used-foreign, foreign)
	return err
}
