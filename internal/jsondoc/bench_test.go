package jsondoc

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/text"
)

// harbor makes a strict document of n berths, about 450 bytes each: what a long
// example looks like, indented, with escapes, numbers, nulls and nesting.
func harbor(n int) []byte {
	var b strings.Builder
	b.WriteString("{\n  \"@odata.context\": \"https://api.example.org/v1/$metadata#berths\",\n  \"value\": [")
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `
    {
      "id": "berth-%06d",
      "displayName": "Pier \"North\" %d\nupper deck",
      "isCovered": %t,
      "depthInMeters": %d.25,
      "closedDateTime": null,
      "tags": ["ferry", "freight", "Größe L"],
      "vessel": {
        "name": "Albatross",
        "position": { "latitude": 53.54%d, "longitude": -9.98 },
        "crew": [
          { "role": "captain", "count": 1 },
          { "role": "deckhand", "count": 12 }
        ]
      }
    }`, i, i, i%2 == 0, i%30, i)
	}
	b.WriteString("\n  ]\n}\n")
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	for _, size := range []struct {
		name string
		n    int
	}{{"small", 2}, {"large", 5000}} {
		data := harbor(size.n)
		src := text.NewSource("t.json", data)
		f := text.NewFragment(src, text.Span{End: len(data)})
		b.Run(size.name+"/jsondoc", func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for range b.N {
				if d := Parse(f); !d.Strict() {
					b.Fatal(d.Problems)
				}
			}
		})
		b.Run(size.name+"/encoding-json", func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for range b.N {
				var v any
				if err := json.Unmarshal(data, &v); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
