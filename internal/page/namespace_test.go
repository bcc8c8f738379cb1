package page

import (
	"testing"

	"docgauge/internal/text"
)

func TestNamespace(t *testing.T) {
	for in, want := range map[string]string{
		"# A\n\nNamespace: harbor.lift\n":              "harbor.lift",
		"# A\r\n\r\n**Namespace:** `harbor.lift`.\r\n": "harbor.lift",
		"> Owner: port\n> NAMESPACE: harbor\n":         "harbor",
		"命名空间：microsoft.graph\n":                       "microsoft.graph",
		"Espace de noms: microsoft.graph\n":            "microsoft.graph",
		"Espace de noms: harbor\n":                     "",
		"Namespace: harbor and others\n":               "",
		"Namespace:\n":                                 "",
		"    Namespace: harbor\n":                      "",
		"":                                             "",
	} {
		src := text.NewSource("x.md", []byte(in))
		if got := src.Slice(Build(src).Namespace); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}
