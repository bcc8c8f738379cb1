package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docgauge/internal/text"

	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// FuzzAlign holds the places of tokens against what stands there: what the library
// takes for YAML has all its tokens in the file, one behind the other, and nothing
// but comments between them, or it is said that something is lost.
func FuzzAlign(f *testing.F) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) == 0 {
		f.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	for _, s := range []string{
		"a: |2-\n   b\n  c # d\n\ne: >+\n\n f\n \n g\n\n",
		"%TAG ! !x\n--- !y\n- &a !!str 'b'\n- *a\n- ? c\n  : d\n...\n--- e\n",
		"a:   b  \r\n\tc: [d , {e: f}, \"g\\\n  h\", 'i\n\n j' ]\t# k\r\n",
		"\ufeffä: ö\u0301 ü😀\n\"ß\\u00e4\" : 漢\n<<: {x: ~, y: .inf, z: -0x1F}\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, yaml string) {
		src := text.NewSource("x.yaml", []byte(yaml))
		f := &file{loader: &loader{Reader: &Reader{}, told: map[string]bool{}}, src: src}
		if !f.isText() {
			return
		}
		tokens := lexer.Tokenize(normalized(src.Bytes))
		f.places = align(src, tokens)
		if tokens.InvalidToken() != nil || !f.bounded(tokens) {
			return
		}
		if _, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey()); err != nil || f.places.lost {
			return
		}
		behind := 0
		for _, tk := range tokens {
			if tk.Type == token.CommentType {
				continue
			}
			sp, ok := f.places.spans[tk]
			if !ok || sp.Start < behind || sp.End < sp.Start {
				t.Fatalf("%s %q: %v, %v, behind %d", tk.Type, tk.Value, sp, ok, behind)
			}
			if between := strings.TrimLeftFunc(src.Slice(text.Span{Start: behind, End: sp.Start}), isSpace); between != "" && between[0] != '#' && behind > 0 {
				t.Fatalf("%q before %s %q", between, tk.Type, tk.Value)
			}
			behind = sp.End
			switch tk.Type {
			case token.DoubleQuoteType, token.SingleQuoteType, token.LiteralType, token.FoldedType:
			default:
				if got, want := squeezed(src.Slice(sp)), squeezed(tk.Value); got != want {
					t.Fatalf("%s: %q at %v, where %q stands", tk.Type, want, sp, got)
				}
			}
		}
	})
}

// squeezed returns a text without white space.
func squeezed(s string) string { return strings.Join(strings.FieldsFunc(s, isSpace), "") }
