# The project's own commands. They need Python 3.11 or later, git and make; nothing else by hand.
# Another Python: make demo PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin

# The versions to install, of what building needs too: pip reads the one variable for that before 25.3, the other since.
# The newest of everything, locked or not: make test CONSTRAINTS=/dev/null
CONSTRAINTS := constraints.txt
INSTALL = PIP_CONSTRAINT=$(CONSTRAINTS) PIP_BUILD_CONSTRAINT=$(CONSTRAINTS) \
  $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help demo test lint help-text rules schema templates docs pictures lock bench clean

help:  ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed. Name one: make demo PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml $(CONSTRAINTS) | .venv/bin/python
	$(INSTALL) --editable '.[docx,pdf]'
	$(BIN)/python -m scripts.compile_templates
	@touch $@

.venv/installed-for-tests: pyproject.toml $(CONSTRAINTS) | .venv/bin/python
	$(INSTALL) --editable '.[test]'
	$(BIN)/python -m scripts.compile_templates
	@touch $@ .venv/installed

.venv/installed-for-browser: .venv/installed-for-tests
	$(INSTALL) --editable '.[browser]'
	@touch $@

demo: .venv/installed  ## set up, check the example plans, score one, print a committee paper in four formats
	@$(BIN)/python scripts/demo.py

test: .venv/installed-for-tests  ## set up and run the tests
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: .venv/installed-for-tests  ## ruff and mypy; workflows and issue forms
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/zizmor --offline --no-progress --quiet .github action.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-actions action.yml

help-text: .venv/installed-for-tests  ## write the stored text of cqcplan --help anew
	$(BIN)/python scripts/write_help.py

rules: .venv/installed  ## write docs/rules anew from the rules
	$(BIN)/python scripts/write_rules.py

schema: .venv/installed  ## write schema/plan.schema.json and the pages of every field and national metric anew
	$(BIN)/cqcplan schema -o schema/plan.schema.json
	$(BIN)/python -m scripts.write_fields
	$(BIN)/python -m scripts.write_metrics

templates: .venv/installed  ## write docs/templates.md anew: what a template of a paper may use
	$(BIN)/python -m scripts.write_templates

docs: .venv/installed-for-tests  ## build the documentation site into out/docs; a dead link fails
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going --fresh-env --write-all --doctree-dir out/.doctrees docs out/docs
	@echo "Open out/docs/index.html in a browser."

pictures: .venv/installed  ## make docs/pictures anew; needs Chromium
	$(BIN)/python -m scripts.write_pictures

lock: .venv/bin/python  ## write constraints.txt anew: the newest versions that fit pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.8'
	$(BIN)/python scripts/lock.py

bench: .venv/bin/python  ## measure start-up, validate and report beside other tools
	$(INSTALL) --editable '.[bench]'
	$(BIN)/python benchmarks/run.py

clean:  ## delete the virtual environment and everything made
	rm -rf .venv out dist sbom build .pytest_cache .mypy_cache .ruff_cache .hypothesis
