// Package schemas holds the bundled JSON Schemas (draft 2020-12), one file for
// each type, named like it: "microsoft.graph.permission.json". They are written
// by hand from the public description of the types; package schema reads them.
//
// A "$ref" names another file. An element of "allOf" that is nothing but a "$ref"
// names the base type. An element of "allOf" with a "title" is a constraint across
// properties: the title is what a finding says, the description what to do about it.
// "nullable": false forbids null, which any other property may be.
package schemas

import "embed"

// FS holds the schema files at its root.
//
//go:embed *.json
var FS embed.FS

// Docgauge holds the JSON Schemas of docgauge's own files, in the folder docgauge:
// config.json, of .docgauge.yaml, and report.json and report-line.json, of reports.
//
//go:embed docgauge/*.json
var Docgauge embed.FS
