package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

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
	formats := report.Formats()
	var names []string
	for _, f := range formats {
		names = append(names, f.Name)
	}
	var outputs []output
	onStdout := ""
	for _, v := range values {
		name, file, toFile := strings.Cut(v, "=")
		o := output{file: file}
		for _, f := range formats {
			if f.Name == name {
				o.format = f
			}
		}
		switch {
		case o.format.Write == nil:
			return nil, fmt.Errorf("--format: unknown format %q%s", name,
				didYouMean(name, names, "want one of "+strings.Join(names, ", ")))
		case toFile && file == "":
			return nil, fmt.Errorf("--format: no file name after %q", v)
		case !toFile && onStdout != "":
			return nil, fmt.Errorf("--format: both %s and %s go to standard output; write one to a file with --format %s=FILE",
				onStdout, name, name)
		case !toFile:
			onStdout = name
		}
		outputs = append(outputs, o)
	}
	return outputs, nil
}

// write prints the run to where the output goes. A file is whole or untouched.
func (o output) write(a *app, run report.Run, color bool) error {
	opts := report.Options{Note: func(format string, args ...any) { a.notes([]string{fmt.Sprintf(format, args...)}) }}
	if o.file == "" {
		opts.Color = color
		if err := o.format.Write(a.out, run, opts); err != nil {
			return fmt.Errorf("write to standard output: %w", cause(err))
		}
		return nil
	}
	err := replaceFile(o.file, func(w io.Writer) error { return o.format.Write(w, run, opts) })
	if err != nil {
		return fmt.Errorf("write %s: %w", o.file, cause(err))
	}
	return nil
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
