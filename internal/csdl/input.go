package csdl

import (
	"errors"
	"io"

	"docgauge/internal/text"
)

// input feeds the XML decoder byte by byte and keeps count of the characters of
// the current line, so that any element's column is known without a second look
// at the text.
type input struct {
	r      io.Reader
	buf    []byte // of r, what is not yet used
	block  []byte
	err    error // of r, for when buf is empty
	read   int   // bytes handed out
	limit  int   // of bytes
	line   int   // 1-based
	start  int   // offset of the line's first byte
	beyond int   // bytes of the line that continue a character (UTF-8)
}

var errSize = errors.New("the document is larger than 64 MiB")

func newInput(r io.Reader) *input {
	return &input{r: r, block: make([]byte, 32<<10), limit: maxBytes, line: 1}
}

// Read is here for the decoder's sake, which asks for an io.Reader; it uses ReadByte.
func (in *input) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	b, err := in.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = b
	return 1, nil
}

// ReadByte implements io.ByteReader.
func (in *input) ReadByte() (byte, error) {
	if len(in.buf) == 0 && !in.fill() {
		return 0, in.err
	}
	b := in.buf[0]
	in.buf = in.buf[1:]
	in.read++
	switch {
	case b == '\n':
		in.line, in.start, in.beyond = in.line+1, in.read, 0
	case b&0xC0 == 0x80:
		in.beyond++
	}
	return b, nil
}

// fill reads the next block and reports whether there is one.
func (in *input) fill() bool {
	for in.err == nil && len(in.buf) == 0 {
		var n int
		n, in.err = in.r.Read(in.block)
		in.buf = in.block[:n]
		if in.read+n > in.limit {
			in.buf, in.err = nil, errSize
		}
	}
	return len(in.buf) > 0
}

// at is the position of an offset that the decoder has reached: the last byte
// handed out or the one behind it, since it looks one ahead at most.
func (in *input) at(offset int) text.Position {
	return text.Position{Line: in.line, Column: max(1, offset-in.start-in.beyond+1), Offset: offset}
}
