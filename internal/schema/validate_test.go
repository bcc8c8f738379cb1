package schema

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestValidate checks values against bundled types; every span is spelled out.
func TestValidate(t *testing.T) {
	tests := []struct {
		name, typ, doc string
		opts           Options
		want           []string
	}{
		{name: "complete", typ: "permission", doc: `{"id": "1", "roles": ["read"], "expirationDateTime": "2016-12-31T23:59:22.6673905+03:00"}`},
		{
			name: "control information is allowed anywhere", typ: "permission",
			doc: `{"@odata.context": "x", "id@odata.y": 1, "@deprecated.grantedTo": "use V2", "@microsoft.graph.tips": 7, "id": "1", "roles": []}`,
		},
		{name: "null is allowed", typ: "permission", doc: `{"id": "1", "roles": null, "link": {"type": null}, "hasPassword": null, "grantedTo": null}`},
		{
			name: "unless the schema says otherwise", typ: "permission", doc: `{"id": null, "roles": []}`,
			want: []string{"1:8 type `null` /id: \"id\" is null, want string"},
		},
		{
			name: "type of a member", typ: "permission", doc: `{"id": "1", "roles": [], "hasPassword": "Boolean"}`,
			want: []string{"1:41 type `\"Boolean\"` /hasPassword: \"hasPassword\" is a string, want boolean"},
		},
		{
			name: "type of an item", typ: "permission", doc: `{"id": "1", "roles": ["read", 2]}`,
			want: []string{"1:31 type `2` /roles/1: item 2 of \"roles\" is a number, want string | unsafe: \"2\""},
		},
		{
			name: "a quoted boolean", typ: "permission", doc: `{"id": "1", "roles": [], "hasPassword": "True"}`,
			want: []string{"1:41 type `\"True\"` /hasPassword: \"hasPassword\" is a string, want boolean | unsafe: true"},
		},
		{
			name: "a type where another is due", typ: "permission", doc: `{"id": "1", "roles": [], "link": "https://harbor.example"}`,
			want: []string{"1:34 type `\"https://harbor.example\"` /link: \"link\" is a string, want object"},
		},
		{
			name: "the root itself", typ: "permission", doc: `["1"]`,
			want: []string{"1:1 type `[\"1\"]` : the value is an array, want object"},
		},
		{
			name: "missing at the root", typ: "permission", doc: `{"roles": []}`,
			want: []string{"1:1 required `{` : \"id\" is missing from this microsoft.graph.permission | add it, or say \"truncated\": true in the annotation"},
		},
		{name: "nothing is missing from what is truncated", typ: "permission", doc: `{"roles": []}`, opts: Options{Truncated: true}},
		{name: "nor from a request", typ: "permission", doc: `{"roles": []}`, opts: Options{Use: Request}},
		{name: "nor from an elision", typ: "permission", doc: `{"roles": [], ...}`},
		{name: "nor from a placeholder", typ: "permission", doc: `{"@odata.type": "microsoft.graph.permission"}`},
		{name: "nor from what was removed", typ: "permission", doc: `{"id": "1", "@removed": {"reason": "deleted"}}`},
		{
			name: "unknown, with a suggestion", typ: "permission", doc: "{\n  \"id\": \"1\",\n  \"roels\": [\"read\"]\n}",
			want: []string{"3:3 property `\"roels\"` /roels: unknown property \"roels\" of microsoft.graph.permission; did you mean \"roles\"? | unsafe: \"roles\""},
		},
		{
			name: "unknown, without one", typ: "sharingLink", doc: `{"colour": 1, "type": "view"}`,
			want: []string{"1:2 property `\"colour\"` /colour: unknown property \"colour\" of microsoft.graph.sharingLink"},
		},
		{
			name: "no suggestion of what is there already", typ: "sharingLink", doc: `{"type": "view", "tpye": "view"}`,
			want: []string{"1:18 property `\"tpye\"` /tpye: unknown property \"tpye\" of microsoft.graph.sharingLink"},
		},
		{
			name: "letter case, closed type", typ: "sharingLink", doc: `{"WebURL": "https://harbor.example"}`,
			want: []string{"1:2 property `\"WebURL\"` /WebURL: the property \"WebURL\" of microsoft.graph.sharingLink is spelled \"webUrl\" | safe: \"webUrl\""},
		},
		{
			name: "letter case, open type, own and inherited", typ: "sharePointIdentitySet", doc: `{"Group": {"DisplayName": "x"}, "USER": {"mood": "good"}}`,
			want: []string{
				"1:2 property `\"Group\"` /Group: the property \"Group\" of microsoft.graph.sharePointIdentitySet is spelled \"group\" | safe: \"group\"",
				"1:33 property `\"USER\"` /USER: the property \"USER\" of microsoft.graph.sharePointIdentitySet is spelled \"user\" | safe: \"user\"",
			},
		},
		{
			name: "the closest alternative, with what the others want", typ: "permission", doc: `{"id": "1", "roles": ["Read", "sp.pilot", "captain"]}`,
			want: []string{
				"1:23 enum `\"Read\"` /roles/0: \"Read\" is not a value of \"roles\" | want one of \"read\", \"write\", \"owner\", \"fullcontrol\" or \"manage\", or a value that begins with \"sp.\" | safe: \"read\"",
				"1:43 enum `\"captain\"` /roles/2: \"captain\" is not a value of \"roles\" | want one of \"read\", \"write\", \"owner\", \"fullcontrol\" or \"manage\", or a value that begins with \"sp.\"",
			},
		},
		{
			name: "enumeration, nested", typ: "permission", doc: `{"id": "1", "roles": [], "link": {"type": "veiw"}}`,
			want: []string{"1:43 enum `\"veiw\"` /link/type: \"veiw\" is not a value of \"type\" | want one of \"view\", \"edit\", \"embed\", \"review\", \"blocksDownload\", \"createOnly\", \"addressBar\" or \"adminDefault\" | unsafe: \"view\""},
		},
		{
			name: "formats", typ: "permission",
			doc: `{"id": "1", "roles": [], "expirationDateTime": "String (timestamp)", "link": {"webUrl": "docs/a b"}, "invitation": {"email": "nobody"}, "inheritedFrom": {"sharepointIds": {"webId": "12"}}}`,
			want: []string{
				"1:48 format `\"String (timestamp)\"` /expirationDateTime: \"String (timestamp)\" is not a valid date-time | want a date and time such as 2024-05-31T16:20:00Z",
				"1:89 format `\"docs/a b\"` /link/webUrl: \"docs/a b\" is not a valid URI | want an absolute URI",
				"1:126 format `\"nobody\"` /invitation/email: \"nobody\" is not a valid e-mail address | want an e-mail address",
				"1:182 format `\"12\"` /inheritedFrom/sharepointIds/webId: \"12\" is not a valid GUID | want a GUID such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301",
			},
		},
		{
			name: "a constraint lies on the value that breaks it", typ: "permission", doc: `{"id": "1", "roles": ["read", "write"], "link": {"type": "view"}}`,
			want: []string{"1:31 consistency `\"write\"` /roles/1: a \"view\" link does not carry the role \"write\" | Change \"roles\" to \"read\", or \"link.type\" to \"edit\""},
		},
		{name: "the last of two members counts", typ: "permission", doc: `{"id": 1, "roles": [], "id": "1"}`},
		{name: "what could not be read is no violation on top", typ: "permission", doc: `{"id": , "roles": [oops], "hasPassword": yes, "link": {"type": }}`},
		{name: "a number too large to compute with", typ: "permission", doc: `{"id": "1", "roles": [], "shareId": 1e999999999}`},
		{
			name: "names with special characters", typ: "sharingLink", doc: `{"a/b~c%d é": 1}`,
			want: []string{"1:2 property `\"a/b~c%d é\"` /a~1b~0c%d é: unknown property \"a/b~c%d é\" of microsoft.graph.sharingLink"},
		},
	}
	r := compiled(t, nil)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			typ, _ := r.Lookup(test.typ)
			src, v := parse(test.doc)
			if diff := cmp.Diff(test.want, render(src, r.Validate(typ, v, test.opts))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.doc, diff)
			}
		})
	}
}

// TestODataType checks how "@odata.type" in a value selects its type.
func TestODataType(t *testing.T) {
	tests := []struct {
		name, typ, doc string
		want           []string
	}{
		{name: "the declared type", typ: "identitySet", doc: `{"@odata.type": "#microsoft.graph.identitySet", "user": {"@odata.type": "microsoft.graph.identity"}}`},
		{
			name: "a derived type is checked by its own schema", typ: "identitySet",
			doc: `{"@odata.type": "#microsoft.graph.sharePointIdentitySet", "siteUser": {"loginName": 1}, "user": {"id": 2}}`,
			want: []string{
				"1:85 type `1` /siteUser/loginName: \"loginName\" is a number, want string | unsafe: \"1\"",
				"1:104 type `2` /user/id: \"id\" is a number, want string | unsafe: \"2\"",
			},
		},
		{
			name: "and in a property too", typ: "permission",
			doc:  `{"id": "1", "roles": [], "grantedTo": {"@odata.type": "microsoft.graph.sharePointIdentitySet", "siteUser": 5}}`,
			want: []string{"1:108 type `5` /grantedTo/siteUser: \"siteUser\" is a number, want object"},
		},
		{
			name: "a base type says less, which is not wrong", typ: "sharePointIdentitySet",
			doc:  `{"@odata.type": "microsoft.graph.identitySet", "siteUser": 5}`,
			want: []string{"1:60 type `5` /siteUser: \"siteUser\" is a number, want object"},
		},
		{name: "unknown types pass", typ: "identity", doc: `{"@odata.type": "#microsoft.graph.teamworkUserIdentity", "id": "1"}`},
		{
			name: "another type, at the root", typ: "permission", doc: `{"@odata.type": "#microsoft.graph.sharingLink", "type": "view"}`,
			want: []string{"1:17 odata-type `\"#microsoft.graph.sharingLink\"` /@odata.type: \"#microsoft.graph.sharingLink\" is not the declared type, microsoft.graph.permission, nor derived from it"},
		},
		{
			name: "another type, of a property", typ: "permission",
			doc:  `{"id": "1", "roles": [], "link": {"@odata.type": "microsoft.graph.identity", "type": "view"}}`,
			want: []string{"1:50 odata-type `\"microsoft.graph.identity\"` /link/@odata.type: \"microsoft.graph.identity\" is not the type of \"link\", microsoft.graph.sharingLink, nor derived from it"},
		},
		{
			name: "another type, of an item", typ: "permission",
			doc:  `{"id": "1", "roles": [], "grantedToIdentities": [{"@odata.type": "microsoft.graph.identity"}]}`,
			want: []string{"1:66 odata-type `\"microsoft.graph.identity\"` /grantedToIdentities/0/@odata.type: \"microsoft.graph.identity\" is not the item type of \"grantedToIdentities\", microsoft.graph.identitySet, nor derived from it"},
		},
		{
			name: "letter case", typ: "identitySet", doc: `{"@odata.type": "#Microsoft.Graph.IdentitySet", "user": {"id": 1}}`,
			want: []string{
				"1:17 odata-case `\"#Microsoft.Graph.IdentitySet\"` /@odata.type: the type \"#Microsoft.Graph.IdentitySet\" is spelled \"#microsoft.graph.identitySet\" | safe: \"#microsoft.graph.identitySet\"",
				"1:64 type `1` /user/id: \"id\" is a number, want string | unsafe: \"1\"",
			},
		},
		{
			name: "an object in an undescribed place that names its type", typ: "identitySet",
			doc:  `{"guest": {"deep": [{"@odata.type": "#microsoft.graph.identity", "id": 1}]}}`,
			want: []string{"1:72 type `1` /guest/deep/0/id: \"id\" is a number, want string | unsafe: \"1\""},
		},
		{name: "no type name at all", typ: "identity", doc: `{"@odata.type": 5, "id": "1"}`},
	}
	r := compiled(t, nil)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			typ, _ := r.Lookup(test.typ)
			src, v := parse(test.doc)
			if diff := cmp.Diff(test.want, render(src, r.Validate(typ, v, Options{}))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.doc, diff)
			}
		})
	}
}

// TestNotation checks "resource" blocks, whose strings name types.
func TestNotation(t *testing.T) {
	tests := []struct {
		name, doc string
		want      []string
	}{
		{name: "usual notation", doc: `{"@odata.type": "#microsoft.graph.permission", "id": "String (identifier)", "expirationDateTime": "String (timestamp)",
			"hasPassword": "Boolean", "roles": ["string"], "link": {"@odata.type": "microsoft.graph.sharingLink"}, "grantedTo": "microsoft.graph.identitySet"}`},
		{name: "phrases decide nothing", doc: `{"roles": "String collection", "hasPassword": "true | false", "link": {"type": "view | edit", "webHtml": "string"}}`},
		{
			name: "a type that contradicts the schema", doc: `{"hasPassword": "String", "roles": ["Int32"], "shareId": "Edm.Boolean"}`,
			want: []string{
				"1:17 type `\"String\"` /hasPassword: \"hasPassword\" is noted as \"String\", want boolean",
				"1:37 type `\"Int32\"` /roles/0: item 1 of \"roles\" is noted as \"Int32\", want string",
				"1:58 type `\"Edm.Boolean\"` /shareId: \"shareId\" is noted as \"Edm.Boolean\", want string",
			},
		},
		{
			name: "properties and related types", doc: `{"haspassword": "Boolean", "link": {"@odata.type": "microsoft.graph.identity"}}`,
			want: []string{
				"1:2 property `\"haspassword\"` /haspassword: the property \"haspassword\" of microsoft.graph.permission is spelled \"hasPassword\" | safe: \"hasPassword\"",
				"1:52 odata-type `\"microsoft.graph.identity\"` /link/@odata.type: \"microsoft.graph.identity\" is not the type of \"link\", microsoft.graph.sharingLink, nor derived from it",
			},
		},
		{name: "values are not judged as values", doc: `{"expirationDateTime": "soon", "link": {"type": "view", "webHtml": "string"}, "roles": ["write"]}`},
		{
			name: "but their JSON type is", doc: `{"shareId": 12, "roles": {}}`,
			want: []string{
				"1:13 type `12` /shareId: \"shareId\" is a number, want string | unsafe: \"12\"",
				"1:26 type `{}` /roles: \"roles\" is an object, want array",
			},
		},
	}
	r := compiled(t, nil)
	typ, _ := r.Lookup("permission")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			src, v := parse(test.doc)
			if diff := cmp.Diff(test.want, render(src, r.Validate(typ, v, Options{Use: Notation}))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.doc, diff)
			}
		})
	}
}
