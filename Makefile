# Each target does its own set-up, in .venv only.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
DEV := .venv/ready-for-development
PIP := $(BIN)/python -m pip install --quiet

.PHONY: site test serve check format lock schema pin clean

site: $(READY)  ## build site/ from content/
	$(BIN)/asreported build

test: $(DEV)  ## run the tests
	$(BIN)/python -m pytest

serve: $(READY)  ## show the site on http://127.0.0.1:8000/ and follow every edit
	$(BIN)/mkdocs serve

check: $(DEV)  ## format, lint, types, import contracts, schemas, content
	$(BIN)/ruff format --check generator tests
	$(BIN)/ruff check generator tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/asreported schema --check
	$(BIN)/asreported check

format: $(DEV)  ## mend what format and lint can mend
	$(BIN)/ruff format generator tests
	$(BIN)/ruff check --fix generator tests

lock: $(READY)  ## verify everything against the texts and write content/evidence.lock
	$(BIN)/asreported lock

schema: $(READY)  ## write the JSON Schemas for editors
	$(BIN)/asreported schema

clean:  ## remove what was built
	rm -rf .venv build/pages/* site/*

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes --no-deps --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(DEV): $(READY) requirements-dev.lock
	$(PIP) --require-hashes --no-deps --requirement requirements-dev.lock
	touch $@

# Needs uv. Run it to take newer versions, then look at the difference.
pin:  ## pin all dependencies with their hashes
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group build pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group dev --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock
