# clausecheck: `make demo` and `make test` are all that a fresh machine needs (Python 3.11 or newer, and make).
# Another Python: make demo PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin
SAMPLE := samples/emotion-study/agreement.pdf

.DEFAULT_GOAL := help
.PHONY: help demo test check static bench accuracy standalone docs pictures clean

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/installed  ## Install into .venv once, then check the sample agreement
	@echo "== The sample agreement: $(SAMPLE)"
	@$(BIN)/clausecheck check $(SAMPLE) --fail-on never
	@echo "== Are the expected findings there?"
	@$(BIN)/clausecheck check $(SAMPLE) --fail-on never --format json | $(BIN)/python samples/assert_demo.py

test: .venv/installed  ## Install into .venv once, then run the tests
	@echo "== Tests"
	@$(BIN)/python -m pytest -q --dist worksteal -n `$(BIN)/python -c 'import os; print((os.cpu_count() or 1) + 1)'`

check: static test  ## Everything that must be green: style, types, imports, rules, tests

static: .venv/installed
	@echo "== Format"
	@$(BIN)/ruff format --check
	@echo "== Lint"
	@$(BIN)/ruff check
	@echo "== Types"
	@$(BIN)/mypy
	@echo "== Imports: who may import whom"
	@$(BIN)/lint-imports --no-logo
	@echo "== Rules: what can go wrong with them; every example, and one for every branch and guard"
	@$(BIN)/clausecheck rules lint & lint=$$!; $(BIN)/clausecheck rules test --coverage && wait $$lint

bench: .venv/installed  ## Measure speed against the goals (minutes; best on a quiet machine)
	@echo "== Speed"
	@$(BIN)/python -m bench.speed

accuracy: .venv/installed  ## Measure how right the rules are, against labelled contracts
	@echo "== Accuracy"
	@$(BIN)/python -m bench.accuracy
	@echo "== Grants, field by field"
	@$(BIN)/python -m bench.grants

standalone: .venv/standalone  ## Build dist/clausecheck, a program for people without Python, and test it
	@echo "== Standalone program"
	@$(BIN)/python -m PyInstaller --noconfirm --clean --log-level ERROR standalone.spec
	@$(BIN)/python -m pytest -q tests/test_standalone.py
	@du -sh dist/clausecheck dist/*.tar.gz

docs: .venv/docs  ## Build the documentation into site/; open site/index.html
	@echo "== Documentation"
	@$(BIN)/python -m docs.make_site
	@$(BIN)/zensical build --strict
	@$(BIN)/python -m pytest -q tests/docs/test_site.py

pictures: .venv/installed  ## Make the pictures of the README from real runs (needs Chromium)
	@$(BIN)/python -m docs.make_pictures

clean:  ## Remove .venv and everything built
	@rm -rf .venv build dist site .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

.venv/installed: pyproject.toml
	@command -v $(PYTHON) >/dev/null || { \
	  echo "clausecheck needs Python 3.11 or newer, and there is no '$(PYTHON)' here."; \
	  echo "Install it from python.org, or name yours: make demo PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "clausecheck needs Python 3.11 or newer; '$(PYTHON)' is `$(PYTHON) --version 2>&1`."; \
	  echo "Name a newer one: make demo PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "This Python cannot make virtual environments: its venv module is missing."; \
	  echo "On Debian and Ubuntu: sudo apt install python3-venv. Then run the same command again."; exit 1; }
	@echo "== Installing into .venv (once; a minute or two)"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

.venv/standalone: .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[standalone]'
	@touch $@

.venv/docs: .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@touch $@
