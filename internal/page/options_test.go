package page

import (
	"strings"
	"testing"

	"docgauge/internal/text"

	"github.com/google/go-cmp/cmp"
)

// TestOptions reads tables below headings that a doc set has for itself.
func TestOptions(t *testing.T) {
	opts := &Options{
		Titles: []TableTitle{
			{Kind: ParameterTable, Role: RequestBody, Text: "Payload"},
			{Kind: MemberTable, Role: Members, Text: "colours", Suffix: true},
			{Kind: MemberTable, Text: "palette", Suffix: true, Parent: true},
			{Kind: PermissionTable, Role: Permissions, Text: "Rights"},
			{Role: Errors, Text: "Storms"},
		},
		Columns: map[string][]string{"type": {"Sort"}},
	}
	tests := []struct {
		name, headings, header string
		opts                   *Options
		want                   TableKind
		role                   Role
		column                 int // of the type
	}{
		{"own title", "## PAYLOAD", "|Name|Sort|", opts, ParameterTable, RequestBody, 1},
		{"without options", "## Payload", "|Name|Sort|", nil, OtherTable, NoRole, -1},
		{"own column below a usual title", "## Request body", "|Field|Sort|", opts, ParameterTable, RequestBody, 1},
		{"usual column first", "## Request body", "|Sort|Type|", opts, ParameterTable, RequestBody, 1},
		{"ends with", "## Tide colours", "|Tide|Text|", opts, MemberTable, NoRole, -1},
		{"ends with, in a request body", "## Request body\n\n### Tide colours", "|Tide|Type|", opts, MemberTable, NoRole, 1},
		{"nothing before it", "## Colours", "|Tide|Text|", opts, OtherTable, NoRole, -1},
		{"inside a word", "## Tidecolours", "|Tide|Text|", opts, OtherTable, NoRole, -1},
		{"parent", "# Tide palette\n\n## Text\n\n### More", "|Tide|Text|", opts, MemberTable, NoRole, -1},
		{"parent right above", "# Tide palette", "|Tide|Text|", opts, OtherTable, NoRole, -1},
		{"contains", "## All rights of pilots", "|Permission type|Text|", opts, PermissionTable, NoRole, -1},
		{"contains, over another table", "## All rights of pilots", "|Tide|Text|", opts, OtherTable, NoRole, -1},
		{"contains parameters", "## Our payload", "|Name|Text|", opts, ParameterTable, NoRole, -1},
		{"contains parameters, in a longer word", "## Our payloads", "|Name|Text|", opts, OtherTable, NoRole, -1},
		{"contains, in a request body", "## Request body\n\n### Payload with rights", "|Name|Type|", opts, ParameterTable, NoRole, 1},
		{"usual title", "## Properties", "|Name|Type|", opts, PropertyTable, Properties, 1},
		{"role without a kind", "## Storms", "|Code|Text|", opts, OtherTable, Errors, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rule := strings.Repeat("|-", strings.Count(tt.header, "|")-1) + "|"
			pg := BuildWith(text.NewSource("x.md", []byte(tt.headings+"\n\n"+tt.header+"\n"+rule+"\n")), tt.opts)
			tab := pg.Tables[0]
			got := []any{tab.Kind, tab.Section.Role, tab.Column("type", "data type")}
			if diff := cmp.Diff([]any{tt.want, tt.role, tt.column}, got); diff != "" {
				t.Errorf("kind, role, type column (-want +got):\n%s", diff)
			}
		})
	}
}
