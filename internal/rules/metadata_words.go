package rules

import (
	"strconv"
	"strings"

	"docgauge/internal/csdl"
	"docgauge/internal/odata"
)

// metadataRef names a type in a message: "microsoft.graph.vessel",
// "Collection(microsoft.graph.vessel)", "nothing".
func metadataRef(r csdl.Ref) string {
	if r.Name == "" {
		return "nothing"
	}
	return r.String()
}

// metadataKind is what an operation is.
func metadataKind(op *csdl.Operation) string {
	if op.Action {
		return "action"
	}
	return "function"
}

func metadataAKind(op *csdl.Operation) string {
	if op.Action {
		return "an action"
	}
	return "a function"
}

func metadataTheKind(op *csdl.Operation) string { return "the " + metadataKind(op) }

// metadataBindings lists the types that operations are bound to.
func metadataBindings(ops []*csdl.Operation) string {
	var names []string
	for _, op := range ops {
		if op.Binding == nil {
			names = append(names, "nothing")
		} else {
			names = append(names, metadataRef(op.Binding.Type))
		}
	}
	return metadataList(names, "or", 4)
}

// metadataSignatures lists the overloads of a function, with their parameters.
func metadataSignatures(ops []*csdl.Operation) string {
	var list []string
	for _, op := range ops {
		list = append(list, odata.Local(op.Name)+"("+strings.Join(metadataNames(op), ", ")+")")
	}
	return metadataList(list, "or", 4)
}

// metadataNames returns the names of an operation's parameters.
func metadataNames(op *csdl.Operation) []string {
	names := make([]string, len(op.Parameters))
	for i, p := range op.Parameters {
		names[i] = p.Name
	}
	return names
}

// metadataTakes says which parameters an operation has.
func metadataTakes(op *csdl.Operation) string {
	if len(op.Parameters) == 0 {
		return "It has no parameters"
	}
	return "Its parameters are " + metadataList(metadataNames(op), "and", 12)
}

// metadataKeys lists the names of an entity type's key.
func metadataKeys(t *csdl.Type) string {
	var names []string
	for _, k := range t.Key() {
		names = append(names, k.Name())
	}
	return metadataList(names, "and", 4)
}

// metadataList joins the items for a sentence, without repetitions and so many at most.
func metadataList(items []string, word string, most int) string {
	var list []string
	seen := map[string]bool{}
	for _, s := range items {
		if !seen[s] {
			seen[s] = true
			list = append(list, s)
		}
	}
	if n := len(list) - most; n > 0 {
		return strings.Join(list[:most], ", ") + " and " + strconv.Itoa(n) + " more"
	}
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " " + word + " " + list[len(list)-1]
}
