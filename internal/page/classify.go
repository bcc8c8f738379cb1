package page

import (
	"bytes"
	"strings"

	"docgauge/internal/httpmsg"
	"docgauge/internal/jsondoc"
	"docgauge/internal/text"
)

// classify settles what each block shows and reads it.
func (b *builder) classify() {
	kept := b.page.Blocks[:0]
	for _, blk := range b.page.Blocks {
		blk.read(b.page.Kind)
		if blk.Fence.Len() > 0 || blk.Annotation != nil || blk.Plain || blk.Kind != Other {
			kept = append(kept, blk) // an indented block that holds nothing of ours is prose
		}
	}
	b.page.Blocks = kept
}

// BlockType returns the annotation's blockType in lower case, or "".
func (blk *Block) BlockType() string { return blk.blockType }

// Ignored reports whether the annotation asks tools to leave the block alone.
func (blk *Block) Ignored() bool { return blk.BlockType() == "ignored" }

func (blk *Block) read(kind Kind) {
	blk.blockType = strings.ToLower(blk.Annotation.Text("blockType"))
	switch blk.blockType {
	case "request":
		blk.Kind = RequestBlock
	case "response", "simulatedresponse":
		blk.Kind = ResponseBlock
	case "resource":
		blk.Kind = ResourceBlock
	case "example":
		blk.Kind = ExampleBlock
	default:
		blk.Kind = blk.kindByContent(kind)
	}
	switch blk.Kind {
	case RequestBlock, ResponseBlock:
		blk.readMessage()
		blk.kindByMessage()
	case RoutesBlock:
		blk.Routes = httpmsg.Routes(blk.Body)
	case ResourceBlock, ExampleBlock, JSONBlock:
		blk.readExample()
	}
}

// kindByMessage corrects an annotation that calls a request a response, the
// reverse, or either an example: a start line leaves no doubt.
func (blk *Block) kindByMessage() {
	switch {
	case blk.HTTP == nil:
	case blk.HTTP.Kind == httpmsg.Request:
		blk.Kind = RequestBlock
	case blk.HTTP.Kind == httpmsg.Response:
		blk.Kind = ResponseBlock
	}
}

// readMessage reads an HTTP message and its body, or the bare JSON that an
// annotation calls a message.
func (blk *Block) readMessage() {
	blk.HTTP = httpmsg.Parse(blk.Body)
	if blk.HTTP.Kind == httpmsg.None {
		if looksJSON(blk.Body.Bytes) {
			blk.HTTP = nil
			blk.JSON = jsondoc.Parse(blk.Body)
		}
		return
	}
	for i := range blk.HTTP.Parts {
		if part := &blk.HTTP.Parts[i]; looksJSON(part.Body.Bytes) {
			blk.Parts = append(blk.Parts, jsondoc.Parse(part.Body))
		}
	}
	if len(blk.HTTP.Parts) == 0 && looksJSON(blk.HTTP.Body.Bytes) {
		blk.JSON = jsondoc.Parse(blk.HTTP.Body)
	}
}

// readExample reads JSON, which an example may show inside an HTTP message.
func (blk *Block) readExample() {
	if !looksJSON(blk.Body.Bytes) {
		if m := httpmsg.Parse(blk.Body); m.Kind != httpmsg.None {
			blk.readMessage()
			blk.kindByMessage() // it is part of an exchange all the same
			return
		}
		if blk.Kind == ExampleBlock && !strings.EqualFold(blk.Language, "json") {
			return
		}
	}
	if len(bytes.TrimSpace(blk.Body.Bytes)) > 0 {
		blk.JSON = jsondoc.Parse(blk.Body)
	}
}

// kindByContent classifies a block by what it holds (DESIGN section 4).
func (blk *Block) kindByContent(kind Kind) BlockKind {
	if !blk.mayHoldMessage() {
		return Other
	}
	raw := bytes.TrimSpace(blk.Body.Bytes)
	switch {
	case len(raw) == 0:
		return Other
	case looksJSON(raw):
		return blk.jsonKind(kind, raw)
	case blk.Section.In(HTTPRequest) && !blk.Section.In(Examples) && isMethodLine(raw):
		return RoutesBlock
	case httpmsg.IsRoutes(blk.Body):
		return RoutesBlock
	case !isMethodLine(raw) && !isStatusLine(raw):
		return Other
	}
	switch httpmsg.Parse(blk.Body).Kind {
	case httpmsg.Request:
		return RequestBlock
	case httpmsg.Response:
		return ResponseBlock
	}
	return Other
}

// jsonKind tells a type's representation from other JSON.
func (blk *Block) jsonKind(kind Kind, raw []byte) BlockKind {
	lang := strings.ToLower(blk.Language)
	if lang == "" && !bytes.Contains(raw, []byte{'"'}) {
		return Other // a route template or pseudo-code in braces
	}
	if blk.Section.In(JSONRepresentation) || kind == Resource && lang == "json" && bytes.Contains(raw, []byte("@odata.type")) {
		return ResourceBlock
	}
	return JSONBlock
}

// mayHoldMessage reports whether the fence's language allows HTTP or JSON.
func (blk *Block) mayHoldMessage() bool {
	switch strings.ToLower(blk.Language) {
	case "", "http", "https", "rest", "json", "jsonc", "msgraph-interactive", "text", "txt", "none":
		return true
	}
	return false
}

// looksJSON reports whether text was written as a JSON object or array.
func looksJSON(raw []byte) bool {
	raw = bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(raw), []byte(text.BOM)))
	if len(raw) == 0 {
		return false
	}
	if raw[0] == '{' || raw[0] == '[' {
		return !isTemplate(raw)
	}
	comment := bytes.HasPrefix(raw, []byte("//")) || bytes.HasPrefix(raw, []byte("/*"))
	return comment && bytes.IndexByte(raw, '{') > 0
}

// isTemplate tells "{host}/me", "{binary data}" and "[the bytes of a chart]" from
// an object or array: words in brackets with nothing that members need, and more
// than one of them in square brackets, where a single one could be a literal.
func isTemplate(raw []byte) bool {
	end := bytes.IndexByte(raw, raw[0]+2) // '}' and ']' are two behind their partners in ASCII
	if end < 0 {
		return false
	}
	inner := bytes.TrimSpace(raw[1:end])
	if len(inner) == 0 || bytes.ContainsAny(inner, "\":,\n{[") || inner[0] == '.' {
		return false
	}
	return raw[0] == '{' || bytes.IndexByte(inner, ' ') > 0
}

// isMethodLine reports whether text begins with an HTTP method and a space.
func isMethodLine(raw []byte) bool {
	i := bytes.IndexAny(raw, " \t")
	return i > 0 && httpmsg.IsMethod(strings.ToUpper(string(raw[:i])))
}

func isStatusLine(raw []byte) bool {
	return len(raw) > 5 && strings.EqualFold(string(raw[:4]), "http") && (raw[4] == '/' || raw[4] == ' ')
}
