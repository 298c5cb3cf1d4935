# What a developer types. Each target does its own set-up; the stamps in .venv and node_modules make the second time quick.
# pip and npm are configured by their own files and variables (PIP_INDEX_URL, .npmrc, …), never here.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
# The first that runs and is new enough: a version manager may leave a name on the path that runs nothing.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PAGES ?= ../shared/pages
OUTPUT ?= demo-output

.PHONY: setup demo test check-static check generate pictures bench score clean chromium firefox
.DELETE_ON_ERROR:

setup: .venv/.dev node_modules/.stamp chromium firefox

# The demo needs Python and a browser; no npm. JSON=1 tells the steps as JSON lines.
demo: .venv/.demo chromium
	@$(BIN)/framekeeper demo --output $(OUTPUT) $(if $(JSON),--json)

test: setup
	.ci/test

check-static: .venv/.dev node_modules/.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	npx --no-install biome ci .
	npx --no-install tsc -p tsconfig.json
	npx --no-install tsc -p tsconfig.content.json
	npx --no-install web-ext lint --source-dir extension --self-hosted
	$(BIN)/python -m protocol.generate --check

check: check-static test

# After a change of protocol/messages or protocol/adapters.
generate: .venv/.dev
	$(BIN)/python -m protocol.generate

# After a change of what the README shows: the tests that use these pages take their pictures.
pictures: setup
	$(BIN)/pytest --pictures docs/pictures $(addprefix tests/e2e/test_,main_job.py popup_on_the_page.py watch_list_page.py log_page.py)

# JSON=1 prints JSON, OUT=FILE writes it; ONLY="pressing importing" measures these.
bench: .venv/.dev chromium
	@$(BIN)/python -m tests.bench $(if $(JSON),--json) $(if $(OUT),--out $(OUT)) $(ONLY)

score: .venv/.dev chromium
	@$(BIN)/python -m tests.score $(PAGES) $(if $(OUT),--out $(OUT))

clean:
	rm -rf .venv node_modules dist build demo-output .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@[ -n "$(PYTHON)" ] \
	  || { echo "Framekeeper needs Python 3.11 or later. Install it, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	"$(PYTHON)" -m venv .venv

# An editable installation compiles nothing; where Python may not keep what it compiles, every start would do it again.
.venv/.demo: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[demo]'
	$(BIN)/python -m compileall -q agent protocol
	@touch $@

.venv/.dev: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	$(BIN)/python -m compileall -q agent protocol
	@touch $@ .venv/.demo

node_modules/.stamp: package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

chromium:
	@.ci/browser chromium

# Its tests say that they were skipped where it is missing.
firefox:
	@.ci/browser firefox-esr || true
