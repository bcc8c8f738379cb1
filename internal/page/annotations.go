package page

import (
	"bytes"

	"docgauge/internal/jsondoc"
	"docgauge/internal/text"

	"github.com/yuin/goldmark/ast"
)

var (
	commentOpen  = []byte("<!--")
	commentClose = []byte("-->")
	// ownWord begins the comments that are addressed to docgauge (package suppress),
	// whose reasons may quote annotations.
	ownWord = []byte("docgauge-")
)

// html reads the comments in an HTML block. Other HTML parts an annotation from its block.
func (b *builder) html(n *ast.HTMLBlock) {
	lines := b.lines(n)
	if n.HasClosure() {
		if c := b.span(n.ClosureLine); len(lines) == 0 || c.Start >= lines[len(lines)-1].End {
			lines = append(lines, c)
		}
	}
	if len(lines) == 0 {
		return
	}
	b.comments(text.JoinFragment(b.src, lines))
}

// comments reads every comment in raw HTML.
func (b *builder) comments(f text.Fragment) {
	for at := 0; at < len(f.Bytes); {
		open := bytes.Index(f.Bytes[at:], commentOpen)
		if open < 0 {
			if rest := f.Bytes[at:]; len(bytes.TrimSpace(rest)) > 0 {
				b.orphan(b.trim(f.Span(at, len(f.Bytes))))
				b.tags(f.Slice(at, len(f.Bytes)))
			}
			return
		}
		if len(bytes.TrimSpace(f.Bytes[at:at+open])) > 0 {
			b.orphan(b.trim(f.Span(at, at+open)))
			b.tags(f.Slice(at, at+open))
		}
		at += open
		inner := at + len(commentOpen)
		end := bytes.Index(f.Bytes[inner:], commentClose)
		if end < 0 {
			b.problem(UnclosedComment, f.Span(at, inner))
			b.comment(f.Span(at, len(f.Bytes)), f.Slice(inner, len(f.Bytes)))
			return
		}
		stop := inner + end + len(commentClose)
		b.comment(f.Span(at, stop), f.Slice(inner, inner+end))
		at = stop
	}
}

// comment reads one comment: an annotation if it holds JSON or was meant to.
func (b *builder) comment(whole text.Span, inner text.Fragment) {
	if !isAnnotation(inner.Bytes) {
		b.page.Comments = append(b.page.Comments, whole)
		return
	}
	a := b.mem.annotations.put(Annotation{Span: whole, Section: b.section, JSON: jsondoc.Parse(inner)})
	a.Page = a.Text("type") == "#page.annotation" || a.Get("blockType") == nil && isPageAnnotation(inner.Bytes)
	b.page.Annotations = append(b.page.Annotations, a)
	if a.Page {
		return
	}
	b.orphan(whole)
	b.pending = a
}

// isAnnotation tells JSON, sound or not, from ordinary comments by its first
// name or by the names that only annotations use.
func isAnnotation(inner []byte) bool {
	s := bytes.TrimSpace(inner)
	if len(s) == 0 || len(s) > len(ownWord) && bytes.EqualFold(s[:len(ownWord)], ownWord) {
		return false
	}
	if bytes.Contains(s, []byte("blockType")) || bytes.Contains(s, []byte("#page.annotation")) {
		// prose may speak of annotations: it starts with a word and quotes no member
		return !isWord(s[0]) || bytes.HasPrefix(s, []byte("blockType")) ||
			bytes.IndexByte(s, '{') >= 0 && bytes.Contains(s, []byte(`"blockType"`))
	}
	if s[0] != '{' {
		return false
	}
	s = bytes.TrimSpace(s[1:])
	return len(s) > 0 && (s[0] == '"' || s[0] == '\'') && bytes.IndexByte(s, ':') > 0
}

func isPageAnnotation(inner []byte) bool {
	return bytes.Contains(inner, []byte("#page.annotation"))
}

// orphan gives up on the waiting annotation because of what stands at sp.
func (b *builder) orphan(sp text.Span) {
	if b.pending != nil {
		b.pending.Between = sp
		b.pending = nil
	}
}

// adopt gives the block the annotation that waits for it.
func (b *builder) adopt(blk *Block) {
	if b.pending != nil {
		blk.Annotation, b.pending.Block = b.pending, blk
		b.pending = nil
	}
}
