package config

import (
	"fmt"
	"strings"

	"docgauge/internal/gitignore"
)

// patterns reads gitignore patterns, one or a list. only: they say which pages are
// meant, so that without any none would be, and the first must not take back.
func (f *file) patterns(n *node, key string, only bool) []Pattern {
	var found []Pattern
	f.each(n, key, true, func(n *node, what string) {
		v, ok := f.text(n, what)
		if !ok {
			return
		}
		if message, help := f.fault(v.V); message != "" {
			f.problem(n.span, message, help)
			return
		}
		found = append(found, Pattern{v, f.dir})
	})
	switch {
	case !only:
	case n.kind == sequence && len(n.items) == 0:
		f.problem(n.span, fmt.Sprintf("%s is an empty list, so that no page would match", quote(key)), "Write patterns, or delete the key")
	case len(found) > 0 && strings.HasPrefix(found[0].V, "!"):
		f.problem(found[0].At.Span, fmt.Sprintf("%s takes pages back, and no pattern stands before it", quote(found[0].V)), `Write what it takes them from first, such as "*"`)
	}
	return found
}

// fault says why a pattern cannot match what its author means by it.
func (f *file) fault(p string) (message, help string) {
	body := strings.TrimPrefix(p, "!")
	switch {
	case strings.HasPrefix(p, "#"):
		return fmt.Sprintf("%s is a comment among patterns", quote(p)), `Write \# if a name begins with it`
	case body != strings.TrimSpace(body) && !strings.HasSuffix(body, `\ `):
		return fmt.Sprintf("%s has blanks at its ends", quote(p)), "Delete them"
	case strings.HasPrefix(body, "./"):
		return fmt.Sprintf("%s can match nothing", quote(p)), "Delete the ./: patterns are relative to the folder of this file"
	case body == ".." || strings.HasPrefix(body, "../") || strings.Contains(body, "/../"):
		return fmt.Sprintf("%s can match nothing", quote(p)), "Patterns are for what lies below the folder of this file: they lead nowhere else"
	case strings.HasPrefix(body, f.dir+"/") && strings.Count(f.dir, "/") > 1: // "/docs" may be both
		return fmt.Sprintf("%s is an absolute path", quote(p)), "Write " + quote(strings.TrimPrefix(body, f.dir)) + ": patterns are relative to the folder of this file"
	case backslashed(body):
		return fmt.Sprintf("%s has a backslash that protects nothing", quote(p)), "Write / between folders"
	case alternatives(body):
		return fmt.Sprintf("%s has braces, which gitignore patterns take as they are", quote(p)), "Write one pattern for each"
	case !gitignore.Valid(p):
		return fmt.Sprintf("%s is no pattern that can match", quote(p)), `Close the bracket, or write \[ if a name has it`
	}
	return "", ""
}

// backslashed reports whether a backslash stands before a letter or digit, as on
// Windows between folders.
func backslashed(p string) bool {
	for i := 0; i+1 < len(p); i++ {
		if p[i] != '\\' {
			continue
		}
		i++
		if c := p[i] | 0x20; 'a' <= c && c <= 'z' || '0' <= p[i] && p[i] <= '9' {
			return true
		}
	}
	return false
}

// alternatives reports whether a pattern has "{a,b}", which other tools expand.
func alternatives(p string) bool {
	_, inside, ok := strings.Cut(p, "{")
	inside, _, closed := strings.Cut(inside, "}")
	return ok && closed && strings.Contains(inside, ",")
}
