package jsondoc

// quoteFaults are quotes missing, doubled or of another kind.
var quoteFaults = []row{
	{"single quotes round a name", "{⟦'pier'⟧: 1}", []want{{Syntax, "single quotes around pier", "/pier", `+{"pier": 1}`}}},
	{"single quotes round a value", `{"name": ⟦'Heron'⟧}`, []want{{Syntax, "single quotes around Heron", "/name", `+{"name": "Heron"}`}}},
	{"single quote closed by another", `{"name": ⟦'Heron"⟧, "pier": 1}`, []want{
		{Syntax, "single quotes around Heron", "/name", `+{"name": "Heron", "pier": 1}`},
	}},
	{"missing closing single quote of a name", "{⟦'pier⟧: 1}", []want{{Syntax, "single quotes around pier", "/pier", `?{"pier": 1}`}}},
	{"missing closing single quote of a value", `{"name": ⟦'Heron⟧
}`, []want{{Syntax, "single quotes around Heron", "/name", `?{"name": "Heron"
}`}}},
	{"single quotes that may not end the string", "[⟦'a'⟧⟦b⟧, 1]", []want{
		{Syntax, "single quotes around a", "/0", `?["a"b, 1]`},
		{Syntax, "unexpected text after the value: b", "/0", ""},
	}},
	{"apostrophe in single quotes", `{"name": ⟦'Heron's nest'⟧, "pier": 1}`, []want{
		{Syntax, "single quotes around Heron's nest", "/name", `?{"name": "Heron's nest", "pier": 1}`},
	}},
	{"double quotes in single quotes", `{"name": ⟦'the "Heron"'⟧}`, []want{{Syntax, `single quotes around the "Heron"`, "/name", `?{"name": "the \"Heron\""}`}}},
	{"escaped single quote", `{"name": ⟦'Heron\'s'⟧}`, []want{{Syntax, `single quotes around Heron\'s`, "/name", `?{"name": "Heron's"}`}}},
	{"typographic quotes", `{⟦“pier”⟧: 1, "name": ⟦“Heron”⟧}`, []want{
		{Syntax, "typographic quotes around pier", "/pier", `+{"pier": 1, "name": “Heron”}`},
		{Syntax, "typographic quotes around Heron", "/name", `+{“pier”: 1, "name": "Heron"}`},
	}},
	{"low and single typographic quotes", "{⟦„pier“⟧: ⟦‘Heron’⟧}", []want{
		{Syntax, "typographic quotes around pier", "/pier", `+{"pier": ‘Heron’}`},
		{Syntax, "typographic quotes around Heron", "/pier", `+{„pier“: "Heron"}`},
	}},
	{"typographic closing quote", `{"method": "GET⟦”⟧,
 "url": "/berths"}`, []want{
		{Syntax, `” in place of the closing "`, "/method", `+{"method": "GET",
 "url": "/berths"}`},
	}},
	{"typographic closing quote of a name", `{"method⟦”⟧: "GET"}`, []want{{Syntax, `” in place of the closing "`, "", `+{"method": "GET"}`}}},
	{"backticks", "{⟦`pier`⟧: ⟦`north`⟧}", []want{
		{Syntax, "backticks in place of the quotes around pier", "/pier", "+{\"pier\": `north`}"},
		{Syntax, "backticks in place of the quotes around north", "/pier", "+{`pier`: \"north\"}"},
	}},
	{"no quotes round names", `{⟦pier⟧: 1, ⟦@odata.type⟧: "x", ⟦max-depth⟧: 9, ⟦first mate⟧: "Ann"}`, []want{
		{Syntax, "no quotes around the name pier", "/pier", `+{"pier": 1, @odata.type: "x", max-depth: 9, first mate: "Ann"}`},
		{Syntax, "no quotes around the name @odata.type", "/@odata.type", `+{pier: 1, "@odata.type": "x", max-depth: 9, first mate: "Ann"}`},
		{Syntax, "no quotes around the name max-depth", "/max-depth", `+{pier: 1, @odata.type: "x", "max-depth": 9, first mate: "Ann"}`},
		{Syntax, "no quotes around the name first mate", "/first mate", `+{pier: 1, @odata.type: "x", max-depth: 9, "first mate": "Ann"}`},
	}},
	{"HTML entities for quotes are one fault", "{⟦&quot;pier&quot;⟧: &quot;north&quot;}", []want{
		{Syntax, "&quot; in place of the quotes around pier", "/pier", `+{"pier": "north"}`},
	}},
	{"escaped quotes without a string are one fault", `{⟦\"pier\"⟧: \"north\"}`, []want{{Syntax, `\" in place of the quotes around pier`, "/pier", `+{"pier": "north"}`}}},
	{"missing opening quote of a name", `{⟦p⟧ier": 1}`, []want{{Syntax, "missing quote before pier", "/pier", `+{"pier": 1}`}}},
	{"missing closing quote of a name", `{⟦"pier⟧: 1, "depth": 9}`, []want{{Syntax, "missing quote after the name pier", "/pier", `?{"pier": 1, "depth": 9}`}}},
	{"missing closing quote of a name before a string", `{⟦"name⟧: "Heron", "pier": 1}`, []want{
		{Syntax, "missing quote after the name name", "/name", `?{"name": "Heron", "pier": 1}`},
	}},
	{"colon in place of the closing quote of a name", `{
  ⟦"pier⟧: : 1,
  "depth": 9
}`, []want{
		{Syntax, "missing quote after the name pier", "/pier", `?{
  "pier": : 1,
  "depth": 9
}`},
	}},
	{"missing opening quote of a value", `{"name": ⟦Heron"⟧, "pier": 1}`, []want{
		{Syntax, "missing quote before Heron", "/name", `?{"name": "Heron", "pier": 1}`},
	}},
	{"missing opening quote of a text with commas", `{"note": ⟦in at noon, out at \"night\""⟧, "pier": 1}`, []want{
		{Syntax, `missing quote before in at noon, out at \"night\"`, "/note", `?{"note": "in at noon, out at \"night\"", "pier": 1}`},
	}},
	{"missing opening quote of a number in a string", `["ferry", ⟦4711"⟧]`, []want{{Syntax, "missing quote before 4711", "/1", `?["ferry", "4711"]`}}},
	{"missing closing quote, next member", `{
  "name": ⟦"Heron⟧,
  "pier": 1
}`, []want{
		{Syntax, `missing quote at the end of "Heron`, "/name", `?{
  "name": "Heron",
  "pier": 1
}`},
	}},
	{"missing closing quote, next item", `["ferry",
 ⟦"freight⟧,
 "tug",
 "pilot"]`, []want{
		{Syntax, `missing quote at the end of "freight`, "/1", `?["ferry",
 "freight",
 "tug",
 "pilot"]`},
	}},
	{"missing closing quote, next member without quotes", `{"name": ⟦"Heron⟧,
 ⟦vessel⟧: {"crew": 9}}`, []want{
		{Syntax, `missing quote at the end of "Heron`, "/name", `?{"name": "Heron",
 vessel: {"crew": 9}}`},
		{Syntax, "no quotes around the name vessel", "/vessel", `+{"name": "Heron,
 "vessel": {"crew": 9}}`},
	}},
	{"missing closing quotes one below the other", `{"name": ⟦"Heron⟧,
 ⟦"crew⟧: 9,
 "pier": 1}`, []want{
		{Syntax, `missing quote at the end of "Heron`, "/name", `?{"name": "Heron",
 "crew: 9,
 "pier": 1}`},
		{Syntax, "missing quote after the name crew", "/crew", `?{"name": "Heron,
 "crew": 9,
 "pier": 1}`},
	}},
	{"missing closing quote of the last item", `{"tags": ["ferry", ⟦"freight⟧], "pier": 1}`, []want{
		{Syntax, `missing quote at the end of "freight`, "/tags/1", `?{"tags": ["ferry", "freight"], "pier": 1}`},
	}},
	{"missing closing quote on the last line", `{
  "name": ⟦"Heron⟧
}`, []want{{Syntax, `missing quote at the end of "Heron`, "/name", `?{
  "name": "Heron"
}`}}},
	{"missing closing quote within a line", `{"name": ⟦"Heron⟧, "pier": 1}`, []want{
		{Syntax, `missing quote at the end of "Heron`, "/name", `?{"name": "Heron", "pier": 1}`},
	}},
	{"missing closing quote before brackets", `{"vessel": {"name": ⟦"Heron⟧}}`, []want{
		{Syntax, `missing quote at the end of "Heron`, "/vessel/name", `?{"vessel": {"name": "Heron"}}`},
	}},
	{"braces of a template belong to the string", `{
  "url": ⟦"/berths/{id}⟧
}`, []want{{Syntax, `missing quote at the end of "/berths/{id}`, "/url", `?{
  "url": "/berths/{id}"
}`}}},
	{"escaped closing quote", `{
  "path": "C:\\berths⟦\"⟧,
  "pier": 1
}`, []want{
		{Syntax, `\" does not close the string`, "/path", `?{
  "path": "C:\\berths\\",
  "pier": 1
}`},
	}},
	{"doubled closing quote", `{"name": "Heron"⟦"⟧, "pier": 1}`, []want{
		{Syntax, "doubled quote", "/name", `?{"name": "Heron", "pier": 1}`},
	}},
	{"doubled opening quote", `{"name": "⟦"⟧Heron", "pier": 1}`, []want{
		{Syntax, "doubled quote", "/name", `?{"name": "Heron", "pier": 1}`},
	}},
	{"quotes in a string", `{"note": "the ⟦"⟧Heron" is in", "pier": 1}`, []want{
		{Syntax, "double quote in a string, and 1 more", "/note", `?{"note": "the \"Heron\" is in", "pier": 1}`},
	}},
	{"quotes in HTML", `{"note": "<a href=⟦"⟧/berths">all</a>"}`, []want{
		{Syntax, "double quote in a string, and 1 more", "/note", `?{"note": "<a href=\"/berths\">all</a>"}`},
	}},
	{"missing backslash in escaped JSON", `{"body": "{\"pier⟦"⟧:1,\"tags\":[\"a\"]}", "depth": 9}`, []want{
		{Syntax, "double quote in a string", "/body", `?{"body": "{\"pier\":1,\"tags\":[\"a\"]}", "depth": 9}`},
	}},
}

// stringFaults are what is inside of strings.
var stringFaults = []row{
	{"line break in a string", `{"note": "in at noon,⟦
⟧ out at night", "pier": 1}`, []want{
		{Syntax, "line break in a string", "/note", `+{"note": "in at noon,\n out at night", "pier": 1}`},
	}},
	{"line breaks in a string, structure like lines in it", `{"script": "{⟦
⟧  \"pier\": 1
  }
}",
"pier": 1}`, []want{
		{Syntax, "line break in a string, and 2 more", "/script", `+{"script": "{\n  \"pier\": 1\n  }\n}",
"pier": 1}`},
	}},
	{"wrapped text with quotes", `{"note": "the ⟦"⟧Heron"⟦
⟧  is in", "pier": 1}`, []want{
		{Syntax, "double quote in a string, and 1 more", "/note", `?{"note": "the \"Heron\"
  is in", "pier": 1}`},
		{Syntax, "line break in a string", "/note", `?{"note": "the "Heron"\n  is in", "pier": 1}`},
	}},
	{"wrapped text without an end", `{
  "note": ⟦"in at noon,⟧
    out at night,
  "pier": 1
}`, []want{
		{Syntax, `missing quote at the end of "in at noon,…`, "/note", `?{
  "note": "in at noon,
    out at night",
  "pier": 1
}`},
	}},
	{"tab in a string", "{\"note\": \"in⟦\t⟧out\"}", []want{{Syntax, "tab character in a string", "/note", `+{"note": "in\tout"}`}}},
	{"control characters in a string are one fault", "{\"note\": \"⟦\a⟧ in \x00 out \x7f\"}", []want{
		{Syntax, "control character (U+0007) in a string, and 1 more", "/note", "+{\"note\": \"\\u0007 in \\u0000 out \x7f\"}"},
	}},
	{"CRLF in a string", "{\"note\": \"in⟦\r\n⟧out\"}", []want{{Syntax, "line break in a string", "/note", `+{"note": "in\nout"}`}}},
	{"bad escapes are one fault", `{"path": "C:⟦\p⟧ier\quay\north"}`, []want{{Syntax, `\p is not a JSON escape, and 1 more`, "/path", ""}}},
	{"bad Unicode escape", `{"name": "⟦\u12g4⟧"}`, []want{{Syntax, `\u12g4 is not a JSON escape`, "/name", ""}}},
	{"escaped apostrophe", `{"name": "Heron⟦\'⟧s"}`, []want{{Syntax, `\' is not a JSON escape`, "/name", ""}}},
	{"backslash at the end of a line", `{"note": "in ⟦\⟧⟦
⟧ out"}`, []want{
		{Syntax, `\ is not a JSON escape`, "/note", ""},
		{Syntax, "line break in a string", "/note", `?{"note": "in \\n out"}`},
	}},
	{"invalid UTF-8 behind a backslash", "[\"⟦\\⟧⟦\xff⟧\"]", []want{
		{Syntax, `\ is not a JSON escape`, "/0", ""},
		{Syntax, "byte 0xFF is not valid UTF-8", "/0", ""},
	}},
	{"lone surrogate", `{"flag": "⟦\ud83d⟧ of a \ude00"}`, []want{{LoneSurrogate, `\ud83d is half of a surrogate pair, and 1 more`, "/flag", ""}}},
	{"invalid UTF-8", "{\"name\": \"Gr⟦\xf6⟧\xdfe\"}", []want{{Syntax, "byte 0xF6 is not valid UTF-8, and 1 more", "/name", ""}}},
}
