package jsondoc

// severalFaults are texts with several faults: one problem for each, and no more.
var severalFaults = []row{
	{"a fault of each sort on neighbouring lines", `{
  ⟦'pier'⟧: 1,
  "name": "Heron⟦"⟧
  "depth": ⟦09⟧, ⟦// meters⟧
  "tags": ["ferry", "freight"⟦,⟧],
  "note": "in⟦
⟧out",
  ⟦"pier"⟧: 2,
  ⟦...⟧
}`, []want{
		{Syntax, "single quotes around pier", "/pier", "+"},
		{Syntax, `missing comma before "depth"`, "/name", "+"},
		{Syntax, "09 is not JSON", "/depth", "?"},
		{Comment, "comment in JSON: // meters", "/depth", "?"},
		{TrailingComma, "trailing comma before ]", "/tags/1", "+"},
		{Syntax, "line break in a string", "/note", "+"},
		{DuplicateName, `duplicate name "pier"`, "/pier", ""},
		{Ellipsis, "... stands for members left out", "", ""},
	}},
	{"headers in braces", `{
  ⟦Location⟧: ⟦https://api.example.org/berths/⟦7⟧⟧
  ⟦Retry-After⟧: 60
}`, []want{
		{Syntax, "no quotes around the name Location", "/Location", "+"},
		{Syntax, "https://api.example.org/berths/7 is not a JSON value", "/Location", "?"},
		{Syntax, "missing comma before Retry-After", "/Location", "+"},
		{Syntax, "no quotes around the name Retry-After", "/Retry-After", "+"},
	}},
	{"list in braces, wrong nesting and a missing bracket", `{
  "answers": [
  {
    "body": {
      ⟦"B_1"⟧,
      "B_2"
  ⟦}⟧
    "id": "{berthId}",
    ⟦"status⟧: 200,
    ⟦"body"⟧: {
       "data": [⟦{BerthId}⟧, ⟦{BerthId}...⟧⟦]⟧
       "error": null
    }
  ⟦]⟧
}`, []want{
		{Syntax, `no value for "B_1"`, "/answers/0/body/B_1", ""},
		{Syntax, `missing comma before "id"`, "/answers/0/body", "+"},
		{Syntax, "missing quote after the name status", "/answers/0/status", "?"},
		{DuplicateName, `duplicate name "body"`, "/answers/0/body", ""},
		{Syntax, "{BerthId} is not a JSON value", "/answers/0/body/data/0", "?"},
		{Syntax, "{BerthId}... is not a JSON value", "/answers/0/body/data/1", "?"},
		{Syntax, `missing comma before "error"`, "/answers/0/body/data", "+"},
		{Syntax, "missing } before ]", "/answers/0", "?"},
	}},
	{"object of a scripting language", `{
  ⟦id⟧: ⟦'b-1'⟧,
  ⟦open⟧: ⟦True⟧,
  ⟦tags⟧: [⟦'ferry'⟧, "freight"⟦,⟧]⟦,⟧
}
`, []want{
		{Syntax, "no quotes around the name id", "/id", "+"},
		{Syntax, "single quotes around b-1", "/id", "+"},
		{Syntax, "no quotes around the name open", "/open", "+"},
		{Syntax, "True is not JSON", "/open", "?"},
		{Syntax, "no quotes around the name tags", "/tags", "+"},
		{Syntax, "single quotes around ferry", "/tags/0", "+"},
		{TrailingComma, "trailing comma before ]", "/tags/1", "+"},
		{TrailingComma, "trailing comma before }", "/tags", "+"},
	}},
}
