package config_test

import (
	"strings"
	"testing"

	"docgauge/internal/rules"

	"github.com/google/go-cmp/cmp"
)

// TestPositions holds places against what makes YAML libraries lose count.
func TestPositions(t *testing.T) {
	tests := map[string]struct {
		yaml string
		want []string // "line:column-line:column text"
	}{
		"CR LF":                  {"version: 1\r\nrules:\r\n  jsn: off\r\nexclude:\r\n  - a\r\n  - 7\r\n", []string{"3:3-3:6 jsn", "6:5-6:6 7"}},
		"byte order mark":        {"\ufeffverion: 1\n", []string{"1:1-1:7 verion"}},
		"byte order mark, CR LF": {"\ufeffversion: 1\r\nx: 1\r\n", []string{"2:1-2:2 x"}},
		"blanks at line ends":    {"version: 1   \nschemas: 7   \nbaseline:  \n    8   \t \n", []string{"2:10-2:11 7", "4:5-4:6 8"}},
		"tabs before values":     {"version:\t1\nschemas: \t 7\t# seven\n", []string{"2:12-2:13 7"}},
		"not ASCII before":       {"version: 1 # ü😀\n# ä\nexclude: [ä, \"é\u0301\", 😀, 7, '漢', 8]\n", []string{"3:23-3:24 7", "3:31-3:32 8"}},
		"not ASCII itself":       {"version: 1\nrules: {json: off, \"ünknown\": off}\nschémas: x\n", []string{"2:20-2:29 \"ünknown\"", "3:1-3:8 schémas"}},
		"escapes":                {"version: 1\nexclude: [\"\\u00e4\\x41\\\"\", 7]\n", []string{"2:27-2:28 7"}},
		"quotes in quotes":       {"version: 1\nexclude: ['it''s', 7, \"say \\\"x\\\"\", 8]\n", []string{"2:20-2:21 7", "2:36-2:37 8"}},
		"quoted keys":            {"\"version\" : 1\n'exclde' : x\n", []string{"2:1-2:9 'exclde'"}},
		"long comment lines":     {"version: 1\n\n# x\n   # y\n\nrules: # z\n  # off\n\n  json: 2 # two\n", []string{"9:9-9:10 2"}},
		"hash in quotes":         {"version: 1\nexclude: ['a # b', \"c # d\", e#f, 7]\n", []string{"2:34-2:35 7"}},
		"block scalar":           {"version: 1\nschemas: |\n  # not a comment\n  b\nbaseline: 7\n", []string{"2:10-4:4 |\n  # not a comment\n  b", "5:11-5:12 7"}},
		"folded block scalar":    {"version: 1\nschemas: >-   # fold\n\n  a\n  b\n\n\nbaseline: 7\n", []string{"2:10-5:4 >-   # fold\n\n  a\n  b", "8:11-8:12 7"}},
		"empty block scalar":     {"version: 1\nschemas: |\nbaseline: 7\n", []string{"2:10-2:11 |", "3:11-3:12 7"}},
		"plain over lines":       {"version: 1\nschemas: a\n  b\n\n  c\nbaseline: 7\n", []string{"2:10-5:4 a\n  b\n\n  c", "6:11-6:12 7"}},
		"quotes over lines":      {"version: 1\nschemas: \"a\n  b\\\n  c\"\nbaseline: 7\n", []string{"5:11-5:12 7"}},
		"flow over lines":        {"version: 1\nexclude: [\n  a,\n  7,\n]\nrules: {\n  json:\n    2 }\n", []string{"4:3-4:4 7", "8:5-8:6 2"}},
		"anchor and alias":       {"version: 1\nexclude: &x [ a, 7 ]\ninclude: *x\nschemas: *x\n", []string{"2:18-2:19 7", "2:18-2:19 7", "4:10-4:12 *x"}},
		"merge key":              {"version: 1\noverrides:\n  - &x {files: a, rules: {}, z: 1}\n  - <<: *x\n    files: b\n", []string{"3:30-3:31 z"}},
		"explicit key":           {"version: 1\n? exclde\n: a\n", []string{"2:3-2:9 exclde"}},
		"document start":         {"%YAML 1.2\n--- # x\nversion: 1\nx: 1\n...\n", []string{"4:1-4:2 x"}},
		"list in column 1":       {"version: 1\nexclude:\n- a\n-   7\n-\n", []string{"4:5-4:6 7", "5:1-5:2 -"}},
		"list in list":           {"version: 1\nexclude:\n  - - a\n    - b\n", []string{"3:5-4:8 - a\n    - b"}},
		"no line end":            {"version: 1\nx: 1", []string{"2:1-2:2 x"}},
		"no-break space":         {"version: 1\nexclude: [a\u00a0b, 7]\n", []string{"2:16-2:17 7"}},
		"line separators":        {"version: 1\nexclude: [\"a\u2028b\u0085c\", 7]\n", []string{"2:20-2:21 7"}},
		"not UTF-8":              {"version: 1\nexclude: [ä, \"\xff\"]\n", []string{"2:15-2:16 \xff"}},
		"UTF-16":                 {"\xff\xfev\x00", []string{"1:1-1:2 \xff"}},
		"control character":      {"version: 1\nexclude: [ä, a\x07b]\n", []string{"2:15-2:16 \a"}},
		"lone CR":                {"version: 1\rrules: {}\r", []string{"1:11-1:12 \r"}},
		"not closed, CR LF":      {"version: 1\r\nexclude: 'ä\r\n", []string{"2:10-2:12 'ä"}},
		"tab in indentation":     {"version: 1\r\nrules:\r\n  json: off\r\n \t link: off\r\n", []string{"4:2-4:3 \t"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, problems := reader(rules.All(), inMemory(map[string]string{"x.yaml": tt.yaml})).Load(top + "/x.yaml")
			sound(t, problems)
			var got []string
			for _, p := range problems {
				got = append(got, where(p.Source, p.Span)+" "+p.Source.Slice(p.Span))
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("%q: places (-want +got):\n%s%s", tt.yaml, d, dump(problems))
			}
		})
	}
}

// TestBounds gives what would cost much time or memory, or end the stack.
func TestBounds(t *testing.T) {
	laughs := "version: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := '1'; i <= '9'; i++ {
		laughs += strings.NewReplacer("N", string(i), "M", string(i-1)).Replace("aN: &aN [*aM, *aM, *aM, *aM, *aM, *aM, *aM, *aM, *aM, *aM]\n")
	}
	patterns := "&p [" + strings.Repeat("a,", 2000) + "a]"
	merges := "version: 1\nrules: &r {" + strings.Repeat("x: 1,", 2000) + "y: 1}\noverrides:\n" + strings.Repeat("- {<<: *r}\n", 2000)
	const tooMany = "the configuration is too large: more than 60000 names, values and marks between them"
	tests := map[string]struct{ yaml, want string }{
		"billion laughs":    {laughs + "exclude: *a9\n", `an entry of "exclude" is a list, not text`},
		"aliases of lists":  {"version: 1\nexclude: " + patterns + "\noverrides:\n" + strings.Repeat("- {files: *p, rules: {}}\n", 3000), "more than 60000 values, those of aliases included"},
		"merged mappings":   {merges, "more than 60000 values, those of aliases included"},
		"brackets":          {"version: 1\nexclude: " + strings.Repeat("[", 1<<15), "nested more than 32 levels deep"},
		"braces":            {strings.Repeat("{a: ", 1<<14), "nested more than 32 levels deep"},
		"dashes":            {"version: 1\nexclude:\n" + strings.Repeat("- ", 1<<15), "nested more than 32 levels deep"},
		"anchors":           {"version: 1\nexclude: " + strings.Repeat("&a ", 1<<14), "nested more than 32 levels deep"},
		"question marks":    {strings.Repeat("? ", 1<<15), "nested more than 32 levels deep"},
		"indentation":       {deep(200), "nested more than 32 levels deep"},
		"long keys":         {strings.Repeat("k", 1<<19) + ":\n" + strings.Repeat("- a\n", 1<<14), "the configuration is too large: keys of 524288 bytes"},
		"bytes":             {"version: 1\n" + strings.Repeat("# a\n", 1<<18), "the configuration is larger than 1024 KB, with what it extends"},
		"tokens":            {"version: 1\nexclude: [" + strings.Repeat("[", 1<<16), tooMany},
		"unknown keys":      {"version: 1\n" + strings.Repeat("jsn: 1\n", 1<<12), `unknown key "jsn" in the configuration`},
		"unknown rules":     {"version: 1\nrules:\n" + numbered(1<<11), `unknown rule "json-sintax0"`},
		"quote":             {"version: 1\nexclude: '" + strings.Repeat("a\n\n", 1<<16), "the quote ' is not closed"},
		"text over lines":   {"version: 1\nexclude: " + strings.Repeat("a\n ", 1<<15), `"exclude" is text over several lines`},
		"block scalar":      {"version: 1\nexclude: |\n" + strings.Repeat("  a\n", 1<<17), `"exclude" has a line break or another control character in it`},
		"many good entries": {"version: 1\nexclude:\n" + strings.Repeat("- a\n", 1<<14), ""},
		"comments":          {"version: 1\n" + strings.Repeat("# a\n", 1<<17), ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, problems := reader(rules.All(), inMemory(map[string]string{"x.yaml": tt.yaml})).Load(top + "/x.yaml")
			sound(t, problems)
			if len(problems) > 100 {
				t.Errorf("%d problems", len(problems))
			}
			for _, p := range problems {
				if p.Message == tt.want {
					return
				}
			}
			if tt.want != "" || len(problems) > 0 {
				t.Errorf("want %q, got\n%.2000s", tt.want, dump(problems))
			}
		})
	}
}

// deep returns mappings in mappings.
func deep(levels int) string {
	var sb strings.Builder
	for i := range levels {
		sb.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return sb.String()
}

func numbered(n int) string {
	var sb strings.Builder
	for i := range n {
		sb.WriteString("  json-sintax" + strings.Repeat("0", i%200+1) + ": off\n")
	}
	return sb.String()
}
