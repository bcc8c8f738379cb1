package jsondoc

// commaFaults are commas between, before and behind entries.
var commaFaults = []row{
	{"trailing comma in an object", `{"pier": 1, "depth": 9⟦,⟧}`, []want{{TrailingComma, "trailing comma before }", "/depth", `+{"pier": 1, "depth": 9}`}}},
	{"trailing comma in an array", `{"tags": ["ferry", "freight"⟦,⟧ ]}`, []want{
		{TrailingComma, "trailing comma before ]", "/tags/1", `+{"tags": ["ferry", "freight" ]}`},
	}},
	{"trailing comma behind an object, on its line", `{
  "vessel": {
    "name": "Heron"⟦,⟧
  }⟦,⟧
}`, []want{
		{TrailingComma, "trailing comma before }", "/vessel/name", `+{
  "vessel": {
    "name": "Heron"
  },
}`},
		{TrailingComma, "trailing comma before }", "/vessel", `+{
  "vessel": {
    "name": "Heron",
  }
}`},
	}},
	{"trailing commas", "[1⟦,,⟧]", []want{{TrailingComma, "trailing comma before ]", "/0", "+[1]"}}},
	{"trailing comma behind the text", `{"pier": 1}⟦,⟧`, []want{{TrailingComma, "trailing comma after the JSON value", "", `+{"pier": 1}`}}},
	{"trailing commas over lines", `[1⟦,
,⟧]`, []want{{TrailingComma, "trailing comma before ]", "/0", "+[1]"}}},
	{"trailing commas with a comment between", "[1⟦, ⟦/* one */⟧ ,⟧ ]", []want{
		{TrailingComma, "trailing comma before ]", "/0", ""},
		{Comment, "comment in JSON: /* one */", "/0", "?[1, , ]"},
	}},
	{"doubled comma in an array", "[1,⟦,⟧ 2]", []want{{Syntax, "doubled comma", "/0", "?[1, 2]"}}},
	{"doubled comma in an object", `{"pier": 1, ⟦,⟧ "depth": 9}`, []want{{Syntax, "doubled comma", "/pier", `?{"pier": 1,  "depth": 9}`}}},
	{"leading comma", "[⟦,⟧ 1]", []want{{Syntax, "comma with nothing before it", "", "?[ 1]"}}},
	{"only a comma", "{⟦,⟧}", []want{{Syntax, "comma with nothing before it", "", "?{}"}}},
	{"missing comma between members on two lines", `{
  "pier": ⟦1⟧
  "depth": 9
}`, []want{
		{Syntax, `missing comma before "depth"`, "/pier", `+{
  "pier": 1,
  "depth": 9
}`},
	}},
	{"missing comma between members on one line", `{"pier": ⟦1⟧ "depth": 9}`, []want{{Syntax, `missing comma before "depth"`, "/pier", `?{"pier": 1, "depth": 9}`}}},
	{"missing comma behind an object", `{"vessel": {⟦}⟧
"pier": 1}`, []want{{Syntax, `missing comma before "pier"`, "/vessel", `+{"vessel": {},
"pier": 1}`}}},
	{"missing comma between items", `[{"pier": 1⟦}⟧ {"pier": 2}, ⟦3⟧ 4]`, []want{
		{Syntax, "missing comma before {", "/0", `?[{"pier": 1}, {"pier": 2}, 3 4]`},
		{Syntax, "missing comma before 4", "/2", `?[{"pier": 1} {"pier": 2}, 3, 4]`},
	}},
	{"missing comma before a bare name", `{"pier": ⟦1⟧
 ⟦depth⟧: 9}`, []want{
		{Syntax, "missing comma before depth", "/pier", `+{"pier": 1,
 depth: 9}`},
		{Syntax, "no quotes around the name depth", "/depth", `+{"pier": 1
 "depth": 9}`},
	}},
	{"missing comma before a bare name of two words", `{"pier": ⟦1⟧
 ⟦first mate⟧: "Ann"}`, []want{
		{Syntax, "missing comma before first", "/pier", `+{"pier": 1,
 first mate: "Ann"}`},
		{Syntax, "no quotes around the name first mate", "/first mate", `+{"pier": 1
 "first mate": "Ann"}`},
	}},
	{"missing comma before a name without opening quote", `{"pier": ⟦1⟧
 ⟦d⟧epth": 9}`, []want{
		{Syntax, "missing comma before depth", "/pier", `+{"pier": 1,
 depth": 9}`},
		{Syntax, "missing quote before depth", "/depth", `+{"pier": 1
 "depth": 9}`},
	}},
	{"missing comma before a literal", "[⟦1⟧ true, {⟦}⟧ null]", []want{
		{Syntax, "missing comma before true", "/0", "?[1, true, {} null]"},
		{Syntax, "missing comma before null", "/2", "?[1 true, {}, null]"},
	}},
	{"missing comma before an item in single quotes", `["ferry⟦"⟧
 ⟦'tug'⟧]`, []want{
		{Syntax, "missing comma before 'tug'", "/0", `+["ferry",
 'tug']`},
		{Syntax, "single quotes around tug", "/1", `+["ferry"
 "tug"]`},
	}},
	{"missing comma before a comment", `{"pier": ⟦1⟧ ⟦// main⟧
 "depth": 9}`, []want{
		{Syntax, `missing comma before "depth"`, "/pier", `+{"pier": 1, // main
 "depth": 9}`},
		{Comment, "comment in JSON: // main", "/pier", `?{"pier": 1
 "depth": 9}`},
	}},
	{"strings side by side", `["ferry⟦"⟧"freight"]`, []want{{Syntax, `missing comma before "freight"`, "/0", `?["ferry","freight"]`}}},
	{"semicolon for a comma", `{"pier": 1⟦;⟧ "depth": 9}`, []want{{Syntax, "; in place of a comma", "/pier", `?{"pier": 1, "depth": 9}`}}},
	{"full-width comma and colon", `{"pier"⟦：⟧ 1⟦，⟧ "depth"⟦：⟧ 9}`, []want{
		{Syntax, "： in place of a colon", "/pier", `?{"pier": 1， "depth"： 9}`},
		{Syntax, "， in place of a comma", "/pier", `?{"pier"： 1, "depth"： 9}`},
		{Syntax, "： in place of a colon", "/depth", `?{"pier"： 1， "depth": 9}`},
	}},
}

// colonFaults are names and values that do not come in pairs.
var colonFaults = []row{
	{"missing colon", `{"pier⟦"⟧ 1}`, []want{{Syntax, `missing colon after "pier"`, "/pier", `?{"pier": 1}`}}},
	{"missing colon on another line", `{"vessel⟦"⟧
  {"name": "Heron"}}`, []want{
		{Syntax, `missing colon after "vessel"`, "/vessel", `?{"vessel":
  {"name": "Heron"}}`},
	}},
	{"doubled colon", `{"pier":⟦:⟧ 1}`, []want{{Syntax, "doubled colon", "/pier", `?{"pier": 1}`}}},
	{"equals sign for a colon", `{"pier" ⟦=⟧ 1, "depth" ⟦=>⟧ 9}`, []want{
		{Syntax, "= in place of a colon", "/pier", `?{"pier" : 1, "depth" => 9}`},
		{Syntax, "=> in place of a colon", "/depth", `?{"pier" = 1, "depth" : 9}`},
	}},
	{"semicolon and comma for a colon", `{"pier"⟦;⟧ "north", "depth"⟦,⟧ 9, "open"⟦,⟧ true}`, []want{
		{Syntax, "; in place of a colon", "/pier", `?{"pier": "north", "depth", 9, "open", true}`},
		{Syntax, ", in place of a colon", "/depth", `?{"pier"; "north", "depth": 9, "open", true}`},
		{Syntax, ", in place of a colon", "/open", `?{"pier"; "north", "depth", 9, "open": true}`},
	}},
	{"colon behind a value", `{"opens": "10"⟦:⟧"30"}`, []want{{Syntax, "unexpected : after a value", "/opens", ""}}},
	{"no value before a comma", `{"pier"⟦:⟧ , "depth": 9}`, []want{{Syntax, `no value after "pier":`, "/pier", ""}}},
	{"no value before a bracket", `{"pier"⟦:⟧ }`, []want{{Syntax, `no value after "pier":`, "/pier", ""}}},
	{"no value before the next line", `{"pier"⟦:⟧
 "depth": 9}`, []want{{Syntax, `no value after "pier":`, "/pier", ""}}},
	{"no value and no colon", `{⟦"pier"⟧, "depth": 9}`, []want{{Syntax, `no value for "pier"`, "/pier", ""}}},
	{"list in braces is one fault", `{⟦"read"⟧, "write", "owner"}`, []want{{Syntax, `no value for "read"`, "/read", ""}}},
	{"name alone on the last line", `{"pier": 1,
 ⟦"depth"⟧
}`, []want{{Syntax, `no value for "depth"`, "/depth", ""}}},
	{"text for a colon", `{"pier" ⟦is 1⟧}`, []want{{Syntax, `no colon after "pier" but is 1`, "/pier", ""}}},
	{"no name", `{⟦:⟧ 1, "depth": 9}`, []want{{Syntax, "no name before :", "", ""}}},
	{"values without names are one fault", `{"pier": 1, ⟦{⟧"depth": 9}, {"depth": 8}}`, []want{{Syntax, "value without a name in an object", "", ""}}},
	{"members in an array are one fault", `["pier"⟦:⟧ 1, "depth": 9]`, []want{{Syntax, "name and value in an array", "/0", ""}}},
}
