// Package apidoctor reads the configuration files of Microsoft's API Doctor, so
// that a docs repository which has them needs no set-up (DESIGN section 8).
package apidoctor

// Config is what the files below one doc set root say.
type Config struct{}
