package jsondoc

// bracketFaults are brackets missing, wrong or too many.
var bracketFaults = []row{
	{"unclosed object", `⟦{⟧"pier": 1`, []want{{Syntax, "{ is not closed", "", `?{"pier": 1}`}}},
	{"unclosed objects on lines", `{
  "vessel": ⟦{⟧
    "name": "Heron"`, []want{
		{Syntax, "{ is not closed, and 1 around it", "/vessel", `?{
  "vessel": {
    "name": "Heron"
  }
}`},
	}},
	{"unclosed array behind a comma", `{"tags": ⟦[⟧"ferry",`, []want{{Syntax, "[ is not closed, and 1 around it", "/tags", `?{"tags": ["ferry"]}`}}},
	{"unclosed behind a colon", `⟦{⟧"pier":`, []want{{Syntax, "{ is not closed", "", ""}}},
	{"cut off in a string", `{
  "vessel": {
    "name": ⟦"Her⟧`, []want{
		{Syntax, `missing quote at the end of "Her`, "/vessel/name", `?{
  "vessel": {
    "name": "Her"
  }
}`},
	}},
	{"cut off in a name", `{"pier": 1, ⟦"dep⟧`, []want{{Syntax, `missing quote at the end of "dep`, "", ""}}},
	{"unclosed, told by the indentation", `{
  "vessel": ⟦{⟧
    "name": "Heron",
  "pier": 1
}`, []want{{Syntax, "{ is not closed", "", ""}}},
	{"missing bracket before another", `{"tags": ["ferry", "freight"⟦}⟧`, []want{
		{Syntax, "missing ] before }", "/tags", `?{"tags": ["ferry", "freight"]}`},
	}},
	{"missing brackets before another", `{"berths": ⟦[⟧{"tags": ["ferry"⟦}⟧`, []want{
		{Syntax, "[ is not closed, and 1 around it", "/berths", `?{"berths": [{"tags": ["ferry"}]}`},
		{Syntax, "missing ] before }", "/berths/0/tags", `?{"berths": [{"tags": ["ferry"]}`},
	}},
	{"missing bracket before an item", `{"berths": [
  {"pier": 1⟦,⟧
  {"pier": 2}
]}`, []want{
		{Syntax, "missing } before the comma", "/berths/0", `?{"berths": [
  {"pier": 1},
  {"pier": 2}
]}`},
	}},
	{"missing bracket before a member", `{"tags": ["ferry", "freight"⟦,⟧ "pier": 1}`, []want{
		{Syntax, "missing ] before the comma", "/tags", `?{"tags": ["ferry", "freight"], "pier": 1}`},
	}},
	{"missing bracket and comma before a member", `{"tags": ["ferry", "freight⟦"⟧
 "pier": 1}`, []want{
		{Syntax, "missing ] and comma", "/tags", `?{"tags": ["ferry", "freight"],
 "pier": 1}`},
	}},
	{"wrong bracket", `{"tags": ["ferry", "freight"⟦}⟧}`, []want{
		{Syntax, "} in place of ]", "/tags", `?{"tags": ["ferry", "freight"]}`},
	}},
	{"wrong last bracket", `{"pier": 1⟦]⟧`, []want{{Syntax, "] in place of }", "", `?{"pier": 1}`}}},
	{"one bracket too many at the end", `{"pier": 1}⟦}⟧`, []want{{Syntax, "} closes nothing", "", `?{"pier": 1}`}}},
	{"one bracket too many above", `{
  "vessel": {
    "name": "Heron"
    }
  ⟦}⟧,
  "pier": 1
}`, []want{
		{Syntax, "} closes nothing", "/vessel", `?{
  "vessel": {
    "name": "Heron"
    }
  ,
  "pier": 1
}`},
	}},
	{"doubled brace", `{"berths": [{⟦{⟧"pier": 1}, {"pier": 2}]}`, []want{
		{Syntax, "doubled {", "/berths/0", `?{"berths": [{"pier": 1}, {"pier": 2}]}`},
	}},
	{"one bracket too many in an item", `{"berths": [{"vessel": {"name": "Heron"}⟦}⟧, "pier": 1}]}`, []want{
		{Syntax, "} closes nothing", "/berths/0/vessel", `?{"berths": [{"vessel": {"name": "Heron"}, "pier": 1}]}`},
	}},
	{"array bracket too many", `{"tags": ["ferry"]⟦]⟧, "pier": 1}`, []want{
		{Syntax, "] closes nothing", "/tags", `?{"tags": ["ferry"], "pier": 1}`},
	}},
	{"members without braces", `⟦"vessel"⟧: {"name": "Heron"}, "pier": 1`, []want{
		{Syntax, `missing { before "vessel", and } at the end`, "", `?{"vessel": {"name": "Heron"}, "pier": 1}`},
	}},
	{"members without braces, with a comma behind", `⟦"vessel"⟧: {"name": "Heron"},`, []want{
		{Syntax, `missing { before "vessel", and } at the end`, "", `?{"vessel": {"name": "Heron"}}`},
	}},
	{"member without braces and quotes", `⟦⟦vessel⟧⟧: {"name": "Heron"}`, []want{
		{Syntax, "no quotes around the name vessel", "/vessel", `+"vessel": {"name": "Heron"}`},
		{Syntax, "missing { before vessel, and } at the end", "", `?{vessel: {"name": "Heron"}}`},
	}},
	{"missing opening brace", `⟦"pier"⟧: 1, "depth": 9 }`, []want{{Syntax, `missing { before "pier"`, "", `?{"pier": 1, "depth": 9 }`}}},
	{"missing opening brace of an item", `{"berths": [⟦"pier"⟧: 1, "depth": 9}, {"pier": 2}]}`, []want{
		{Syntax, `missing { before "pier"`, "/berths/0", `?{"berths": [{"pier": 1, "depth": 9}, {"pier": 2}]}`},
	}},
	{"missing opening brace of a later item", `{"berths": [{"pier": 1}, ⟦"pier"⟧: 2}]}`, []want{
		{Syntax, `missing { before "pier"`, "/berths/1", `?{"berths": [{"pier": 1}, {"pier": 2}]}`},
	}},
	{"missing opening brace of a member", `{"vessel":
  ⟦"name"⟧: "Heron",
  "crew": 9
}, "pier": 1}`, []want{
		{Syntax, `missing { before "name"`, "/vessel", `?{"vessel":
  {"name": "Heron",
  "crew": 9
}, "pier": 1}`},
	}},
	{"missing opening brace of a member, on its line", `{"vessel": ⟦"name"⟧: "Heron", "crew": 9}, "pier": 1}`, []want{
		{Syntax, `missing { before "name"`, "/vessel", `?{"vessel": {"name": "Heron", "crew": 9}, "pier": 1}`},
	}},
	{"missing opening brace of what is empty", `{"vessel": ⟦}⟧, "pier": 1}`, []want{{Syntax, "missing { before }", "/vessel", `?{"vessel": {}, "pier": 1}`}}},
	{"missing opening bracket of what is empty", `{"tags": ⟦]⟧, "pier": 1}`, []want{{Syntax, "missing [ before ]", "/tags", `?{"tags": [], "pier": 1}`}}},
	{"missing opening bracket before objects", `{"berths": ⟦{⟧"pier": 1}, {"pier": 2}], "open": true}`, []want{
		{Syntax, "missing [ before {", "/berths", `?{"berths": [{"pier": 1}, {"pier": 2}], "open": true}`},
	}},
	{"missing opening bracket before strings", `{"tags": ⟦"ferry"⟧, "freight"], "open": true}`, []want{
		{Syntax, `missing [ before "ferry"`, "/tags", `?{"tags": ["ferry", "freight"], "open": true}`},
	}},
	{"missing opening bracket, and a comment that is read twice", `{"tags": ⟦"ferry"⟧, "freight" ⟦/* last */⟧], "open": true}`, []want{
		{Syntax, `missing [ before "ferry"`, "/tags", `?{"tags": ["ferry", "freight" /* last */], "open": true}`},
		{Comment, "comment in JSON: /* last */", "", `?{"tags": "ferry", "freight" ], "open": true}`},
	}},
	{"missing opening bracket before numbers", `{"depths": ⟦9⟧, 8, 7], "open": true}`, []want{
		{Syntax, "missing [ before 9", "/depths", `?{"depths": [9, 8, 7], "open": true}`},
	}},
	{"missing closing brace of what is empty", `{"berths": [{"vessel": {⟦,⟧ "pier": 1}]}`, []want{
		{Syntax, "missing } before the comma", "/berths/0/vessel", `?{"berths": [{"vessel": {}, "pier": 1}]}`},
	}},
}

// literalFaults are values that are not JSON.
var literalFaults = []row{
	{"Python and JavaScript literals", "[⟦True⟧, ⟦FALSE⟧, ⟦None⟧, ⟦undefined⟧, ⟦NULL⟧]", []want{
		{Syntax, "True is not JSON", "/0", "?[true, FALSE, None, undefined, NULL]"},
		{Syntax, "FALSE is not JSON", "/1", "?[True, false, None, undefined, NULL]"},
		{Syntax, "None is not JSON", "/2", "?[True, FALSE, null, undefined, NULL]"},
		{Syntax, "undefined is not JSON", "/3", "?[True, FALSE, None, null, NULL]"},
		{Syntax, "NULL is not JSON", "/4", "?[True, FALSE, None, undefined, null]"},
	}},
	{"numbers that JSON has not", "[⟦NaN⟧, ⟦-Infinity⟧]", []want{
		{Syntax, "NaN is not JSON", "/0", ""},
		{Syntax, "-Infinity is not JSON", "/1", ""},
	}},
	{"numbers in other notations", "[⟦+1⟧, ⟦.5⟧, ⟦5.⟧, ⟦-.5e3⟧, ⟦007⟧, ⟦0x1F⟧, ⟦-0x10⟧, ⟦1_000⟧]", []want{
		{Syntax, "+1 is not JSON", "/0", "?[1, .5, 5., -.5e3, 007, 0x1F, -0x10, 1_000]"},
		{Syntax, ".5 is not JSON", "/1", "?[+1, 0.5, 5., -.5e3, 007, 0x1F, -0x10, 1_000]"},
		{Syntax, "5. is not JSON", "/2", "?[+1, .5, 5, -.5e3, 007, 0x1F, -0x10, 1_000]"},
		{Syntax, "-.5e3 is not JSON", "/3", "?[+1, .5, 5., -0.5e3, 007, 0x1F, -0x10, 1_000]"},
		{Syntax, "007 is not JSON", "/4", "?[+1, .5, 5., -.5e3, 7, 0x1F, -0x10, 1_000]"},
		{Syntax, "0x1F is not JSON", "/5", "?[+1, .5, 5., -.5e3, 007, 31, -0x10, 1_000]"},
		{Syntax, "-0x10 is not JSON", "/6", "?[+1, .5, 5., -.5e3, 007, 0x1F, -16, 1_000]"},
		{Syntax, "1_000 is not JSON", "/7", "?[+1, .5, 5., -.5e3, 007, 0x1F, -0x10, 1000]"},
	}},
	{"numbers that no notation has", "[⟦1.2.3⟧, ⟦1e⟧, ⟦0x⟧, ⟦--1⟧]", []want{
		{Syntax, "1.2.3 is not a JSON value", "/0", `?["1.2.3", 1e, 0x, --1]`},
		{Syntax, "1e is not a JSON value", "/1", `?[1.2.3, "1e", 0x, --1]`},
		{Syntax, "0x is not a JSON value", "/2", `?[1.2.3, 1e, "0x", --1]`},
		{Syntax, "--1 is not a JSON value", "/3", `?[1.2.3, 1e, 0x, "--1"]`},
	}},
	{"bare words", `{"isOpen": ⟦Boolean⟧, "name": ⟦string⟧, "size": ⟦@odata.type⟧}`, []want{
		{Syntax, "Boolean is not a JSON value", "/isOpen", `?{"isOpen": "Boolean", "name": string, "size": @odata.type}`},
		{Syntax, "string is not a JSON value", "/name", `?{"isOpen": Boolean, "name": "string", "size": @odata.type}`},
		{Syntax, "@odata.type is not a JSON value", "/size", `?{"isOpen": Boolean, "name": string, "size": "@odata.type"}`},
	}},
	{"type name with a hash", `{"@odata.type": ⟦#microsoft.graph.x⟧, "pier": 1}`, []want{
		{Syntax, "#microsoft.graph.x is not a JSON value", "/@odata.type", `?{"@odata.type": "#microsoft.graph.x", "pier": 1}`},
	}},
	{"placeholders", `{"id": ⟦{id}⟧, "name": ⟦<name>⟧, "user": ⟦{{user id}}⟧, "url": ⟦/berths/{id}/vessels⟧}`, []want{
		{Syntax, "{id} is not a JSON value", "/id", `?{"id": "{id}", "name": <name>, "user": {{user id}}, "url": /berths/{id}/vessels}`},
		{Syntax, "<name> is not a JSON value", "/name", `?{"id": {id}, "name": "<name>", "user": {{user id}}, "url": /berths/{id}/vessels}`},
		{Syntax, "{{user id}} is not a JSON value", "/user", `?{"id": {id}, "name": <name>, "user": "{{user id}}", "url": /berths/{id}/vessels}`},
		{Syntax, "/berths/{id}/vessels is not a JSON value", "/url", `?{"id": {id}, "name": <name>, "user": {{user id}}, "url": "/berths/{id}/vessels"}`},
	}},
	{"nothing but a placeholder", "⟦{Raw bytes of the file}⟧", []want{{Syntax, "{Raw bytes of the file} is not a JSON value", "", `?"{Raw bytes of the file}"`}}},
	{"text in an array", "[⟦Zip file with the chart⟧]", []want{{Syntax, "Zip file with the chart is not a JSON value", "/0", `?["Zip file with the chart"]`}}},
	{"bare text with brackets", `{"name": ⟦string (up to 9, in all)⟧, "tags": ⟦Collection(Edm.String)⟧}`, []want{
		{Syntax, "string (up to 9, in all) is not a JSON value", "/name", `?{"name": "string (up to 9, in all)", "tags": Collection(Edm.String)}`},
		{Syntax, "Collection(Edm.String) is not a JSON value", "/tags", `?{"name": string (up to 9, in all), "tags": "Collection(Edm.String)"}`},
	}},
	{"date without quotes", `{"opened": ⟦2018-04-01T12:39:16Z⟧, "closes": ⟦10:30⟧}`, []want{
		{Syntax, "2018-04-01T12:39:16Z is not a JSON value", "/opened", `?{"opened": "2018-04-01T12:39:16Z", "closes": 10:30}`},
		{Syntax, "10:30 is not a JSON value", "/closes", `?{"opened": 2018-04-01T12:39:16Z, "closes": "10:30"}`},
	}},
	{"call", `{"opened": ⟦new Date("2018-04-01")⟧}`, []want{{Syntax, `new Date("2018-04-01") is not a JSON value`, "/opened", ""}}},
	{"text behind a value", `{"pier": 1 ⟦(optional)⟧, "size": 12 ⟦KB⟧}`, []want{
		{Syntax, "unexpected text after the value: (optional)", "/pier", ""},
		{Syntax, "unexpected text after the value: KB", "/size", ""},
	}},
	{"alternatives", `{"role": "read" ⟦| "write"⟧, "kind": "a"⟦|"b"⟧}`, []want{
		{Syntax, `unexpected text after the value: | "write"`, "/role", ""},
		{Syntax, `unexpected text after the value: |"b"`, "/kind", ""},
	}},
	{"alternatives below each other", `["read"
 ⟦| "write"⟧]`, []want{{Syntax, `unexpected text after the value: | "write"`, "/0", ""}}},
	{"remark behind a string at once", `{"name": "Heron"⟦(a bird)⟧, "pier": 1}`, []want{{Syntax, "unexpected text after the value: (a bird)", "/name", ""}}},
	{"text between members", `{
  "pier": 1,
  ⟦and so forth⟧
  "depth": 9⟦,⟧
}`, []want{
		{Syntax, "unexpected text in an object: and so forth", "", ""},
		{TrailingComma, "trailing comma before }", "/depth", `+{
  "pier": 1,
  and so forth
  "depth": 9
}`},
	}},
	{"dash before a name", `{"vessel": {
  ⟦-⟧ "name": "Heron",
  "pier": 1
}}`, []want{{Syntax, "unexpected text in an object: -", "/vessel", ""}}},
}
