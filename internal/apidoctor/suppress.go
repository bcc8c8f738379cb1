package apidoctor

import (
	"strings"

	"docgauge/internal/jsondoc"
	"docgauge/internal/odata"
	"docgauge/internal/page"
	"docgauge/internal/text"
)

// Suppression is a finding of API Doctor that a page's annotation says not to
// report: its whole text, "Error: /api/x.md/get_x/name:\n  message".
type Suppression struct {
	At   text.Place // the string
	Text string
	Page string // location of the page with the annotation
	// File is the page that the finding is on, from its api or resources folder
	// on, if the text names one.
	File    string
	Subject []string // what the finding is about: a request's or type's name, then properties
	Message string   // white space as single spaces
	// Rules are those that report the same; none if docgauge has no such check or
	// the message is not known.
	Rules  []string
	Key    string   // the property, heading, key or the like that the message names; may be empty
	Code   string   // what the code block begins with that the message is about; may be empty
	Values []string // of an enumeration, if the message is about some
}

// Suppressions reads the suppressions in the page's annotation.
func Suppressions(pg *page.Page) (found []*Suppression) {
	for _, a := range pg.Annotations {
		if !a.Page {
			continue
		}
		for _, v := range a.Strings("suppressions") {
			found = append(found, suppression(pg, v))
		}
	}
	return found
}

func suppression(pg *page.Page, v *jsondoc.Value) *Suppression {
	s := &Suppression{
		At: text.Place{Source: pg.Source, Span: v.Span}, Text: strings.Join(strings.Fields(v.Text), " "), Page: pg.Source.Location,
	}
	subject, message := cutSubject(strings.TrimSpace(v.Text))
	s.Message = strings.Join(strings.Fields(message), " ")
	s.File, s.Subject = cutFile(subject)
	s.read()
	return s
}

// cutSubject cuts the text of a finding at the colon behind what it is about.
func cutSubject(whole string) (subject, message string) {
	level, rest, ok := strings.Cut(whole, ":")
	switch {
	case !ok:
		return "", whole
	case strings.EqualFold(level, "error") || strings.EqualFold(level, "warning") || strings.EqualFold(level, "message"):
		whole = strings.TrimSpace(rest)
	}
	if _, _, ok := formOf(whole); ok {
		return "", whole
	}
	// API Doctor writes the message on a line of its own; copies may have lost that.
	line, message, _ := strings.Cut(whole, "\n")
	if subject, ok := strings.CutSuffix(strings.TrimSpace(line), ":"); ok {
		return subject, strings.TrimSpace(message)
	}
	subject, message, ok = strings.Cut(whole, ": ")
	if !ok || strings.ContainsAny(subject, " \t") { // the colon belongs to the message
		return "", whole
	}
	return subject, strings.TrimSpace(message)
}

// cutFile splits "/v1.0/api/x.md/get_x/name" in the page and what is meant on it.
func cutFile(subject string) (file string, names []string) {
	lower := odata.Lower(subject)
	if i := strings.Index(lower, ".md"); i >= 0 && (i+3 == len(subject) || subject[i+3] == '/') {
		file, subject = strings.ReplaceAll(subject[:i+3], `\`, "/"), subject[i+3:]
		lower = odata.Lower(file)
		if at := max(strings.LastIndex(lower, "/api/"), strings.LastIndex(lower, "/resources/")); at >= 0 {
			file = file[at:]
		}
	}
	for name := range strings.SplitSeq(subject, "/") {
		if name != "" {
			names = append(names, name)
		}
	}
	return file, names
}
