package odata

import (
	"encoding/json"
	"fmt"
	"testing"
)

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

func TestFormOf(t *testing.T) {
	for name, want := range map[string]string{
		"Edm.String": `"string"  0 0`, "Edm.Byte": `"integer"  0 255`, "Edm.SByte": `"integer"  -128 127`,
		"Edm.Int32": `"integer"  -2147483648 2147483647`, "Edm.Int64": `["integer","string"] int64 0 0`,
		"Edm.Decimal": `["number","string"] decimal 0 0`, "Edm.Single": `["number","string"] double 0 0`,
		"Edm.Date": `"string" date 0 0`, "Edm.Guid": `"string" uuid 0 0`, "Edm.Binary": `"string" base64 0 0`,
		"Edm.Boolean": `"boolean"  0 0`, "Edm.GeometryPoint": `"object"  0 0`, "Edm.EntityType": `"object"  0 0`,
		"Edm.Stream": `null  0 0`, "Edm.Untyped": `null  0 0`, "harbor.berth": `null  0 0`, "Geography": `null  0 0`, "": `null  0 0`,
	} {
		f := FormOf(name)
		typ, err := json.Marshal(f.Type())
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(string(typ), " ", f.Format, " ", f.Low, " ", f.High); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestIsGUID(t *testing.T) {
	for _, s := range []string{"0f9d1c52-7b3e-4a68-9c1d-52e80b7af316", "0F9D1C52-7B3E-4A68-9C1D-52E80B7AF316"} {
		if !IsGUID(s) {
			t.Errorf("%q is refused", s)
		}
	}
	for _, s := range []string{
		"", "0f9d1c52", "0f9d1c527b3e4a689c1d52e80b7af316", "0f9d1c52-7b3e-4a68-9c1d-52e80b7af31g",
		"{f9d1c52-7b3e-4a68-9c1d-52e80b7af316", "0f9d1c52+7b3e-4a68-9c1d-52e80b7af316",
	} {
		if IsGUID(s) {
			t.Errorf("%q is accepted", s)
		}
	}
}
