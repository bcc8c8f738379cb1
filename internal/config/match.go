package config

import (
	"strings"

	"docgauge/internal/gitignore"
)

// matcher is a list of patterns for pages, compiled. The last pattern that matches
// a page, or a folder that it lies in, decides; "!" makes it decide against. In
// this it differs from an ignore file, where nothing below an ignored folder can
// be taken back: here nobody saves the walk into such a folder.
type matcher []compiled

// compiled is a pattern. Nearly all say a folder or a file without wildcards, and
// then comparing strings will do. Of the others, comparing their literal ends
// leaves few paths to the matcher, which takes a hundred times as long.
type compiled struct {
	negated bool
	within  string          // folder that all matches lie in, with a final slash
	plain   string          // the path that it means; empty: ask list
	inside  bool            // not the path itself, only what lies in it
	list    *gitignore.List // holds the pattern without "!"
	prefix  string          // all matches begin so; with within
	suffix  string          // and end so
}

// compile compiles patterns.
func compile(patterns []Pattern) matcher {
	m := make(matcher, len(patterns))
	for i, p := range patterns {
		m[i] = compileOne(p)
	}
	return m
}

func compileOne(p Pattern) compiled {
	text, negated := strings.CutPrefix(p.V, "!")
	c := compiled{negated: negated, within: strings.TrimSuffix(p.Dir, "/") + "/"}
	path, deep := strings.CutSuffix(text, "/**")
	path, folder := strings.CutSuffix(path, "/")
	anchored := deep || strings.Contains(path, "/")
	path = strings.TrimPrefix(path, "/")
	if anchored && path != "" && !strings.Contains(text, "//") && !strings.ContainsAny(path, wildcards) && !strings.HasSuffix(path, " ") {
		c.plain, c.inside = c.within+path, deep || folder
		return c
	}
	c.list = gitignore.Parse(p.Dir, []byte(text), nil)
	c.prefix = c.within
	if first := strings.IndexAny(path, wildcards); anchored && first > 0 {
		c.prefix += path[:first]
	}
	if !deep {
		c.suffix = path[strings.LastIndexAny(path, wildcards+"]")+1:]
		if strings.HasSuffix(path, "**"+c.suffix) {
			c.suffix = strings.TrimPrefix(c.suffix, "/") // "**/" matches nothing, too
		}
	}
	return c
}

// wildcards are what stands for something else in a pattern, or lets it not do so.
const wildcards = `*?[\`

// matches reports whether the patterns are for the page at an absolute path.
func (m matcher) matches(abs string) bool {
	for i := len(m) - 1; i >= 0; i-- {
		if m[i].reaches(abs) {
			return !m[i].negated
		}
	}
	return false
}

// reaches reports whether the pattern matches the page or a folder that it lies in.
func (c *compiled) reaches(abs string) bool {
	if c.plain != "" {
		rest, below := strings.CutPrefix(abs, c.plain)
		return below && (rest == "" && !c.inside || strings.HasPrefix(rest, "/"))
	}
	if !strings.HasPrefix(abs, c.prefix) {
		return false
	}
	for i := len(c.within); i < len(abs); i++ {
		if abs[i] == '/' && strings.HasSuffix(abs[:i], c.suffix) && c.list.Ignored(abs[:i], true) {
			return true
		}
	}
	return strings.HasSuffix(abs, c.suffix) && c.list.Ignored(abs, false)
}

// Includes reports whether the page at an absolute path is one that "include"
// asks for; without "include" all are.
func (c *Config) Includes(abs string) bool {
	return c == nil || len(c.Include) == 0 || c.include.matches(abs)
}

// Excluded returns the patterns of "exclude" as an ignore list that overrides
// outer, which may be nil. What a file says overrides what those say that it extends.
func (c *Config) Excluded(outer *gitignore.List) *gitignore.List {
	if c == nil {
		return outer
	}
	for i := 0; i < len(c.Exclude); {
		dir := c.Exclude[i].Dir
		var lines strings.Builder
		for ; i < len(c.Exclude) && c.Exclude[i].Dir == dir; i++ {
			lines.WriteString(c.Exclude[i].V + "\n")
		}
		outer = gitignore.Parse(dir, []byte(lines.String()), outer)
	}
	return outer
}
