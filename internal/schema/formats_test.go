package schema

import "testing"

func TestFormats(t *testing.T) {
	tests := map[string]struct{ valid, invalid []string }{
		"date-time": {
			valid: []string{
				"2024-02-29T16:20:00Z", "2016-12-31T23:59:22.6673905+03:00", "0001-01-01T00:00:00Z", "2024-05-31t16:20:00.1z",
				"2024-05-31T16:20Z", "2024-05-31T16:20:00.123456789012345-11:30", "9999-12-31T23:59:60Z",
			},
			invalid: []string{
				"", "2024-05-31", "2024-05-31T16:20:00", "2024-05-31 16:20:00Z", "2023-02-29T16:20:00Z", "2024-13-01T16:20:00Z",
				"2024-05-31T24:00:00Z", "2024-05-31T16:20:00.Z", "2024-05-31T16:20:00Zulu", "2024-05-31T16:20:00+3:00", "String (timestamp)", "24-05-31T16:20:00Z", "2024-5-31T16:20:00Z",
			},
		},
		"date":     {valid: []string{"2024-02-29", "1900-02-28"}, invalid: []string{"1900-02-29", "2024-02-30", "2024-00-10", "2024-04-31", "2024-01-01T00:00:00Z", "2024/01/01"}},
		"time":     {valid: []string{"16:20:00", "16:20", "16:20:00.0000000"}, invalid: []string{"24:00:00", "16:60:00", "16", "16:20:", "4:20 pm"}},
		"duration": {valid: []string{"P3DT12H", "PT0S", "-PT5M", "P1Y2M", "P2W", "PT1.5S", "P1D"}, invalid: []string{"", "P", "PT", "3D", "P1H", "PT1D", "P1DT", "1 day", "PT5", "P1D2Y"}},
		"uuid":     {valid: []string{"3f2504e0-4f89-41d3-9a0c-0305e82c3301", "3F2504E0-4F89-41D3-9A0C-0305E82C3301"}, invalid: []string{"", "3f2504e04f8941d39a0c0305e82c3301", "3g2504e0-4f89-41d3-9a0c-0305e82c3301", "{3f2504e0-4f89-41d3-9a0c-0305e82c33}", "3f2504e0_4f89-41d3-9a0c-0305e82c3301"}},
		"uri":      {valid: []string{"https://harbor.example/a?b#c", "urn:x", "https://harbor.example/...", "https://harbor.example/{id}/<id>", "mailto:a@b"}, invalid: []string{"", "harbor.example", "/a/b", "webUrl-value", "https:", ":x", "https://a b", "1http://x"}},
		"email":    {valid: []string{"ada@harbor.example", "a.b+c@x"}, invalid: []string{"", "ada", "@x", "a@", "a b@x", "a@b@c", "Ada <ada@x>"}},
		"base64":   {valid: []string{"", "QUJD", "QUI=", "QQ==", "QUI", "-_+/"}, invalid: []string{"Q", "QUJDR", "Q===", "QUJD=", "a b=", "base64 text"}},
	}
	checks := formats()
	for name, test := range tests {
		for _, s := range test.valid {
			if !checks[name](s) {
				t.Errorf("%q is no %s", s, name)
			}
		}
		for _, s := range test.invalid {
			if checks[name](s) {
				t.Errorf("%q is a %s", s, name)
			}
		}
		if !checks[name](5) || !checks[name](nil) {
			t.Errorf("%s minds values that are no strings", name)
		}
	}
	for name := range checks {
		if numeral(name) == "" && formatWords(name) == "the format "+name {
			t.Errorf("no words for %s", name)
		}
	}
	if got := formatWords("ipv4"); got != "the format ipv4" {
		t.Errorf("ipv4: %q", got)
	}
}

func TestClosest(t *testing.T) {
	names := []string{"roles", "grantedTo", "grantedToV2", "link", "id", "hasPassword", "inheritedFrom"}
	tests := map[string]string{
		"roels": "roles", "role": "roles", "Roles": "roles", "HASPASSWORD": "hasPassword", "hasPasword": "hasPassword",
		"grantedto": "grantedTo", "grantedToV1": "grantedToV2", "grantTo": "grantedTo", "granted": "grantedTo", "grants": "", "granteeTo": "grantedTo",
		"lnik": "link", "lint": "link", "lend": "", "ID": "id", "ids": "", "it": "", "": "", "inheritdForm": "inheritedFrom", "password": "",
	}
	for name, want := range tests {
		if got := Closest(name, names); got != want {
			t.Errorf("Closest(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "ab", 2}, {"ab", "", 2}, {"ab", "ba", 1}, {"quay", "quays", 1}, {"berth", "birth", 1}, {"abcd", "badc", 2}, {"tug", "barge", 3}, {"anchorage", "ancohrage", 1}, {"xabcdefgh", "abcdefghy", 2}} {
		if got := distance(test.a, test.b, 3); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
	}
}
