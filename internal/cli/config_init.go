package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"
)

func (a *app) configInit() *cobra.Command {
	var force, stdout bool
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Write a .docgauge.yaml that fits the pages in a directory",
		Long: `Write a .docgauge.yaml with a comment on every key into a directory, without DIR into the
working directory. It is fitted to what is found there: doc sets, folders with fragments,
translations and generated pages, OData metadata, configuration of API Doctor, who is named
in the front matter. What it suggests is commented out: as written, it changes no finding.

A configuration that exists is not replaced without --force.`,
		Example: `  docgauge config init
  docgauge config init docs --stdout`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("config init takes one directory, got %q and %q", args[0], args[1])
			}
			return nil
		},
		ValidArgsFunction: cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			if stdout && force {
				return errors.New("--stdout: replaces no file; leave out --force")
			}
			return a.runConfigInit(cmd.Context(), dir, force, stdout)
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().BoolVar(&force, "force", false, "replace a configuration that exists")
	cmd.Flags().BoolVar(&stdout, "stdout", false, "print it instead")
	return cmd
}

func (a *app) runConfigInit(ctx context.Context, dir string, force, stdout bool) error {
	shown := filepath.ToSlash(filepath.Clean(dir))
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: no such directory; %s", shown, nearby(dir))
	case err != nil:
		return fmt.Errorf("%s: %w", shown, cause(err))
	case !info.IsDir():
		return fmt.Errorf("%s: not a directory", shown)
	}
	file := ""
	if !stdout {
		var err error
		if file, err = initTarget(shown, force); err != nil {
			return err
		}
	}
	found, err := a.survey(ctx, dir)
	if err != nil {
		return a.end(err)
	}
	if stdout {
		return a.print(found.yaml())
	}
	err = replaceFile(file, func(w io.Writer) error {
		_, err := io.WriteString(w, found.yaml())
		return err
	})
	if err != nil {
		return fmt.Errorf("write %s: %w", file, cause(err))
	}
	a.say("docgauge: wrote %s, which changes no finding; what it suggests is commented out\n", file)
	return nil
}

// initTarget returns the file to write in a directory. One that exists is replaced
// by force only, and never what a link in a stranger's project leads to.
func initTarget(dir string, force bool) (string, error) {
	file, err := configIn(dir)
	switch {
	case err != nil:
		return "", err
	case file == "":
		return path.Join(dir, configNames[0]), nil
	}
	info, err := os.Lstat(file)
	switch {
	case err != nil:
		return "", fmt.Errorf("%s: %w", file, cause(err))
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s: exists and is no regular file; delete it first", file)
	case !force:
		return "", fmt.Errorf("%s: exists; --force replaces it, --stdout prints what would be written", file)
	}
	return file, nil
}

// survey looks at the pages in and below a directory.
func (a *app) survey(ctx context.Context, dir string) (*survey, error) {
	s, err := a.sources(sourceFlags{noConfig: true, jobs: runtime.GOMAXPROCS(0)}, []string{dir})
	if err != nil {
		return nil, err
	}
	found := &survey{finder: s.finder, dir: s.finder.absolute(dir)}
	found.schema = exists(path.Join(found.dir, schemaFile))
	found.above, err = s.finder.configAbove(found.dir)
	if err != nil {
		return nil, err
	}
	found.folders()
	if err := found.pages(ctx, s.job); err != nil {
		return nil, err
	}
	s.choose(everyRule())
	result, err := a.lint(ctx, s.job)
	if err != nil {
		return nil, err
	}
	found.findings = len(result.Diagnostics)
	return found, nil
}

// configAbove returns the configuration that is in force in a folder as long as it
// has none itself, or "".
func (f *finder) configAbove(dir string) (string, error) {
	if dir == f.base || !below(dir, f.base) {
		return "", nil
	}
	return f.nearestConfig(path.Dir(dir))
}
