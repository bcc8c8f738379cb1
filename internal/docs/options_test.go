package docs_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/rule"

	"github.com/rogpeppe/go-internal/txtar"
)

// options is what a rule's page says of its options, "" if it has none.
func options(t *testing.T, r *rule.Rule) string {
	t.Helper()
	if len(r.Options) == 0 {
		return ""
	}
	var sb strings.Builder
	sb.WriteString("\n## Options\n\n| name | default | what it does |\n|---|---|---|\n")
	for i := range r.Options {
		o := &r.Options[i]
		fmt.Fprintf(&sb, "| `%s` | %s | %s |\n", o.Name, defaultOf(o), o.Doc)
	}
	fmt.Fprintf(&sb, "\nIn .docgauge.yaml:\n\n%s", fence("yaml", optionsExample(t, r)))
	return sb.String()
}

// defaultOf shows the default of an option in a table's cell.
func defaultOf(o *rule.Option) string {
	list, isList := o.Default.([]string)
	switch {
	case o.Unset():
		return "not set"
	case isList:
		return "`" + strings.Join(list, "`, `") + "`"
	}
	return fmt.Sprintf("`%v`", o.Default)
}

// optionsExample is what the configuration of the first archive that sets all of a
// rule's options says of rules.
func optionsExample(t *testing.T, r *rule.Rule) string {
	t.Helper()
	for _, name := range testFiles(t, r.ID, "err", ".txtar") {
		settings := configuration(t, name)
		missing := func(o rule.Option) bool { return !strings.Contains(settings, "\n    "+o.Name+": ") }
		if settings != "" && !slices.ContainsFunc(r.Options, missing) {
			return settings
		}
	}
	t.Errorf("no archive in err of %s sets all its options, each on a line of its own", r.ID)
	return ""
}

// configuration returns the part "rules" of the configuration of an archive, "" if
// it has none.
func configuration(t *testing.T, archive string) string {
	t.Helper()
	a, err := txtar.ParseFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		if _, part, ok := strings.Cut("\n"+string(f.Data), "\nrules:\n"); ok && f.Name == ".docgauge.yaml" {
			end := 0
			for line := range strings.Lines(part) {
				if line[0] != ' ' {
					break
				}
				end += len(line)
			}
			return "rules:\n" + part[:end]
		}
	}
	return ""
}
