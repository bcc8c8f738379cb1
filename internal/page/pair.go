package page

// pair gives every response its request: the one its annotation names, wherever
// it stands on the page, else the nearest above (DESIGN section 4). A request may
// have several responses, and one response may name several requests.
func pair(blocks []*Block) {
	named := map[string]*Block{}
	for _, b := range blocks {
		if b.Kind != RequestBlock {
			continue
		}
		for _, name := range b.Annotation.Strings("name") {
			if named[name.Text] == nil {
				named[name.Text] = b
			}
		}
	}
	var above *Block
	for _, b := range blocks {
		switch b.Kind {
		case RequestBlock:
			above = b
		case ResponseBlock:
			b.answer(above, named)
		}
	}
}

// answer pairs a response with the requests it names, else with the one above it.
func (blk *Block) answer(above *Block, named map[string]*Block) {
	for _, name := range blk.Annotation.Strings("name") {
		if r := named[name.Text]; r != nil && !r.answeredBy(blk) {
			r.Responses = append(r.Responses, blk)
			if blk.Request == nil {
				blk.Request = r
			}
		}
	}
	if blk.Request == nil && above != nil {
		blk.Request = above
		above.Responses = append(above.Responses, blk)
	}
}

// answeredBy reports whether the response was the last to be paired with the
// request: names repeated in one annotation come in a row.
func (blk *Block) answeredBy(response *Block) bool {
	n := len(blk.Responses)
	return n > 0 && blk.Responses[n-1] == response
}
