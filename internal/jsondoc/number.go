package jsondoc

import (
	"strconv"
	"strings"
)

// numberEnd returns the end of the longest number of RFC 8259 section 6 that
// starts at i, or 0.
func numberEnd(s string, i int) int {
	if i < len(s) && s[i] == '-' {
		i++
	}
	n := digits(s, i)
	if n == 0 || n > 1 && s[i] == '0' {
		return 0
	}
	i += n
	if i < len(s) && s[i] == '.' {
		n := digits(s, i+1)
		if n == 0 {
			return i // "1..." is a number and an elision
		}
		i += 1 + n
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if n := digits(s, j); n > 0 {
			i = j + n
		}
	}
	return i
}

// digits counts the decimal digits from i on.
func digits(s string, i int) int {
	start := i
	for i < len(s) && s[i]-'0' <= 9 {
		i++
	}
	return max(0, i-start)
}

// maxHex bounds the hexadecimal numbers that are converted: 64 bits.
const maxHex = 18

// otherNumber converts a number in the notation of a programming language to
// JSON's: a plus sign, a missing digit before or behind the point, leading
// zeros, hexadecimal, digits grouped by underscores.
func otherNumber(word string) (string, bool) {
	sign, rest := "", word
	if rest != "" && (rest[0] == '+' || rest[0] == '-') {
		sign, rest = strings.TrimPrefix(rest[:1], "+"), rest[1:]
	}
	if rest == "" || rest[0] != '.' && rest[0]-'0' > 9 {
		return "", false
	}
	if len(rest) > 2 && len(rest) <= maxHex && rest[0] == '0' && rest[1]|0x20 == 'x' {
		n, err := strconv.ParseUint(rest[2:], 16, 64)
		return sign + strconv.FormatUint(n, 10), err == nil
	}
	rest = strings.ReplaceAll(rest, "_", "")
	whole := digits(rest, 0)
	tail := rest[whole:]
	digitsBefore := strings.TrimLeft(rest[:whole], "0")
	if digitsBefore == "" {
		digitsBefore = "0"
	}
	if strings.HasPrefix(tail, ".") && digits(tail, 1) == 0 {
		if whole == 0 {
			return "", false
		}
		tail = tail[1:]
	}
	form := sign + digitsBefore + tail
	return form, numberEnd(form, 0) == len(form)
}
