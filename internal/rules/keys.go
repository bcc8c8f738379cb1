package rules

import (
	"bytes"

	"docgauge/internal/diag"
	"docgauge/internal/page"
)

// keyOfBlock tells a block from the others of its page in findings about the block
// as a whole: the first line of what it shows, or the first two if that is but a
// bracket.
func keyOfBlock(blk *page.Block) string {
	if blk == nil {
		return ""
	}
	const least, most = 4, 80 // bytes
	var key []byte
	for line := range bytes.Lines(blk.Body.Bytes) {
		key = bytes.TrimSpace(append(append(key, ' '), bytes.TrimSpace(line)...))
		if len(key) >= least {
			break
		}
	}
	return string(key[:min(len(key), most)])
}

// keyOfAnnotation tells an annotation from the others of its page in findings
// about the annotation as a whole: its name, else the block below it, else what it
// says of itself.
func keyOfAnnotation(a *page.Annotation) string {
	for _, name := range a.Strings("name") {
		if name.Text != "" {
			return name.Text
		}
	}
	if a.Block != nil {
		return keyOfBlock(a.Block)
	}
	key := a.Text("blockType")
	if v := a.TypeName(); v != nil {
		key = diag.JoinKey(key, v.Text)
	}
	return key
}
