package csdl

import (
	"docgauge/internal/text"
)

// Model is one service's metadata. It is immutable. All lists are in the order
// of the document; names of types and operations are qualified with their
// namespaces, whatever alias the document uses.
type Model struct {
	Origin     string // the file it was read from, as shown to users
	Version    string // of OData: "4.0", "4.01"
	Schemas    []*Schema
	Types      []*Type
	Operations []*Operation // overloads are one each
	Resources  []*Resource  // of the entity container

	Problems []Problem

	main    string                  // namespace of the entity container: that of short names
	aliases map[string]string       // namespace by alias, and by itself; included ones too
	types   map[string]*Type        // by qualified name
	folded  map[string]*Type        // by qualified name in lower case
	short   map[string][]*Type      // by local name in lower case
	ops     map[string][]*Operation // by local name in lower case
}

// Schema is a namespace of the document (CSDL XML 4.01 section 5).
type Schema struct {
	Namespace, Alias string // the alias may be empty
}

// Kind is what a Type is.
type Kind uint8

// The kinds of type.
const (
	EntityType Kind = iota
	ComplexType
	EnumType
	TypeDefinition
)

func (k Kind) String() string {
	return [...]string{"entity type", "complex type", "enumeration", "type definition"}[k]
}

// Type is an entity type, complex type, enumeration or type definition (CSDL XML
// 4.01 sections 6, 9, 10 and 11).
type Type struct {
	Kind        Kind
	Name        string // qualified: "microsoft.graph.user"
	Description string // Core.Description, if there is one
	At          text.Position

	// Of entity and complex types. Properties, Keys and Alternate are those that
	// the type itself declares: see Type.Property, Type.All and Type.Key.
	Base       *Type // nil if there is none, or it is in another document
	Abstract   bool
	Open       bool // may have more properties than declared; inherited from Base
	HasStream  bool // a media entity; inherited from Base
	Properties []*Property
	Keys       []KeyRef
	Alternate  [][]KeyRef // Core.AlternateKeys

	// Of enumerations and type definitions.
	Underlying string // "Edm.Int32"
	Flags      bool   // members may be joined: "read,write"
	Members    []Member

	derived []*Type // those that name it as their base
	base    string  // as written
	partial bool    // the base type is in another document
}

// Property is a structural or a navigation property.
type Property struct {
	Name        string
	Type        Ref
	Owner       *Type // that declares it
	Navigation  bool
	Contained   bool // ContainsTarget of a navigation property
	Nullable    bool // the value, or the items of a collection, may be null
	ReadOnly    bool // Core.Computed, or Core.Permissions "Read": the service sets it
	Description string
	At          text.Position
}

// KeyRef is one part of a key (CSDL XML 4.01 section 6.5): the path of a
// property, and the name that a request uses for it.
type KeyRef struct {
	Path  string // "id", "berth/number"
	Alias string // empty if the path is a name
}

// Name is what a key predicate calls the part.
func (k KeyRef) Name() string {
	if k.Alias != "" {
		return k.Alias
	}
	return k.Path
}

// Member is a member of an enumeration.
type Member struct {
	Name        string
	Value       int64
	Description string
}

// Ref is the type of a property, parameter or result. The zero Ref is no type.
type Ref struct {
	Name       string // qualified, without "Collection": "microsoft.graph.user", "Edm.String"
	Collection bool
	Type       *Type // nil if the type is one of OData's own, or in another document
}

// String writes the type as CSDL does: "Collection(microsoft.graph.user)".
func (r Ref) String() string {
	if r.Collection {
		return "Collection(" + r.Name + ")"
	}
	return r.Name
}

// Operation is one overload of an action or function (CSDL XML 4.01 section 12).
type Operation struct {
	Name          string // qualified: "microsoft.graph.createLink"
	Action        bool   // else it is a function
	Binding       *Parameter
	Parameters    []*Parameter // without the binding parameter
	Return        Ref          // zero if nothing is returned
	Nullable      bool         // the return value, or its items, may be null
	Composable    bool         // a function whose result a path may lead on from
	EntitySetPath string
	Description   string
	At            text.Position
}

// Parameter is a parameter of an operation.
type Parameter struct {
	Name        string
	Type        Ref
	Nullable    bool // the value, or the items of a collection, may be null
	Optional    bool // Core.OptionalParameter
	Description string
}

// ResourceKind is what a Resource is.
type ResourceKind uint8

// The kinds of resource.
const (
	EntitySet ResourceKind = iota
	Singleton
	ActionImport
	FunctionImport
)

func (k ResourceKind) String() string {
	return [...]string{"entity set", "singleton", "action import", "function import"}[k]
}

// Resource is a child of the entity container: what the first segment of a path
// may name (CSDL XML 4.01 section 13).
type Resource struct {
	Kind       ResourceKind
	Name       string
	Type       Ref          // of an entity set a collection; zero for imports
	Operations []*Operation // of an import: the unbound overloads
	At         text.Position

	target string // type or operation, as written
}
