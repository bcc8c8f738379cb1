package httpmsg

import "strings"

// IsMethod reports whether s is one of the methods that REST reference pages
// use, in its exact spelling: methods are case-sensitive (RFC 9110 section 9.1).
func IsMethod(s string) bool {
	switch s {
	case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "MERGE":
		return true
	}
	return false
}

// isRegistered reports whether s is another method of IANA's HTTP Method Registry.
func isRegistered(s string) bool {
	switch s {
	case "ACL", "BASELINE-CONTROL", "BIND", "CHECKIN", "CHECKOUT", "COPY", "LABEL", "LINK", "LOCK",
		"MKACTIVITY", "MKCALENDAR", "MKCOL", "MKREDIRECTREF", "MKWORKSPACE", "MOVE", "ORDERPATCH",
		"PROPFIND", "PROPPATCH", "QUERY", "REBIND", "REPORT", "SEARCH", "UNBIND", "UNCHECKOUT",
		"UNLINK", "UNLOCK", "UPDATE", "UPDATEREDIRECTREF", "VERSION-CONTROL":
		return true
	}
	return false
}

// nearMethod returns the method that s misspells by a letter left out or added
// or by two letters in the wrong order, or "". Another letter in a place is no
// slip: "SET" is a word of its own, not "GET".
func nearMethod(s string) string {
	for _, m := range [...]string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "MERGE"} {
		long, short := m, s
		if len(s) > len(m) {
			long, short = s, m
		}
		switch {
		case len(short) < 3:
		case len(long) == len(short)+1 && oneMore(long, short), len(s) == len(m) && swapped(s, m):
			return m
		}
	}
	return ""
}

func oneMore(long, short string) bool {
	for i := range long {
		if long[:i]+long[i+1:] == short {
			return true
		}
	}
	return false
}

func swapped(a, b string) bool {
	for i := 0; i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

// version is an HTTP-version in any spelling.
type version uint8

const (
	noVersion     version = iota
	sloppyVersion         // "http/1.1", "HTTP1.1", "HTTP/1,1", "HTTP"
	goodVersion           // RFC 9112 section 2.3, and "HTTP/2" and "HTTP/3", which have no minor number
)

// readVersion judges one word. A word that starts with a URL's "http://" is none.
func readVersion(w string) version {
	if !hasPrefixFold(w, "http") {
		return noVersion
	}
	rest := w[4:]
	if strings.HasPrefix(w, "HTTP/") {
		switch n := rest[1:]; {
		case n == "2" || n == "3", len(n) == 3 && isDigit(n[0]) && n[1] == '.' && isDigit(n[2]):
			return goodVersion
		}
	}
	for i := range len(rest) {
		if !isDigit(rest[i]) && strings.IndexByte(".,;:_-/", rest[i]) < 0 {
			return noVersion
		}
	}
	if strings.Contains(rest, "//") || len(rest) > 6 {
		return noVersion
	}
	return sloppyVersion
}

// mendVersion returns the version that a sloppy one means, and whether that is certain.
func mendVersion(w string) (good string, certain bool) {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, w)
	switch digits {
	case "", "11":
		return "HTTP/1.1", true
	case "10":
		return "HTTP/1.0", true
	case "2", "20":
		return "HTTP/2", true
	case "3", "30":
		return "HTTP/3", true
	case "1":
		return "HTTP/1.1", false
	}
	return "", false
}
