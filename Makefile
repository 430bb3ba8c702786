# The project's own commands. They need Python 3.11 or later, git and make; nothing else by hand.
# Another Python: make demo PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin
AS_OF := 2026-06-01

.PHONY: help demo test lint help-text rules schema bench clean

help:  ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed. Name one: make demo PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docx,pdf]'
	@touch $@

.venv/installed-for-tests: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
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

bench: .venv/bin/python  ## measure start-up, validate and report beside other tools
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python benchmarks/run.py

clean:  ## delete the virtual environment and everything made
	rm -rf .venv out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
