package jsondoc

// commentFaults are comments.
var commentFaults = []row{
	{"line comment", `{"pier": 1, ⟦// the main one⟧
 "depth": 9}`, []want{
		{Comment, "comment in JSON: // the main one", "/pier", `?{"pier": 1,
 "depth": 9}`},
	}},
	{"line comment on a line of its own", `{
  ⟦// the main one⟧
  "pier": 1
}`, []want{{Comment, "comment in JSON: // the main one", "", `?{
  "pier": 1
}`}}},
	{"line comment on a line of its own, CRLF", "{\r\n  ⟦// main⟧\r\n  \"pier\": 1\r\n}", []want{{Comment, "comment in JSON: // main", "", "?{\r\n  \"pier\": 1\r\n}"}}},
	{"block comment", `{"pier": ⟦/* main */⟧ 1}`, []want{{Comment, "comment in JSON: /* main */", "/pier", `?{"pier": 1}`}}},
	{"block comment over lines", `{"pier": 1, ⟦/* main
   pier */⟧
 "depth": 9}`, []want{
		{Comment, "comment in JSON: /* main…", "/pier", `?{"pier": 1,
 "depth": 9}`},
	}},
	{"hash comment", `{
  "pier": 1, ⟦# main⟧
  ⟦# depth in meters⟧
  "depth": 9
}`, []want{
		{Comment, "comment in JSON: # main", "/pier", `?{
  "pier": 1,
  # depth in meters
  "depth": 9
}`},
		{Comment, "comment in JSON: # depth in meters", "/pier", `?{
  "pier": 1, # main
  "depth": 9
}`},
	}},
	{"HTML comment", `{"pier": 1 ⟦<!-- main -->⟧}`, []want{{Comment, "comment in JSON: <!-- main -->", "/pier", `?{"pier": 1 }`}}},
	{"block comment that does not end", `{"pier": 1 ⟦/* main⟧
}`, []want{{Comment, "comment in JSON: /* main", "/pier", `?{"pier": 1
}`}}},
	{"comment behind a string at once", `{"name": "Heron"⟦// a bird⟧
}`, []want{{Comment, "comment in JSON: // a bird", "/name", `?{"name": "Heron"
}`}}},
	{"comment with a trailing comma before it", `{"pier": 1⟦,⟧ ⟦// main⟧
}`, []want{
		{TrailingComma, "trailing comma before }", "/pier", `+{"pier": 1 // main
}`},
		{Comment, "comment in JSON: // main", "/pier", `?{"pier": 1,
}`},
	}},
	{"comment that stands for members", `{"pier": 1,
  ⟦// ...⟧
}`, []want{{Comment, "comment in JSON: // ...", "/pier", `?{"pier": 1
}`}}},
	{"nothing but a comment", "⟦// later⟧", []want{{Comment, "comment in JSON: // later", "", "?"}}},
	{"no comment in a string", `{"url": "https://api.example.org/#/*x*/"}`, []want{}},
}

// elisionFaults are dots that stand for what is left out.
var elisionFaults = []row{
	{"elided members", `{"pier": 1, ⟦...⟧}`, []want{{Ellipsis, "... stands for members left out", "", ""}}},
	{"elided members before others", `{ ⟦...⟧, "pier": 1 }`, []want{{Ellipsis, "... stands for members left out", "", ""}}},
	{"elided members between lines", `{
  "pier": 1,
  ⟦...⟧
  "depth": 9
}`, []want{{Ellipsis, "... stands for members left out", "", ""}}},
	{"elided members without a comma", `{"pier": 1 ⟦...⟧}`, []want{{Ellipsis, "... stands for members left out", "", ""}}},
	{"elided members with a comma behind", `{"pier": 1, ⟦...⟧, }`, []want{{Ellipsis, "... stands for members left out", "", ""}}},
	{"elided object", "{ ⟦...⟧ }", []want{{Ellipsis, "... stands for members left out", "", ""}}},
	{"elided items", "[1, ⟦...⟧, 9]", []want{{Ellipsis, "... stands for items left out", "", ""}}},
	{"elided items without a comma", `[{"pier": 1} ⟦...⟧ ]`, []want{{Ellipsis, "... stands for items left out", "", ""}}},
	{"elided array", "[⟦…⟧]", []want{{Ellipsis, "… stands for items left out", "", ""}}},
	{"elided value", `{"vessel": ⟦...⟧, "pier": 1}`, []want{{Ellipsis, `... stands for the value of "vessel" left out`, "/vessel", ""}}},
	{"elided values in brackets", `{"vessel": {⟦...⟧}, "tags": [ ⟦…⟧ ]}`, []want{
		{Ellipsis, "... stands for members left out", "/vessel", ""},
		{Ellipsis, "… stands for items left out", "/tags", ""},
	}},
	{"elision in quotes", `{"pier": 1, ⟦"..."⟧}`, []want{{Ellipsis, `"..." stands for members left out`, "", ""}}},
	{"elision with words", `{"pier": 1, ⟦... and so on⟧}`, []want{{Ellipsis, "... and so on stands for members left out", "", ""}}},
	{"vertical dots", `{
  "pier": 1,
  ⟦.
  .
  .⟧
}`, []want{{Ellipsis, "... stands for members left out", "", ""}}},
	{"elision before and behind the text", `⟦...⟧
{"pier": 1}
⟦...⟧`, []want{
		{Ellipsis, "... stands for text left out", "", ""},
		{Ellipsis, "... stands for text left out", "", ""},
	}},
	{"no elision in a string", `{"name": "...", "...": "and so on..."}`, []want{}},
}
