package csdl

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"docgauge/internal/httpmsg"
)

// large is the metadata document that benchmarks read: the file that the
// environment variable DOCGAUGE_CSDL names, or one of about 3 MB made here.
func large(b *testing.B) []byte {
	b.Helper()
	if name := os.Getenv("DOCGAUGE_CSDL"); name != "" {
		doc, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		return doc
	}
	return generated(1500)
}

// generated writes a document of n entity types, each with an enumeration and an action.
func generated(n int) []byte {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "      <EnumType Name=\"vesselStateNumber%d\">\n", i)
		for k := range 8 {
			fmt.Fprintf(&b, "        <Member Name=\"memberNumber%d\" Value=\"%d\" />\n", k, k)
		}
		fmt.Fprintf(&b, "      </EnumType>\n      <EntityType Name=\"vesselNumber%d\" BaseType=\"p.vesselNumber%d\">\n", i, i/2)
		for k := range 12 {
			fmt.Fprintf(&b, "        <Property Name=\"propertyNumber%d_%d\" Type=\"Edm.String\" Nullable=\"false\" />\n", i, k)
		}
		fmt.Fprintf(&b, "        <Property Name=\"state%d\" Type=\"p.vesselStateNumber%d\" />\n", i, i)
		fmt.Fprintf(&b, "        <NavigationProperty Name=\"others%d\" Type=\"Collection(p.vesselNumber%d)\" ContainsTarget=\"true\" />\n      </EntityType>\n", i, (i+1)%n)
		fmt.Fprintf(&b, "      <Action Name=\"moorNumber%d\" IsBound=\"true\">\n        <Parameter Name=\"bindingParameter\" Type=\"p.vesselNumber%d\" />\n      </Action>\n", i, i)
		fmt.Fprintf(&b, "      <Annotations Target=\"p.vesselNumber%d/state%d\">\n        <Annotation Term=\"Org.OData.Core.V1.Description\" String=\"What it does at present\" />\n      </Annotations>\n", i, i)
	}
	return []byte(in(strings.Replace(b.String(), " BaseType=\"p.vesselNumber0\"", "", 1)))
}

func BenchmarkRead(b *testing.B) {
	doc := large(b)
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(bytes.NewReader(doc), "m.xml"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTokens is what Read cannot be faster than as long as it uses
// encoding/xml: all tokens of the same document, and nothing done with them.
func BenchmarkTokens(b *testing.B) {
	doc := large(b)
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		d := xml.NewDecoder(bytes.NewReader(doc))
		for {
			if _, err := d.RawToken(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkResolve(b *testing.B) {
	m := harbor(b)
	segments := httpmsg.SplitTarget("/vessels/{id}/harbor.tug/assists/{id}/cargo(lot=1,ownerTown='x')/owner/town").Resource()
	b.ReportAllocs()
	for b.Loop() {
		if r := m.Resolve(segments); !r.Whole {
			b.Fatal("the path does not resolve")
		}
	}
}
