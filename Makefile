# `make demo` and `make test` set up everything they need. `make PYTHON=python3.12 test` takes
# another Python.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
NEEDS := Willing needs git, make and python3 (>= 3.11, with python3-venv); on Debian or Ubuntu: sudo apt install git make python3 python3-venv
DEMO := out/reassurance
LIMIT ?= 20
REMEDIES ?= 3
CHROMIUM ?= chromium

.DEFAULT_GOAL := help
.PHONY: help setup demo picture test lint proofs bench docs-pages constraints clean

help: ## say what each target does
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' Makefile

setup: $(READY) ## make .venv with Willing and its tools

$(READY): pyproject.toml constraints.txt
	@command -v git >/dev/null && $(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "$(NEEDS)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@

demo: setup ## plan examples/reassurance with each answer of the backstop, explain and report it
	@mkdir -p out
	$(BIN)/willing plan examples/reassurance --outcomes "each backstop" --time-limit $(LIMIT) --out $(DEMO).json --replace
	$(BIN)/willing explain examples/reassurance $(DEMO).json --remedies $(REMEDIES)
	$(BIN)/willing report examples/reassurance $(DEMO).json --html $(DEMO).html --xlsx $(DEMO).xlsx --explain --remedies $(REMEDIES) --replace
	@echo "Open $(DEMO).html in a browser; it needs no network."

picture: demo ## photograph the demo's page for the README (needs chromium)
	$(CHROMIUM) --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1200,900 --screenshot=docs/background/report.png file://$(CURDIR)/$(DEMO).html

lint: setup
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/mypy

test: lint ## ruff, mypy, and every test but the long proofs
	$(BIN)/pytest -n 2 -m "not slow"

proofs: setup ## the long proofs by brute force
	$(BIN)/pytest -n 2 -m slow

bench: setup ## compare with other solvers; writes docs/background/benchmarks.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[peers]'
	$(BIN)/python -m benchmarks.run --family basic --seeds 5 --seconds 60

docs-pages: setup ## write the pages that are made from the code
	$(BIN)/python -m willing.cli.page > docs/guides/commands.md
	$(BIN)/python -m willing.planner.page > docs/reference/mathematics.md
	$(BIN)/python -m willing.factors.page > docs/reference/factors.md
	$(BIN)/python -c 'from willing.io.schema import reference; print(reference(), end="")' > docs/reference/format.md
	$(BIN)/python -c 'from willing.domain.checks.page import page; print(page(), end="")' > docs/reference/checks.md

constraints: setup ## choose newer versions of everything, for the tests to judge
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	(sed -n 1p constraints.txt; $(BIN)/uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --upgrade --no-annotate --no-header --quiet) > constraints.tmp
	mv constraints.tmp constraints.txt

clean: ## take away everything that was made
	rm -rf .venv out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
