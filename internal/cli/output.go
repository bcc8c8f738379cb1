package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"docgauge/internal/baseline"
	"docgauge/internal/lint"
	"docgauge/internal/report"

	"golang.org/x/term"
)

// output is one --format: a format and the file it goes to.
type output struct {
	format report.Format
	file   string // empty for standard output
}

// parseOutputs reads the values of --format, NAME or NAME=FILE.
func parseOutputs(values []string) ([]output, error) {
	var outputs []output
	onStdout := ""
	targets := map[string]bool{}
	for _, v := range values {
		name, file, toFile := strings.Cut(v, "=")
		o := output{file: file}
		known := false
		o.format, known = findFormat(name)
		switch at := target(file); {
		case !known:
			return nil, fmt.Errorf("--format: unknown format %q%s", name,
				didYouMean(name, formatNames(), "want one of "+strings.Join(formatNames(), ", ")))
		case toFile && file == "":
			return nil, fmt.Errorf("--format: no file name after %q", v)
		case !toFile && onStdout != "":
			return nil, fmt.Errorf("--format: both %s and %s go to standard output; write one to a file with --format %s=FILE",
				onStdout, name, name)
		case !toFile:
			onStdout = name
		case targets[at]:
			return nil, fmt.Errorf("--format: two formats go to %s; name another file for %s", file, name)
		default:
			targets[at] = true
		}
		outputs = append(outputs, o)
	}
	return outputs, nil
}

// findFormat returns the format with that name, and false if there is none.
func findFormat(name string) (report.Format, bool) {
	for _, f := range report.Formats() {
		if f.Name == name {
			return f, true
		}
	}
	return report.Format{}, false
}

func formatNames() (names []string) {
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// formatTable is a line for each format.
func formatTable() string {
	var sb strings.Builder
	for _, f := range report.Formats() {
		fmt.Fprintf(&sb, "  %-10s  %s\n", f.Name, f.Title)
	}
	return strings.TrimRight(sb.String(), "\n")
}

// target is the file that a name leads to behind symbolic links. It need not be there.
func target(name string) string {
	dir, base := filepath.Split(name)
	if behind, err := filepath.EvalSymlinks(name); err == nil {
		dir, base = filepath.Split(behind)
	} else if behind, err := filepath.EvalSymlinks(cmp.Or(dir, ".")); err == nil {
		dir = behind
	}
	name = filepath.Join(dir, base)
	if abs, err := filepath.Abs(name); err == nil {
		return abs
	}
	return name
}

// keepApart rejects outputs that would overwrite what the run reads: a page of it,
// checked or not, docgauge's own files, and what flags and arguments name.
func (plan *checkPlan) keepApart(f checkFlags, args []string) error {
	named := append([]string{f.config, f.baseline.file}, args...)
	for _, m := range plan.metadataFiles(f.metadata) {
		named = append(named, m.name)
	}
	schemas := []string{f.schemas}
	if plan.config != nil {
		named, schemas = append(named, plan.config.Baseline.V), append(schemas, plan.config.Schemas.V)
	}
	for _, o := range plan.outputs {
		info, err := os.Stat(o.file)
		if o.file == "" || err != nil || !info.Mode().IsRegular() {
			continue // nothing is lost
		}
		same := func(name string) bool {
			other, err := os.Stat(name)
			return err == nil && os.SameFile(info, other)
		}
		base := filepath.Base(target(o.file))
		isSchema := func(dir string) bool {
			rel, err := filepath.Rel(target(dir), target(o.file))
			return dir != "" && err == nil && filepath.IsLocal(rel) && filepath.Ext(base) == ".json"
		}
		isPage := func(p lint.File) bool { return strings.EqualFold(path.Base(p.Path), base) && same(p.Path) }
		if isConfigName(base) || base == baseline.FileName || slices.ContainsFunc(named, same) || slices.ContainsFunc(plan.job.Files, isPage) ||
			slices.ContainsFunc(schemas, isSchema) {
			return fmt.Errorf("--format %s=%s: docgauge reads that file; name another for the report", o.format.Name, o.file)
		}
	}
	return nil
}

// deliver writes the reports of a run, and reports whether a summary may follow them
// on standard error: whoever reads a machine format there counts for himself.
func (a *app) deliver(plan *checkPlan, run report.Run) (summary bool) {
	opts := report.Options{Note: a.noteOf, Link: forgeLink(os.Getenv, plan.finder.base)}
	color := wantColor(plan.colorMode, os.Getenv, isTerminal(a.out))
	human, machine, broken := false, false, false
	for _, o := range plan.outputs {
		opts.Color = color && o.file == ""
		switch {
		case o.file != "":
			a.try(o.replace(run, opts))
		case !broken: // else the user knows
			err := o.format.Write(a.out, run, opts)
			broken = err != nil
			a.try(failed("to standard output", err))
		}
		human = human || o.file == "" && o.format.Human
		machine = machine || o.file == "" && !o.format.Human
	}
	if plan.runner.summary != "" && plan.finder.checked() > 0 {
		plan.runner.addSummary(run, opts)
	}
	return human || !machine
}

// noteOf prints what a format has to say besides its report.
func (a *app) noteOf(format string, args ...any) { a.notes([]string{fmt.Sprintf(format, args...)}) }

// replace prints the run to the output's file, which is whole or untouched.
func (o output) replace(run report.Run, opts report.Options) error {
	return failed(o.file, replaceFile(o.file, func(w io.Writer) error { return o.format.Write(w, run, opts) }))
}

// failed is the error of writing to a place.
func failed(where string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("write %s: %w; make the directory first", where, cause(err))
	}
	return fmt.Errorf("write %s: %w", where, cause(err))
}

// replaceFile writes a file through a temporary one beside it, so that no reader
// ever sees half of it. What is no regular file, a pipe or device, is written to.
func replaceFile(name string, write func(io.Writer) error) error {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	mode := fs.FileMode(0o666) // less the umask
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return writeTo(name, os.O_WRONLY, mode, write)
	default:
		mode = info.Mode().Perm()
	}
	temp := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.%08x.tmp", filepath.Base(name), rand.Uint32()))
	if err := writeTo(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode, write); err != nil {
		return errors.Join(err, removeTemp(temp))
	}
	if err := os.Rename(temp, name); err != nil {
		return errors.Join(err, removeTemp(temp))
	}
	return nil
}

// writeTo opens a file, writes it, brings it to the disk and closes it.
func writeTo(name string, flag int, mode fs.FileMode, write func(io.Writer) error) error {
	file, err := os.OpenFile(name, flag, mode)
	if err != nil {
		return err
	}
	err = write(file)
	if err == nil && flag&os.O_EXCL != 0 {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

func removeTemp(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// wantColor decides whether to colour: the flag, then NO_COLOR, then
// FORCE_COLOR and CLICOLOR_FORCE, then whether the output is a terminal that can.
func wantColor(mode string, env func(string) string, terminal bool) bool {
	forced := func(name string) bool { v := env(name); return v != "" && v != "0" }
	switch {
	case mode != "auto":
		return mode == "always"
	case env("NO_COLOR") != "":
		return false
	case forced("FORCE_COLOR"), forced("CLICOLOR_FORCE"):
		return true
	}
	return terminal && env("TERM") != "dumb"
}

// colorful reports whether to colour what goes to standard error.
func (a *app) colorful() bool { return wantColor("auto", os.Getenv, isTerminal(a.err)) }

// isTerminal reports whether w is a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
