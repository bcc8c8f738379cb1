package cli

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"docgauge/internal/diag"
	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/report"
	"docgauge/internal/rule"
	"docgauge/internal/rules"
	"docgauge/internal/schema"
	"docgauge/internal/text"

	"github.com/yuin/goldmark"
	gtext "github.com/yuin/goldmark/text"
)

// benchPages returns a folder of pages: the tar.gz that DOCGAUGE_CORPUS names, or made-up ones.
func benchPages(b *testing.B) string {
	b.Helper()
	if corpus := os.Getenv("DOCGAUGE_CORPUS"); corpus != "" {
		return unpackCorpus(b, corpus)
	}
	return makePages(b, 2000)
}

// unpackCorpus unpacks a tar.gz into a temporary folder.
func unpackCorpus(tb testing.TB, archive string) string {
	tb.Helper()
	dir := tb.TempDir()
	file, err := os.Open(archive)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	zip, err := gzip.NewReader(file)
	if err != nil {
		tb.Fatal(err)
	}
	for entries := tar.NewReader(zip); ; {
		h, err := entries.Next()
		if errors.Is(err, io.EOF) {
			return dir
		}
		if err != nil {
			tb.Fatal(err)
		}
		name := filepath.Join(dir, filepath.FromSlash(h.Name))
		if h.Typeflag != tar.TypeReg || !filepath.IsLocal(filepath.FromSlash(h.Name)) {
			continue
		}
		content, err := io.ReadAll(entries)
		if err != nil {
			tb.Fatal(err)
		}
		write(tb, name, content)
	}
}

// makePages writes n copies of the sample pages, a third of them with other
// names in them, into folders of fifty.
func makePages(tb testing.TB, n int) string {
	tb.Helper()
	dir := tb.TempDir()
	samples, err := filepath.Glob("../../testdata/sample/v1.0/*/*.md")
	if err != nil || len(samples) == 0 {
		tb.Fatalf("no sample pages: %v", err)
	}
	for i := range n {
		sample := samples[i%len(samples)]
		content, err := os.ReadFile(sample)
		if err != nil {
			tb.Fatal(err)
		}
		if i%3 == 0 {
			content = []byte(strings.ReplaceAll(string(content), "berth", fmt.Sprintf("pier%d", i)))
		}
		folder := filepath.Base(filepath.Dir(sample))
		write(tb, filepath.Join(dir, fmt.Sprintf("set%d", i/50), "v1.0", folder, fmt.Sprintf("%d-%s", i, filepath.Base(sample))), content)
	}
	return dir
}

func write(tb testing.TB, name string, content []byte) {
	tb.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		tb.Fatal(err)
	}
}

// BenchmarkRatio measures checks against their floor, a walk that reads every page
// and parses it with goldmark, in turns in the same run. DESIGN section 7 allows
// the full check 1.5 times the floor and 500 MB.
func BenchmarkRatio(b *testing.B) {
	dir := benchPages(b)
	b.Chdir(dir)
	one := anyPage(b, dir)
	check := func(arg string) {
		if code := Main([]string{"check", "--fail-on", "never", "--format", "concise", "-q", arg}, nil, io.Discard, io.Discard); code != 0 {
			b.Fatalf("exit code %d", code)
		}
	}
	runs := []struct {
		name string
		run  func()
		took time.Duration
	}{
		{name: "floor", run: func() { floor(b, dir) }},
		{name: "check", run: func() { check(".") }},
		{name: "changed", run: func() { // the full check after an edit
			touch(b, one)
			check(".")
		}},
		{name: "one", run: func() { check(one) }}, // a page alone, with the doc set around it
	}
	runs[0].run() // with warm caches
	for b.Loop() {
		for i := range runs {
			start := time.Now()
			runs[i].run()
			runs[i].took += time.Since(start)
		}
	}
	memory := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
	metrics.Read(memory)
	for _, r := range runs {
		b.ReportMetric(float64(r.took.Milliseconds())/float64(b.N), r.name+"-ms")
	}
	for _, r := range runs[1:] {
		b.ReportMetric(float64(r.took)/float64(runs[0].took), r.name+"-x-floor")
	}
	b.ReportMetric(float64(memory[0].Value.Uint64()>>20), "MB")
}

// anyPage returns one of the pages in an api folder.
func anyPage(b *testing.B, dir string) string {
	b.Helper()
	var found string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Base(filepath.Dir(name)) == "api" && isMarkdown(name) {
			found = name
			return filepath.SkipAll
		}
		return err
	})
	if err != nil || found == "" {
		b.Fatalf("no page in an api folder of %s: %v", dir, err)
	}
	return found
}

// touch adds a line to a page.
func touch(b *testing.B, name string) {
	b.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	write(b, name, append(content, "\nChanged.\n"...))
}

// floor walks, reads and parses with all processors, and does nothing else.
func floor(b *testing.B, dir string) {
	names := make(chan string, 64)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for name := range names {
				content, err := os.ReadFile(name)
				if err != nil {
					b.Error(err)
				}
				goldmark.DefaultParser().Parse(gtext.NewReader(content))
			}
		})
	}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && isMarkdown(name) {
			names <- name
		}
		return err
	})
	close(names)
	wg.Wait()
	if err != nil {
		b.Fatal(err)
	}
}

// BenchmarkStage measures what a check does one after the other, on one processor.
func BenchmarkStage(b *testing.B) {
	b.Chdir(benchPages(b))
	find := func() *finder {
		f, err := newFinder(false, nil)
		if err != nil {
			b.Fatal(err)
		}
		f.argument(".")
		return f
	}
	b.Run("find", func(b *testing.B) {
		for b.Loop() {
			find()
		}
	})
	var sources []*text.Source
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			sources = sources[:0]
			for _, f := range find().files() {
				content, err := f.Read()
				if err != nil {
					b.Fatal(err)
				}
				sources = append(sources, text.NewSource(f.Path, content))
			}
		}
	})
	var pages []*page.Page
	b.Run("build", func(b *testing.B) {
		for b.Loop() {
			pages = pages[:0]
			for _, s := range sources {
				pages = append(pages, page.Build(s))
			}
		}
	})
	var index *docset.Index
	b.Run("index", func(b *testing.B) {
		for b.Loop() {
			var err error
			if index, err = docset.New(pages, docset.Options{Bundled: schema.Bundled()}); err != nil {
				b.Fatal(err)
			}
		}
	})
	var run report.Run
	for _, r := range rules.All() {
		var found []*diag.Diagnostic
		b.Run("rule/"+r.ID, func(b *testing.B) {
			for b.Loop() {
				found = found[:0]
				for _, p := range pages {
					found = append(found, r.Run(rule.NewSubject(p, index.Of(p)))...)
				}
			}
			b.ReportMetric(float64(len(found)), "findings")
		})
		run.Diagnostics = append(run.Diagnostics, found...)
	}
	slices.SortStableFunc(run.Diagnostics, diag.Compare)
	for _, f := range report.Formats() {
		b.Run("format/"+f.Name, func(b *testing.B) {
			for b.Loop() {
				if err := f.Write(io.Discard, run, report.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
