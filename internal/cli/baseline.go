package cli

import (
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

	"docgauge/internal/baseline"
	"docgauge/internal/diag"
	"docgauge/internal/report"
	"docgauge/internal/text"

	"github.com/spf13/cobra"
)

// baselineFlags are the flags of check about the baseline.
type baselineFlags struct {
	file  string
	none  bool
	given func() bool // an empty name, say of a variable that is not set, is given too
}

func (f *baselineFlags) define(cmd *cobra.Command) {
	f.defineFile(cmd, "of known findings, which are not reported")
	cmd.Flags().BoolVar(&f.none, "no-baseline", false, "report known findings too")
}

// defineFile adds the flag that names the file.
func (f *baselineFlags) defineFile(cmd *cobra.Command, what string) {
	cmd.Flags().StringVar(&f.file, "baseline", "", "`FILE` "+what+" (default "+baseline.FileName+" beside the configuration, else at the work tree's top)")
	f.given = func() bool { return cmd.Flags().Changed("baseline") }
	completeFiles(cmd, "baseline", "jsonl")
}

// baselinePlace is where a baseline lies, or will.
type baselinePlace struct {
	file   string     // absolute
	shown  string     // as reported
	flag   bool       // --baseline names it
	at     text.Place // where the configuration names it, if that does
	top    string     // nothing outside this folder is read or written
	finder *finder
}

// place says where the baseline is: where the flag says, or the configuration, or
// under its own name beside the configuration, or without one in the folder that
// locations are relative to.
func (f *baselineFlags) place(s *sources) (p baselinePlace, err error) {
	p = baselinePlace{finder: s.finder, top: s.finder.base, flag: f.file != "" || f.given != nil && f.given()}
	dir := s.finder.base
	if s.config != nil {
		dir, p.top = s.config.Dir, s.top
	}
	p.file = path.Join(dir, baseline.FileName)
	switch {
	case p.flag && f.none:
		return p, errors.New("--no-baseline: --baseline names a file; give one of the two")
	case p.flag && f.file == "":
		return p, errors.New("--baseline: no file name")
	case p.flag:
		p.file = s.finder.absolute(f.file)
		p.top = filepath.ToSlash(filepath.VolumeName(p.file)) + "/" // the user has the say
	case s.config != nil && s.config.Baseline.Set():
		p.file, p.at = s.config.Baseline.V, s.config.Baseline.At
	}
	p.shown = s.finder.shown(p.file)
	return p, nil
}

// named reports whether somebody names the file, so that it has to be there.
func (p *baselinePlace) named() bool { return p.flag || p.at.Source != nil }

// path is where the page at a location lies: relative to the folder of the
// baseline, so that it does not matter from where it is used.
func (p *baselinePlace) path(location string) string {
	abs := p.finder.at(location)
	rel, err := filepath.Rel(path.Dir(p.file), abs)
	if err != nil {
		return abs // on another drive
	}
	return filepath.ToSlash(rel)
}

// abs is where the page lies that an entry names.
func (p *baselinePlace) abs(name string) string {
	name = baseline.Decode(name)
	if path.IsAbs(name) {
		return name
	}
	return path.Join(path.Dir(p.file), name)
}

// load reads the baseline. What is wrong in it has been told then, and the error
// says so.
func (p *baselinePlace) load(a *app) (*baseline.Baseline, error) {
	content, err := p.read()
	if err != nil {
		if p.flag {
			return nil, fmt.Errorf("--baseline: %s: %w", p.shown, err)
		}
		if p.at.Source != nil {
			return nil, a.blame(p.at, "baseline", fmt.Errorf("%s: %w", p.shown, err))
		}
		return nil, fmt.Errorf("%s: cannot read the baseline: %w", p.shown, err)
	}
	b, problems := baseline.Read(text.NewSource(p.shown, content))
	if len(problems) > 0 {
		a.try(report.Problems(a.err, problems, a.colorful()))
		return nil, errTold
	}
	return b, nil
}

func (p *baselinePlace) read() ([]byte, error) {
	if !exists(p.file) {
		return nil, p.absent()
	}
	return readInside(p.file, p.top, baseline.MaxBytes)
}

// absent says what to do about a baseline that is not there.
func (p *baselinePlace) absent() error {
	if near := nearby(filepath.FromSlash(p.shown)); p.named() && strings.HasPrefix(near, "did you mean") {
		return fmt.Errorf("no such file; %s", near)
	}
	flag := ""
	if p.flag {
		flag = " --baseline " + p.shown
	}
	return fmt.Errorf("no such file; docgauge baseline create%s writes it", flag)
}

// knownFindings is a baseline and where its pages lie.
type knownFindings struct {
	*baseline.Baseline
	baselinePlace
}

// read reads the baseline that flags and configuration name, or that is where a
// baseline is by itself; nil if there is none.
func (f *baselineFlags) read(a *app, s *sources) (*knownFindings, error) {
	p, err := f.place(s)
	if err != nil || f.none || !p.named() && !exists(p.file) {
		return nil, err
	}
	b, err := p.load(a)
	if err != nil {
		return nil, err
	}
	return &knownFindings{b, p}, nil
}

// pathOf is the path of a finding's page as the baseline has it.
func (p *baselinePlace) pathOf(d *diag.Diagnostic) string { return p.path(d.Source.Location) }

// split returns the findings that are not known, and how many are. Of several that
// are alike those are not that lie on changed lines.
func (k *knownFindings) split(found []*diag.Diagnostic, changes *newFrom) (fresh []*diag.Diagnostic, known int) {
	var changed func(*diag.Diagnostic) bool
	if changes != nil {
		changed = changes.isNew
	}
	return k.Split(found, k.pathOf, changed)
}

// write writes the baseline.
func (p *baselinePlace) write(b *baseline.Baseline) error {
	content, err := b.Bytes()
	if err != nil {
		return err
	}
	if err := p.writable(); err != nil {
		return err
	}
	err = replaceFile(p.file, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
	return failed(p.shown, err)
}

// writable returns the error of writing where nobody can have meant to: outside the
// tree, and over what is no baseline, such as a page.
func (p *baselinePlace) writable() error {
	if !exists(p.file) {
		_, err := statInside(path.Dir(p.file), p.top)
		return failed(p.shown, err)
	}
	content, err := readInside(p.file, p.top, baseline.MaxBytes)
	if err == nil && len(content) > 0 && !baseline.Is(content) {
		err = errors.New("it is no baseline, and is not replaced; name another file, or delete this one")
	}
	return failed(p.shown, err)
}
