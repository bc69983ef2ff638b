# Each target does its own set-up, in .venv only.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: site test serve check format lock schema clean

site: $(READY)  ## build site/ from content/
	$(BIN)/asreported build

test: $(READY)  ## run the tests
	$(BIN)/python -m pytest

serve: $(READY)  ## show the site on http://127.0.0.1:8000/ and follow every edit
	$(BIN)/mkdocs serve

check: $(READY)  ## format, lint, types, import contracts, schemas, content
	$(BIN)/ruff format --check generator tests
	$(BIN)/ruff check generator tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/asreported schema --check
	$(BIN)/asreported check

format: $(READY)  ## mend what format and lint can mend
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
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@
