# What a contributor runs. CI runs test, check, corpus and hook (.ci/run).
SHELL := bash
SHARED ?= ../shared
CORPUS := $(abspath $(wildcard $(SHARED)/corpus/graph-v1.0-2021-07.tar.gz))
VERSION ?=
FUZZTIME ?= 30s
LINT := go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

.PHONY: build run test check lint fmt bench corpus hook update fuzz clean

# The binary, ./docgauge.
build:
	go build -trimpath -ldflags "-X docgauge/internal/cli.release=$(VERSION)" -o docgauge ./cmd/docgauge

# The findings on the sample pages. They have faults, so 1 is the exit code to expect here.
run: build
	@./docgauge check testdata/sample; code=$$?; [ $$code -eq 1 ] || { echo "exit code $$code, want 1"; exit 2; }

test:
	go test ./...

# Form, vet, linters, tidy dependencies, data races. Stale docs fail in test.
check: lint
	go vet -tags corpus,hook ./...
	go mod tidy -diff
	go test -race ./...

lint:
	$(LINT) run

fmt:
	$(LINT) fmt

# Times for every stage and rule, and the multiple of the floor (CONTRIBUTING, "Speed").
bench:
	DOCGAUGE_CORPUS=$(CORPUS) go test -run '^$$' -bench Stage -benchtime 3x ./internal/cli
	DOCGAUGE_CORPUS=$(CORPUS) go test -run '^$$' -bench Ratio -benchtime 5x ./internal/cli

# Acceptance on real pages, which are not part of this repository.
corpus:
ifeq ($(CORPUS),)
	@echo "skipped: there are no real pages in $(SHARED)/corpus"
else
	DOCGAUGE_CORPUS=$(CORPUS) DOCGAUGE_SEEDS=$(abspath $(SHARED)/seeds) \
	DOCGAUGE_PEER=$(abspath $(SHARED)/reference/apidoctor-findings-v1.0.tsv) \
	go test -tags corpus -count 1 -v -run 'TestCorpus|TestSeeds' ./internal/cli
endif

# The pre-commit hook of the last commit, in a scratch repository, as the README has it.
hook:
	@command -v pre-commit >/dev/null || { echo "skipped: there is no pre-commit"; exit 0; }; \
	go test -tags hook -count 1 -v -run TestHook ./internal/cli

# Rewrite golden files, rule pages and the README's table. Read the diff.
update:
	go test ./internal/rules ./internal/report ./internal/config ./internal/cli -update
	go test ./internal/docs -update

fuzz:
	@set -e; for file in $$(grep -rl '^func Fuzz' --include '*_test.go' internal); do \
	for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9]*\).*/\1/p' $$file); do \
	echo "$$file: $$target"; \
	go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 100x ./$$(dirname $$file); \
	done; done

clean:
	rm -f docgauge
