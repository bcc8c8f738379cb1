package apidoctor

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// drawNodes writes an outline with a heading a line, as "2 Title required many".
func drawNodes(sb *strings.Builder, nodes []*Node, indent string) {
	for _, n := range nodes {
		switch {
		case n.Either != nil:
			sb.WriteString(indent + "either\n")
			drawNodes(sb, n.Either, indent+"  ")
		case n.All != nil:
			sb.WriteString(indent + "all\n")
			drawNodes(sb, n.All, indent+"  ")
		default:
			fmt.Fprintf(sb, "%s%d %s", indent, n.Level, n.Title)
			if n.Required {
				sb.WriteString(" required")
			}
			if n.Multiple {
				sb.WriteString(" many")
			}
			sb.WriteString("\n")
			drawNodes(sb, n.Headers, indent+"  ")
		}
	}
}

func TestOutline(t *testing.T) {
	tests := []struct{ name, json, want string }{
		{
			"nested", `[{"title": "*", "level": 1, "required": true, "headers": [{"title": "Dues", "level": 2}, {"title": "Case *", "level": "3", "allowMultiple": true}]}]`,
			"1 * required\n  2 Dues\n  3 Case * many\n",
		},
		{
			"conditions", `[{"condition": "or", "arguments": [{"title": "A", "level": 2}, {"condition": "AND", "arguments": [{"title": "B", "level": 2}, {"title": "C", "level": 2}]}]}]`,
			"either\n  2 A\n  all\n    2 B\n    2 C\n",
		},
		{
			"multiple", `[{"title": "A", "level": 2, "multiple": true}]`,
			"2 A many\n! f:1:50: API Doctor does not know the key \"multiple\"; here it counts as \"allowMultiple\"; Write \"allowMultiple\"\n",
		},
		{
			"misspelt key", `[{"title": "A", "level": 2, "require": true, "heading": []}]`,
			"2 A\n! f:1:50: unknown key \"require\"; did you mean \"required\"?\n! f:1:67: unknown key \"heading\"\n",
		},
		{
			"no level", `[{"title": "A"}, {"title": "B", "level": 7}, {"title": "C", "level": 2}]`,
			"2 C\n! f:1:23: heading without a level; Add \"level\", from 1 to 6\n! f:1:63: \"apiPageType[1].level\" is 7, where a whole number from 1 to 6 belongs\n",
		},
		{
			"bad conditions", `[{"condition": "XOR", "arguments": [{"title": "A", "level": 1}]}, {"condition": "OR"}, {"arguments": [{"title": "A", "level": 1}]}, 5]`,
			"! f:1:37: unknown condition \"XOR\"; Write \"OR\" or \"AND\"\n! f:1:88: \"OR\" has no arguments\n! f:1:109: arguments without a condition; Add \"condition\": \"OR\" or \"AND\"\n! f:1:154: \"apiPageType[3]\" is a number, where an object belongs\n",
		},
		{"no array", `{"title": "A", "level": 1}`, "! f:1:22: \"apiPageType\" is an object, where an array of headings belongs\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, problems := Read(".", []File{{Path: "f", Bytes: []byte(`     {"apiPageType": ` + tt.json + "}")}})
			var sb strings.Builder
			if o := c.Outline("ApiPageType"); o != nil {
				drawNodes(&sb, o.Nodes, "")
			}
			if diff := cmp.Diff(tt.want, sb.String()+drawConfig(nil, problems)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestOutlineIsBounded reads more nodes than an outline may have.
func TestOutlineIsBounded(t *testing.T) {
	json := `{"apiPageType": [` + strings.Repeat(`{"title": "A", "level": 2},`, maxNodes) + `{"title": "B", "level": 2}]}`
	c, problems := Read(".", []File{{Path: "f", Bytes: []byte(json)}})
	if n := len(c.Outline("apiPageType").Nodes); n != maxNodes {
		t.Errorf("%d nodes", n)
	}
	if len(problems) != 1 || !strings.Contains(problems[0].Message, "more than") {
		t.Errorf("problems %v", problems)
	}
}

func TestFits(t *testing.T) {
	tests := []struct {
		want, title string
		fit         Fit
	}{
		{"Dues", "Dues", ExactFit},
		{"Dues", "dues", CaseFit},
		{"Dues", "Due", NoFit},
		{"Dues", "Dues and fees", NoFit},
		{"*", "Anything", AnyFit},
		{"", "Anything", AnyFit},
		{" * ", "", AnyFit},
		{"* values", "tideKind values", StarFit},
		{"* values", "values", StarFit},
		{"* values", "tideKind Values", CaseFit},
		{"* values", "tideKindvalues", NoFit},
		{"* values", "values of tides", NoFit},
		{"Case *", "Case 1: Low tide", StarFit},
		{"Case *", "Case: low", StarFit},
		{"Case *", "Case", StarFit},
		{"Case *", "CASE 2", CaseFit},
		{"Case *", "Cases", NoFit},
		{"Case *", "A case", NoFit},
		{"* low *", "At low tide", StarFit},
		{"* low *", "Below it", NoFit},
		{"* low *", "slow and low", StarFit},
		{"* größe", "Die größe", StarFit},
		{"A * B", "A x B", NoFit},
	}
	for _, tt := range tests {
		n := Node{Title: tt.want}
		if got := n.Fits(tt.title); got != tt.fit {
			t.Errorf("%q fits %q: %d, want %d", tt.title, tt.want, got, tt.fit)
		}
	}
}
