package rules

import (
	"docgauge/internal/jsondoc"
	"docgauge/internal/page"
	"docgauge/internal/schema"
	"docgauge/internal/text"
)

// annShape is what the value of an annotation's member may be.
type annShape uint8

// The shapes. annNone marks a name that is no key.
const (
	annNone annShape = iota
	annBool
	annText
	annTextOrNull
	annTexts       // array of strings
	annTextOrTexts // string or array of strings
	annObjects     // array of objects
	annNumber
	annAny
)

func (s annShape) String() string {
	return [...]string{
		"", "true or false", "a string", "a string or null", "an array of strings",
		"a string or an array of strings", "an array of objects", "a number", "any value",
	}[s]
}

// fits reports whether the value has the shape.
func (s annShape) fits(v *jsondoc.Value) bool {
	switch s {
	case annBool:
		return v.Kind == jsondoc.Bool
	case annText:
		return v.Kind == jsondoc.String
	case annTextOrNull:
		return v.Kind == jsondoc.String || v.Kind == jsondoc.Null
	case annTexts:
		return annAll(v, jsondoc.String)
	case annTextOrTexts:
		return v.Kind == jsondoc.String || annAll(v, jsondoc.String)
	case annObjects:
		return annAll(v, jsondoc.Object)
	case annNumber:
		return v.Kind == jsondoc.Number
	}
	return true
}

func annAll(v *jsondoc.Value, k jsondoc.Kind) bool {
	for _, item := range v.Items {
		if item.Kind != k {
			return false
		}
	}
	return v.Kind == jsondoc.Array
}

// annKey is one key of a vocabulary.
type annKey struct {
	name  string
	shape annShape
}

// annBlockKeys is the vocabulary of annotations of code blocks: what API Doctor
// reads, and nothing else does. Nobody changes it.
var annBlockKeys = []annKey{
	{"blockType", annText},
	{"name", annTextOrTexts},
	{"@odata.type", annText},
	{"@type", annText},
	{"@type.aka", annText},
	{"isCollection", annBool},
	{"collectionProperty", annText},
	{"isEmpty", annBool},
	{"truncated", annBool},
	{"expectError", annBool},
	{"optionalProperties", annTexts},
	{"nullableProperties", annTexts},
	{"openType", annBool},
	{"keyProperty", annText},
	{"baseType", annTextOrNull},
	{"abstract", annBool},
	{"isMediaEntity", annBool},
	{"isComposable", annBool},
	{"idempotent", annBool},
	{"target", annText},
	{"opaqueUrl", annBool},
	{"sampleKeys", annTexts},
	{"longRunningResponseType", annText},
	{"scopes", annText},
	{"apiVersions", annText},
	{"tags", annText},
	{"requestUrls", annTexts},
	{"mergePermissions", annBool},
	{"@odata.annotations", annObjects},
}

// annPageKeys is the vocabulary of page annotations, which may hold more.
func annPageKeys() []annKey {
	return []annKey{
		{"type", annText},
		{"title", annAny},
		{"description", annAny},
		{"keywords", annAny},
		{"canonicalUrl", annText},
		{"section", annText},
		{"tocPath", annAny},
		{"tocIndex", annAny},
		{"tocBookmarks", annAny},
		{"headerAdditions", annAny},
		{"footerAdditions", annAny},
		{"suppressions", annTexts},
		{"namespace", annText},
	}
}

// annBlockTypes lists the values of blockType.
func annBlockTypes() []string {
	return []string{
		"request", "response", "ignored", "resource", "example", "samples",
		"simulatedResponse", "testParams", "permissions",
	}
}

// annShapeOf returns the shape that the vocabulary gives a key.
func annShapeOf(keys []annKey, name string) annShape {
	for _, k := range keys {
		if k.name == name {
			return k.shape
		}
	}
	return annNone
}

// annMeant returns the key that a name outside the vocabulary stands for, or "".
func annMeant(keys []annKey, name string) string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	if c := schema.Closest(name, names); c != "" {
		return c
	}
	alias := ""
	switch name {
	case "id", "requestName", "methodName":
		alias = "name"
	case "type", "resourceType", "@odata.Type", "odata.type", "odataType":
		alias = "@odata.type"
	case "isAbstract":
		alias = "abstract"
	case "isOpenType", "isOpen":
		alias = "openType"
	case "isTruncated":
		alias = "truncated"
	case "collection":
		alias = "isCollection"
	case "sampleIds":
		alias = "sampleKeys"
	case "property", "key":
		alias = "keyProperty"
	}
	if annShapeOf(keys, alias) == annNone {
		return ""
	}
	return alias
}

// annMisspelt returns the member of a block's annotation that seems to be the
// key under a wrong name, or nil.
func annMisspelt(a *page.Annotation, key string) *jsondoc.Member {
	if a == nil || a.JSON == nil || a.JSON.Root == nil {
		return nil
	}
	keys := annBlockKeys
	for i := range a.JSON.Root.Members {
		m := &a.JSON.Root.Members[i]
		if annShapeOf(keys, m.Name) == annNone && annMeant(keys, m.Name) == key {
			return m
		}
	}
	return nil
}

// annOurs reports whether the comment is an annotation of this dialect, not JSON
// that another tool keeps in a comment: it stands above a block, or it uses a
// word of the vocabulary.
func annOurs(a *page.Annotation) bool {
	if a.Page || a.Block != nil || a.Include {
		return true
	}
	if a.JSON == nil || a.JSON.Root == nil {
		return false
	}
	keys := annBlockKeys
	for _, m := range a.JSON.Root.Members {
		if m.Name != "name" && annShapeOf(keys, m.Name) != annNone {
			return true
		}
	}
	return annMisspelt(a, "blockType") != nil || annPageLike(a) != nil
}

// annReadable reports whether a is an annotation meant for a block, sound enough
// to judge its members: a JSON object in a comment with an end of its own.
func annReadable(pg *page.Page, a *page.Annotation) bool {
	if a == nil || a.Page || a.JSON == nil || a.JSON.Root == nil || a.JSON.Root.Kind != jsondoc.Object {
		return false
	}
	if !annOurs(a) || annPageLike(a) != nil {
		return false
	}
	open, _ := annOpen(pg, a)
	return !open
}

// annPageLike returns the value of "type" if it is a misspelt mark of a page
// annotation, else nil.
func annPageLike(a *page.Annotation) *jsondoc.Value {
	v := a.Get("type")
	if a.Page || v == nil || v.Kind != jsondoc.String || a.Get("blockType") != nil || schema.Closest(v.Text, []string{"#page.annotation"}) == "" {
		return nil
	}
	return v
}

// annHead is the place of findings about an annotation as a whole: its "<!--".
func annHead(a *page.Annotation) text.Span {
	return text.Span{Start: a.Span.Start, End: min(a.Span.End, a.Span.Start+len("<!--"))}
}

// annTypePlace is the value of blockType, or the annotation's head without one.
func annTypePlace(a *page.Annotation) text.Span {
	if v := a.Get("blockType"); v != nil && v.Span.Len() > 0 {
		return v.Span
	}
	return annHead(a)
}
