package rule

// HasMetadata reports whether the service's metadata is known: Rule.Needs of rules
// that hold pages against it.
func (s *Subject) HasMetadata() bool { return s.Set.Metadata != nil }

// HasPages reports whether the other pages of the doc set are there, as far as
// anybody can tell: Rule.Needs of rules that look into them.
func (s *Subject) HasPages() bool {
	set := s.Set
	return !set.Flat && len(set.Pages) > 1 && !set.Sparse("resources") && !set.Sparse("api")
}

// HasFiles reports whether the files are there that pages of the doc set link to,
// as far as anybody can tell: Rule.Needs of rules that look for them.
func (s *Subject) HasFiles() bool {
	return s.Set.Index != nil && s.Set.Index.Tree != nil && len(s.Set.Pages) > 1 && !s.Set.Sparse("resources") && !s.Set.Sparse("api") &&
		!s.Set.Sparse("includes")
}
