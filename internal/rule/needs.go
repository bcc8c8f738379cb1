package rule

// HasMetadata reports whether the service's metadata is known: Rule.Needs of rules
// that hold pages against it.
func (s *Subject) HasMetadata() bool { return s.Set.Metadata != nil }

// HasPages reports whether the other pages of the doc set are there, as far as
// anybody can tell: Rule.Needs of rules that look into them.
func (s *Subject) HasPages() bool { return !s.Set.Flat && s.isComplete() }

// isComplete reports whether the folders of pages do not seem to lack most of them.
func (s *Subject) isComplete() bool {
	return len(s.Set.Pages) > 1 && !s.Set.Sparse("resources") && !s.Set.Sparse("api")
}

// HasFiles reports whether the files are there that pages of the doc set link to,
// as far as anybody can tell: Rule.Needs of rules that look for them.
func (s *Subject) HasFiles() bool {
	return s.Set.Index != nil && s.Set.Index.Tree != nil && s.isComplete() && !s.Set.Sparse("includes")
}
