package schema

import "docgauge/internal/odata"

const (
	// longestMeant is the length, in bytes, of the longest name that Closest looks
	// for: a longer one is no name, and the time goes with its length.
	longestMeant = 256
	// mostKnown is how many names may be known for Closest to be asked by whoever
	// asks once for each unknown name: page and names are untrusted, and the
	// product of the two is not bounded (DESIGN section 9).
	mostKnown = 4096
	// mostCompared is how many names the check of one value may compare in all.
	mostCompared = 1 << 20
)

// Closest returns the candidate that a misspelt name most likely means, or "":
// one that differs in letter case only, else the nearest within two edits
// (insertion, deletion, substitution, transposition), and within one for names
// of fewer than six bytes, where two edits make another word. Of several equally
// near the first wins. A name of more than 256 bytes means nothing.
func Closest(name string, candidates []string) string {
	best, least := "", 3
	if len(name) < 6 {
		least = 2
	}
	if len(name) > longestMeant {
		return ""
	}
	folded := odata.Lower(name)
	for _, c := range candidates {
		if len(c)-len(name) >= least || len(name)-len(c) >= least {
			continue
		}
		f := odata.Lower(c)
		if f == folded {
			return c
		}
		if len(c) < 3 {
			continue
		}
		if d := distance(folded, f, least); d < least {
			best, least = c, d
		}
	}
	return best
}

// distance is the optimal string alignment distance of a and b, in bytes, if it
// is below limit, else limit. limit is at most 3, and the lengths differ
// by less than it; so nothing further than that from the diagonal counts.
func distance(a, b string, limit int) int {
	a, b = unlike(a, b)
	var rows [3][longestMeant + 1]uint16
	before, last, row := rows[0][:len(b)+1], rows[1][:len(b)+1], rows[2][:len(b)+1]
	for j := range last {
		last[j] = uint16(j)
	}
	far := uint16(limit)
	for i := 1; i <= len(a); i++ {
		low, high := max(1, i-limit), min(len(b), i+limit)
		row[low-1] = far
		if low == 1 {
			row[0] = uint16(i)
		}
		least := row[low-1]
		for j := low; j <= high; j++ {
			cost := uint16(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if high < len(b) {
			row[high+1] = far
		}
		if least > far { // a transposition may still be cheaper by one
			return limit
		}
		before, last, row = last, row, before
	}
	return min(limit, int(last[len(b)]))
}

// unlike cuts off what two strings have in common at their ends.
func unlike(a, b string) (string, string) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}
