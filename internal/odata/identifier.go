package odata

import (
	"strings"
	"unicode"
)

// Graph is Microsoft Graph's namespace with its dot, which pages leave out of
// names, or abbreviate to graphAlias.
const (
	Graph      = "microsoft.graph."
	graphAlias = "graph."
)

// Local returns a qualified name without its namespace: "driveItem".
func Local(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// Namespace returns what stands before the last dot of a qualified name:
// "microsoft.graph", or "".
func Namespace(name string) string { return name[:max(0, strings.LastIndexByte(name, '.'))] }

// Lower folds the case of ASCII letters: names are the same whatever their letter
// case, and other letters differ when their bytes do.
func Lower(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				b[i] = lower(b[i])
			}
			return string(b)
		}
	}
	return s
}

// EqualFold reports whether two names differ in the case of ASCII letters at most.
func EqualFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// IsName reports whether s is an identifier, or several with dots between them
// (CSDL XML 4.01 sections 17.2 to 17.4).
func IsName(s string) bool {
	start := true
	for _, c := range s {
		switch {
		case c == '.' && !start:
			start = true
			continue
		case unicode.IsLetter(c) || c == '_':
		case start || !unicode.IsDigit(c) && !unicode.IsMark(c):
			return false
		}
		start = false
	}
	return !start
}
