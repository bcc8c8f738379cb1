package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// man is the command that writes the manual pages, one for each command.
func (a *app) man() *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages into a directory",
		Long: `Write a manual page for each command, docgauge.1, docgauge-check.1 and so on, into a
directory, which is made if it is not there. The date in them is that of
SOURCE_DATE_EPOCH, seconds since 1970, if it is set.`,
		Example: "  docgauge man ~/.local/share/man/man1",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("man takes one directory")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			date, err := sourceDate(os.Getenv)
			if err != nil {
				return err
			}
			return writeMan(cmd.Root(), args[0], date)
		},
	}
}

// writeMan writes the pages of a command and those below it.
func writeMan(root *cobra.Command, dir string, date time.Time) error {
	if err := os.MkdirAll(dir, 0o777); err != nil { // less the umask
		return fmt.Errorf("make the directory %s: %w", filepath.ToSlash(dir), cause(err))
	}
	root.DisableAutoGenTag = true // the date is in the header
	header := &doc.GenManHeader{Section: "1", Manual: "docgauge manual", Source: "docgauge " + thisBuild().Version, Date: &date}
	if err := doc.GenManTree(root, header, dir); err != nil {
		return fmt.Errorf("write manual pages to %s: %w", filepath.ToSlash(dir), err)
	}
	return nil
}

// sourceDate is the date of what is generated: SOURCE_DATE_EPOCH, or now
// (https://reproducible-builds.org/specs/source-date-epoch/).
func sourceDate(env func(string) string) (time.Time, error) {
	v := env("SOURCE_DATE_EPOCH")
	if v == "" {
		return time.Now(), nil
	}
	seconds, err := strconv.ParseInt(v, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH: %q is no number of seconds", v)
	}
	return time.Unix(seconds, 0).UTC(), nil
}
