package cli

import (
	"cmp"
	"context"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"

	"docgauge/internal/docset"
	"docgauge/internal/lint"
	"docgauge/internal/page"
)

// survey is what "config init" finds in a directory. Paths in it are relative to
// that directory.
type survey struct {
	finder    *finder
	dir       string // absolute
	checked   int    // pages
	findings  int
	schema    bool   // the JSON Schema of the configuration lies beside it
	above     string // configuration that is in force there so far, absolute
	sets      []surveyedSet
	loose     []string // folders outside of doc sets with annotated pages
	leave     []surveyedFolders
	metadata  []string
	apidoctor []string
	owner     string // front matter key that names who owns a page
}

// surveyedSet is a doc set that was found.
type surveyedSet struct {
	root, version string
	pages         int
}

// surveyedFolders are folders of one name, which may hold no pages to check.
type surveyedFolders struct {
	name           string
	folders, pages int
}

// relative returns the path of what lies below the directory; ok is false of others,
// and of what cannot be written into a comment and a pattern as it is.
func (s *survey) relative(abs string) (rel string, ok bool) {
	rel, ok = strings.CutPrefix(abs, strings.TrimSuffix(s.dir, "/")+"/")
	if abs == s.dir {
		rel, ok = ".", true
	}
	odd := func(r rune) bool { return !unicode.IsPrint(r) || strings.ContainsRune(`*?[]\!#"'`, r) }
	return rel, ok && !strings.ContainsFunc(rel, odd) && rel == strings.TrimSpace(rel)
}

// folders looks at the names of the folders that were listed and of the files in them.
func (s *survey) folders() {
	named := map[string]*surveyedFolders{}
	for _, dir := range slices.Sorted(maps.Keys(s.finder.folders)) {
		rel, ok := s.relative(dir)
		if !ok {
			continue
		}
		s.files(dir)
		if name := leaveOut(rel); name != "" && path.Base(rel) == name {
			if named[name] == nil {
				named[name] = &surveyedFolders{name: name}
			}
			named[name].folders++
		}
	}
	for _, f := range s.finder.found {
		if rel, ok := s.relative(s.finder.at(f.Location)); ok && !f.Context {
			s.checked++
			if n := named[leaveOut(path.Dir(rel))]; n != nil {
				n.pages++
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(named)) {
		if named[name].pages > 0 {
			s.leave = append(s.leave, *named[name])
		}
	}
}

// files notes the files in a folder that are no pages: metadata, and configuration
// of API Doctor.
func (s *survey) files(dir string) {
	l := s.finder.folders[dir]
	for _, e := range l.entries {
		rel, ok := s.relative(path.Join(dir, e.Name))
		if ok && e.Kind == docset.IsFile && !e.Ignored && isMetadata(e.Name) {
			s.metadata = append(s.metadata, rel)
		}
	}
	for _, file := range l.conventionsIn(dir) {
		if rel, ok := s.relative(file); ok {
			s.apidoctor = append(s.apidoctor, rel)
		}
	}
}

// isMetadata reports whether a file is OData metadata by its name.
func isMetadata(name string) bool {
	name = strings.ToLower(name)
	ext := path.Ext(name)
	return ext == ".csdl" || ext == ".edmx" || name == "metadata.xml" || name == "$metadata.xml"
}

// leaveOut returns the outermost part of a folder's path that is called like
// folders of fragments, translations or generated files, or "".
func leaveOut(dir string) string {
	for part := range strings.SplitSeq(dir, "/") {
		switch strings.ToLower(part) {
		case "includes", "_includes", "partials", "snippets",
			"i18n", "l10n", "locales", "localization", "localized", "translations",
			"generated", "_generated", "gen", "build", "dist", "out", "_site", "target", "vendor", "third_party":
			return part
		}
		if isLocale(part) {
			return part
		}
	}
	return ""
}

// isLocale reports whether a folder is called like a translation, "de-de". English
// is what is translated.
func isLocale(name string) bool {
	const languages = " ar bg ca cs da de el es et fi fr he hi hr hu id it ja ko lt lv nb nl no pl pt ro ru sk sl sr sv th tr uk vi zh "
	language, country, ok := strings.Cut(strings.ToLower(name), "-")
	return ok && len(language) == 2 && strings.Contains(languages, " "+language+" ") &&
		(len(country) == 2 || country == "hans" || country == "hant") && !strings.ContainsFunc(country, func(r rune) bool { return r < 'a' || r > 'z' })
}

// surveyedPage is what the survey notes of one page.
type surveyedPage struct {
	version   string
	annotated bool
	keys      [len(ownerKeys)]bool // front matter keys that it has
}

// ownerKeys are front matter keys that name somebody who is responsible.
var ownerKeys = [...]string{"owner", "ms.owner", "author", "ms.author"}

// pages reads the pages for what decides about doc sets and owners.
func (s *survey) pages(ctx context.Context, job lint.Job) error {
	seen := make([]surveyedPage, len(job.Files)) // one writer each
	_, err := lint.Parse(ctx, job, func(i int, pg *page.Page) {
		seen[i].version = pg.Version
		seen[i].annotated = slices.ContainsFunc(pg.Annotations, func(a *page.Annotation) bool { return a.Get("blockType") != nil })
		for k, key := range ownerKeys {
			seen[i].keys[k] = pg.Front.Field(key) != nil
		}
	})
	if err != nil {
		return err
	}
	sets := map[string]*surveyedSet{}
	var keys [len(ownerKeys)]int
	for i, f := range job.Files {
		for k, has := range seen[i].keys {
			if has {
				keys[k]++
			}
		}
		root, flat := job.Docset.Roots.Of(f.Location)
		rel, ok := s.relative(s.finder.at(root))
		switch {
		case f.Context || !ok:
		case !flat && sets[rel] == nil:
			sets[rel] = &surveyedSet{rel, seen[i].version, 1}
		case !flat:
			sets[rel].pages++
			sets[rel].version = cmp.Or(sets[rel].version, seen[i].version)
		case seen[i].annotated && !slices.Contains(s.loose, rel):
			s.loose = append(s.loose, rel)
		}
	}
	for _, root := range slices.Sorted(maps.Keys(sets)) {
		s.sets = append(s.sets, *sets[root])
	}
	slices.Sort(s.loose)
	for k, n := range keys {
		if s.owner == "" && 2*n > s.checked && n > 0 {
			s.owner = ownerKeys[k]
		}
	}
	return nil
}

// common returns the innermost folder that all of them are or lie in.
func common(folders []string) string {
	at := folders[0]
	for _, f := range folders[1:] {
		for at != "." && f != at && !strings.HasPrefix(f, at+"/") {
			at = path.Dir(at)
		}
	}
	return at
}
