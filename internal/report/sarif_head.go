package report

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"docgauge/internal/diag"
	"docgauge/internal/docs"
	"docgauge/internal/rule"
	"docgauge/internal/text"
)

const (
	maxRuleText = 1024 // characters of a rule's descriptions that GitHub takes
	maxLinks    = 10   // related locations that a message links to
)

// The part of a SARIF log before its results.
type (
	sarifDriver struct {
		Name            string `json:"name"`
		Version         string `json:"version,omitempty"`
		SemanticVersion string `json:"semanticVersion,omitempty"`
	}
	sarifRule struct {
		ID            string          `json:"id"`
		Name          string          `json:"name"`
		Short         sarifMessage    `json:"shortDescription"`
		Full          sarifMessage    `json:"fullDescription"`
		Help          sarifMessage    `json:"help"`
		Configuration sarifDefaults   `json:"defaultConfiguration"`
		Properties    sarifProperties `json:"properties"`
	}
	sarifDefaults struct {
		Level string `json:"level"`
	}
	sarifProperties struct {
		Severity string   `json:"problem.severity"` // error, warning or recommendation: GitHub's
		Tags     []string `json:"tags"`
	}
	sarifAbout struct {
		Description sarifMessage `json:"description"`
	}
	sarifInvocation struct {
		Successful bool `json:"executionSuccessful"`
	}
)

// sarifHead is all of a log up to where its results go.
func sarifHead(run Run) (string, error) {
	driver := sarifDriver{Name: "docgauge", Version: run.Version}
	if v := strings.TrimPrefix(run.Version, "v"); isSemver(v) {
		driver.SemanticVersion = v
	}
	root := map[string]sarifAbout{sourceRoot: {sarifMessage{Text: "The top of the work tree."}}}
	var b jsonText
	b.member(`{"$schema":`, sarifSchema)
	b.member(`,"version":"2.1.0","runs":[{"tool":{"driver":`, driver)
	b.reopen()
	b.list("rules", len(run.Rules), func(i int) any { return sarifRuleOf(run.Rules[i]) })
	b.member(`}},"invocations":[`, sarifInvocation{!run.Incomplete})
	b.member(`],"columnKind":"utf16CodeUnits","originalUriBaseIds":`, root)
	return b.String() + `,"results":`, b.err
}

// jsonText is JSON that is put together piece by piece.
type jsonText struct {
	strings.Builder
	err error // the first
}

// member adds raw JSON and a value behind it.
func (b *jsonText) member(raw string, v any) {
	s, err := compact(v)
	b.err = cmp.Or(b.err, err)
	b.WriteString(raw + s)
}

// reopen takes away the last brace, so that members can follow.
func (b *jsonText) reopen() {
	s := strings.TrimSuffix(b.String(), "}")
	b.Reset()
	b.WriteString(s)
}

// list adds a member that is an array, with a line for each element.
func (b *jsonText) list(name string, n int, item func(i int) any) {
	b.WriteString(`,"` + name + `":[`)
	for i := range n {
		b.member(separator(i), item(i))
	}
	if n > 0 {
		b.WriteByte('\n')
	}
	b.WriteByte(']')
}

func sarifRuleOf(r *rule.Rule) sarifRule {
	family, _, _ := strings.Cut(r.ID, "-")
	severity := r.Severity.String()
	if r.Severity == diag.Info {
		severity = "recommendation"
	}
	about, _, _ := strings.Cut(strings.TrimSpace(r.Doc), "\n\n")
	about = text.Clip(sentence(Printable(strings.Join(strings.Fields(cmp.Or(about, r.Title)), " "))), maxRuleText)
	help := sarifMessage{Text: sentence(r.Title) + "\n\n" + strings.TrimSpace(r.Doc), Markdown: r.Doc}
	if page, ok := docs.Page(r.ID); ok {
		help.Markdown = page
	}
	return sarifRule{
		ID: r.ID, Name: pascalCase(r.ID), Short: sarifMessage{Text: text.Clip(sentence(r.Title), maxRuleText)},
		Full: sarifMessage{Text: about}, Help: help, Configuration: sarifDefaults{sarifLevel(r.Severity)},
		Properties: sarifProperties{Severity: severity, Tags: []string{"documentation", family}},
	}
}

// pascalCase is the name of a rule, "JsonTrailingComma": SARIF wants one that is
// not the id, and viewers show a dash without.
func pascalCase(id string) string {
	var b strings.Builder
	for _, word := range strings.Split(id, "-") {
		r, size := utf8.DecodeRuneInString(word)
		b.WriteRune(unicode.ToUpper(r))
		b.WriteString(word[size:])
	}
	return b.String()
}

// isSemver reports whether v is a version of Semantic Versioning 2.0.0, without a "v".
func isSemver(v string) bool {
	identifiers := func(s string, numbers bool) bool {
		for _, id := range strings.Split(s, ".") {
			digits := strings.Trim(id, "0123456789") == ""
			letters := strings.IndexFunc(id, func(r rune) bool {
				return r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
			}) < 0
			if id == "" || !letters || numbers && digits && len(id) > 1 && id[0] == '0' {
				return false
			}
		}
		return true
	}
	v, build, hasBuild := strings.Cut(v, "+")
	core, pre, hasPre := strings.Cut(v, "-")
	return identifiers(core, true) && strings.Count(core, ".") == 2 && strings.Trim(core, "0123456789.") == "" &&
		(!hasPre || identifiers(pre, true)) && (!hasBuild || identifiers(build, false))
}

// sentence ends a text with a full stop. Viewers show the first sentence of a
// message where there is no room for more, and some join its lines.
func sentence(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}

// unlinked escapes what would be an embedded link (SARIF section 3.11.6).
func unlinked(s string) string { return strings.ReplaceAll(s, "](", `\](`) }

// linkText escapes the text of an embedded link.
func linkText(s string) string {
	s = strings.ReplaceAll(s, `\`, `\\`)
	return strings.ReplaceAll(strings.ReplaceAll(s, "[", `\[`), "]", `\]`)
}

// sarifText is a finding's message, its help, and links to its related places,
// which GitHub and VS Code show only if the message links to them.
func sarifText(d *diag.Diagnostic) string {
	message, help, _ := strings.Cut(guidance(d), "\n")
	var b strings.Builder
	b.WriteString(unlinked(sentence(message)))
	if help != "" {
		b.WriteString("\n" + unlinked(sentence(help)))
	}
	for i, r := range d.Related[:min(len(d.Related), maxLinks)] {
		what := cmp.Or(Printable(r.Message), "see also")
		fmt.Fprintf(&b, "\n[%s](%d).", linkText(what), i+1)
	}
	if more := len(d.Related) - maxLinks; more > 0 {
		fmt.Fprintf(&b, "\nAnd %d more.", more)
	}
	return b.String()
}
