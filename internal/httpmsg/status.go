package httpmsg

import "strings"

// ReasonPhrase returns the phrase of a status code in IANA's HTTP Status Code
// Registry (RFC 9110 section 15 and its extensions), or "" if the code is not
// registered or stands there as unused or temporary.
func ReasonPhrase(code int) string {
	var names []string
	switch code / 100 {
	case 1:
		names = []string{"Continue", "Switching Protocols", "Processing", "Early Hints"}
	case 2:
		names = []string{
			"OK", "Created", "Accepted", "Non-Authoritative Information", "No Content",
			"Reset Content", "Partial Content", "Multi-Status", "Already Reported", 26: "IM Used",
		}
	case 3:
		names = []string{
			"Multiple Choices", "Moved Permanently", "Found", "See Other", "Not Modified",
			"Use Proxy", 7: "Temporary Redirect", 8: "Permanent Redirect",
		}
	case 4:
		return reason4xx(code)
	case 5:
		return reason5xx(code)
	}
	if i := code % 100; code > 0 && i < len(names) {
		return names[i]
	}
	return ""
}

func reason4xx(code int) string {
	names := [...]string{
		"Bad Request", "Unauthorized", "Payment Required", "Forbidden", "Not Found",
		"Method Not Allowed", "Not Acceptable", "Proxy Authentication Required", "Request Timeout", "Conflict",
		"Gone", "Length Required", "Precondition Failed", "Content Too Large", "URI Too Long",
		"Unsupported Media Type", "Range Not Satisfiable", "Expectation Failed",
		21: "Misdirected Request", 22: "Unprocessable Content", 23: "Locked", 24: "Failed Dependency", 25: "Too Early",
		26: "Upgrade Required", 28: "Precondition Required", 29: "Too Many Requests",
		31: "Request Header Fields Too Large", 51: "Unavailable For Legal Reasons",
	}
	if i := code - 400; i < len(names) {
		return names[i]
	}
	return ""
}

func reason5xx(code int) string {
	names := [...]string{
		"Internal Server Error", "Not Implemented", "Bad Gateway", "Service Unavailable", "Gateway Timeout",
		"HTTP Version Not Supported", "Variant Also Negotiates", "Insufficient Storage", "Loop Detected",
		10: "Not Extended", 11: "Network Authentication Required",
	}
	if i := code - 500; i < len(names) {
		return names[i]
	}
	return ""
}

// IsReason reports whether the phrase is the registered one of the code, or one
// that an earlier RFC gave it; letter case is ignored. No phrase belongs to an
// unregistered code.
func IsReason(code int, phrase string) bool {
	if now := ReasonPhrase(code); now != "" && strings.EqualFold(phrase, now) {
		return true
	}
	for _, old := range earlierPhrases(code) {
		if strings.EqualFold(phrase, old) {
			return true
		}
	}
	return false
}

// earlierPhrases returns what RFC 1945, 2616, 4918, 7231 and 2324 called a status.
func earlierPhrases(code int) []string {
	switch code {
	case 302:
		return []string{"Moved Temporarily"}
	case 408:
		return []string{"Request Time-out"}
	case 413:
		return []string{"Payload Too Large", "Request Entity Too Large"}
	case 414:
		return []string{"Request-URI Too Long", "Request-URI Too Large"}
	case 416:
		return []string{"Requested Range Not Satisfiable"}
	case 418:
		return []string{"I'm a teapot"}
	case 422:
		return []string{"Unprocessable Entity"}
	case 504:
		return []string{"Gateway Time-out"}
	}
	return nil
}
