package httpmsg

import "testing"

func TestNearMethod(t *testing.T) {
	for s, want := range map[string]string{
		"GTE": "GET", "GETS": "GET", "PSOT": "POST", "POTS": "POST", "POS": "POST", "PTU": "PUT", "PACTH": "PATCH", "PATH": "PATCH",
		"DELET": "DELETE", "DELLETE": "DELETE", "SET": "", "LET": "", "PUSH": "", "PT": "", "FETCH": "", "GET": "", "": "",
	} {
		if got := nearMethod(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestReadVersion(t *testing.T) {
	for s, want := range map[string]version{
		"HTTP/1.1": goodVersion, "HTTP/1.0": goodVersion, "HTTP/2": goodVersion, "HTTP/2.0": goodVersion, "HTTP/3": goodVersion,
		"HTTP": sloppyVersion, "http/1.1": sloppyVersion, "Http/1.1": sloppyVersion, "HTTP1.1": sloppyVersion, "HTTP/1,1": sloppyVersion, "HTTP/1": sloppyVersion, "HTTP/": sloppyVersion, "HTTP/11": sloppyVersion,
		"http://1.1": noVersion, "https": noVersion, "HTTPS/1.1": noVersion, "HTTP/x": noVersion, "FTP/1.1": noVersion, "": noVersion, "HTTP/1234567": noVersion,
	} {
		if got := readVersion(s); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	}
}

func TestMendVersion(t *testing.T) {
	tests := []struct {
		in, want string
		certain  bool
	}{
		{"HTTP", "HTTP/1.1", true},
		{"HTTP/1,1", "HTTP/1.1", true},
		{"http1.0", "HTTP/1.0", true},
		{"http/2", "HTTP/2", true},
		{"http/2.0", "HTTP/2", true},
		{"HTTP3", "HTTP/3", true},
		{"HTTP/1", "HTTP/1.1", false},
		{"HTTP/7", "", false},
	}
	for _, tt := range tests {
		if got, certain := mendVersion(tt.in); got != tt.want || certain != tt.certain {
			t.Errorf("%q: %q, %v", tt.in, got, certain)
		}
	}
}

func TestBlanks(t *testing.T) {
	_, f := block("\u00a0\u200b \ta b\u3000\ufeff\u2009é\u00a0")
	r := read(f)
	g := r.trim(rng{0, len(r.b)})
	if got := r.str(g); got != "a b\u3000\ufeff\u2009é" {
		t.Errorf("trimmed to %q", got)
	}
	if got := r.str(r.lastWord(g)); got != "é" {
		t.Errorf("last word %q", got)
	}
	if got := r.str(r.word(rng{g.lo + 2, g.hi})); got != "b" {
		t.Errorf("word %q", got)
	}
}
