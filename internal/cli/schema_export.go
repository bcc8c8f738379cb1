package cli

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"docgauge/internal/report"
)

func (a *app) schemaExport() *cobra.Command {
	var f schemaFlags
	force := false
	cmd := &cobra.Command{
		Use:   "export DIR [PATH…]",
		Short: "Write the types in force as JSON Schemas that other validators read",
		Long: `Write a file for each type in force in the doc sets of the pages, without a path those in
and below the working directory. The files are JSON Schemas of draft 2020-12 without
keywords of docgauge's own, and refer to each other only. Several doc sets get a folder each.

Properties may be null unless the source forbids it; a closed type admits control
information ("@" in the name) and, in a value whose "@odata.type" names another type, more
properties; lists of values that need not be all become "examples". What is required is
what a full response has.

DIR is made if it does not exist. It has to be empty or hold an earlier export, which is
replaced; what is no longer a type is deleted. Hidden files are left alone.`,
		Example: `  docgauge schema export build/schemas docs
  docgauge schema export schemas docs --set beta --metadata metadata.xml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("schema export takes the directory to write to")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runExport(cmd.Context(), f, args[0], args[1:], force)
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().BoolVar(&force, "force", false, "write to a directory with other files, and over those of the same name")
	f.define(cmd)
	return cmd
}

func (a *app) runExport(ctx context.Context, f schemaFlags, dir string, paths []string, force bool) error {
	sets, err := a.typeSets(ctx, f, paths)
	if err != nil || sets == nil {
		return err
	}
	if a.code == exitError {
		return errors.New("nothing is written, because some of the input could not be read")
	}
	files, err := exportFiles(sets)
	if err != nil {
		return err
	}
	shown := filepath.ToSlash(filepath.Clean(dir))
	if err := writeExport(dir, files, force); err != nil {
		return fmt.Errorf("write to %s: %w", shown, err)
	}
	a.say("%s written to %s\n", report.Plural(len(files), "schema"), report.Printable(shown))
	return nil
}

// exportFiles returns the texts of the files by path.
func exportFiles(sets []typeSet) (map[string][]byte, error) {
	files := map[string][]byte{}
	folders := setFolders(sets)
	for i, s := range sets {
		exported, err := s.schemas.Export()
		if err != nil {
			return nil, err
		}
		for _, f := range exported {
			files[path.Join(folders[i], f.Name)] = f.Text
		}
	}
	return files, nil
}

// setFolders returns the folders for the sets: their roots, without what these
// have in common.
func setFolders(sets []typeSet) []string {
	folders := make([]string, len(sets))
	if len(sets) == 1 {
		return folders
	}
	for i, s := range sets {
		folders[i] = strings.TrimPrefix(path.Clean(s.name), "/")
	}
	for {
		first, _, more := strings.Cut(folders[0], "/")
		for _, f := range folders {
			more = more && strings.HasPrefix(f, first+"/")
		}
		if !more {
			break
		}
		for i := range folders {
			folders[i] = folders[i][len(first)+1:]
		}
	}
	for i := range folders {
		folders[i] = strings.ReplaceAll(folders[i], "..", "__")
	}
	return folders
}
