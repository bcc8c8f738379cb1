package apidoctor

import (
	"fmt"
	"strconv"
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/text"
)

// ignore reads what decides nothing in docgauge.
func ignore(string, *jsondoc.Value) bool { return true }

// maxItems is how many strings of a list count: most are compared with something
// on every page.
const maxItems = 1000

// list reads an array of strings into out.
func list(r *reader, out *[]Text) func(string, *jsondoc.Value) bool {
	return func(name string, v *jsondoc.Value) bool {
		got, ok := r.strings(name, v)
		*out = got
		return ok
	}
}

// strings reads an array of strings. Items of other types are problems, and left out.
func (r *reader) strings(name string, v *jsondoc.Value) (out []Text, ok bool) {
	if v.Kind != jsondoc.Array {
		r.wrong(v, name, "an array of strings")
		return nil, false
	}
	items := v.Items
	if len(items) > maxItems {
		r.problem(v.Span, fmt.Sprintf("%q has more than %d items, and the rest does not count", name, maxItems), "")
		items = items[:maxItems]
	}
	for i, item := range items {
		if item.Kind == jsondoc.String {
			out = append(out, Text{item.Text, text.Place{Source: r.src, Span: item.Span}})
		} else {
			r.wrong(item, fmt.Sprintf("%s[%d]", name, i), "a string")
		}
	}
	return out, true
}

// str reads a string into out.
func str(r *reader, out *string) func(string, *jsondoc.Value) bool {
	return func(name string, v *jsondoc.Value) bool {
		if v.Kind != jsondoc.String {
			r.wrong(v, name, "a string")
			return false
		}
		*out = v.Text
		return true
	}
}

// flag reads a boolean into out; the strings "true" and "false" count, as they do
// for API Doctor's JSON library.
func flag(r *reader, out *bool) func(string, *jsondoc.Value) bool {
	return func(name string, v *jsondoc.Value) bool {
		if v.Kind == jsondoc.String {
			if b, err := strconv.ParseBool(strings.ToLower(v.Text)); err == nil {
				*out = b
				return true
			}
		}
		if v.Kind != jsondoc.Bool {
			r.wrong(v, name, "true or false")
			return false
		}
		*out = v.Bool
		return true
	}
}

// number reads an integer from low to high into out; one in quotes counts too.
func number(r *reader, out *int, low, high int) func(string, *jsondoc.Value) bool {
	return func(name string, v *jsondoc.Value) bool {
		n, err := strconv.Atoi(v.Text)
		if v.Kind != jsondoc.Number && v.Kind != jsondoc.String || err != nil || n < low || n > high {
			r.problem(v.Span, fmt.Sprintf("%q is %s, where a whole number from %d to %d belongs", name, v.Line(",", ":"), low, high), "")
			return false
		}
		*out = n
		return true
	}
}
