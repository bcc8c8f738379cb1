package httpmsg

import "strings"

// isField reports whether the name, in any letter case, is a header field that
// HTTP (RFC 9110 to 9112 and the registry), OData 4.01 Protocol section 8 or
// widely used APIs define. It only helps to recover from malformed messages: a
// well-formed header line is a header whatever its name.
func isField(name string) bool {
	if len(name) > 40 {
		return false
	}
	switch strings.ToLower(name) {
	case "accept", "accept-charset", "accept-encoding", "accept-language", "accept-ranges",
		"access-control-allow-credentials", "access-control-allow-headers", "access-control-allow-methods",
		"access-control-allow-origin", "access-control-expose-headers", "access-control-max-age",
		"access-control-request-headers", "access-control-request-method",
		"age", "allow", "alt-svc", "authorization", "cache-control", "connection",
		"content-disposition", "content-encoding", "content-id", "content-language", "content-length",
		"content-location", "content-md5", "content-range", "content-security-policy",
		"content-transfer-encoding", "content-type", "cookie", "date", "deprecation", "etag", "expect",
		"expires", "forwarded", "host", "if-match", "if-modified-since", "if-none-match", "if-range",
		"if-unmodified-since", "keep-alive", "last-modified", "link", "location", "origin", "pragma",
		"prefer", "preference-applied", "proxy-authenticate", "proxy-authorization", "range", "referer",
		"referrer-policy", "retry-after", "server", "set-cookie", "slug", "strict-transport-security",
		"sunset", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "vary", "via",
		"warning", "www-authenticate":
		return true
	case "odata-entityid", "odata-error", "odata-isolation", "odata-maxversion", "odata-version",
		"isolation", "asyncresult", "async-result", "operation-location", "azure-asyncoperation",
		"consistencylevel", "client-request-id", "request-id", "workbook-session-id", "sdkversion",
		"ocp-apim-subscription-key", "api-key", "idempotency-key",
		"x-api-key", "x-api-version", "x-content-type-options", "x-correlation-id", "x-csrf-token",
		"x-forwarded-for", "x-frame-options", "x-http-method-override", "x-ms-version",
		"x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "x-request-id",
		"x-requested-with", "x-xsrf-token":
		return true
	}
	return false
}

// isMailField reports whether the name is a field of an e-mail message (RFC
// 5322) and none of HTTP responses: a run of lines that holds one is a body.
func isMailField(name string) bool {
	switch strings.ToLower(name) {
	case "from", "to", "cc", "bcc", "subject", "sender", "reply-to", "received", "return-path",
		"message-id", "in-reply-to", "references", "mime-version", "delivered-to", "thread-topic", "thread-index":
		return true
	}
	return false
}

// isWordlessField reports whether a known field's name is no word of plain
// English, so that a line which starts with it is a header even without a colon.
func isWordlessField(name string) bool {
	return isField(name) && (strings.Contains(name, "-") || strings.EqualFold(name, "authorization") ||
		strings.EqualFold(name, "consistencylevel"))
}
