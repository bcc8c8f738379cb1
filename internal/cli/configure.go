package cli

import (
	"errors"
	"path"

	"docgauge/internal/config"
	"docgauge/internal/page"
	"docgauge/internal/report"
	"docgauge/internal/rule"
	"docgauge/internal/rules"
)

// configNames are the names of the configuration file.
var configNames = [...]string{".docgauge.yaml", ".docgauge.yml"}

// errTold is an error that the user has been told of.
var errTold = errors.New("see above")

// configure reads the configuration that is in force.
func (s *sources) configure(a *app, f sourceFlags, args []string) error {
	file := s.finder.configFile(f, args)
	if file == "" {
		return nil
	}
	reader := config.Reader{
		Rules: rules.All(), Shown: s.finder.shown, Top: s.finder.base,
		Read: func(abs string) ([]byte, error) { return readPage(abs, maxConfig) },
	}
	cfg, problems := reader.Load(file)
	if len(problems) > 0 {
		a.try(report.Problems(a.err, problems, a.colorful()))
		return errTold
	}
	s.config = cfg
	s.job.Owner = func(pg *page.Page) string { return cfg.Owner(pg, s.finder.at(pg.Source.Location)) }
	return nil
}

// choose makes the job run the chosen rules, as configuration and flags say.
func (s *sources) choose(c choice) {
	s.job.Rules = c.rules
	cfg, finder := s.config, s.finder
	s.job.Settings = func(location string) rule.Settings { return c.over(cfg.Settings(finder.at(location))) }
}

// configFile returns the absolute path of the configuration in force, or "".
func (f *finder) configFile(flags sourceFlags, args []string) string {
	if flags.config != "" {
		return f.absolute(flags.config)
	}
	for dir := f.cwd; !flags.noConfig; dir = path.Dir(dir) {
		for _, name := range configNames {
			if exists(path.Join(dir, name)) {
				return path.Join(dir, name)
			}
		}
		if dir == f.base || dir == path.Dir(dir) {
			break
		}
	}
	return ""
}

// at returns the absolute path of a location.
func (f *finder) at(location string) string {
	if path.IsAbs(location) {
		return location
	}
	return path.Join(f.base, location)
}
