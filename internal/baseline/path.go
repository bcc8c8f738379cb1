package baseline

import (
	"encoding/hex"
	"strings"
	"unicode/utf8"
)

// mark stands before the two hexadecimal digits of a byte that JSON cannot hold.
const mark = "\uFFFD"

// Encode makes a path one that JSON can hold: a byte that is not UTF-8 (RFC 3629)
// is written as U+FFFD and two hexadecimal digits. So are the bytes of U+FFFD
// itself, so that no two paths become the same. Other paths stay as they are.
func Encode(path string) string {
	if utf8.ValidString(path) && !strings.Contains(path, mark) {
		return path
	}
	var b strings.Builder
	for i := 0; i < len(path); {
		r, size := utf8.DecodeRuneInString(path[i:])
		if r != utf8.RuneError {
			b.WriteString(path[i : i+size])
		}
		for _, c := range []byte(path[i : i+size]) {
			if r == utf8.RuneError {
				b.WriteString(mark + hex.EncodeToString([]byte{c}))
			}
		}
		i += size
	}
	return b.String()
}

// Decode is the inverse of Encode.
func Decode(path string) string {
	first, rest, found := strings.Cut(path, mark)
	if !found {
		return path
	}
	out := []byte(first)
	for part := range strings.SplitSeq(rest, mark) {
		c, err := hex.DecodeString(part[:min(2, len(part))])
		if err != nil || len(c) != 1 {
			out = append(out, mark+part...) // somebody else wrote it
			continue
		}
		out = append(append(out, c[0]), part[2:]...)
	}
	return string(out)
}
