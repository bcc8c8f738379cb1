package csdl

import (
	"bytes"
	"os"
	"testing"
)

// harbor reads the model that most tests use. It has no faults.
func harbor(t testing.TB) *Model {
	t.Helper()
	b, err := os.ReadFile("testdata/harbor.xml")
	if err != nil {
		t.Fatal(err)
	}
	m, err := Read(bytes.NewReader(b), "harbor.xml")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range m.Problems {
		t.Errorf("%d:%d: %s", p.At.Line, p.At.Column, p.Message)
	}
	return m
}
