package lint

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"docgauge/internal/docset"
	"docgauge/internal/page"
	"docgauge/internal/text"
)

// Loaded is what a run has read.
type Loaded struct {
	Pages    []*page.Page // to check, in the order of the job's files
	Context  []*page.Page // the others, but for fragments without annotations and tables
	Index    *docset.Index
	Failures []Failure // pages to check that could not be read
	Unread   []Failure // and others
}

// Load reads and parses every file of the job and finds out what the pages say of
// each other. When ctx is cancelled it stops between files, and the error says so.
func Load(ctx context.Context, job Job) (Loaded, error) {
	if job.Docset.Roots == nil {
		job.Docset.Roots = docset.NewRoots(locations(job.Files), nil)
	}
	reads := make([]read, len(job.Files)) // one writer each
	builders := sync.Pool{New: func() any { return &page.Builder{} }}
	var done atomic.Int64
	err := each(ctx, job.Workers, len(job.Files), func(i int) {
		builder := builders.Get().(*page.Builder)
		reads[i] = job.read(&job.Files[i], builder)
		builders.Put(builder)
		job.progress(Reading, &done)
	})
	if err != nil {
		return Loaded{}, err
	}
	var l Loaded
	for i, f := range job.Files {
		switch r := reads[i]; {
		case r.later != nil:
			job.Docset.Fragments = append(job.Docset.Fragments, *r.later)
		case r.page != nil && f.Context:
			l.Context = append(l.Context, r.page)
		case r.page != nil:
			l.Pages = append(l.Pages, r.page)
		case f.Context:
			l.Unread = append(l.Unread, *r.fail)
		default:
			l.Failures = append(l.Failures, *r.fail)
		}
	}
	l.Index, err = job.index(ctx, slices.Concat(l.Pages, l.Context))
	return l, err
}

// read is what has become of a file: exactly one of the fields is set.
type read struct {
	page  *page.Page
	later *docset.Fragment // it is parsed when a page asks for it
	fail  *Failure
}

// read reads a file, and parses it unless that can wait.
func (job *Job) read(f *File, builder *page.Builder) (r read) {
	b, err := f.Read()
	if err != nil {
		return read{fail: &Failure{Path: f.Path, Err: err}}
	}
	opts := job.options(f)
	if f.Context && isProse(f.location(), b) {
		return read{later: f.fragment(b, opts)}
	}
	r.fail = contain(f.Path, "", func() { r.page = builder.Build(f.source(b), opts) })
	return r
}

func (f *File) source(b []byte) *text.Source {
	src := text.NewSource(f.Path, b)
	src.Location = f.location()
	return src
}

// fragment is the file as one that is read again when a page asks for it.
func (f *File) fragment(b []byte, opts *page.Options) *docset.Fragment {
	return &docset.Fragment{
		Location: f.location(), Leaf: !bytes.Contains(b, []byte("[!")),
		Build: func() *page.Page {
			again, err := f.Read()
			if err != nil {
				return nil
			}
			return page.BuildWith(f.source(again), opts)
		},
	}
}

// isProse reports whether a file is a fragment that others may include and that
// defines nothing: under includes/, without annotations and tables. Most files of
// a large doc set are samples of code like that.
func isProse(location string, b []byte) bool {
	return (strings.HasPrefix(location, "includes/") || strings.Contains(location, "/includes/")) &&
		!bytes.Contains(b, []byte("<!--")) && bytes.IndexByte(b, '|') < 0
}

// index folds the pages into doc sets, several sets at a time.
func (job *Job) index(ctx context.Context, pages []*page.Page) (*docset.Index, error) {
	draft, err := docset.Begin(pages, job.Docset)
	if err != nil {
		return nil, err
	}
	return draft.Index(), job.eachSet(ctx, draft.Index(), draft.Complete)
}

// eachSet calls do for every doc set by number, several at a time.
func (job *Job) eachSet(ctx context.Context, index *docset.Index, do func(i int) error) error {
	errs := make([]error, len(index.Sets)) // one writer each
	err := each(ctx, job.Workers, len(errs), func(i int) {
		root := index.Sets[i].Root
		if fail := contain(root, "", func() { errs[i] = do(i) }); fail != nil {
			errs[i] = fail
		}
	})
	return cmp.Or(err, errors.Join(errs...))
}

// Parse reads and parses the files of the job, several at a time, and gives each
// page to do, from any goroutine, with its place among the files. It keeps none of
// them, and leaves out context. The failures are in the order of the files. When
// ctx is cancelled it stops between files, and the error says so.
func Parse(ctx context.Context, job Job, do func(i int, pg *page.Page)) ([]Failure, error) {
	files := job.Files
	fails := make([]*Failure, len(files))
	err := each(ctx, job.Workers, len(files), func(i int) {
		if files[i].Context {
			return
		}
		r := job.read(&files[i], &page.Builder{})
		if fails[i] = r.fail; r.page != nil {
			fails[i] = contain(files[i].Path, "", func() { do(i, r.page) })
		}
	})
	if err != nil {
		return nil, err
	}
	var failures []Failure
	for _, f := range fails {
		if f != nil {
			failures = append(failures, *f)
		}
	}
	return failures, nil
}

// options returns what the file's doc set says of how to read its pages.
func (job *Job) options(f *File) *page.Options {
	if job.Docset.Roots == nil {
		return nil
	}
	root, _ := job.Docset.Roots.Of(f.location())
	opts := job.Docset.Conventions[root].PageOptions()
	if v := job.Docset.Roots.Version(root); v != "" {
		return opts.WithVersion(v)
	}
	return opts
}

func locations(files []File) []string {
	list := make([]string, len(files))
	for i := range files {
		list[i] = files[i].location()
	}
	return list
}

func (f *File) location() string { return cmp.Or(f.Location, f.Path) }
