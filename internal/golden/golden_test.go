package golden

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// recorder is a test that only notes whether it failed.
type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Helper()                   {}
func (r *recorder) Error(...any)              { r.failed = true }
func (r *recorder) Errorf(string, ...any)     { r.failed = true }
func (r *recorder) Fatal(args ...any)         { panic(fmt.Sprint(args...)) }
func (r *recorder) Fatalf(f string, _ ...any) { r.failed = true; panic(f) }

// attempt runs a check and reports whether it passed.
func attempt(check func(testing.TB)) bool {
	r := &recorder{}
	func() {
		defer func() { _ = recover() }() // Fatalf ends the check
		check(r)
	}()
	return !r.failed
}

func TestCompare(t *testing.T) {
	if Update() {
		return // this tests what happens without -update
	}
	file := filepath.Join(t.TempDir(), "a.txt")
	compare := func(got string) bool { return attempt(func(tb testing.TB) { Compare(tb, file, got) }) }
	if compare("x") {
		t.Error("a missing file passed")
	}
	if err := os.WriteFile(file, []byte("x\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if !compare("x\n") {
		t.Error("an equal file failed")
	}
	if compare("x") {
		t.Error("a different file passed")
	}
}

func TestNoOrphans(t *testing.T) {
	if Update() {
		return
	}
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	for _, f := range []string{a, b} {
		if err := os.WriteFile(f, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	orphans := func(used map[string]bool) bool {
		return !attempt(func(tb testing.TB) { NoOrphans(tb, filepath.Join(dir, "*"), used) })
	}
	if orphans(map[string]bool{a: true, b: true}) {
		t.Error("used files are orphans")
	}
	if !orphans(map[string]bool{a: true}) {
		t.Error("an unused file passed")
	}
}
