package jsondoc

// spaceFaults are invisible characters.
var spaceFaults = []row{
	{"no-break space", "{\"pier\":⟦\u00a0⟧1}", []want{{Syntax, "no-break space (U+00A0) used as white space", "/pier", `+{"pier": 1}`}}},
	{"no-break spaces are one fault", "{\n⟦\u00a0\u00a0⟧\"pier\": 1,\n\u00a0 \"depth\": 9\n}", []want{
		{Syntax, "no-break space (U+00A0) used as white space", "", `+{
  "pier": 1,
  "depth": 9
}`},
	}},
	{"zero-width characters", "{⟦\u200b⟧\"pier\"\u200b: ⟦\ufeff⟧1}", []want{
		{Syntax, "zero-width space (U+200B) used as white space", "", "+{\"pier\": \ufeff1}"},
		{Syntax, "byte order mark (U+FEFF) used as white space", "/pier", "+{\u200b\"pier\"\u200b: 1}"},
	}},
	{"zero-width space between numbers", "[1,⟦\u200b⟧2 , ⟦3⟧\u200b4]", []want{
		{Syntax, "zero-width space (U+200B) used as white space", "/0", "+[1,2 , 3 4]"},
		{Syntax, "missing comma before 4", "/2", "?[1,\u200b2 , 3,\u200b4]"},
	}},
	{"separators and full-width blanks", "{\"pier\":⟦\u2028⟧ 1,⟦\u3000⟧\"depth\":⟦\u202f⟧9}", []want{
		{Syntax, "line separator (U+2028) used as white space", "/pier", "+{\"pier\":  1,\u3000\"depth\":\u202f9}"},
		{Syntax, "ideographic space (U+3000) used as white space", "/pier", "+{\"pier\":\u2028 1, \"depth\":\u202f9}"},
		{Syntax, "narrow no-break space (U+202F) used as white space", "/depth", "+{\"pier\":\u2028 1,\u3000\"depth\": 9}"},
	}},
	{"form feed and NUL", "{\"pier\": 1,⟦\f⟧\"depth\": 9}⟦\x00⟧", []want{
		{Syntax, "form feed (U+000C) used as white space", "/pier", "+{\"pier\": 1, \"depth\": 9}\x00"},
		{Syntax, "NUL character (U+0000) used as white space", "", "+{\"pier\": 1,\f\"depth\": 9}"},
	}},
	{"other invisible characters", "[⟦\u00ad⟧1,⟦\u2060⟧ 2,⟦\v⟧3,⟦\u2003⟧4,⟦\u200e⟧5,⟦\x01⟧6]", []want{
		{Syntax, "soft hyphen (U+00AD) used as white space", "", "+[1,\u2060 2,\v3,\u20034,\u200e5,\x016]"},
		{Syntax, "word joiner (U+2060) used as white space", "/0", "+[\u00ad1, 2,\v3,\u20034,\u200e5,\x016]"},
		{Syntax, "vertical tab (U+000B) used as white space", "/1", "+[\u00ad1,\u2060 2, 3,\u20034,\u200e5,\x016]"},
		{Syntax, "Unicode space (U+2003) used as white space", "/2", "+[\u00ad1,\u2060 2,\v3, 4,\u200e5,\x016]"},
		{Syntax, "invisible character (U+200E) used as white space", "/3", "+[\u00ad1,\u2060 2,\v3,\u20034,5,\x016]"},
		{Syntax, "control character (U+0001) used as white space", "/4", "+[\u00ad1,\u2060 2,\v3,\u20034,\u200e5,6]"},
	}},
	{"byte order mark", "⟦\ufeff⟧{\"pier\": 1}", []want{{Syntax, "byte order mark (U+FEFF) used as white space", "", `+{"pier": 1}`}}},
	{"no-break space in a string is no fault", "{\"name\": \"Heron\u00a0II\"}", []want{}},
}

// documentFaults are what stands around the value, and names that stand twice.
var documentFaults = []row{
	{"second value", `{"pier": 1}
⟦{⟧"pier": 2}
{"pier": 3}`, []want{{Syntax, "second JSON value after the first", "", ""}}},
	{"second value behind a comma", `{"pier": 1}, ⟦{⟧"pier": 2}`, []want{{Syntax, "second JSON value after the first", "", ""}}},
	{"text behind the value", `{"pier": 1}
⟦Authorization: Bearer {token}⟧
Content-Type: application/json`, []want{
		{Syntax, "text after the JSON value: Authorization: Bearer {token}", "", ""},
	}},
	{"text between values", `{"pier": 1}
⟦or, later in the day:⟧
{"pier": 2⟦,⟧}`, []want{
		{Syntax, "text after the JSON value: or, later in the day:", "", ""},
		{TrailingComma, "trailing comma before }", "/pier", `+{"pier": 1}
or, later in the day:
{"pier": 2}`},
	}},
	{"semicolon behind the value", `{"pier": 1}⟦;⟧`, []want{{Syntax, "text after the JSON value: ;", "", ""}}},
	{"text before the value", `⟦HTTP/1.1 200 OK⟧
Content-Type: application/json

{"pier": 1}`, []want{
		{Syntax, "text before the JSON value: HTTP/1.1 200 OK", "", ""},
	}},
	{"nothing but text", "⟦The chart as a file⟧", []want{{Syntax, "not JSON: The chart as a file", "", ""}}},
	{"nothing but headers", `⟦Content-Length: 12⟧
ETag: "x"`, []want{{Syntax, "not JSON: Content-Length: 12…", "", ""}}},
	{"text in brackets without end", "⟦(see below⟧", []want{{Syntax, "not JSON: (see below", "", ""}}},
	{"closing brackets only", "⟦]}⟧", []want{{Syntax, "]} closes nothing", "", "?"}}},
	{"duplicate names", `{"pier": 1, "depth": 9, ⟦"pier"⟧: 2, ⟦"\u0070ier"⟧: 3}`, []want{
		{DuplicateName, `duplicate name "pier"`, "/pier", ""},
		{DuplicateName, `duplicate name "pier"`, "/pier", ""},
	}},
}
