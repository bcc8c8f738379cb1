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
be: ` + "`maxUrlLength`" + ` in API Doctor's oneapi-design-v1.json. Without that the rule has nothing
to say.

Reported: an example request whose URL has more bytes.

Not reported: blocks marked ignored.`,
	Check: func(p *rule.Pass) {
		design := httpDesignOf(p)
		if design == nil || design.MaxURLLength == 0 {
			return
		}
		for _, m := range httpMessages(p.Page, httpmsg.Request) {
			if n := len(m.Target.Text); n > design.MaxURLLength {
				d := p.Report(m.Target.Span, "URL has %d bytes, more than %d", n, design.MaxURLLength)
				d.Help = "Show a shorter one, or raise the limit of " + strconv.Itoa(design.MaxURLLength)
				d.Related = []diag.Related{{Source: design.MaxURLLengthAt.Source, Span: design.MaxURLLengthAt.Span, Message: "the limit"}}
			}
		}
	},
}
