package config

import (
	"strings"
	"testing"
	"unicode/utf8"

	"docgauge/internal/gitignore"
)

// FuzzReaches holds the short cuts of a compiled pattern against the matcher that
// they spare: they must not change what it says.
func FuzzReaches(f *testing.F) {
	for _, p := range []string{
		"docs", "/docs", "docs/", "docs/v1.0", "docs/**", "**/docs", "**/docs/**", "/**", "**", "*", "*.md", "a*.md", "docs/*/api",
		"docs/**/api", "d[oa]c?/x*", `d\ocs`, `\!x`, "x{y}", "[[:alpha:]]/b", "b-*", "a/**/", "a**/b", "**a/b", "/a/*", "a/**b", "docs//api", "a//**", "a//", "/",
		`a\*`, "a[]]b", "[!a]b", "**/", "***", "a/***", "a\\", "ä*ö",
	} {
		for _, path := range []string{"docs/v1.0/api/a.md", "docs", "x/docs/b.md", "a/b/c", "x", "!x", "a]b", "äxö/ü"} {
			f.Add(p, path)
		}
	}
	f.Fuzz(func(t *testing.T, pattern, path string) {
		if strings.HasPrefix(pattern, "!") || strings.ContainsAny(pattern, "\r\n") || !gitignore.Valid(pattern) || strings.HasSuffix(pattern, " ") {
			return // negated, two patterns, none, or one that patterns rejects
		}
		if !utf8.ValidString(pattern) || !utf8.ValidString(path) { // a configuration is UTF-8, and the matcher takes all else for one character
			return
		}
		if len(pattern)+len(path) > 300 || path == "" || strings.HasPrefix(path, "/") || strings.HasSuffix(path, "/") || strings.Contains(path, "//") {
			return
		}
		c := compileOne(Pattern{Value[string]{V: pattern}, "/harbor"})
		want := gitignore.Parse("/harbor", []byte(pattern), nil).IgnoredAbove("/harbor/"+path, false)
		if got := c.reaches("/harbor/" + path); got != want {
			t.Errorf("%q on %q: got %v, want %v: %+v", pattern, path, got, want, c)
		}
		if c.reaches("/harbors/"+path) || c.reaches("/"+path) && !strings.HasPrefix(path, "harbor/") {
			t.Errorf("%q matches outside of its folder", pattern)
		}
	})
}
