package rules

import (
	"strings"
	"testing"

	"docgauge/internal/httpmsg"
)

func TestHTTPFits(t *testing.T) {
	tests := []struct {
		route, request string
		want           bool
	}{
		{"/vessels/{id}", "/vessels/1", true},
		{"/vessels/{id}", "https://harbor.example/v1.0/vessels/1?$select=name", true},
		{"/v1.0/vessels/{id}", "/beta/Vessels/<id>", true},
		{"/vessels/{id | name}/crew", "/vessels/Alma/crew", true},
		{"/vessels/:id", "/vessels/1", true},
		{"/vessels/{id}", "/vessels", false},
		{"/vessels/{id}", "/vessels/1/crew", false},
		{"/vessels/{id}/crew", "/vessels/1/mates", false},
		{"/vessels/{id}/crew/{id}/$ref", "/vessels/1/crew/2", false},
		{"/vessels/{id}/crew/$ref", "/vessels/1/crew/{mate}", false},
		{"/vessels/0a1b2c3d-1111-2222-3333-444455556666", "/vessels/0a1b2c3d-1111-2222-3333-999955556666", true},
		{"/vessels/contoso.example/crew", "/vessels/{host}/crew", true},

		{"/vessels/{id}", "/vessels('1')", true},
		{"/vessels('{id}')/crew", "/vessels/1/crew", true},
		{"/vessels(name='{name}')", "/vessels(name='Alma')", true},
		{"/berths/getFree(length={length})", "/berths/getFree(length=12.5)", true},
		{"/berths/getFree", "/berths/harbor.getFree()", true},
		{"/vessels/{id}/crew", "/vessels/1/crew/harbor.mate", true},
		{"/vessels/{id}/crew", "/vessels/1/crew/harbor.mate/$count", true},
		{"/vessels/{id}/crew/harbor.mate", "/vessels/1/crew", true},
		{"/vessels/{id}/harbor.ship/masts", "/vessels/1/masts", true},

		{"/users/{id}/berths", "/me/berths", true},
		{"/me/berths", "/users/kim@harbor.example/berths", true},
		{"/education/users/{id}/berths", "/education/me/berths", true},
		{"/users/getFree", "/me", false},

		{"/me/drive/items/{id}", "/drives/7/items/8", true},
		{"/drives/{id}/items/{id}", "/drive/root", true},
		{"/groups/{id}/drive/items/{id}/children", "/me/drive/root:/Charts/North Sea:/children", true},
		{"/me/drive/root:/{path}", "/sites/1/drive/items/8", true},
		{"/me/drive/items/{id}/workbook", "/me/drive/root/workbook", false},
		{"/me/drive/items/{id}/workbook", "/me/drive/root:/log.xlsx:/workbook", true},
		{"/sites/{id}/lists", "/sites/harbor.example:/teams/crew:/lists", true},
		{"/sites/{host}:/{path}", "/sites/1", false},

		{".../tides/{date}", "/harbors/1/tides/2021-07-01", true},
		{"/harbors/{id}/tides/{date}", "/…/tides/2021-07-01", true},
		{".../tides/{date}", "/harbors/1/waves/2", false},
		{"/berths", "https://harbor.example/api/berths", true},
		{"/berths", "https://harbor.example/api/berths/1", false},
	}
	for _, tt := range tests {
		target := httpmsg.SplitTarget(tt.request)
		route := httpSteps(httpmsg.SplitTarget(tt.route).Resource())
		if got := httpFitsSomehow(route, httpSteps(target.Resource()), target); got != tt.want {
			t.Errorf("%s fits %s: %v, want %v", tt.request, tt.route, got, tt.want)
		}
	}
}

// Paths that invite the comparison to try every way.
func TestHTTPFitsCost(t *testing.T) {
	for _, step := range []string{"/...", "/a.b", "/a('1')"} {
		route := httpSteps(httpmsg.SplitTarget(strings.Repeat(step, 60)).Resource())
		req := httpSteps(httpmsg.SplitTarget(strings.Repeat("/a.b", 60) + "/x").Resource())
		if fits := httpFits(route, req); fits != (step == "/...") {
			t.Errorf("60 times %s fits: %v", step, fits)
		}
	}
}
