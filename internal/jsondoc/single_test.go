package jsondoc

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// sound is an example as documentation shows it, with a bit of everything.
const sound = `{
  "@odata.context": "https://api.example.org/v1/$metadata#berths",
  "@odata.type": "#microsoft.graph.berth",
  "value": [
    {
      "id": "berth-1",
      "isCovered": true,
      "depthInMeters": 9.25,
      "closedDateTime": null,
      "tags": ["ferry", "freight", "Größe L"],
      "vessel": {
        "name": "Albatross, the \"Great\"",
        "position": { "latitude": 53.54, "longitude": -9.98 },
        "crew": [
          { "role": "captain", "count": 1 },
          { "role": "deckhand", "count": 12 }
        ]
      }
    },
    {
      "id": "berth-2",
      "link": "/berths/{id}/vessels",
      "empty": {},
      "none": []
    }
  ],
  "count": 2
}
`

// TestSingleFaults puts one slip of the keyboard at a time into a sound text, at
// every place it can be: each of them is one problem, not a cascade. What is not
// a bracket is found on its line.
func TestSingleFaults(t *testing.T) {
	oneLine := strings.NewReplacer("\n", "", "  ", "").Replace(sound)
	tried := 0
	for _, s := range []string{sound, oneLine, strings.ReplaceAll(sound, "\n", "\r\n")} {
		for i := range len(s) {
			for kind, with := range slips(s[i]) {
				faulty := s[:i] + with + s[i+1:]
				if json.Valid([]byte(faulty)) {
					continue
				}
				tried++
				d := parseText(faulty).doc
				got := d.Problems[:0:0]
				for _, pr := range d.Problems {
					if !pr.Kind.grammatical() { // a slip may make a name the same as another
						got = append(got, pr)
					}
				}
				where := fmt.Sprintf("%s in %.60q", kind, faulty[max(0, i-30):])
				if len(got) != 1 {
					t.Errorf("%s: %d problems\n%s", where, len(got), told(d))
					continue
				}
				line, from := strings.Count(faulty[:i], "\n"), strings.Count(faulty[:got[0].Span.Start-1], "\n")
				if line != from && !strings.ContainsAny(kind, "{}[]") {
					t.Errorf("%s: line %d, told on line %d: %s", where, line, from, got[0].Message)
				}
			}
		}
	}
	if tried < 1500 {
		t.Errorf("tried %d slips", tried)
	}
}

// slips are what may be typed in place of a character of JSON's own.
func slips(c byte) map[string]string {
	slips := map[string]string{"without " + string(c): "", "twice " + string(c): string(c) + string(c)}
	switch c {
	case '"':
		slips["' for \""], slips["” for \""], slips["“ for \""] = "'", "”", "“"
	case ',':
		slips["; for ,"], slips["，for ,"], slips["dots for ,"] = ";", "，", ", ..., "
	case ':':
		slips["; for :"], slips["= for :"], slips[", for :"], slips["：for :"] = ";", "=", ",", "："
	case '{', '[', '}', ']':
		if c == '}' || c == ']' {
			slips["trailing comma"] = "," + string(c)
		}
	default:
		return nil
	}
	return slips
}
