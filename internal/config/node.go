package config

import "docgauge/internal/text"

// node is a value of a YAML file. The value of an alias is a copy of the node that
// the anchor is at, with the alias's span: trees may share what is below, and
// have no loops.
type node struct {
	kind  kind
	span  text.Span // without the anchor; of nothing that of the key or "-" before it
	value string    // of a scalar: its text; of one without quotes as written
	items []*node
	pairs []pair
}

// pair is a key of a mapping and its value.
type pair struct {
	key     string
	keySpan text.Span
	value   *node
}

// kind is what a value is.
type kind uint8

const (
	null kind = iota
	str
	integer
	decimal // also infinities and what is no number
	boolean
	sequence
	mapping
	bad // a problem was reported of it
)

func (k kind) String() string {
	return [...]string{"empty", "text", "a number", "a number with decimals", "a boolean", "a list", "a mapping", "wrong"}[k]
}
