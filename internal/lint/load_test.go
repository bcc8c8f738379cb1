package lint

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"docgauge/internal/apidoctor"
	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/rule"
	"docgauge/internal/schema"

	"github.com/google/go-cmp/cmp"
)

// surroundings reports what a page's doc set is.
var surroundings = &rule.Rule{
	ID: "test-set", Title: "t", Doc: "d", Since: "0", Severity: diag.Error,
	Check: func(p *rule.Pass) {
		var names []string
		for _, pg := range p.Set.Pages {
			names = append(names, pg.Source.Location)
		}
		pier, _ := p.Schemas.Lookup("microsoft.graph.pier")
		p.Report(p.Page.Start(), "%s has %s, pier %v", p.Set.Root, strings.Join(names, " "), pier != nil)
	},
}

const pier = `# pier resource type

<!-- { "blockType": "resource", "@odata.type": "microsoft.graph.pier" } -->
` + "```json\n{ \"depth\": 1 }\n```\n"

func contextFile(path, content string) File {
	f := file(path, content)
	f.Context = true
	return f
}

// TestContext checks that context pages are known to the pages of their doc set,
// and neither checked nor counted.
func TestContext(t *testing.T) {
	gone := File{Path: "v1.0/api/gone.md", Context: true, Read: func() ([]byte, error) { return nil, errors.New("gone") }}
	inside := file("list.md", "# List\n")
	inside.Location = "v1.0/api/list.md"
	var reads, checks []int
	var mu sync.Mutex
	job := Job{
		Files: []File{
			contextFile("v1.0/resources/pier.md", pier), file("v1.0/api/get.md", "# Get\n"), gone, inside,
			contextFile("beta/resources/quay.md", "# quay\n"), file("beta/api/get.md", "# Get\n"),
		},
		Rules: []*rule.Rule{surroundings}, Workers: 3,
		Progress: func(phase Phase, done int) {
			mu.Lock()
			defer mu.Unlock()
			if phase == Reading {
				reads = append(reads, done)
			} else {
				checks = append(checks, done)
			}
		},
	}
	got := run(t, job)
	want := "beta/api/get.md:1 error test-set: beta has beta/api/get.md beta/resources/quay.md, pier false\n" +
		"list.md:1 error test-set: v1.0 has v1.0/api/get.md v1.0/api/list.md v1.0/resources/pier.md, pier true\n" +
		"v1.0/api/get.md:1 error test-set: v1.0 has v1.0/api/get.md v1.0/api/list.md v1.0/resources/pier.md, pier true\n"
	if d := cmp.Diff(want, render(got)); d != "" || got.Files != 3 {
		t.Errorf("%d files, -want +got\n%s", got.Files, d)
	}
	if len(got.Unread) != 1 || got.Unread[0].Path != "v1.0/api/gone.md" || got.Unread[0].Err.Error() != "gone" {
		t.Errorf("unread: %v", got.Unread)
	}
	slices.Sort(reads)
	slices.Sort(checks)
	if d := cmp.Diff([][]int{{1, 2, 3, 4, 5, 6}, {1, 2, 3}}, [][]int{reads, checks}); d != "" {
		t.Errorf("progress: -want +got\n%s", d)
	}
}

func TestLoad(t *testing.T) {
	job := Job{Files: []File{file("b.md", "# B\n"), contextFile("c.md", pier), file("a.md", "# A\n")}, Workers: 2}
	l, err := Load(context.Background(), job)
	if err != nil {
		t.Fatal(err)
	}
	names := func(pages []*page.Page) (names []string) {
		for _, pg := range pages {
			names = append(names, pg.Source.Path)
		}
		return names
	}
	if d := cmp.Diff([][]string{{"b.md", "a.md"}, {"c.md"}}, [][]string{names(l.Pages), names(l.Context)}); d != "" {
		t.Errorf("pages and context: -want +got\n%s", d)
	}
	if typ, _ := l.Index.Of(l.Pages[0]).Schemas.Lookup("microsoft.graph.pier"); typ == nil {
		t.Error("the context page's type is unknown")
	}
	job.Docset.User = schema.Source{Name: "user", Definitions: []schema.Definition{{Name: "no name"}}}
	if _, err := Load(context.Background(), job); err == nil || !strings.Contains(err.Error(), `"no name" is no type name`) {
		t.Errorf("bad schemas: got %v", err)
	}
}

func TestParse(t *testing.T) {
	files := []File{{Path: "gone.md", Read: func() ([]byte, error) { return nil, errors.New("gone") }}}
	for i := range 40 {
		files = append(files, file(fmt.Sprintf("p%d.md", i), "# A\n"))
	}
	got := make([]string, len(files))
	failures, err := Parse(context.Background(), Job{Files: files, Workers: 4}, func(i int, pg *page.Page) {
		if i == 3 {
			panic("a test asked for it")
		}
		got[i] = pg.Source.Path
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range files {
		if want := f.Path; got[i] != want && i != 0 && i != 3 {
			t.Errorf("page %d is %q, want %q", i, got[i], want)
		}
	}
	if len(failures) != 2 || failures[0].Err.Error() != "gone" || failures[1].Path != "p2.md" || len(failures[1].Stack) == 0 {
		t.Errorf("failures: %v", failures)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Parse(ctx, Job{Files: files, Workers: 4}, func(int, *page.Page) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
}

// TestConventions checks that the settings of a doc set's root decide how its
// pages are read and how bad its findings are, unless the job says how bad.
func TestConventions(t *testing.T) {
	cfg, problems := apidoctor.Read("v1.0", []apidoctor.File{{Path: "v1.0/schema-config.json", Bytes: []byte(
		`{"schemaConfig": {"treatErrorsAsWarningsWorkloads": ["harbor"]}}`)}})
	if cfg == nil || len(problems) > 0 {
		t.Fatalf("config %v, problems %v", cfg, problems)
	}
	job := Job{
		Files: []File{file("v1.0/api/harbor-get.md", "text"), file("v1.0/api/orchard-get.md", "text"), file("beta/api/harbor-get.md", "text")},
		Rules: []*rule.Rule{titles}, Workers: 1,
		Docset: docset.Options{Conventions: map[string]*apidoctor.Config{"v1.0": cfg}},
	}
	want := "beta/api/harbor-get.md:1 error test-title: no title\n" +
		"v1.0/api/harbor-get.md:1 warning test-title: no title\n" +
		"v1.0/api/orchard-get.md:1 error test-title: no title\n"
	if d := cmp.Diff(want, render(run(t, job))); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	job.Settings = severities(rule.Settings{"test-title": {Set: true, Severity: diag.Error}})
	if d := cmp.Diff(strings.ReplaceAll(want, "warning", "error"), render(run(t, job))); d != "" {
		t.Errorf("with --severity: -want +got\n%s", d)
	}
}

// TestPanicInDocSet checks that a fault in what pages say together ends the run with an error, not the process.
func TestPanicInDocSet(t *testing.T) {
	job := Job{Files: []File{file("v1.0/api/a.md", "# A\n")}, Workers: 1, Docset: docset.Options{Bundled: schema.Bundled()}}
	l, err := Load(context.Background(), job)
	if err != nil {
		t.Fatal(err)
	}
	err = job.eachSet(context.Background(), l.Index, func(int) error { panic("a test asked for it") })
	var crash *Failure
	if !errors.As(err, &crash) || !strings.Contains(string(crash.Stack), "load_test.go") {
		t.Fatalf("got %v", err)
	}
	if want := "v1.0: internal error: a test asked for it; please report it"; err.Error() != want {
		t.Errorf("got %q, want %q", err.Error(), want)
	}
}

// TestSuppressed checks that findings which a page of the set suppresses are set
// apart, context pages included.
func TestSuppressed(t *testing.T) {
	tabs := *titles
	tabs.ID = "page-tabs"
	job := Job{
		Files: []File{
			file("v1.0/api/a.md", "text\n"), file("v1.0/api/b.md", "text\n"),
			contextFile("v1.0/api/c.md", `<!-- { "type": "#page.annotation", "suppressions": ["Error: /api/a.md:\n Tab group #1 has one tab"] } -->`),
		},
		Rules: []*rule.Rule{&tabs, headings}, Workers: 1,
	}
	got := run(t, job)
	if d := cmp.Diff("v1.0/api/b.md:1 error page-tabs: no title\n", render(got)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if len(got.Suppressed) != 1 || got.Suppressed[0].Source.Path != "v1.0/api/a.md" || got.Suppressed[0].By == nil {
		t.Errorf("suppressed: %v", got.Suppressed)
	}
}

// TestFragments checks that context which only others can make something of is
// not built before a page asks for it, and that nobody notices.
func TestFragments(t *testing.T) {
	reads := map[string]int{}
	fragment := func(path, content string) File {
		return File{Path: path, Context: true, Read: func() ([]byte, error) {
			reads[path]++
			if path == "v1.0/includes/gone.md" && reads[path] > 1 {
				return nil, errors.New("gone")
			}
			return []byte(content), nil
		}}
	}
	job := Job{Workers: 1, Files: []File{
		file("v1.0/api/get.md", "# Get\n"), fragment("v1.0/includes/sample.md", "## Sample\n"), fragment("v1.0/includes/gone.md", "x\n"),
		fragment("v1.0/includes/nested.md", "[!INCLUDE [x](sample.md)]\n"), fragment("v1.0/includes/table.md", "| a | b |\n|---|---|\n"),
		fragment("v1.0/includes/pier.md", pier), file("v1.0/includes/checked.md", "text\n"),
	}}
	l, err := Load(context.Background(), job)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, pg := range l.Index.Of(l.Pages[0]).Pages {
		got = append(got, pg.Source.Path)
	}
	want := []string{"v1.0/api/get.md", "v1.0/includes/checked.md", "v1.0/includes/pier.md", "v1.0/includes/table.md"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("pages of the set: -want +got\n%s", d)
	}
	sample := l.Index.Page("v1.0/includes/sample.md")
	if sample == nil || len(sample.Sections) != 1 || l.Index.Page("v1.0/includes/sample.md") != sample {
		t.Errorf("the fragment is %v", sample)
	}
	if pg := l.Index.Page("v1.0/includes/gone.md"); pg != nil {
		t.Errorf("a file that is gone is %v", pg)
	}
	if d := cmp.Diff(map[string]int{
		"v1.0/includes/sample.md": 2, "v1.0/includes/gone.md": 2, "v1.0/includes/nested.md": 1, "v1.0/includes/table.md": 1, "v1.0/includes/pier.md": 1,
	}, reads); d != "" {
		t.Errorf("reads: -want +got\n%s", d)
	}
}

// TestDeclaredVersion checks that pages have the API version that is declared for
// their doc set, and what its conventions say besides.
func TestDeclaredVersion(t *testing.T) {
	files := []File{file("beta/api/get.md", "# Get\n"), file("v1.0/api/get.md", "# Get\n"), file("guide/get.md", "# Get\n\n|Tide|Kind|\n|---|---|\n|low|Int32|\n")}
	cfg, problems := apidoctor.Read("guide", []apidoctor.File{{Path: "table-header-config.json", Location: "guide/table-header-config.json", Bytes: []byte(
		`{"tableDefinitions": {"parsingRules": [{"type": "ParameterDefinition", "columns": {"name": ["Tide"]}}]}}`)}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	job := Job{Files: files, Workers: 1, Docset: docset.Options{
		Roots: docset.NewRoots(locations(files), nil,
			docset.Declared{Root: "guide", Version: "v2"}, docset.Declared{Root: "beta", Version: "v1.0"}),
		Conventions: map[string]*apidoctor.Config{"guide": cfg},
	}}
	l, err := Load(context.Background(), job)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, pg := range l.Pages {
		got[pg.Source.Path] = pg.Version
		if len(pg.Tables) > 0 && pg.Tables[0].Column("name") != 0 {
			t.Error("the conventions' name of a column is lost")
		}
	}
	if d := cmp.Diff(map[string]string{"beta/api/get.md": "v1.0", "v1.0/api/get.md": "v1.0", "guide/get.md": "v2"}, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
