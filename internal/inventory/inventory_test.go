package inventory

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"docgauge/internal/page"
	"docgauge/internal/text"
)

const sample = `---
title: "Moor a vessel"
tags: [a, b]
author: ada
---

# Moor a vessel

## HTTP request

` + "```" + `http
POST /berths/{id}/moor
/docks/{id}/moor
` + "```" + `

## Request body

|Parameter|Type|Description|
|:--|:--|:--|
|vessel|[vessel](vessel.md)|What to moor: ` + "`a`" + ` or b.|
|=cmd|String|-|

## Example

# [HTTP](#tab/http)

<!-- { "blockType": "request", "name": "moor" } -->
` + "```" + `msgraph-interactive
POST https://harbor.example/v1.0/berths/5/moor
Content-Type: application/json

{"vessel": "x",}
` + "```" + `

---

> <!-- { "blockType": "response", "@odata.type": "harbor.berth", "truncated": true } -->
> ` + "```" + `http
> HTTP/1.1 201 Created
> Content-Type: application/json
>
> {"number": 5}
> ` + "```" + `
`

func of(content string, opts Options) Page {
	return Of(page.Build(text.NewSource("v1.0/api/moor.md", []byte(content))), opts)
}

func TestOf(t *testing.T) {
	got := of(sample, Options{Text: true})
	want := Page{
		Path: "v1.0/api/moor.md", Kind: "api", APIVersion: "v1.0", Title: "Moor a vessel", Lines: strings.Count(sample, "\n"),
		FrontMatter: map[string]string{"title": "Moor a vessel", "tags": "", "author": "ada"},
		Sections: []Section{
			{7, 1, "Moor a vessel", "moor-a-vessel"},
			{9, 2, "HTTP request", "http-request"},
			{16, 2, "Request body", "request-body"},
			{23, 2, "Example", "example"},
		},
		Blocks: []Block{
			{
				Number: 1, Line: 11, EndLine: 14, Kind: "routes", Section: "HTTP request", Language: "http",
				Routes: []Route{{"POST", "/berths/{id}/moor"}, {"", "/docks/{id}/moor"}},
				Text:   "POST /berths/{id}/moor\n/docks/{id}/moor\n",
			},
			{
				Number: 2, Line: 28, EndLine: 33, Kind: "request", Section: "Example", Tab: "HTTP", Language: "msgraph-interactive",
				BlockType: "request", Name: "moor", Annotation: map[string]any{"blockType": "request", "name": "moor"},
				Method: "POST", Target: "https://harbor.example/v1.0/berths/5/moor", Headers: []Header{{"Content-Type", "application/json"}},
				JSON: "invalid", Responses: []int{3},
				Text: "POST https://harbor.example/v1.0/berths/5/moor\nContent-Type: application/json\n\n{\"vessel\": \"x\",}\n",
			},
			{
				Number: 3, Line: 38, EndLine: 43, Kind: "response", Section: "Example", Language: "http", BlockType: "response",
				Type: "harbor.berth", Annotation: map[string]any{"blockType": "response", "@odata.type": "harbor.berth", "truncated": true},
				Status: 201, Reason: "Created", Headers: []Header{{"Content-Type", "application/json"}}, JSON: "valid", Request: 2,
				Text: "HTTP/1.1 201 Created\nContent-Type: application/json\n\n{\"number\": 5}\n",
			},
		},
		Tables: []Table{{
			Line: 18, EndLine: 21, Kind: "parameters", Section: "Request body", Columns: []string{"Parameter", "Type", "Description"},
			Rows: []Row{{20, []string{"vessel", "vessel", "What to moor: a or b."}}, {21, []string{"=cmd", "String", "-"}}},
			typ:  1,
		}},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(Table{})); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if diff := cmp.Diff(Summary{1, 3, 1, 2}, got.Summary()); diff != "" {
		t.Errorf("summary: -want +got\n%s", diff)
	}
}

// TestOddPages checks that every list of an odd page is there, if empty.
func TestOddPages(t *testing.T) {
	for _, content := range []string{"", "\x00\xff", "text", "|a|\n|-|", "```", "<!-- { -->"} {
		p := of(content, Options{})
		if p.Sections == nil || p.Blocks == nil || p.Tables == nil || p.FrontMatter == nil {
			t.Errorf("%q: %+v", content, p)
		}
	}
}

// write writes the pages in a format, as the program does.
func write(t *testing.T, name string, opts Options, pages ...Page) string {
	t.Helper()
	for _, f := range Formats() {
		if f.Name != name {
			continue
		}
		var b strings.Builder
		add := func(text []byte, err error) {
			if err != nil {
				t.Fatal(err)
			}
			b.Write(text)
		}
		var total Summary
		add(f.Head("1.2.3"))
		for i, p := range pages {
			if i > 0 {
				b.WriteString(f.Between)
			}
			total.Add(p.Summary())
			add(f.Page(p, opts))
		}
		add(f.Tail(total))
		return b.String()
	}
	t.Fatalf("no format %s", name)
	return ""
}

func TestJSON(t *testing.T) {
	p := of(sample, Options{})
	var doc struct {
		Version int
		Tool    struct{ Name, Version string }
		Pages   []json.RawMessage
		Summary Summary
	}
	text := write(t, "json", Options{}, p, p)
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Version != 1 || doc.Tool.Version != "1.2.3" || len(doc.Pages) != 2 || doc.Summary != (Summary{2, 6, 2, 4}) {
		t.Errorf("got %+v", doc)
	}
	lines := strings.Split(write(t, "jsonl", Options{}, p, p), "\n")
	if len(lines) != 3 || lines[0] != string(doc.Pages[0]) || lines[2] != "" {
		t.Errorf("got %q", lines)
	}
	if got := write(t, "json", Options{}); !json.Valid([]byte(got)) {
		t.Errorf("no pages: %s", got)
	}
}

func TestCSV(t *testing.T) {
	const head = "path,line,endLine,item,kind,section,blockType,name,type,language,method,target,status,json,request,columns,rows,text\r\n"
	const want = head +
		"v1.0/api/moor.md,11,14,block,routes,HTTP request,,,,http,,POST /berths/{id}/moor; /docks/{id}/moor,,,,,,\r\n" +
		"v1.0/api/moor.md,18,21,table,parameters,Request body,,,,,,,,,,Parameter | Type | Description,2,\r\n" +
		"v1.0/api/moor.md,20,20,row,parameters,Request body,,vessel,vessel,,,,,,,,,What to moor: a or b.\r\n" +
		"v1.0/api/moor.md,21,21,row,parameters,Request body,,'=cmd,String,,,,,,,,,'-\r\n" +
		"v1.0/api/moor.md,28,33,block,request,Example,request,moor,,msgraph-interactive,POST,https://harbor.example/v1.0/berths/5/moor,,invalid,,,,\r\n" +
		"v1.0/api/moor.md,38,43,block,response,Example,response,,harbor.berth,http,,,201,valid,28,,,\r\n"
	if diff := cmp.Diff(want, write(t, "csv", Options{Rows: true}, of(sample, Options{}))); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	text := write(t, "csv", Options{Text: true}, of(sample, Options{Text: true}))
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(records) != 5 || !strings.HasPrefix(records[1][17], "POST /berths/{id}/moor\n/docks") {
		t.Errorf("%v: %q", err, records)
	}
}

func TestHarmless(t *testing.T) {
	for in, want := range map[string]string{
		"":                  "",
		"plain":             "plain",
		"=1+1":              "'=1+1",
		"+1":                "'+1",
		"-1":                "'-1",
		"@SUM(A1)":          "'@SUM(A1)",
		"\t=1":              "'\t=1",
		" \n=1":             "' \n=1",
		"a=1":               "a=1",
		"a\r\nb\tc":         "a\nb\tc",
		"\x1b[31mred\u202e": `\x1b[31mred\u202e`,
		"\r=1":              `\r=1`,
		"x\xffy":            `x\xffy`,
	} {
		if got := harmless(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
