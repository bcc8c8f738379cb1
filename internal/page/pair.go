package page

// pair gives every response its request: the one its annotation names, wherever
// it stands on the page, else the nearest above (DESIGN section 4). A request may
// have several responses.
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
			b.Request = above
			for _, name := range b.Annotation.Strings("name") {
				if r := named[name.Text]; r != nil {
					b.Request = r
					break
				}
			}
			if b.Request != nil {
				b.Request.Responses = append(b.Request.Responses, b)
			}
		}
	}
}
