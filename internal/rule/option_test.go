package rule

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/diag"
	"docgauge/internal/gitignore"
	"docgauge/internal/page"
	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

func withOptions(options ...Option) []*Rule {
	r := sound("a-b")
	r.Options = options
	return []*Rule{r}
}

func TestValidateOptions(t *testing.T) {
	good := withOptions(
		Option{Name: "words", Doc: "Words", Default: []string(nil)},
		Option{Name: "at-most2", Doc: "How many", Default: 4},
		Option{Name: "loud", Doc: "Whether", Default: false},
		Option{Name: "paths", Doc: "Where", Default: []string{"a/", "!b"}, Paths: true},
	)
	if err := Validate(good); err != nil {
		t.Error(err)
	}
	short := func(s string) string {
		if len(s) > 2 {
			return "is too long"
		}
		return ""
	}
	words := Option{Name: "words", Doc: "Words", Default: []string(nil)}
	for want, rules := range map[string][]*Rule{
		`"Words": name is not`:      withOptions(Option{Name: "Words", Doc: "d", Default: 0}),
		`"": name is not`:           withOptions(Option{Doc: "d", Default: 0}),
		`"a_b": name is not`:        withOptions(Option{Name: "a_b", Doc: "d", Default: 0}),
		`"severity": name is taken`: withOptions(Option{Name: "severity", Doc: "d", Default: 0}),
		`"words": name is taken`:    withOptions(words, words),
		`"a": doc is not`:           withOptions(Option{Name: "a", Default: 0}),
		`"b": doc is not`:           withOptions(Option{Name: "b", Doc: "Two.", Default: 0}),
		`"c": doc is not`:           withOptions(Option{Name: "c", Doc: "Two\nlines", Default: 0}),
		`not a <nil>`:               withOptions(Option{Name: "a", Doc: "d"}),
		`not a float64`:             withOptions(Option{Name: "a", Doc: "d", Default: 1.5}),
		`not a []interface {}`:      withOptions(Option{Name: "a", Doc: "d", Default: []any{"x"}}),
		`-1 is less than 0`:         withOptions(Option{Name: "a", Doc: "d", Default: -1}),
		`"[" is no gitignore`:       withOptions(Option{Name: "a", Doc: "d", Default: []string{"x", "["}, Paths: true}),
		`"abc" is too long`:         withOptions(Option{Name: "a", Doc: "d", Default: []string{"ab", "abc"}, Check: short}),
	} {
		if err := Validate(rules); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), `rule "a-b": option`) {
			t.Errorf("error %v does not say %q", err, want)
		}
	}
}

func TestOptionFault(t *testing.T) {
	list := Option{Name: "a", Default: []string(nil), Check: func(s string) string {
		if s == "pier" {
			return "is no berth"
		}
		return ""
	}}
	paths := Option{Name: "a", Default: []string(nil), Paths: true}
	number, boolean := Option{Name: "a", Default: 4}, Option{Name: "a", Default: true}
	many := func(n int) []string { return strings.Split(strings.Repeat("x", n), "") }
	for _, c := range []struct {
		option Option
		value  any
		want   string
	}{
		{list, "berth", ""},
		{list, []string{}, ""},
		{list, []string{"berth", "quay"}, ""},
		{list, "pier", `"pier" is no berth`},
		{list, []string{"berth", "pier"}, `"pier" is no berth`},
		{list, "", "empty text"},
		{list, " \t", "empty text"},
		{list, "a\nb", `"a\nb" holds a control character`},
		{list, strings.Repeat("x", LongestValue), ""},
		{list, strings.Repeat("x", LongestValue+1), "text of 257 bytes, and 256 are the most"},
		{list, many(MostValues), ""},
		{list, many(MostValues + 1), "257 values, and 256 are the most"},
		{list, 4, "not a list"},
		{list, true, "not a list"},
		{list, nil, "not a list"},
		{paths, "/api/**/x.md", ""},
		{paths, "#api", `"#api" is no gitignore pattern`},
		{paths, "[", `"[" is no gitignore pattern`},
		{number, 0, ""},
		{number, -2, "-2 is less than 0"},
		{number, "4", "not a number"},
		{number, []string{"4"}, "not a number"},
		{boolean, false, ""},
		{boolean, 1, "not a boolean"},
	} {
		if got := c.option.Fault(c.value); got != c.want {
			t.Errorf("%s %v: got %q, want %q", c.option.Type(), c.value, got, c.want)
		}
	}
}

func TestOptionUnset(t *testing.T) {
	for want, defaults := range map[bool][]any{
		true:  {[]string(nil), []string{}, 0},
		false: {[]string{"x"}, 4, true, false},
	} {
		for _, d := range defaults {
			if o := (Option{Default: d}); o.Unset() != want {
				t.Errorf("default %#v: unset is %v", d, !want)
			}
		}
	}
}

// TestRebase checks that a pattern means the same paths when it is moved.
func TestRebase(t *testing.T) {
	patterns := []string{"pier.md", "/pier.md", "api/pier.md", "/api/pier.md", "api/", "/api/", "*.md", "**/pier.md", "api/**", "*/pier.md", "a?i/p*", `\!x.md`, "*"}
	files := []string{"pier.md", "api/pier.md", "api/v1/pier.md", "x/api/pier.md", "!x.md", "api/x.txt"}
	for _, dir := range []string{"docs", "docs/v[1]", "d*cs/a?b", `back\slash`} {
		for _, p := range patterns {
			list := gitignore.Parse("/", []byte(Rebase(p, dir)), nil)
			for _, f := range files {
				want := gitignore.Parse("/", []byte(p), nil).IgnoredAbove("/"+f, false)
				if got := list.IgnoredAbove("/"+dir+"/"+f, false); got != want {
					t.Errorf("%q in %s is %q: %s matches: %v, want %v", p, dir, Rebase(p, dir), f, got, want)
				}
				if list.IgnoredAbove("/"+f, false) || list.IgnoredAbove("/other/"+dir+"/"+f, false) {
					t.Errorf("%q in %s is %q, which matches outside: %s", p, dir, Rebase(p, dir), f)
				}
			}
		}
	}
	for _, dir := range []string{"", ".", "/harbor/docs"} {
		if got := Rebase("api/", dir); got != "api/" {
			t.Errorf("in %q: got %q", dir, got)
		}
	}
	if got, want := Rebase("!api/x.md", "docs"), "!/docs/api/x.md"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPassOptions(t *testing.T) {
	r := withOptions(
		Option{Name: "words", Doc: "d", Default: []string{"x"}},
		Option{Name: "most", Doc: "d", Default: 4},
		Option{Name: "loud", Doc: "d", Default: true},
	)[0]
	var got string
	r.Check = func(p *Pass) {
		got = fmt.Sprint(p.Strings("words"), p.Int("most"), p.Bool("loud"), p.Given("words"), p.Given("most"), p.Given("loud"))
	}
	s := NewSubject(page.Build(text.NewSource("a.md", []byte("# A\n"))), nil)
	for _, c := range []struct {
		settings Settings
		want     string
	}{
		{nil, "[x] 4 true false false false"},
		{Settings{"a-c": {Options: map[string]any{"most": 5}}}, "[x] 4 true false false false"},
		{Settings{"a-b": {Severity: diag.Info, Set: true}}, "[x] 4 true false false false"},
		{Settings{"a-b": {Options: map[string]any{"words": []string{}, "most": 0}}}, "[] 0 true true true false"},
		{Settings{"a-b": {Options: map[string]any{"words": []string{"y", "z"}, "loud": false}}}, "[y z] 4 false true false true"},
	} {
		s.Settings = c.settings
		r.Run(s)
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%v: -want +got\n%s", c.settings, d)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("an option that is not declared is a mistake in the rule")
		}
	}()
	r.Check = func(p *Pass) { p.Int("least") }
	r.Run(s)
}
