package page

import (
	"testing"

	"docgauge/internal/text"
)

// The lines of a block keep their CR, blank ones in an indented block too.
func TestBlockKeepsCR(t *testing.T) {
	tests := []struct{ page, want string }{
		{"```http\r\nGET /a\r\n\r\nB: c\r\n```\r\n", "GET /a\r\n\r\nB: c\r\n"},
		{"- x\r\n\r\n  ```http\r\n  GET /a\r\n\r\n  B: c\r\n  ```\r\n", "GET /a\r\n\r\nB: c\r\n"},
		{"> ```http\r\n> GET /a\r\n>\r\n> B: c\r\n> ```\r\n", "GET /a\r\n\r\nB: c\r\n"},
	}
	for _, tt := range tests {
		p := Build(text.NewSource("x.md", []byte(tt.page)))
		if len(p.Blocks) != 1 {
			t.Errorf("%q: %d blocks", tt.page, len(p.Blocks))
			continue
		}
		if got := string(p.Blocks[0].Body.Bytes); got != tt.want {
			t.Errorf("%q: body %q, want %q", tt.page, got, tt.want)
		}
	}
}
