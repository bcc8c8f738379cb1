package schema

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// A folder of schemas that would cost too much is an error that says so, at once.
func TestUserLimits(t *testing.T) {
	pairs, chain := fstest.MapFS{}, fstest.MapFS{}
	var defs []string
	for i := range 40 {
		defs = append(defs, fmt.Sprintf(`"d%d": {"anyOf": [{"$ref": "#/$defs/d%d"}, {"$ref": "#/$defs/d%d"}]}`, i, i+1, i+1))
	}
	pairs["harbor.quay.json"] = &fstest.MapFile{Data: []byte(`{"properties": {"id": {"$ref": "#/$defs/d0"}}, "$defs": {` + strings.Join(defs, ", ") + `, "d40": {"const": "x"}}}`)}
	for i := range 200 {
		chain[fmt.Sprintf("harbor.t%d.json", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, `{"allOf": [{"$ref": "harbor.t%d.json"}]}`, i+1)}
	}
	chain["harbor.t200.json"] = &fstest.MapFile{Data: []byte(`{"type": "object"}`)}
	one := func(text string) fstest.MapFS {
		return fstest.MapFS{"harbor.quay.json": &fstest.MapFile{Data: []byte(text)}}
	}
	tests := []struct {
		name  string
		files fstest.MapFS
		want  string
	}{
		{"alternatives of alternatives", pairs, "in more than 10000 ways"},
		{"a long chain of base types", chain, "more than 64 types extend each other"},
		{"a huge exponent", one(`{"properties": {"id": {"maximum": 1e999999999}}}`), `harbor.quay.json:1:35: the number "1e999999999" is too large`},
		{"a tiny number", one(`{"properties": {"id": {"multipleOf": 1e-999999999}}}`), "too near 0"},
		{"many digits", one(`{"properties": {"id": {"maxLength": ` + strings.Repeat("9", 100_000) + `}}}`), "is too large"},
		{"many objects", one(`{"enum": [` + strings.Repeat(`{}, `, 60_000) + `1]}`), "more than 50000 objects"},
		{"many problems", one(`{"allOf": [` + strings.Repeat(`{"$ref": "#/nope"}, `, 500) + `{}]}`), "400 more problems"},
		{"a circle through properties", one(`{"properties": {"near": {"$ref": "#"}}}`), ""},
	}
	for _, test := range tests {
		_, err := ReadUser(test.files, "yard")
		if got := fmt.Sprint(err); test.want == "" && err != nil || !strings.Contains(got, test.want) && test.want != "" {
			t.Errorf("%s: %.200s, want %q", test.name, got, test.want)
		}
	}
}

func TestBoundedSuggestions(t *testing.T) {
	long := strings.Repeat("a", longestMeant+1)
	if got := Closest(long+"b", []string{long}); got != "" {
		t.Errorf("a name of %d bytes means %q", len(long)+1, got)
	}
	known := make([]string, mostKnown)
	for i := range known {
		known[i] = fmt.Sprintf("berth%d", i)
	}
	c := &checker{}
	for range mostCompared / mostKnown {
		if got := c.closest("bertj7", known); got != "berth7" {
			t.Fatalf("within the bounds: %q, want berth7", got)
		}
	}
	if got := c.closest("bertj7", known); got != "" {
		t.Errorf("beyond the bounds: %q, want nothing", got)
	}
	if got := (&checker{}).closest("bertj7", append(known, "x")); got != "" {
		t.Errorf("too many names: %q, want nothing", got)
	}
}

// Two names are as near as by the textbook's table of all distances.
func FuzzDistance(f *testing.F) {
	for _, s := range [][2]string{{"", ""}, {"berth", "birth"}, {"abcd", "badc"}, {"quay", "uqays"}, {"aab", "aba"}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		for limit := 2; limit <= 3; limit++ {
			if len(a)-len(b) >= limit || len(b)-len(a) >= limit || len(a) > longestMeant || len(b) > longestMeant {
				return
			}
			if got, want := distance(a, b, limit), min(limit, table(a, b)); got != want {
				t.Errorf("distance(%q, %q, %d) = %d, want %d", a, b, limit, got, want)
			}
		}
	})
}

func table(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
			case a[i-1] == b[j-1]:
				d[i][j] = min(d[i-1][j-1], d[i-1][j]+1, d[i][j-1]+1)
			default:
				d[i][j] = min(d[i-1][j-1], d[i-1][j], d[i][j-1]) + 1
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
