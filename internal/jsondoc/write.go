package jsondoc

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// Quote writes a string as JSON text.
func Quote(s string) string {
	var b bytes.Buffer
	writeString(&b, s)
	return b.String()
}

func writeString(b *bytes.Buffer, s string) {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false) // "<" and "&" as pages have them
	if enc.Encode(s) == nil {
		b.Truncate(b.Len() - 1) // the line end; a string always encodes, and a Buffer takes everything
	}
}

// Line writes the value as JSON text on one line, comma between members and
// items and colon behind names: "," or ", ". Members keep their order. What is no
// JSON value becomes null.
func (v *Value) Line(comma, colon string) string {
	w := lineWriter{comma: comma, colon: colon}
	w.value(v)
	return w.String()
}

type lineWriter struct {
	bytes.Buffer
	comma, colon string
}

func (w *lineWriter) value(v *Value) {
	switch v.Kind {
	case Object:
		w.WriteByte('{')
		for i := range v.Members {
			w.separate(i)
			writeString(&w.Buffer, v.Members[i].Name)
			w.WriteString(w.colon)
			w.value(v.Members[i].Value)
		}
		w.WriteByte('}')
	case Array:
		w.WriteByte('[')
		for i, item := range v.Items {
			w.separate(i)
			w.value(item)
		}
		w.WriteByte(']')
	case String:
		writeString(&w.Buffer, v.Text)
	case Number:
		w.WriteString(v.Text)
	case Bool:
		w.WriteString(strconv.FormatBool(v.Bool))
	default:
		w.WriteString("null")
	}
}

func (w *lineWriter) separate(i int) {
	if i > 0 {
		w.WriteString(w.comma)
	}
}
