package diag

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"docgauge/internal/text"
)

// Part is one of several faults that a finding tells of at once: a place, or a
// name that is missing. Whoever compares findings compares parts, so that one of
// them may go without the others being taken for new, and none joins unseen.
type Part struct {
	Span    text.Span // the flagged text
	Pointer string    // as in Diagnostic
	Key     string    // as in Diagnostic
}

// Identities identify a finding within its page, one for each of its parts, across
// edits elsewhere: they depend on the rule, the JSON pointer without positions in
// arrays, the key and the flagged text, whatever its white space; on no line, path
// or word of the message. Equal findings on one page share them and are counted
// (DESIGN section 8). An identity has 32 hexadecimal digits.
func (d *Diagnostic) Identities() []string {
	if len(d.Parts) == 0 {
		return []string{d.identity(Part{d.Span, d.Pointer, d.Key})}
	}
	ids := make([]string, len(d.Parts))
	for i, part := range d.Parts {
		ids[i] = d.identity(part)
	}
	return ids
}

// Identity is one of Identities: which, depends on no order on the page.
func (d *Diagnostic) Identity() string { return slices.Min(d.Identities()) }

// Fingerprint is Identity with the page's location: it does not depend on the
// working directory.
func (d *Diagnostic) Fingerprint() string { return hash(d.Source.Location, d.Identity()) }

// Lacks notes that names are missing at the place of the finding, each a part of
// it. They tell it from others together with what Key says so far.
func (d *Diagnostic) Lacks(names ...string) {
	d.Loose = true
	for _, name := range names {
		d.Parts = append(d.Parts, Part{d.Span, d.Pointer, JoinKey(d.Key, name)})
	}
}

// As says of which kind the finding is, where a rule has several for the same text:
// one that turns into another is new. The name is one that never changes: it is in
// people's baselines. Parts are added later.
func (d *Diagnostic) As(kind string) *Diagnostic {
	d.Key = JoinKey(d.Key, kindMark+kind)
	return d
}

// kindMark begins a kind in a key, which text of a page does not.
const kindMark = "\x01"

// JoinKey makes one key of several texts.
func JoinKey(texts ...string) string { return strings.Join(texts, "\x00") }

func (d *Diagnostic) identity(part Part) string {
	const most, flagged = 1000, 200 // bytes; what is longer would change with every edit in it
	pointer, key := unindexed(part.Pointer), folded(part.Key, most)
	if d.Loose {
		return hash(d.Rule, pointer, key)
	}
	return hash(d.Rule, pointer, key, folded(d.Source.Slice(part.Span), flagged))
}

// unindexed takes the positions in arrays out of a JSON pointer: items come and go.
func unindexed(pointer string) string {
	if !strings.ContainsAny(pointer, "0123456789") {
		return pointer
	}
	tokens := strings.Split(pointer, "/")
	for i, token := range tokens {
		if strings.Trim(token, "0123456789") == "" {
			tokens[i] = ""
		}
	}
	return strings.Join(tokens, "/")
}

// folded returns the first bytes of a text with every run of white space as one
// space, and none around it: indentation and line endings are no part of it.
func folded(s string, most int) string {
	var b strings.Builder
	for field := range strings.FieldsSeq(s) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(field[:min(len(field), most-b.Len())])
		if b.Len() >= most {
			break
		}
	}
	return b.String()
}

// hash returns 32 hexadecimal digits that depend on all parts.
func hash(parts ...string) string {
	var all strings.Builder
	for _, part := range parts {
		all.WriteString(strconv.Itoa(len(part)) + ":" + part) // lengths keep the parts apart
	}
	sum := sha256.Sum256([]byte(all.String()))
	return hex.EncodeToString(sum[:16])
}
