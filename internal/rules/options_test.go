package rules_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"docgauge/internal/config"
	"docgauge/internal/docset"
	"docgauge/internal/rule"
	"docgauge/internal/rules"

	"github.com/rogpeppe/go-internal/txtar"
)

// configName is the file of an archive that says how rules are set there, as in a
// project: the archive is a folder of that name.
const (
	configName    = ".docgauge.yaml"
	archiveFolder = "/archive"
)

// testConfig reads the configuration of an archive, nil if it has none.
func testConfig(t *testing.T, p testPage) *config.Config {
	t.Helper()
	at := slices.IndexFunc(p.memory, func(f txtar.File) bool { return f.Name == configName })
	if at < 0 {
		return nil
	}
	reader := config.Reader{
		Rules: rules.All(), Top: archiveFolder,
		Shown: func(abs string) string { return strings.TrimPrefix(abs, archiveFolder+"/") },
		Read: func(abs string) ([]byte, error) {
			if abs != archiveFolder+"/"+configName {
				return nil, errors.New("no such file")
			}
			return p.memory[at].Data, nil
		},
	}
	cfg, problems := reader.Load(archiveFolder + "/" + configName)
	for _, d := range problems {
		t.Errorf("%s: %s:%d: %s", p.file, configName, d.Source.LineAt(d.Span.Start), d.Message)
	}
	if len(problems) > 0 {
		t.FailNow()
	}
	return cfg
}

// testSettings is what an archive's configuration says of rules, nothing if it has none.
func testSettings(t *testing.T, p testPage) func(location string) rule.Settings {
	t.Helper()
	cfg := testConfig(t, p)
	return func(location string) rule.Settings { return cfg.Settings(archiveFolder + "/" + location) }
}

// testRoots are a test's doc sets, with those that a configuration declares.
func testRoots(t *testing.T, p testPage) *docset.Roots {
	t.Helper()
	var declared []docset.Declared
	if cfg := testConfig(t, p); cfg != nil {
		for _, d := range cfg.Docsets {
			declared = append(declared, docset.Declared{Root: strings.TrimPrefix(d.Root.V, archiveFolder+"/"), Version: d.Version.V})
		}
	}
	return docset.NewRoots(testLocations(p), nil, declared...)
}

// TestOptionsAreTested checks that each option of a rule is set in an archive of
// the rule's that has findings, and in one that has none.
func TestOptionsAreTested(t *testing.T) {
	for _, r := range rules.All() {
		for _, kind := range []string{"ok", "err"} {
			set := map[string]bool{}
			for _, p := range testPages(t, r.ID, kind) {
				settings := testSettings(t, p)
				for _, page := range testLocations(p) {
					for name := range settings(page)[r.ID].Options {
						set[name] = true
					}
				}
			}
			for _, o := range r.Options {
				if !set[o.Name] {
					t.Errorf("%s: no archive in %s sets the option %q", r.ID, kind, o.Name)
				}
			}
		}
	}
}

// TestOptionsMatter checks that each archive that sets options has other findings
// without them: a case that comes out the same either way says nothing of the option.
func TestOptionsMatter(t *testing.T) {
	run := bench(t)
	for _, r := range rules.All() {
		for _, kind := range []string{"ok", "err"} {
			for _, p := range testPages(t, r.ID, kind) {
				if testConfig(t, p) == nil {
					continue
				}
				bare := slices.DeleteFunc(p.files(), func(f txtar.File) bool { return f.Name == configName })
				if render(run(r, p), true) == render(run(r, p.with(bare)), true) {
					t.Errorf("%s: the same findings without %s", p.file, configName)
				}
			}
		}
	}
}

// TestDefaultsAsGiven checks that a configuration which gives an option's default
// changes nothing on the rule's pages, unless the default is to leave the say to
// something else.
func TestDefaultsAsGiven(t *testing.T) {
	for _, r := range rules.All() {
		given := map[string]any{}
		for i := range r.Options {
			if o := &r.Options[i]; !o.Unset() {
				given[o.Name] = o.Default
			}
		}
		if len(given) == 0 {
			continue
		}
		settings := rule.Settings{r.ID: {Options: given}}
		for _, kind := range []string{"ok", "err"} {
			for _, p := range testPages(t, r.ID, kind) {
				pages, index := testIndex(t, p)
				if testConfig(t, p) != nil {
					continue
				}
				for _, pg := range pages {
					plain := r.Run(rule.NewSubject(pg, index.Of(pg)))
					s := rule.NewSubject(pg, index.Of(pg))
					s.Settings = settings
					if got := r.Run(s); len(got) != len(plain) {
						t.Errorf("%s: %d findings with the defaults given, %d without", pg.Source.Path, len(got), len(plain))
					}
				}
			}
		}
	}
}
