package odata

import "strings"

// ValidPrimitive reports whether the value of a JSON string is written as the
// primitive type requires (OData 4.01 ABNF, dateTimeOffsetValue and following).
// The name is canonical ("Edm.Guid"); types without a format of their own accept
// every value.
//
// A DateTimeOffset has no leap second, may leave out the seconds, has up to
// twelve fraction digits, and a year with a sign or with more than four digits.
// A Duration has days, hours, minutes and seconds, no years, months or weeks.
// Binary may be base64 or base64url, padded or not.
func ValidPrimitive(name, value string) bool {
	switch name {
	case "Edm.Date":
		rest, ok := date(value)
		return ok && rest == ""
	case "Edm.DateTimeOffset":
		return dateTimeOffset(value)
	case "Edm.TimeOfDay":
		rest, ok := timeOfDay(value)
		return ok && rest == ""
	case "Edm.Duration":
		return duration(value)
	case "Edm.Guid":
		return guid(value)
	case "Edm.Binary":
		return base64(value)
	}
	return true
}

// number reads exactly n digits with a value from low to high.
func number(s string, n, low, high int) (v int, rest string, ok bool) {
	if len(s) < n || !allDigits(s[:n]) {
		return 0, s, false
	}
	for _, c := range []byte(s[:n]) {
		v = v*10 + int(c-'0')
	}
	return v, s[n:], v >= low && v <= high
}

// date reads [-]yyyy-mm-dd.
func date(s string) (rest string, ok bool) {
	s = strings.TrimPrefix(s, "-")
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n < 4 || n > 4 && s[0] == '0' {
		return s, false
	}
	leap := isLeap(s[:n])
	s, ok = strings.CutPrefix(s[n:], "-")
	month, s, okMonth := number(s, 2, 1, 12)
	s, okDash := strings.CutPrefix(s, "-")
	days := [...]int{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	if !ok || !okMonth || !okDash {
		return s, false
	}
	last := days[month]
	if month == 2 && !leap {
		last--
	}
	_, s, ok = number(s, 2, 1, last)
	return s, ok
}

// isLeap tells leap years by their last four digits: 10000 is a multiple of 400.
func isLeap(year string) bool {
	y, _, _ := number(year[len(year)-4:], 4, 0, 9999)
	return y%4 == 0 && y%100 != 0 || y%400 == 0
}

// timeOfDay reads hh:mm[:ss[.fraction]].
func timeOfDay(s string) (rest string, ok bool) {
	_, s, ok = number(s, 2, 0, 23)
	if !ok || !strings.HasPrefix(s, ":") {
		return s, false
	}
	_, s, ok = number(s[1:], 2, 0, 59)
	if !ok || !strings.HasPrefix(s, ":") {
		return s, ok
	}
	_, s, ok = number(s[1:], 2, 0, 59)
	if !ok || !strings.HasPrefix(s, ".") {
		return s, ok
	}
	n := 1
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return s[n:], n > 1 && n <= 13
}

func dateTimeOffset(s string) bool {
	s, ok := date(s)
	if !ok || s == "" || s[0]|0x20 != 't' { // ABNF strings ignore letter case
		return false
	}
	s, ok = timeOfDay(s[1:])
	if !ok || s == "" {
		return false
	}
	if s == "Z" || s == "z" {
		return true
	}
	if s[0] != '+' && s[0] != '-' {
		return false
	}
	_, s, ok = number(s[1:], 2, 0, 23)
	if !ok || !strings.HasPrefix(s, ":") {
		return false
	}
	_, s, ok = number(s[1:], 2, 0, 59)
	return ok && s == ""
}

// duration reads an xs:dayTimeDuration: [-]P[nD][T[nH][nM][n[.n]S]], with one
// component at least, and one behind the T.
func duration(s string) bool {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	if s == "" || s[0]|0x20 != 'p' {
		return false
	}
	days, clock, timed := cutFold(s[1:], 't')
	if days != "" && (days[len(days)-1]|0x20 != 'd' || !allDigits(days[:len(days)-1])) {
		return false
	}
	if !timed {
		return days != ""
	}
	seen := false
	for _, unit := range [...]byte{'h', 'm', 's'} {
		n, rest, ok := cutFold(clock, unit)
		if !ok {
			continue
		}
		if whole, part, dotted := strings.Cut(n, "."); !allDigits(whole) || dotted && (unit != 's' || !allDigits(part)) {
			return false
		}
		clock, seen = rest, true
	}
	return seen && clock == ""
}

// cutFold cuts s at the first c, given in lower case, in either case.
func cutFold(s string, c byte) (before, after string, found bool) {
	for i := range len(s) {
		if lower(s[i]) == c {
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

func guid(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		switch c := lower(s[i]); {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case (c < '0' || c > '9') && (c < 'a' || c > 'f'):
			return false
		}
	}
	return true
}

// base64 reads base64url (RFC 4648 section 5), as the ABNF asks, and plain
// base64, which services return as well. Without padding, the last character
// must have no bits to spare: else many a word would pass. With padding, decoders
// overlook them.
func base64(s string) bool {
	digits := strings.TrimRight(s, "=")
	rest := len(digits) % 4
	if pad := len(s) - len(digits); pad > 2 || pad > 0 && len(s)%4 != 0 || rest == 1 {
		return false
	}
	for i := range len(digits) {
		c := digits[i]
		letter := lower(c) >= 'a' && lower(c) <= 'z'
		if !letter && (c < '0' || c > '9') && strings.IndexByte("+/-_", c) < 0 {
			return false
		}
	}
	if len(digits) < len(s) || rest == 0 {
		return true
	}
	last := "AEIMQUYcgkosw048"
	if rest == 2 {
		last = "AQgw"
	}
	return strings.IndexByte(last, digits[len(digits)-1]) >= 0
}
