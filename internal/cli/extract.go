package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"docgauge/internal/inventory"
	"docgauge/internal/lint"
	"docgauge/internal/page"

	"github.com/spf13/cobra"
)

// extractFlags are the flags of extract as given.
type extractFlags struct {
	sourceFlags
	format string
	opts   inventory.Options
}

func (a *app) extract() *cobra.Command {
	var f extractFlags
	cmd := &cobra.Command{
		Use:   "extract [PATH…]",
		Short: "List all code blocks and tables of pages as JSON or CSV",
		Long: `List what pages hold: front matter, headings, code blocks (lines, kind, annotation,
language, method and target or status, whether JSON is valid, which request a response
answers) and tables (lines, kind, columns, rows). Without a path, the pages in and below the
working directory. "-" is standard input. Lines count from 1; blocks are numbered on each page.

csv has a line for each block and table, and with --rows for each row of a table too. A field
that a spreadsheet would take for a formula begins with an apostrophe.

Exit codes: 0 all pages are listed, 2 usage, input, output or internal error. A page that
cannot be read is left out.`,
		Example: `  docgauge extract docs > inventory.json
  docgauge extract docs --format csv=blocks.csv
  docgauge extract docs --format jsonl | jq -r '.path as $p | .blocks[] | select(.json == "invalid") | "\($p):\(.line)"'`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{"."}
			}
			return a.runExtract(cmd.Context(), f, args)
		},
	}
	var formats, names []string
	for _, o := range inventory.Formats() {
		formats = append(formats, fmt.Sprintf("%s (%s)", o.Name, o.Title))
		names = append(names, o.Name)
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.StringVar(&f.format, "format", names[0], "`NAME[=FILE]`: "+strings.Join(formats, ", "))
	fs.BoolVar(&f.opts.Rows, "rows", false, "csv: a line for each row of a table")
	fs.BoolVar(&f.opts.Text, "text", false, "the text of the blocks, too")
	f.definePages(cmd)
	complete(cmd, "format", names...)
	return cmd
}

func (a *app) runExtract(ctx context.Context, f extractFlags, args []string) error {
	format, file, err := inventoryFormat(f.format)
	if err != nil {
		return err
	}
	s, err := a.pages(f.sourceFlags, args)
	if err != nil {
		return err
	}
	if err := s.settle(a, args); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	x := extraction{app: a, job: s.job, format: format, opts: f.opts}
	if file == "" {
		err = x.write(ctx, a.out)
		file = "standard output"
	} else {
		err = replaceFile(file, func(w io.Writer) error { return x.write(ctx, w) })
	}
	switch {
	case a.interrupted(err):
		return nil
	case err != nil:
		return fmt.Errorf("write to %s: %w", file, cause(err))
	}
	return nil
}

// pages finds the pages that the arguments name, and nothing around them. What API
// Doctor's configuration leaves out of checks is a page all the same; of it only what
// says how to read pages counts, and what is wrong with it is for check to say.
func (a *app) pages(f sourceFlags, args []string) (s sources, err error) {
	if s, err = f.begin(); err != nil {
		return s, err
	}
	if err = s.configure(a, f, args); err != nil {
		return s, err
	}
	if err = a.find(s.finder, f.stdinFilename, args); err != nil {
		return s, err
	}
	s.locate()
	s.finder.notes = nil
	s.finder.noteStrays()
	s.job.Files = s.finder.files()
	return s, nil
}

// inventoryFormat reads the value of --format, NAME or NAME=FILE.
func inventoryFormat(value string) (inventory.Format, string, error) {
	name, file, toFile := strings.Cut(value, "=")
	var names []string
	for _, f := range inventory.Formats() {
		if f.Name == name {
			if toFile && file == "" {
				return f, "", fmt.Errorf("--format: no file name after %q", value)
			}
			return f, file, nil
		}
		names = append(names, f.Name)
	}
	return inventory.Format{}, "", fmt.Errorf("--format: unknown format %q%s", name,
		didYouMean(name, names, "want one of "+strings.Join(names, ", ")))
}

// extraction writes an inventory.
type extraction struct {
	app    *app
	job    lint.Job
	format inventory.Format
	opts   inventory.Options
	total  inventory.Summary
	pages  int // written
}

// batch is how many pages are in memory at a time.
const batch = 512

func (x *extraction) write(ctx context.Context, to io.Writer) error {
	w := bufio.NewWriterSize(to, 64<<10)
	head, err := x.format.Head(thisBuild().Version)
	if err != nil {
		return err
	}
	_, _ = w.Write(head) // the writer keeps an error until it is flushed
	for files := x.job.Files; len(files) > 0; {
		n := min(batch, len(files))
		if err := x.writeBatch(ctx, w, files[:n]); err != nil {
			return err
		}
		files = files[n:]
	}
	tail, err := x.format.Tail(x.total)
	if err != nil {
		return err
	}
	_, _ = w.Write(tail)
	return w.Flush()
}

// entry is one page of an inventory.
type entry struct {
	text    []byte
	summary inventory.Summary
	err     error
}

// writeBatch writes the entries of some pages, in their order.
func (x *extraction) writeBatch(ctx context.Context, w *bufio.Writer, files []lint.File) error {
	entries := make([]entry, len(files))
	part := x.job
	part.Files = files
	failures, err := lint.Parse(ctx, part, func(i int, pg *page.Page) {
		p := inventory.Of(pg, x.opts)
		entries[i].summary = p.Summary()
		entries[i].text, entries[i].err = x.format.Page(p, x.opts)
	})
	if err != nil {
		return err
	}
	for _, f := range failures {
		x.app.try(failure(f))
	}
	for _, e := range entries {
		if e.err != nil {
			return e.err
		}
		if e.summary.Pages == 0 {
			continue // it could not be read
		}
		if x.pages > 0 {
			_, _ = w.WriteString(x.format.Between)
		}
		x.pages++
		x.total.Add(e.summary)
		if _, err := w.Write(e.text); err != nil {
			return err
		}
	}
	return nil
}
