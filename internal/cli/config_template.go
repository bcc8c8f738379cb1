package cli

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"docgauge/internal/baseline"
	"docgauge/internal/config"
	"docgauge/internal/report"
	"docgauge/internal/rule"
)

// schemaFile is what the JSON Schema of the configuration is called beside it.
const schemaFile = ".docgauge.schema.json"

// maxSuggested is how many values are suggested for one key.
const maxSuggested = 20

// yaml returns the configuration that the survey suggests: version alone is set.
// Comments begin with "# ", and values that are commented out with "#" and no
// single blank, so that who deletes the "#" gets what was meant.
func (s *survey) yaml() string {
	var b bytes.Buffer
	if s.schema {
		b.WriteString("# yaml-language-server: $schema=" + schemaFile + "\n")
	}
	b.WriteString(`# The configuration of docgauge for this folder and those below it. Delete the # before
# a key to set it. Patterns are those of .gitignore; paths are relative to this folder.
#
# What is in force for a page, and why: docgauge config show PAGE
`)
	if !s.schema {
		b.WriteString(`# Help in editors: docgauge config schema > ` + schemaFile + `
# and as the first line of this file: "# yaml-language-server: $schema=` + schemaFile + `"
`)
	}
	fmt.Fprintf(&b, `
# The set of rules. Rules that come with a later set stay off until this is raised.
version: %d
`, rule.LatestEpoch)
	for _, section := range []func(*bytes.Buffer){
		s.writeExtends, s.writePages, s.writeSets, s.writeTypes, s.writeRules, s.writeBaseline, s.writeOwners,
	} {
		b.WriteByte('\n')
		section(&b)
	}
	return b.String()
}

func (s *survey) writeExtends(b *bytes.Buffer) {
	b.WriteString("# Settings to build on: another file, or a list of them. What stands here wins.\n")
	from := "shared/docgauge.yaml"
	if s.above != "" {
		down := strings.Trim(strings.TrimPrefix(s.dir, path.Dir(s.above)), "/")
		from = strings.Repeat("../", 1+strings.Count(down, "/")) + path.Base(s.above)
		b.WriteString("# So far that file is in force here, and this one takes its place.\n")
	}
	line(b, "#extends: %s", from)
}

func (s *survey) writePages(b *bytes.Buffer) {
	b.WriteString("# The pages to check, without this key all Markdown files.\n#include:\n")
	var folders []string
	for _, set := range s.sets {
		if leaveOut(set.root) == "" {
			folders = append(folders, set.root)
		}
	}
	folders = append(folders, s.loose...)
	if len(folders) == 0 || folders[0] == "." {
		folders = []string{"*.md"}
	}
	for _, f := range limited(folders) {
		if f != "*.md" {
			f = "/" + f + "/"
		}
		line(b, "#  - %s", scalar(f))
	}
	b.WriteString(`
# Pages to leave out, even when they are named. They are still read for what they define.
#exclude:
`)
	for _, n := range limited(s.leave) {
		line(b, "#  - %s # %s in %s", scalar(n.name+"/"), report.Plural(n.pages, "page"), report.Plural(n.folders, "folder"))
	}
	if len(s.leave) == 0 {
		b.WriteString("#  - drafts/\n")
	}
}

func (s *survey) writeSets(b *bytes.Buffer) {
	b.WriteString("# Doc sets: the pages of one version of one API, which share types and request names.\n")
	switch {
	case len(s.sets) > 0:
		b.WriteString("# These are found by their api and resources folders, and need not be declared.\n")
	case len(s.loose) > 0:
		b.WriteString("# Annotated pages lie in no api or resources folder, so nothing says that they belong\n# together: declare the folder that they lie in, with its API version.\n")
	default:
		b.WriteString("# Those with api and resources folders are found without being declared.\n")
	}
	b.WriteString("#docsets:\n")
	for _, set := range limited(s.sets) {
		line(b, "#  - root: %s # %s", scalar(set.root), report.Plural(set.pages, "page"))
		if set.version != "" {
			line(b, "#    version: %s", scalar(set.version))
		}
	}
	if len(s.sets) == 0 {
		root := "docs"
		if len(s.loose) > 0 {
			root = common(s.loose)
		}
		line(b, "#  - root: %s", scalar(root))
		b.WriteString("#    version: v1.0\n")
	}
}

func (s *survey) writeTypes(b *bytes.Buffer) {
	b.WriteString(`# What the service has: OData metadata (CSDL XML), one file or one for each API version.
# It wins over what the pages say of types.
`)
	switch n := len(s.metadata); {
	case n == 0:
		b.WriteString("#metadata: metadata.xml\n")
	case n == 1:
		line(b, "#metadata: %s", scalar(s.metadata[0]))
	default:
		line(b, "# Found: %s", strings.Join(limited(s.metadata), ", "))
		b.WriteString("#metadata:\n")
		for _, version := range []string{"v1.0", "beta"} {
			if file := s.metadataOf(version); file != "" {
				line(b, "#  %s: %s", version, scalar(file))
			}
		}
	}
	b.WriteString("\n# A folder with JSON Schemas that replace or add types.\n#schemas: schemas\n")
}

// metadataOf returns the metadata file whose path says the version, or one that says
// none for v1.0, or "".
func (s *survey) metadataOf(version string) string {
	for _, file := range s.metadata {
		if strings.Contains(file, version) {
			return file
		}
	}
	for _, file := range s.metadata {
		if version == "v1.0" && !strings.Contains(file, "beta") {
			return file
		}
	}
	return ""
}

func (s *survey) writeRules(b *bytes.Buffer) {
	b.WriteString(`# Rules, or families such as json: error, warning, info or off. docgauge rules lists them.
`)
	if len(s.apidoctor) > 0 {
		b.WriteString("# These files of API Doctor's are honoured as they are; docgauge config show says how:\n")
		for _, file := range limited(s.apidoctor) {
			line(b, "# %s", file)
		}
	}
	b.WriteString(`#rules:
#  placeholder-todo: warning

# What holds for some pages only. Later entries win.
#overrides:
`)
	files := "drafts/"
	for _, set := range s.sets {
		if set.version == "beta" && set.root != "." {
			files = "/" + set.root + "/"
		}
	}
	line(b, "#  - files: %s", scalar(files))
	b.WriteString("#    rules:\n#      page-outline: info\n")
}

func (s *survey) writeBaseline(b *bytes.Buffer) {
	line(b, "# Known findings, which do not count: without this key those in %s, if", baseline.FileName)
	b.WriteString("# it is there. docgauge baseline create writes it.\n")
	if s.findings > 0 {
		line(b, "# It would hold %s on these pages, and from then on only new ones count.", report.Plural(s.findings, "finding"))
	}
	line(b, "#baseline: %s", baseline.FileName)
}

func (s *survey) writeOwners(b *bytes.Buffer) {
	b.WriteString("# Who owns pages, for reports: the first that says it.\n#owners:\n")
	files := "drafts/"
	if len(s.sets) > 0 && s.sets[0].root != "." {
		files = "/" + s.sets[0].root + "/"
	}
	key := s.owner
	if key == "" {
		key = "author"
	}
	line(b, "#  - front-matter: %s", key)
	line(b, "#  - files: %s", scalar(files))
	b.WriteString("#    owner: docs-team\n")
}

// limited returns the first few values.
func limited[T any](list []T) []T { return list[:min(len(list), maxSuggested)] }

// scalar writes text as a YAML scalar, in quotes where it must be.
func scalar(s string) string {
	plain := s != "" && (s[0] == '/' || s[0] == '_' || 'a' <= s[0]|0x20 && s[0]|0x20 <= 'z')
	for i := 0; plain && i < len(s); i++ {
		plain = isAlphanumeric(rune(s[i])) || strings.IndexByte("_-./", s[i]) >= 0
	}
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		plain = false
	}
	if plain {
		return s
	}
	return config.JSON(s)
}
