package page

import (
	"fmt"
	"strings"
	"testing"

	"docgauge/internal/text"
)

// said renders statuses as "201 Created, 2xx": code, class, phrase as written.
func said(found []Status) string {
	var parts []string
	for _, s := range found {
		one := fmt.Sprint(s.Code)
		if s.Class {
			one = one[:1] + "xx"
		}
		if s.Reason != "" {
			one += " " + s.Reason
		}
		parts = append(parts, one)
	}
	return strings.Join(parts, ", ")
}

func TestStatuses(t *testing.T) {
	tests := []struct{ prose, want string }{
		// A phrase behind the number.
		{"If the vessel moors, the call answers `201 Created` and a berth.", "201 Created"},
		{"Returns 204 No Content.", "204 No Content"},
		{"The answer is `200, OK` with the berth.", "200 OK"},
		{"The answer is `204, No Content`.", "204 No Content"},
		{"You get `201 - Created`, or `200 (OK)`.", "201 Created, 200 OK"},
		{"You get **202** **Accepted** at once.", "202 Accepted"},
		{"The reply is `200` `OK`.", "200 OK"},
		{"The pilot gets 200 – OK.", "200 OK"},
		{"The pilot gets a 404 not found.", "404 not found"},
		{"An HTTP 416 Requested Range Not Satisfiable tells the client to start again.", "416 Requested Range Not Satisfiable"},
		{"A stale tag gives `412 Precondition\nFailed`.", "412 Precondition Failed"},
		{"Sends 204 no content back.", "204 no content"},
		{"Lieferung: `200 OK`-Antwort mit dem Liegeplatz.", "200 OK"},
		{"成功时返回200 OK响应。", "200 OK"},
		{"成功した場合、`204 No Content` 応答コードを返します。", "204 No Content"},
		{"See [`202 Accepted`](codes.md) for the long way.", "202 Accepted"},
		// Words that say what the number is.
		{"The response code is 200.", "200"},
		{"The call fails with HTTP 409.", "409"},
		{"A status of 423 means that the lock gate is shut.", "423"},
		{"The gate answers with a 503 response when it is full.", "503"},
		{"Retry when you see a 504 HTTP error.", "504"},
		{"Follow the 302 redirection to the chart.", "302"},
		{"A 400 error names the field.", "400"},
		{"Bad Request (400) means that the draft is missing.", "400"},
		{"If successful, this method returns 200 and the berth.", "200"},
		{"On success it returns a 204.", "204"},
		{"Código de estado: código 201 para un muelle nuevo.", "201"},
		{"The harbor answers `202`.", "202"},
		{"The harbor answers <code>202</code> at night.", "202"},
		{"|Status|\n", ""},
		{"Fetches the lock, or 204 if the lock is open.", "204"},
		{"Mind the [error codes](https://harbor.example/codes) **409** and **412** apply.", "409, 412"},
		// Lists.
		{"Expect 403 and 404 responses.", "403, 404"},
		{"Be ready for the 400, 403, 404, 409, and 412 responses.", "400, 403, 404, 409, 412"},
		{"It returns `201` or `200 OK`.", "201, 200 OK"},
		{"`200 OK`/`201 Created`, as the case may be.", "200 OK, 201 Created"},
		{"Status 200/201 in both harbors.", "200, 201"},
		{"The service returns HTTP 200, 201 or 204.", "200, 201, 204"},
		{"`HTTP 201 Created` or `HTTP 200 OK`.", "201 Created, 200 OK"},
		// Classes.
		{"Any 2xx answer counts.", "2xx"},
		{"Returns a 200-series response code and the berth.", "2xx"},
		{"A `4XX` status is final.", "4xx"},
		// A phrase that is not the code's own.
		{"If successful, returns a `204 OK` response code.", "204 OK"},
		{"Returns `200 Created` and the berth.", "200 Created"},
		{"A full quay gives `507 Insuficient Storage`.", "507 Insuficient Storage"},
		{"Returns `HTTP/1.1 204 OK` status code.", "204 OK"},
		{"It returns a 202 Accpted response.", "202 Accpted"},
		{"A `404 Not-Found` error.", "404 Not-Found"},
		{"Returns `200 Success`.", "200 Success"},
		// Comments are no prose.
		{"Returns `200 OK`. <!-- once a 204 No Content -->", "200 OK"},
		{"<!-- a 204 No\nContent --> Returns `200 OK`, <!-- --> or `201 Created`.<!-- 202 Accepted -->", "200 OK, 201 Created"},
		{"Returns `200 OK`. <!-- not closed: 204 No Content", "200 OK, 204 No Content"},
		// No status.
		{"Moor up to 200 vessels.", ""},
		{"The page holds at most 100 items by default.", ""},
		{"Returns 200 items per page.", ""},
		{"A limit of 500 berths applies; the default is 100.", ""},
		{"Set the draft to `100` for a full load.", ""},
		{"The name has a maximum length of 256 characters.", ""},
		{"Call `/berths?$top=200&$skip=400`.", ""},
		{"Released on 2021-204 in version 3.200.", ""},
		{"The 201 created accounts and the 302 found boxes stay.", ""},
		{"Valid values are 100 to 500.", ""},
		{"In Harbor 365 Groups a crew may chat.", ""},
		{"Ports 200, 201 and 202 are shut.", ""},
		{"The chart is 200 KB or `200 MB` large, at 100%.", ""},
		{"See part #200, path /204/ok, price $300 and x-201.", ""},
		{"Up to 200 responses are listed.", ""},
		{"It took 1.200 s; at 10:201 it stopped.", ""},
		{"Channels `149` and `153` are free.", ""},
		{"Continue with `100` in the field.", ""},
		{"", ""},
		{"20", ""},
	}
	for _, tt := range tests {
		src := text.NewSource("x.md", []byte(tt.prose))
		f := text.NewFragment(src, text.Span{Start: 0, End: len(src.Bytes)})
		if got := said(statuses(f)); got != tt.want {
			t.Errorf("statuses(%q) = %q, want %q", tt.prose, got, tt.want)
		}
	}
}

// The span covers number and phrase, also across the marks of a quote.
func TestStatusSpans(t *testing.T) {
	tests := []struct{ page, want string }{
		{"# A\n\n## Response\n\nReturns `201 Created`.\n", "201 Created"},
		{"# A\n\n## Response\n\n> Returns 204 No\n> Content.\n", "204 No\n> Content"},
		{"\xef\xbb\xbf# A\r\n\r\n## Response\r\n\r\nThe code is 202.\r\n", "202"},
		{"# A\n\n## Response\n\n|Code|When|\n|:--|:--|\n| 409 | a vessel lies there |\n", "409"},
		{"# A\n\n## Response\n\n|Code|When|\n|:--|:--|\n| `200 OK` | always |\n", "200 OK"},
	}
	for _, tt := range tests {
		p := Build(text.NewSource("x.md", []byte(tt.page)))
		var got []string
		for _, para := range p.Paragraphs {
			for _, s := range para.Statuses {
				got = append(got, p.Source.Slice(s.Span))
			}
		}
		if len(got) != 1 || got[0] != tt.want {
			t.Errorf("%q: statuses at %q, want one at %q", tt.page, got, tt.want)
		}
	}
}

func TestStatusCovers(t *testing.T) {
	tests := []struct {
		s    Status
		code int
		want bool
	}{
		{Status{Code: 201}, 201, true},
		{Status{Code: 201}, 200, false},
		{Status{Code: 200, Class: true}, 204, true},
		{Status{Code: 200, Class: true}, 302, false},
		{Status{Code: 200}, 204, false},
	}
	for _, tt := range tests {
		if got := tt.s.Covers(tt.code); got != tt.want {
			t.Errorf("%+v covers %d: %v, want %v", tt.s, tt.code, got, tt.want)
		}
	}
}
