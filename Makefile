# Two commands matter: `make run` and `make test`. Both do all their own set-up.
# Everything they install stays in .venv/ and extension/node_modules/.

PYTHON ?= python3
NODE ?= node
NPM ?= npm
VENV := .venv
ifeq ($(OS),Windows_NT)
PY := $(VENV)/Scripts/python.exe
else
PY := $(VENV)/bin/python
endif
MADE := .make

EXTENSION_SOURCES := $(shell find extension/src extension/public -type f 2>/dev/null) \
  extension/build.mjs extension/manifest.json rules/policy.yaml helper/web/openapi.json
PYTHON_SOURCES := helper tests packaging docs

.DEFAULT_GOAL := help
.PHONY: help run test lint unit test-helper test-browsers bench score package docs build clean

help: ## Show this list
	@echo "PostCheck. The two commands: make run, make test."
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(MADE)/python build ## Open a browser with PostCheck in it, on a page to try it out
	@$(NODE) extension/tools/run.mjs --python "$(abspath $(PY))" $(ARGS)

test: lint unit test-helper test-browsers ## Set up and run every check and test, in both browsers
	@echo "make test: everything passed."

lint: $(MADE)/python $(MADE)/node ## Style and types, Python and TypeScript
	$(PY) -m ruff check $(PYTHON_SOURCES)
	$(PY) -m ruff format --check $(PYTHON_SOURCES)
	$(PY) -m mypy
	cd extension && ../$(MADE)/npx biome check .
	cd tests/browser && ../../extension/node_modules/.bin/biome check .
	cd extension && ../$(MADE)/npx tsc --project . && ../$(MADE)/npx tsc --project unit && ../$(MADE)/npx tsc --project ../tests/browser
	cd extension && $(NODE) build.mjs --check-contract

unit: $(MADE)/node build ## The extension's unit tests
	cd extension && ../$(MADE)/npx vitest run

test-helper: $(MADE)/python build ## The helper, its rules, link and command line
	$(PY) -m pytest -q

test-browsers: $(MADE)/python $(MADE)/browsers build ## The built extension in real Chromium and Firefox
	cd extension && POSTCHECK_PYTHON="$(abspath $(PY))" ../$(MADE)/npx vitest run --config ../tests/browser/vitest.config.mts

bench: $(MADE)/python $(MADE)/browsers build ## Print the measured speeds and sizes, each beside its target
	@POSTCHECK_PYTHON="$(abspath $(PY))" $(PY) tests/bench/bench.py $(ARGS)

score: $(MADE)/python ## Print recall and false alarms per clause on the labelled drafts
	@$(PY) tests/score.py $(ARGS)

package: $(MADE)/python build ## Build the wheel, with rules and extension inside, into build/
	$(PY) -m build --wheel --no-isolation --outdir build

docs: $(MADE)/python ## Write the generated pages under docs/ afresh
	$(PY) docs/generate.py

build: extension/dist/manifest.json

extension/dist/manifest.json: $(MADE)/node $(EXTENSION_SOURCES)
	cd extension && $(NODE) build.mjs
	@touch $@

clean: ## Remove everything that was built or installed here
	rm -rf $(VENV) $(MADE) extension/node_modules extension/dist build

$(MADE)/python: packaging/requirements-dev.lock pyproject.toml packaging/setup-python.sh
	@mkdir -p $(MADE)
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh packaging/setup-python.sh
	@touch $@

$(MADE)/node: extension/package-lock.json packaging/setup-node.sh
	@mkdir -p $(MADE)
	@NODE="$(NODE)" NPM="$(NPM)" MADE="$(MADE)" sh packaging/setup-node.sh
	@touch $@

$(MADE)/browsers: packaging/setup-browsers.sh
	@mkdir -p $(MADE)
	@sh packaging/setup-browsers.sh
	@touch $@
