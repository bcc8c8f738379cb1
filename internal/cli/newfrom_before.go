package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/changes"
	"docgauge/internal/diag"
	"docgauge/internal/lint"
)

// lookBack finds out which of the findings on lines that have not changed are new
// all the same: a section may be gone, or a page that others lead to. It checks the
// pages in question as they were, in the doc sets as they were.
func (n *newFrom) lookBack(ctx context.Context, a *app, job lint.Job, found []*diag.Diagnostic) error {
	doubtful := slices.DeleteFunc(slices.Clone(found), n.Touches)
	if len(doubtful) == 0 || !slices.ContainsFunc(n.files(), matters) {
		return nil
	}
	before, err := n.jobBefore(ctx, job, doubtful)
	if err != nil {
		return n.failure(err)
	}
	runtime.GC() // the pages of the first run are not needed any more
	result, err := a.lint(ctx, before)
	if err != nil {
		return err
	}
	for _, f := range result.Failures {
		a.try(n.failure(failure(f)))
	}
	n.arisen = map[*diag.Diagnostic]bool{}
	for _, d := range n.Arisen(doubtful, result.Diagnostics) {
		n.arisen[d] = true
	}
	return nil
}

// matters reports whether a change can make findings on other lines.
func matters(f *changes.File) bool {
	return isMarkdown(f.Old) || isMarkdown(f.New) || f.Old != "" && f.Old != f.New
}

// jobBefore is the job that checks, as they were, the pages that the findings are on.
func (n *newFrom) jobBefore(ctx context.Context, job lint.Job, findings []*diag.Diagnostic) (lint.Job, error) {
	wanted := map[string]bool{} // locations
	for _, d := range findings {
		wanted[d.Source.Location] = true
	}
	var files []lint.File
	content := map[string][]byte{} // by old name; nil until it is read
	for _, file := range job.Files {
		file.Context = file.Context || !wanted[file.Location]
		switch f := n.File(file.Location); {
		case f == nil:
			files = append(files, file)
		case f.Old != "":
			files = append(files, n.fileBefore(file, f, content))
		}
	}
	roots := job.Docset.Roots.All()
	for _, f := range n.files() {
		if f.New == "" && isMarkdown(f.Old) && innermost(path.Dir(n.finder.location(n.shown(f.Old))), roots) != "" {
			files = append(files, n.fileBefore(lint.File{Context: true}, f, content))
		}
	}
	for _, t := range n.trees {
		if err := t.readBlobs(ctx, content); err != nil {
			return job, lacking(err, n.rev)
		}
	}
	job.Files, job.Owner = files, nil
	job.Docset.Tree = n.treeBefore()
	return job, nil
}

// fileBefore is a page as it was: in another place, with other content, or both.
func (n *newFrom) fileBefore(file lint.File, f *changes.File, content map[string][]byte) lint.File {
	old := n.shown(f.Old)
	file.Path, file.Location = n.finder.shown(old), n.finder.location(old)
	if f.Blob != "" {
		content[f.Old] = nil
		file.Read = func() ([]byte, error) { return content[f.Old], nil }
	}
	return file
}

// shown returns the path by which the user gets to a file, of its real one.
func (n *newFrom) shown(name string) string {
	for _, t := range n.trees {
		if rest, ok := strings.CutPrefix(name, t.top+"/"); ok && n.finder.workTree(path.Dir(name)) == t.top {
			return path.Join(t.shown, rest)
		}
	}
	return name
}

// readBlobs reads what files of the work tree were before, those that content names.
func (t *workTree) readBlobs(ctx context.Context, content map[string][]byte) error {
	var wanted []*changes.File
	var ids strings.Builder
	for _, f := range t.files {
		if _, ok := content[f.Old]; ok && f.Blob != "" {
			wanted = append(wanted, f)
			ids.WriteString(f.Blob + "\n")
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	_, err := t.stream(ctx, strings.NewReader(ids.String()), func(r io.Reader) error {
		in := bufio.NewReaderSize(r, 64<<10)
		for _, f := range wanted {
			b, err := readBlob(in)
			if err != nil {
				return fmt.Errorf("%s as it was: %w", f.Old, err)
			}
			content[f.Old] = b
		}
		return nil
	}, "cat-file", "--batch")
	return err
}

// readBlob reads "ID blob SIZE", the content and a newline (git-cat-file(1), "Batch output").
func readBlob(in *bufio.Reader) ([]byte, error) {
	line, err := in.ReadString('\n')
	if err != nil {
		return nil, err
	}
	fields := strings.Fields(line)
	if len(fields) != 3 || fields[1] != "blob" {
		return nil, fmt.Errorf("git has no content for it: %q", strings.TrimSpace(line))
	}
	size, err := strconv.ParseUint(fields[2], 10, 62)
	if err != nil {
		return nil, err
	}
	if size > maxPage {
		return nil, tooLarge(maxPage)
	}
	b := make([]byte, size)
	if _, err := io.ReadFull(in, b); err != nil {
		return nil, err
	}
	_, err = in.Discard(1)
	return b, err
}
