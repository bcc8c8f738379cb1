package schema

// Closest returns the candidate that a misspelt name most likely means, or "":
// one that differs in letter case only, else the nearest within two edits
// (insertion, deletion, substitution, transposition), and within one for names
// of fewer than six bytes, where two edits make another word. Of several equally
// near the first wins.
func Closest(name string, candidates []string) string {
	best, least := "", 3
	if len(name) < 6 {
		least = 2
	}
	folded := lower(name)
	for _, c := range candidates {
		f := lower(c)
		if f == folded {
			return c
		}
		if len(c)-len(name) >= least || len(name)-len(c) >= least || len(c) < 3 {
			continue
		}
		if d := distance(folded, f); d < least {
			best, least = c, d
		}
	}
	return best
}

// distance is the optimal string alignment distance of a and b, in bytes.
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
