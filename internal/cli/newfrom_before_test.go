package cli

import (
	"bufio"
	"strings"
	"testing"
)

func TestReadBlob(t *testing.T) {
	tests := []struct{ name, batch, want, err string }{
		{"content", "0ddf blob 6\nA\r\nB\x00\n\n0ddf blob 1\n", "A\r\nB\x00\n", ""},
		{"nothing in it", "e69d blob 0\n\n", "", ""},
		{"no such object", "0ddf missing\n", "", `git has no content for it: "0ddf missing"`},
		{"no file", "0ddf tree 6\nabcdef\n", "", `git has no content for it: "0ddf tree 6"`},
		{"no number", "0ddf blob x\n", "", `strconv.ParseUint: parsing "x": invalid syntax`},
		{"too large", "0ddf blob 300000000\n", "", "larger than 256 MB; leave it out with --exclude"},
		{"cut off", "0ddf blob 6\nabc", "", "unexpected EOF"},
		{"nothing", "", "", "EOF"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := readBlob(bufio.NewReader(strings.NewReader(tt.batch)))
			said := ""
			if err != nil {
				said = err.Error()
			}
			if string(b) != tt.want || said != tt.err {
				t.Errorf("got %q and error %q, want %q and %q", b, said, tt.want, tt.err)
			}
		})
	}
}
