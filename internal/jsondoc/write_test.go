package jsondoc

import "testing"

func TestLine(t *testing.T) {
	const text = `{ "berth" : [1, 2.50,true ,null], "mö<o>r": {}, "name": "a\"b", "name": Boolean }`
	for _, tt := range []struct{ comma, colon, want string }{
		{",", ":", `{"berth":[1,2.50,true,null],"mö<o>r":{},"name":"a\"b","name":null}`},
		{", ", ": ", `{"berth": [1, 2.50, true, null], "mö<o>r": {}, "name": "a\"b", "name": null}`},
	} {
		if got := parseText(text).doc.Root.Line(tt.comma, tt.colon); got != tt.want {
			t.Errorf("%q and %q: got %s, want %s", tt.comma, tt.colon, got, tt.want)
		}
	}
	if got := Quote("a\u2028<\t\">"); got != `"a\u2028<\t\">"` {
		t.Errorf("quoted %s", got)
	}
}
