package odata

import "testing"

func TestValidPrimitive(t *testing.T) {
	tests := []struct {
		name        string
		good, wrong []string
	}{
		{
			"Edm.DateTimeOffset",
			[]string{
				"2016-12-31T23:59:22Z", "2016-12-31T23:59:22.1234567+03:00", "2016-12-31T23:59:22.123456789012Z", "2016-12-31T23:59Z",
				"2016-12-31t23:59:22z", "2024-02-29T00:00:00-00:00", "12016-12-31T00:00:00Z", "-0044-03-15T12:00:00Z", "0001-01-01T00:00:00Z", "2000-02-29T00:00:00Z",
			},
			[]string{
				"", "2016-12-31", "2016-12-31T23:59:22", "2016-12-31 23:59:22Z", "2016-12-31T23:59:60Z", "2016-12-31T24:00:00Z", "2016-13-01T00:00:00Z",
				"2016-00-01T00:00:00Z", "2016-04-31T00:00:00Z", "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2016-1-1T00:00:00Z", "16-01-01T00:00:00Z",
				"02016-01-01T00:00:00Z", "2016-12-31T23:59:22.Z", "2016-12-31T23:59:22.1234567890123Z", "2016-12-31T23:59:22+0300", "2016-12-31T23:59:22+03", "2016-12-31T23:59:22+24:00",
				"2016-12-31T23Z", "2016-12-31T23:Z", "String (timestamp)", "2016-12-31T23:59:22ZZ", "2016-12-31T23:59:22+03:00x", "2016-12-31T23:59:", "2016/12/31T00:00:00Z", "2016-12-00T00:00:00Z",
			},
		},
		{"Edm.Date", []string{"2016-12-31", "-0001-01-01"}, []string{"", "2016-12-31Z", "2016-12-32", "2016-12", "31-12-2016", "20161231"}},
		{"Edm.TimeOfDay", []string{"07:59", "07:59:59", "07:59:59.9999999"}, []string{"", "7:59", "24:00:00", "07:60", "07:59:59Z", "07:59:59.", "07"}},
		{
			"Edm.Duration",
			[]string{"PT0S", "P1D", "P90D", "-PT8H", "+P1DT2H3M4.5S", "PT1H30M", "PT12.22S", "p1dt1h", "PT1M"},
			[]string{"", "-", "P", "PT", "P1DT", "P1Y", "P1M", "P1W", "1D", "PT1H1H", "PT1S1M", "PT1.5H", "PT.5S", "PT1.S", "P-1D", "-+P1D", "PT1", "PT1D", "P1D2H", "8:00"},
		},
		{"Edm.Guid", []string{"0f9d1c52-7b3e-4a68-9c1d-52e80b7af316", "0F9D1C52-7B3E-4A68-9C1D-52E80B7AF316"}, []string{"", "0f9d1c52", "0f9d1c527b3e4a689c1d52e80b7af316", "0f9d1c52-7b3e-4a68-9c1d-52e80b7af31g", "{f9d1c52-7b3e-4a68-9c1d-52e80b7af316", "0f9d1c52+7b3e-4a68-9c1d-52e80b7af316"}},
		{"Edm.Binary", []string{"", "QUJD", "QUI=", "QQ==", "QUI", "QQ", "QR==", "-_-_", "+/+/"}, []string{"Q", "QUJDQ", "QUI==", "Q===", "QU=I", "QU JD", "...", "binary", "content", "QUJD="}},
		{"Edm.String", []string{"", "anything"}, nil},
		{"harbor.berth", []string{"anything"}, nil},
	}
	for _, tt := range tests {
		for _, v := range tt.good {
			if !ValidPrimitive(tt.name, v) {
				t.Errorf("%s: %q is refused", tt.name, v)
			}
		}
		for _, v := range tt.wrong {
			if ValidPrimitive(tt.name, v) {
				t.Errorf("%s: %q is accepted", tt.name, v)
			}
		}
	}
}

func TestJSONKind(t *testing.T) {
	for in, want := range map[string]JSONKind{
		"String": JSONString, "Guid": JSONString, "DateTimeOffset": JSONString, "Duration": JSONString, "Binary": JSONString,
		"Int64": JSONNumber, "Decimal": JSONNumber, "Double": JSONNumber, "Byte": JSONNumber, "Boolean": JSONBoolean,
		"Edm.GeographyPoint": JSONObject, "JSON object": JSONObject, "Stream": JSONAny, "Edm.Untyped": JSONAny, "harbor.berth": JSONAny,
		"String collection": JSONArray, "Collection(harbor.berth)": JSONArray, "": JSONAny,
	} {
		if got := Parse(in).JSONKind(); got != want {
			t.Errorf("%q: %d, want %d", in, got, want)
		}
	}
}

func TestNumberAsString(t *testing.T) {
	tests := []struct {
		typ, value string
		want       bool
	}{
		{"Edm.Int64", "12", true},
		{"Edm.Int64", "-12", true},
		{"Edm.Int64", "1.5", false},
		{"Edm.Int64", "INF", false},
		{"Edm.Int64", "", false},
		{"Edm.Int64", "--1", false},
		{"Edm.Decimal", "1.50", true},
		{"Edm.Decimal", "1.", false},
		{"Edm.Decimal", "NaN", true},
		{"Edm.Double", "INF", true},
		{"Edm.Double", "-INF", true},
		{"Edm.Double", "1.5", false},
		{"Edm.Single", "NaN", true},
		{"Edm.Int32", "12", false},
		{"Edm.String", "12", false},
		{"Collection(Edm.Int64)", "12", false},
		{"Collection(Edm.Double)", "NaN", false},
	}
	for _, tt := range tests {
		if got := Parse(tt.typ).NumberAsString(tt.value); got != tt.want {
			t.Errorf("%s %q: %v", tt.typ, tt.value, got)
		}
	}
}
