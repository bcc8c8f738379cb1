package rule

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"docgauge/internal/gitignore"
)

// Values come with pull requests of strangers: what a check does with them is
// bounded by how many there are and how long they are.
const (
	MostValues   = 256 // in a list
	LongestValue = 256 // bytes of one
)

// Option is something that a configuration may say of a rule besides its severity.
type Option struct {
	Name string // kebab-case, a key of the rule's settings
	Doc  string // one line, no full stop
	// Default is a []string, int or bool: also the type that values must have. An
	// empty list and 0 mean that nothing is said, which a value that a configuration
	// gives never means; see Pass.Given.
	Default any
	// Paths are lists of gitignore patterns, which match locations
	// (text.Source.Location). Those of a configuration are relative to the folder of
	// its file until Rebase makes them relative to what locations are relative to.
	Paths bool
	// Check says what is wrong with one value of a list, to be put behind the value
	// in quotes ("is no host name"); "" if nothing is. It may be nil.
	Check func(value string) string
}

// Unset reports whether the default says nothing, so that the rule goes by
// something else or does without.
func (o *Option) Unset() bool {
	list, isList := o.Default.([]string)
	return isList && len(list) == 0 || o.Default == 0
}

// Type names the type of the values: "list", "number" or "boolean".
func (o *Option) Type() string {
	switch o.Default.(type) {
	case []string:
		return "list"
	case int:
		return "number"
	case bool:
		return "boolean"
	}
	return fmt.Sprintf("%T", o.Default) // Validate sees to it that there is none
}

// Fault says what is wrong with a value, as a message does; "" if nothing is. It
// takes a value of the default's type, and of a list also a single item, a string.
func (o *Option) Fault(value any) string {
	switch o.Default.(type) {
	case []string:
		switch v := value.(type) {
		case string:
			return o.faultOf(v)
		case []string:
			return o.faultOfList(v)
		}
	case int:
		if n, ok := value.(int); ok {
			return faultOfNumber(n)
		}
	case bool:
		if _, ok := value.(bool); ok {
			return ""
		}
	}
	return "not a " + o.Type()
}

func faultOfNumber(n int) string {
	if n < 0 {
		return fmt.Sprintf("%d is less than 0", n)
	}
	return ""
}

func (o *Option) faultOfList(values []string) string {
	if len(values) > MostValues {
		return fmt.Sprintf("%d values, and %d are the most", len(values), MostValues)
	}
	for _, v := range values {
		if fault := o.faultOf(v); fault != "" {
			return fault
		}
	}
	return ""
}

// faultOf says what is wrong with one value of a list.
func (o *Option) faultOf(value string) string {
	why := ""
	switch {
	case strings.TrimSpace(value) == "":
		return "empty text"
	case len(value) > LongestValue:
		return fmt.Sprintf("text of %d bytes, and %d are the most", len(value), LongestValue)
	case strings.ContainsFunc(value, unicode.IsControl):
		why = "holds a control character"
	case o.Paths && !gitignore.Valid(value):
		why = "is no gitignore pattern"
	case o.Check != nil:
		why = o.Check(value)
	}
	if why == "" {
		return ""
	}
	return fmt.Sprintf("%q %s", value, why)
}

// Rebase makes a gitignore pattern that is relative to a folder relative to what
// locations are relative to; dir is the folder's location. A pattern of a folder
// outside stays as it is.
func Rebase(pattern, dir string) string {
	if dir == "" || dir == "." || strings.HasPrefix(dir, "/") {
		return pattern
	}
	rest, negated := strings.CutPrefix(pattern, "!")
	mark := ""
	if negated {
		mark = "!"
	}
	plain := strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(dir)
	if !strings.Contains(strings.TrimSuffix(rest, "/"), "/") {
		return mark + "/" + plain + "/**/" + rest // means any depth
	}
	return mark + "/" + plain + "/" + strings.TrimPrefix(rest, "/")
}

// validateOptions reports the first malformed or duplicate option of a rule; name
// matches good names.
func (r *Rule) validateOptions(name *regexp.Regexp) error {
	seen := map[string]bool{"severity": true} // a key of every rule's settings
	for i := range r.Options {
		o := &r.Options[i]
		switch {
		case !name.MatchString(o.Name):
			return fmt.Errorf("rule %q: option %q: name is not kebab-case", r.ID, o.Name)
		case seen[o.Name]:
			return fmt.Errorf("rule %q: option %q: name is taken", r.ID, o.Name)
		case o.Doc == "" || strings.ContainsAny(o.Doc, "\r\n|") || strings.HasSuffix(o.Doc, "."):
			return fmt.Errorf("rule %q: option %q: doc is not one line without a full stop", r.ID, o.Name)
		case o.Fault(o.Default) != "":
			return fmt.Errorf("rule %q: option %q: bad default: %s", r.ID, o.Name, o.Fault(o.Default))
		}
		seen[o.Name] = true
	}
	return nil
}
