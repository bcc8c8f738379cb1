package report

import "docgauge/internal/diag"

// palette colours text, or leaves it alone when color is false: the layout is
// the same either way.
type palette struct{ color bool }

// SGR parameters (ECMA-48, 8.3.117). Only the eight basic colours, which every
// terminal theme keeps readable.
const (
	bold      = "1"
	dim       = "2"
	blue      = "34"
	boldRed   = "1;31"
	boldAmber = "1;33"
	boldBlue  = "1;34"
	boldCyan  = "1;36"
)

func (p palette) paint(sgr, s string) string {
	if !p.color || s == "" {
		return s
	}
	return "\x1b[" + sgr + "m" + s + "\x1b[0m"
}

func (p palette) path(s string) string   { return p.paint(bold, s) }
func (p palette) strong(s string) string { return p.paint(bold, s) }
func (p palette) faint(s string) string  { return p.paint(dim, s) }
func (p palette) gutter(s string) string { return p.paint(blue, s) }
func (p palette) note(s string) string   { return p.paint(boldCyan, s) }

func (p palette) severity(level diag.Severity, s string) string {
	switch level {
	case diag.Error:
		return p.paint(boldRed, s)
	case diag.Warning:
		return p.paint(boldAmber, s)
	}
	return p.paint(boldBlue, s)
}
