package csdl

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"docgauge/internal/httpmsg"
	"docgauge/internal/odata"
)

var faultNames = [...]string{
	"unknown", "unexpected key", "wrong binding", "misplaced", "beyond", "case", "missing key", "key name",
	"arguments", "missing arguments", "not composable", "wrong cast", "needs cast",
}

// render writes a resolution: what each segment is, the type it leads to, and faults.
func render(target string, r Resolution) string {
	var b strings.Builder
	for _, s := range r.Steps {
		fmt.Fprintf(&b, "/%s", [...]string{"resource", "property", "key", "cast", "call", "system"}[s.Kind])
		switch {
		case s.Near != "":
			fmt.Fprintf(&b, "~%s", s.Near)
		case len(s.Elsewhere) > 0:
			fmt.Fprintf(&b, "!%s", odata.Local(s.Elsewhere[0].Name))
		case s.Kind != KeyStep && len(s.Arguments) > 0:
			for i, a := range s.Arguments {
				fmt.Fprintf(&b, "%s%s=%s", []string{"(", ", "}[min(i, 1)], a.Name, a.Value)
				if text := target[a.Start:a.End]; !strings.HasPrefix(text, a.Name) || !strings.HasSuffix(text, a.Value) {
					fmt.Fprintf(&b, " AT %q", text)
				}
			}
			b.WriteString(")")
		}
	}
	if r.Whole {
		fmt.Fprintf(&b, " = %s", strings.ReplaceAll(r.Type.String(), "port.harbor.", ""))
	}
	if r.Operation != nil {
		fmt.Fprintf(&b, " by %s/%d", odata.Local(r.Operation.Name), len(r.Operation.Parameters))
	}
	if r.Limit != NoLimit {
		fmt.Fprintf(&b, " %s", [...]string{"", "open type", "undescribed", "name place"}[r.Limit])
	}
	if r.Near != "" {
		b.WriteString(" near " + r.Near)
	}
	for _, f := range r.Faults {
		fmt.Fprintf(&b, " | %s %q", faultNames[f.Kind], f.Name)
		if target[f.Start:f.End] != f.Name {
			fmt.Fprintf(&b, " AT %q", target[f.Start:f.End])
		}
		if f.Right != "" {
			b.WriteString(" right " + f.Right)
		}
		if f.On.Name != "" {
			b.WriteString(" on " + strings.ReplaceAll(f.On.String(), "port.harbor.", ""))
		}
		if len(f.Operations) > 0 {
			fmt.Fprintf(&b, " of %d", len(f.Operations))
		}
		if f.Needs != nil {
			b.WriteString(" needs " + f.Needs.Local())
		}
	}
	return strings.ReplaceAll(strings.TrimSpace(b.String()), "  ", " ")
}

func testResolve(t *testing.T, tests [][2]string) {
	t.Helper()
	m := harbor(t)
	for _, tt := range tests {
		target := httpmsg.SplitTarget(tt[0])
		if diff := cmp.Diff(tt[1], render(tt[0], m.Resolve(target.Resource(), target.Options...))); diff != "" {
			t.Errorf("%s: -want +got:\n%s", tt[0], diff)
		}
	}
}

func TestResolve(t *testing.T) {
	testResolve(t, [][2]string{
		{"/", "="},
		{"/vessels", "/resource = Collection(vessel)"},
		{"https://sea.example/v1.0/vessels", "/resource = Collection(vessel)"},
		{"/vessels/{id}", "/resource/key = vessel"},
		{"/vessels/{id | callSign}/berth", "/resource/key/property = berth"},
		{"/vessels/:id/home/town", "/resource/key/property/property = Edm.String"},
		{"/vessels/<vessel id>/cargo/17/owner", "/resource/key/property/key/property = address"},
		{"/vessels('17')/cargo", "/resource(='17')/property = Collection(cargo)"},
		{"/vessels({id})/cargo(lot=1,ownerTown='a,b')/owner", "/resource(={id})/property(lot=1, ownerTown='a,b')/property = address"},
		{"/vessels(sign='X')", "/resource(sign='X') = vessel"},
		{"/vessels(town='Kiel', name={name})", "/resource(town='Kiel', name={name}) = vessel"},
		{"/vessels(callSign='X')", "/resource(callSign='X') = vessel"},
		{"/vessels()", "/resource = Collection(vessel)"},
		{"/office", "/resource = port.office.desk"},
		{"/office/owned/{id}/name", "/resource/property/key/property = Edm.String"},
		{"/office/clerk", "/resource/property = address"},
		{"/vessels/{id}/formerHomes/0/town", "/resource/key/property/key/property = Edm.String"},
		{"/vessels/{id}/flags/-1", "/resource/key/property/key = Edm.String"},

		{"/vessels/$count", "/resource/system = Edm.Int64"},
		{"/vessels/{id}/$ref", "/resource/key/system = vessel"},
		{"/berths/{id}/vessels/$ref", "/resource/key/property/system = Collection(vessel)"},
		{"/vessels/{id}/name/$value", "/resource/key/property/system = Edm.String"},
		{"/vessels/{id}/photo/$value", "/resource/key/property/system = Edm.Stream"},
		{"/cargos/{id}/$value", "/resource/key/system = cargo"},
		{"/vessels/$filter(@f)/$count", "/resource/system/system = Edm.Int64"},
		{"/vessels/$query", "/resource/system = Collection(vessel)"},
		{"/$batch", "/system ="},
		{"/$metadata", "/system ="},
		{"/$entity/port.harbor.tug", "/system undescribed"},
		{"/$crossjoin(vessels,berths)", "/system ="},

		{"/vessels/port.harbor.tug", "/resource/cast = Collection(tug)"},
		{"/vessels/{id}/harbor.tug/assists", "/resource/key/cast/property = Collection(vessel)"},
		{"/vessels/harbor.tug('1')/pull", "/resource/cast(='1')/property = Edm.Single"},
		{"/vessels/contoso.com/name", "/resource/key/property = Edm.String"},
		{"/office/flagship/harbor.thing", "/resource/property/cast = thing"},

		{"/vessels/{id}/moor", "/resource/key/call = berth by moor/2"},
		{"/vessels/{id}/harbor.moor", "/resource/key/call = berth by moor/2"},
		{"/vessels/{id}/sink", "/resource/key/call = by sink/0"},
		{"/vessels/register", "/resource/call = vessel by register/0"},
		{"/vessels/{id}/harbor.tug/port.harbor.tow", "/resource/key/cast/call = Collection(vessel) by tow/0"},
		{"/vessels/arrivals", "/resource/call = Collection(vessel) by arrivals/0"},
		{"/vessels/arrivals()/{id}/name", "/resource/call/key/property = Edm.String"},
		{"/vessels/arrivals(day={day},hour=7)", "/resource/call(day={day}, hour=7) = Collection(vessel) by arrivals/2"},
		{"/vessels/arrivals(hour=7,day=2024-01-01)/$count", "/resource/call(hour=7, day=2024-01-01)/system = Edm.Int64"},
		{"/vessels/arrivals(...)", "/resource/call(=...) = Collection(vessel) by arrivals/0"},
		{"/vessels/{id}/distance(To='a')", "/resource/key/call(To='a') = vessel by distance/2"},
		{"/vessels/{id}/distance?to=a&unit=b", "/resource/key/call = vessel by distance/2"},
		{"/berths/{id}/distance(To='it''s, so',unit=@u)?@u='mile'", "/resource/key/call(To='it''s, so', unit=@u) = vessel by distance/2"},
		{"/close", "/resource = by closeHarbor/1"},
		{"/tide(at={now})/town", "/resource(at={now})/property = Edm.String"},

		{"/office/flagship:/a b/c.txt:/cargo", "/resource/property/property = Collection(cargo)"},
		{"/berths/{id}:/{path}:/vessels", "/resource/key/property = Collection(vessel)"},
		{"/office/flagship:", "/resource/property = vessel"},
		{"/vessels/{id}/photo[?size=small]", "/resource/key/property = Edm.Stream"},
	})
}

func TestResolveLimits(t *testing.T) {
	testResolve(t, [][2]string{
		{"/berths/{id}/depth", "/resource/key open type"},
		{"/berths/{id}/vesels", "/resource/key open type near vessels"},
		{"/berths/{id}/numbers/x", "/resource/key open type near number"},
		{"/vessels/{id}/extra/anything", "/resource/key/property undescribed"},
		{"/vessels/{id}/photo/anything", "/resource/key/property undescribed"},
		{"/vessels/{id}/papers/anything", "/resource/key/property undescribed"},
		{"/vessels/{id}/forecast/wind", "/resource/key/property undescribed"},
		{"/buoy/anything", "/resource undescribed"},
		{"/{what}/x", "name place"},
		{"/vessels/{id}/{property}", "/resource/key name place"},
		{"/vessels/{id}/.../cargo", "/resource/key name place"},
		{"../vessels", "name place"},
	})
}

func TestResolveFaults(t *testing.T) {
	testResolve(t, [][2]string{
		{"/vesels", `| unknown "vesels" right vessels`},
		{"/fleet/{id}", `| unknown "fleet"`},
		{"/Vessels/{id}/Name", `/resource/key/property = Edm.String | case "Vessels" right vessels | case "Name" right name on vessel`},
		{"/vessels/{id}/nam", `/resource/key | unknown "nam" right name on vessel`},
		{"/vessels/{id}/mast/top", `/resource/key | unknown "mast" on vessel`},
		{"/vessels/{id}/moor2", `/resource/key | unknown "moor2" right moor on vessel`},
		{"/vessels/{id}/home/street", `/resource/key/property | unknown "street" on address`},
		{"/vessels/{id}/formerHomes/{n}", `/resource/key/property/key = address`},
		{"/vessels/{id}/formerHomes/first", `/resource/key/property | unknown "first" on Collection(address)`},

		{"/office/{id}", `/resource | unexpected key "{id}" on port.office.desk`},
		{"/office/{desk-id}/owned", `/resource | unexpected key "{desk-id}" on port.office.desk`},
		{"/vessels/{id}/{vesselId}", `/resource/key | unexpected key "{vesselId}" on vessel`},
		{"/office('1')/owned", `/resource(='1') | unexpected key "office('1')" on port.office.desk`},
		{"/vessels/{id}/home(1)", `/resource/key/property(=1) | unexpected key "home(1)" on address`},
		{"/vessels/cargo", `/resource/property = Collection(cargo) | missing key "cargo" on Collection(vessel)`},
		{"/vessels/arrival", `/resource/key~arrivals = vessel`},
		{"/vessels/Arrivals", `/resource/call = Collection(vessel) by arrivals/0 | case "Arrivals" right arrivals on Collection(vessel)`},
		{"/vessels/harbor.Arrivals()", `/resource/call = Collection(vessel) by arrivals/0 | case "harbor.Arrivals" right harbor.arrivals on Collection(vessel)`},
		{"/vessels/port.habor.tug", `/resource/key~port.harbor.tug = vessel`},
		{"/vessels/moor", `/resource/key!moor = vessel`},
		{"/vessels/{id}/office.moor", `/resource/key | unknown "office.moor" right port.harbor.moor on vessel`},
		{"/vessels/{id}/harbor.tugg/pull", `/resource/key | unknown "harbor.tugg" right port.harbor.tug on vessel`},
		{"/vessels/cargoes/1", `/resource/key~cargo | unknown "1" on vessel`},
		{"/vessels(nme='x')", `/resource(nme='x') = vessel | key name "nme" right name on Collection(vessel)`},
		{"/vessels(callsgn='x')", `/resource(callsgn='x') = vessel | key name "callsgn" right callSign on Collection(vessel)`},
		{"/vessels( Callsign = 'x')", `/resource(Callsign='x') = vessel | case "Callsign" right callSign`},
		{"/berths(depth=3)", `/resource(depth=3) = berth`},

		{"/vessels/arrivals(day=1)", `/resource/call(day=1) = Collection(vessel) by arrivals/0 | arguments "arrivals(day=1)" on Collection(vessel) of 2`},
		{"/vessels/arrivals(day=1,hour=2,minute=3)/x", `/resource/call(day=1, hour=2, minute=3)/key = vessel | arguments "arrivals(day=1,hour=2,minute=3)" on Collection(vessel) of 2`},
		{"/vessels/arrivals('x')", `/resource/call(='x') = Collection(vessel) by arrivals/0 | arguments "arrivals('x')" on Collection(vessel) of 2`},
		{"/vessels/{id}/distance(to='a')", `/resource/key/call(to='a') = vessel by distance/2 | case "to" right To on vessel`},
		{"/vessels/{id}/distance", `/resource/key/call = vessel by distance/2 | missing arguments "distance" on vessel of 1`},
		{"/vessels/{id}/distance()/name", `/resource/key/call/property = Edm.String | arguments "distance()" on vessel of 1 | not composable "name" on vessel`},
		{"/vessels/{id}/distance(To='a')/$value", `/resource/key/call(To='a')/system = vessel`},
		{"/vessels/{id}/moor(berth=1)", `/resource/key/call(berth=1) = berth by moor/2 | arguments "moor(berth=1)" on vessel of 1`},
		{"/tide", `/resource = address by tide/1 | missing arguments "tide" of 1`},

		{"/berths/{id}/moor", `/resource/key open type`},
		{"/office/moor", `/resource | wrong binding "moor" on port.office.desk of 1`},
		{"/vessels/{id}/port.harbor.register", `/resource/key | wrong binding "port.harbor.register" on vessel of 1`},
		{"/vessels/{id}/harbor.nothing", `/resource/key | unknown "harbor.nothing" on vessel`},
		{"/vessels/{id}/tow", `/resource/key/call = Collection(vessel) by tow/0 | needs cast "tow" on vessel needs tug`},
		{"/vessels/{id}/pull", `/resource/key/property = Edm.Single | needs cast "pull" on vessel needs tug`},
		{"/vessels/{id}/port.harbor.Tug/pull", `/resource/key/cast/property = Edm.Single | case "port.harbor.Tug" right port.harbor.tug on vessel`},
		{"/vessels/{id}/harbor.moore", `/resource/key | unknown "harbor.moore" right port.harbor.moor on vessel`},
		{"/vessels/{id}/harbor.Tug", `/resource/key/cast = tug | case "harbor.Tug" right harbor.tug on vessel`},
		{"/vessels/{id}/harbor.berth/number", `/resource/key/cast/property = Edm.Int32 | wrong cast "harbor.berth" on vessel needs berth`},

		{"/vessels/{id}/name/first", `/resource/key/property | beyond "first" on Edm.String`},
		{"/vessels/{id}/kind/x", `/resource/key/property | beyond "x" on vesselKind`},
		{"/vessels/$count/x", `/resource/system | beyond "x" on Edm.Int64`},
		{"/vessels/$count/$value", `/resource/system | beyond "$value" on Edm.Int64`},
		{"/vessels/{id}/moor/number", `/resource/key/call | beyond "number" on berth`},
		{"/vessels/{id}/sink/$ref", `/resource/key/call | beyond "$ref"`},
		{"/$batch/x", `/system | beyond "x"`},
		{"/vessels/{id}/$count", `/resource/key | misplaced "$count" on vessel`},
		{"/vessels/$value", `/resource | misplaced "$value" on Collection(vessel)`},
		{"/vessels/{id}/name/$ref", `/resource/key/property | misplaced "$ref" on Edm.String`},
		{"/vessels/$metadata", `/resource | misplaced "$metadata" on Collection(vessel)`},
		{"/$count", `| misplaced "$count"`},
		{"/vessels/$Count", `/resource/system = Edm.Int64 | case "$Count" right $count on Collection(vessel)`},
		{"/vessels/$cont", `/resource | unknown "$cont" right $count on Collection(vessel)`},
		{"/vessels/$", `/resource | unknown "$" on Collection(vessel)`},
		{"/vessels/{id}/berth(address='x'/number", `/resource/key | unknown "berth(address='x'" on vessel`},
	})
}
