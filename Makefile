# The project's own commands. They need Python 3.11 or later, git and make; nothing else by hand.
# Another Python: make demo PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin
AS_OF := 2026-06-01

# The versions to install, of what building needs too: pip reads the one variable for that before 25.3, the other since.
# The newest of everything, locked or not: make test CONSTRAINTS=/dev/null
CONSTRAINTS := constraints.txt
INSTALL = PIP_CONSTRAINT=$(CONSTRAINTS) PIP_BUILD_CONSTRAINT=$(CONSTRAINTS) \
  $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help demo test lint help-text rules schema lock bench clean

help:  ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed. Name one: make demo PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml $(CONSTRAINTS) | .venv/bin/python
	$(INSTALL) --editable '.[docx,pdf]'
	@touch $@

.venv/installed-for-tests: pyproject.toml $(CONSTRAINTS) | .venv/bin/python
	$(INSTALL) --editable '.[test]'
	@touch $@ .venv/installed

demo: .venv/installed  ## set up, check the example plans, score one, print a committee paper in four formats
	@echo "== cqcplan validate --as-of $(AS_OF)"
	@$(BIN)/cqcplan validate --as-of $(AS_OF)
	@echo "== cqcplan score nottingham"
	@$(BIN)/cqcplan score nottingham
	@echo "== cqcplan status leicestershire --as-of $(AS_OF)"
	@$(BIN)/cqcplan status leicestershire --as-of $(AS_OF)
	@echo "== cqcplan report leicestershire --period Q1 --as-of $(AS_OF)"
	@mkdir -p out
	@for ending in md html docx pdf; do \
	  $(BIN)/cqcplan report leicestershire --period Q1 --as-of $(AS_OF) -o out/leicestershire-q1.$$ending; \
	done
	@echo "Open out/leicestershire-q1.html in a browser to read the paper."

test: .venv/installed-for-tests  ## set up and run the tests
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: .venv/installed-for-tests  ## ruff and mypy
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

help-text: .venv/installed-for-tests  ## write the stored text of cqcplan --help anew
	$(BIN)/python scripts/write_help.py

rules: .venv/installed  ## write docs/rules anew from the rules
	$(BIN)/python scripts/write_rules.py

schema: .venv/installed  ## write schema/plan.schema.json anew from the models
	$(BIN)/cqcplan schema -o schema/plan.schema.json

lock: .venv/bin/python  ## write constraints.txt anew: the newest versions that fit pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.8'
	$(BIN)/python scripts/lock.py

bench: .venv/bin/python  ## measure start-up, validate and report beside other tools
	$(INSTALL) --editable '.[bench]'
	$(BIN)/python benchmarks/run.py

clean:  ## delete the virtual environment and everything made
	rm -rf .venv out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
