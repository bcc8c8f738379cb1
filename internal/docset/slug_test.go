package docset

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestSlugs(t *testing.T) {
	tests := []struct {
		heading string
		want    []string // all of them; the first is GitHub's
	}{
		{"Response", []string{"response"}},
		{"HTTP request", []string{"http-request"}},
		{"Get   a  berth", []string{"get---a--berth"}},
		{"What's new in 2.0?", []string{"whats-new-in-20"}},
		{"Berths & vessels", []string{"berths--vessels"}},
		{"Berths &amp; vessels", []string{"berths--vessels"}},
		{"A - B -- C", []string{"a---b----c"}},
		{"-- lead", []string{"---lead"}},
		{"Example 1: Get a berth (v1.0)", []string{"example-1-get-a-berth-v10"}},
		{"1. First", []string{"1-first"}},
		{"`berthId`", []string{"berthid"}},
		{"The `@odata.type` of ``a`b``", []string{"the-odatatype-of-ab"}},
		{"` a `", []string{"a"}},
		{"`&amp;`", []string{"amp"}},
		{"[Berth](berth.md#x \"y\") type", []string{"berth-type"}},
		{"[Berth (old)](berth_(1).md)", []string{"berth-old"}},
		{"[Berth][type] and [vessel][]", []string{"berth-and-vessel"}},
		{"[!NOTE] x", []string{"note-x"}},
		{"**Bold** *and* ***both***", []string{"bold-and-both"}},
		{"2 * 3 = 6", []string{"2--3--6"}},
		{"access_token", []string{"access_token"}},
		{"_Berth_ size", []string{"berth-size", "_berth_-size"}},
		{"__init__ and a_b", []string{"init-and-a_b", "__init__-and-a_b"}},
		{"~~Gone~~", []string{"gone"}},
		{"Größe der Schiffe", []string{"größe-der-schiffe"}},
		{"ÉCLUSES", []string{"écluses"}},
		{"停泊位 列表", []string{"停泊位-列表"}},
		{"泊位：列表。", []string{"泊位列表"}},
		{"Причал", []string{"причал"}},
		{"हिन्दी", []string{"हिन्दी", "हनद"}},
		{"e\u0301cluse", []string{"e\u0301cluse", "ecluse"}},
		{"a\u203fb", []string{"a\u203fb", "ab"}},
		{"\U00010400 deseret", []string{"\U00010428-deseret", "-deseret"}},
		{"½ ² Ⅷ", []string{"--"}},
		{"a\u00a0b", []string{"ab"}},
		{"🚢 Ships", []string{"-ships"}},
		{":ship: Ships", []string{"ship-ships"}},
		{"…", []string{"", "section"}},
		{"", []string{"", "section"}},
		{"<a name=\"size\"></a> Taille", []string{"-taille", "taille"}},
		{"Get <id>", []string{"get-", "get"}},
		{"a < b > c", []string{"a--b--c"}},
		{"a <b>c</b>d", []string{"a-cd"}},
		{"<https://harbor.example/a>", []string{"httpsharborexamplea"}},
		{"<pilot@harbor.example>", []string{"pilotharborexample"}},
		{"See <!-- x --> y", []string{"see--y"}},
		{"See <!-- a -> b --> y<!---->", []string{"see--y"}},
		{"![Plan](plan.png) of it", []string{"plan-of-it", "-of-it"}},
		{"![a][b]", []string{"a", "", "section"}},
		{`Escaped \_ and \# and \a`, []string{"escaped-_-and--and-a"}},
		{"Title {#own-ID}", []string{"own-ID", "title"}},
		{"Title {: #own}", []string{"own", "title"}},
		{"GET /berths/{id}", []string{"get-berthsid"}},
		{"Two\nlines", []string{"twolines"}},
		{"R&D; T&T", []string{"rd-tt"}},
		{"`open", []string{"open"}},
		{"C#, C++ & F#", []string{"c-c--f"}},
		{strings.Repeat("x", longestHeading+1), nil},
	}
	for _, tt := range tests {
		if d := cmp.Diff(tt.want, slugs(tt.heading)); d != "" {
			t.Errorf("slugs(%.60q): -want +got\n%s", tt.heading, d)
		}
	}
}

// FuzzSlugs checks that every heading has anchors, of characters that an address
// may have, and that a heading made of an anchor has it again.
func FuzzSlugs(f *testing.F) {
	for _, s := range []string{"", "A b", "`a` [b](c) <d> &amp; \\_ _e_ ![f][g] {#h}", "[](((", "![[[]", "<a:b>", "` `` `", "ß İ \xff", "{: #", "&#x26;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, heading string) {
		names := slugs(heading)
		if len(names) == 0 && len(heading) <= longestHeading {
			t.Fatal("no anchor")
		}
		_, id := headingID(heading)
		for i, name := range names {
			switch {
			case slices.Contains(names[:i], name):
				t.Fatalf("%q twice", name)
			case name == id:
			case strings.ContainsAny(name, " #\t\r\n`[]()<>&\\"):
				t.Fatalf("anchor %q", name)
			case utf8.ValidString(heading) && strings.Trim(name, "_") == name && !slices.Contains(slugs(name), name) && gitHubSlug(name) == name:
				t.Fatalf("heading %q has the anchors %q", name, slugs(name))
			}
		}
	})
}
