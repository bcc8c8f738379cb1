package rules

import (
	"path"
	"strings"

	"docgauge/internal/docset"
	"docgauge/internal/gitignore"
	"docgauge/internal/rule"
)

// What patterns of strangers may cost on a page of strangers is bounded: a link
// beyond these is reported as if nothing was ignored.
const (
	mostMatching  = 1 << 22 // bytes of paths compared, once for each pattern
	longestIgnore = 1024    // bytes of a path
)

// linkIgnored is what the option "ignore" of a rule says of the links of a page.
// It reads the patterns when the first link asks.
type linkIgnored struct {
	p        *rule.Pass
	patterns *gitignore.List
	count    int // of patterns
	folders  map[string]bool
	left     int // of mostMatching
}

// optionIgnore is the option of the rules that ask whether a file is there.
func optionIgnore(what string) rule.Option {
	return rule.Option{
		Name: "ignore", Default: []string(nil), Paths: true,
		Doc: "Files that " + what + " may lead to though they are not there: patterns as in .gitignore, relative to the configuration file's folder",
	}
}

// has reports whether nobody is to ask if the file is there that a link leads to.
func (g *linkIgnored) has(l *docset.Link) bool {
	if g.folders == nil {
		patterns := g.p.Strings("ignore")
		g.count, g.left, g.folders = len(patterns), mostMatching, map[string]bool{"/": false}
		g.patterns = gitignore.Parse("/", []byte(strings.Join(patterns, "\n")), nil)
	}
	outside := strings.HasPrefix(l.Wanted, "../")
	if g.count == 0 || l.Wanted == "" || outside || len(l.Wanted) > longestIgnore {
		return false
	}
	at := path.Clean("/" + l.Wanted)
	return g.folder(path.Dir(at)) || g.matches(at, strings.HasSuffix(l.Target.Slashed(), "/"))
}

// folder reports whether a folder, or one above it, is ignored.
func (g *linkIgnored) folder(dir string) bool {
	ignored, known := g.folders[dir]
	if !known {
		ignored = g.folder(path.Dir(dir)) || g.matches(dir, true)
		g.folders[dir] = ignored
	}
	return ignored
}

func (g *linkIgnored) matches(at string, isFolder bool) bool {
	if g.left -= g.count * len(at); g.left < 0 {
		return false
	}
	return g.patterns.Ignored(at, isFolder)
}
