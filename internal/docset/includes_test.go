package docset

import "testing"

// TestIncludeCircleAlone checks runs with one circle of each kind, and with none:
// that there is a circle is noted apart from who is in it.
func TestIncludeCircleAlone(t *testing.T) {
	for name, test := range map[string]struct {
		pages map[string]string
		want  int // includes that lead back
	}{
		"none":   {map[string]string{"v1/api/a.md": "[!INCLUDE [x](b.md)]\n\n[!INCLUDE [x](c.md)]\n", "v1/api/b.md": "[!INCLUDE [x](c.md)]\n", "v1/api/c.md": "[!INCLUDE [x](none.md)]\n"}, 0},
		"itself": {map[string]string{"v1/api/a.md": "[!INCLUDE [x](a.md)]\n"}, 1},
		"two":    {map[string]string{"v1/api/a.md": "[!INCLUDE [x](b.md)]\n", "v1/api/b.md": "[!INCLUDE [x](a.md)]\n"}, 2},
	} {
		set := testSet(t, test.pages)
		got := 0
		for _, pg := range set.Pages {
			for _, inc := range pg.Includes {
				if _, ok := set.Index.IncludeCircle(pg, inc); ok {
					got++
				}
			}
		}
		if got != test.want {
			t.Errorf("%s: %d includes lead back, want %d", name, got, test.want)
		}
	}
}
