package schema

import (
	"strings"

	"docgauge/internal/odata"
)

// formats returns the checks of "format", by name. A name that is not among them
// and that JSON Schema defines is left to the library; any other is not checked.
func formats() map[string]func(any) bool {
	ofString := func(valid func(string) bool) func(any) bool {
		return func(v any) bool {
			s, ok := v.(string)
			return !ok || valid(s)
		}
	}
	return map[string]func(any) bool{
		"date-time": ofString(isDateTime),
		"date":      ofString(isDate),
		"time":      ofString(isTimeOfDay),
		"duration":  ofString(isDuration),
		"uuid":      ofString(isGUID),
		"uri":       ofString(isURI),
		"email":     ofString(isEmail),
		"base64":    ofString(isBase64),
		"base64url": ofString(isBase64),
		"int64":     ofString(func(s string) bool { return odata.TypeRef{Name: "Edm.Int64"}.NumberAsString(s) }),
		"decimal":   ofString(func(s string) bool { return odata.TypeRef{Name: "Edm.Decimal"}.NumberAsString(s) }),
		"double":    ofString(func(s string) bool { return odata.TypeRef{Name: "Edm.Double"}.NumberAsString(s) }),
	}
}

// formatName names a format in a message.
func formatName(name string) string {
	switch name {
	case "uuid":
		return "GUID"
	case "uri":
		return "URI"
	case "email":
		return "e-mail address"
	}
	return name
}

// formatWords says what a format wants, as it reads after "want".
func formatWords(name string) string {
	switch name {
	case "date-time":
		return "a date and time such as 2024-05-31T16:20:00Z"
	case "date":
		return "a date such as 2024-05-31"
	case "time":
		return "a time of day such as 16:20:00"
	case "duration":
		return "a duration such as P3DT12H"
	case "uuid":
		return "a GUID such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301"
	case "uri":
		return "an absolute URI"
	case "email":
		return "an e-mail address"
	case "base64", "base64url":
		return "base64 text"
	}
	return "the format " + name
}

// scanner reads a string from the left. A method that fails leaves the rest as it was.
type scanner string

func (s *scanner) byte(set string) bool {
	if *s == "" || strings.IndexByte(set, (*s)[0]) < 0 {
		return false
	}
	*s = (*s)[1:]
	return true
}

// digits reads at least low and at most high digits.
func (s *scanner) digits(low, high int) (value int, ok bool) {
	n := 0
	for n < len(*s) && n < high && '0' <= (*s)[n] && (*s)[n] <= '9' {
		value = min(value*10+int((*s)[n]-'0'), 1<<20)
		n++
	}
	if n < low {
		return 0, false
	}
	*s = (*s)[n:]
	return value, true
}

// within reads exactly two digits whose value is in the range.
func (s *scanner) within(low, high int) bool {
	v, ok := s.digits(2, 2)
	return ok && low <= v && v <= high
}

const manyDigits = 1 << 10 // no bound a date needs

// isDateTime is dateTimeOffsetValue of the OData 4.01 ABNF, with any number of
// fraction digits: the service writes seven, OData allows twelve.
func isDateTime(v string) bool {
	s := scanner(v)
	if !s.date() || !s.byte("Tt") || !s.time() {
		return false
	}
	if s.byte("Zz") {
		return s == ""
	}
	return s.byte("+-") && s.within(0, 23) && s.byte(":") && s.within(0, 59) && s == ""
}

func isDate(v string) bool {
	s := scanner(v)
	return s.date() && s == ""
}

func isTimeOfDay(v string) bool {
	s := scanner(v)
	return s.time() && s == ""
}

func (s *scanner) date() bool {
	s.byte("-")
	year, ok := s.digits(4, manyDigits)
	if !ok || !s.byte("-") {
		return false
	}
	month, ok := s.digits(2, 2)
	if !ok || month < 1 || month > 12 || !s.byte("-") {
		return false
	}
	last := 31
	switch month {
	case 4, 6, 9, 11:
		last = 30
	case 2:
		last = 28
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			last = 29
		}
	}
	return s.within(1, last)
}

func (s *scanner) time() bool {
	if !s.within(0, 23) || !s.byte(":") || !s.within(0, 59) {
		return false
	}
	if !s.byte(":") {
		return true
	}
	if !s.within(0, 60) {
		return false
	}
	if s.byte(".") {
		_, ok := s.digits(1, manyDigits)
		return ok
	}
	return true
}

// isDuration is durationValue of the OData 4.01 ABNF, and the years, months and
// weeks of ISO 8601 as well, which services accept and pages show.
func isDuration(v string) bool {
	s := scanner(v)
	s.byte("+-")
	if !s.byte("P") {
		return false
	}
	parts := s.units("YMWD")
	if s.byte("T") {
		n := s.units("HMS")
		if n == 0 {
			return false
		}
		parts += n
	}
	return parts > 0 && s == ""
}

// units reads numbers, each followed by a unit, in the order of units.
func (s *scanner) units(units string) (n int) {
	for units != "" {
		rest := *s
		if _, ok := rest.digits(1, manyDigits); !ok {
			return n
		}
		if rest.byte(".,") {
			if _, ok := rest.digits(1, manyDigits); !ok {
				return n
			}
		}
		i := -1
		if rest != "" {
			i = strings.IndexByte(units, rest[0])
		}
		if i < 0 {
			return n
		}
		*s, units = rest[1:], units[i+1:]
		n++
	}
	return n
}

// isGUID is guidValue of the OData 4.01 ABNF.
func isGUID(v string) bool { return odata.IsGUID(v) }

// isURI is an absolute URI (RFC 3986 section 4.3), except that what follows the
// scheme may hold characters that pages put there: {id}, <id>, an elision.
func isURI(v string) bool {
	colon := strings.IndexByte(v, ':')
	if colon < 1 || colon == len(v)-1 {
		return false
	}
	for i := range colon {
		c := v[i] | 0x20
		letter := 'a' <= c && c <= 'z'
		if !letter && (i == 0 || (v[i] < '0' || v[i] > '9') && strings.IndexByte("+-.", v[i]) < 0) {
			return false
		}
	}
	return !strings.ContainsAny(v, " \t\r\n\"\\")
}

// isEmail is a mailbox with one "@" and something on both sides; which addresses
// exist is not for a schema to say.
func isEmail(v string) bool {
	local, domain, ok := strings.Cut(v, "@")
	return ok && local != "" && domain != "" && !strings.ContainsAny(v, " \t\r\n<>,;") && !strings.Contains(domain, "@")
}

// isBase64 accepts both alphabets (RFC 4648 sections 4 and 5), with or without
// padding: OData 4.01 asks for the second, services write the first. A long text
// that is cut short by an ellipsis cannot be checked.
func isBase64(v string) bool {
	if strings.HasSuffix(v, "...") || strings.HasSuffix(v, "…") {
		return true
	}
	text := strings.TrimRight(v, "=")
	if len(v)-len(text) > 2 || len(text)%4 == 1 {
		return false
	}
	for i := range len(text) {
		c := text[i] | 0x20
		if (c < 'a' || c > 'z') && (text[i] < '0' || text[i] > '9') && strings.IndexByte("+/-_", text[i]) < 0 {
			return false
		}
	}
	return len(v) == len(text) || len(v)%4 == 0
}
