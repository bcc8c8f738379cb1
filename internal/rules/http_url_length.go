package rules

import (
	"strconv"

	"docgauge/internal/diag"
	"docgauge/internal/httpmsg"
	"docgauge/internal/rule"
)

var httpURLLength = rule.Rule{
	ID:       "http-url-length",
	Title:    "URLs are as short as the API's design guide wants them",
	Severity: diag.Error,
	Since:    "0.1.0",
	Doc: `Browsers, proxies and servers cut or refuse long URLs. A doc set may say how long they may
be: in the option ` + "`max`, or as `maxUrlLength`" + ` in API Doctor's oneapi-design-v1.json. Without
these the rule has nothing to say.

Reported: an example request whose URL has more bytes.

Not reported: blocks marked ignored.`,
	Options: []rule.Option{{
		Name: "max", Default: 0,
		Doc: "Most bytes that a URL may have, in place of API Doctor's `maxUrlLength`; 0 is no limit",
	}},
	Check: func(p *rule.Pass) {
		most, asked := httpMaxURL(p)
		if most == 0 {
			return
		}
		for _, m := range httpMessages(p.Page, httpmsg.Request) {
			if n := len(m.Target.Text); n > most {
				d := p.Report(m.Target.Span, "URL has %d bytes, more than %d", n, most)
				d.Help = "Show a shorter one, or raise the limit of " + strconv.Itoa(most)
				d.Related = asked
			}
		}
	},
}

// httpMaxURL returns how many bytes a URL may have, 0 if that is not limited, and
// the place that says so if it is in a file of API Doctor's.
func httpMaxURL(p *rule.Pass) (most int, asked []diag.Related) {
	if p.Given("max") {
		return p.Int("max"), nil
	}
	design := httpDesignOf(p)
	if design == nil || design.MaxURLLength == 0 {
		return 0, nil
	}
	at := design.MaxURLLengthAt
	return design.MaxURLLength, []diag.Related{{Source: at.Source, Span: at.Span, Message: "the limit"}}
}
