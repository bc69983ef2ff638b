# Each target does its own set-up, in .venv only.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
DEV := .venv/ready-for-development
AUDIT := audit/node_modules/ready
BENCH := bench/.venv/ready bench/node_modules/ready
RELEASE := release/.venv/ready
PIP := $(BIN)/python -m pip install --quiet

.PHONY: site offline test serve check audit links bench torture fuzz release vulnerabilities licences format lock schema catalogues newest pin clean

site: $(READY)  ## build site/ from content/
	$(BIN)/asreported build

offline: $(READY)  ## pack an edition that is read from a folder, without a server
	$(BIN)/asreported offline

# A file stays with one process, since its tests share what they set up.
test: $(DEV)  ## run the tests, on all cores
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

serve: $(READY)  ## show the site on http://127.0.0.1:8000/ and follow every edit
	$(BIN)/asreported serve

check: $(DEV)  ## format, lint, types, import contracts, workflows, schemas, content
	$(BIN)/ruff format --check audit bench generator release tests torture
	$(BIN)/ruff check audit bench generator release tests torture
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zizmor --offline --quiet --no-progress .github/workflows .forgejo/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml .forgejo/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.gitlab-ci .gitlab-ci.yml
	$(BIN)/asreported schema --check
	$(BIN)/asreported check

audit: $(DEV) $(AUDIT)  ## audit the built site/, page kind by page kind, with AUDIT_OPTIONS
	$(BIN)/python -m audit $(AUDIT_OPTIONS)

links: $(READY)  ## report the links of the built site/ that no longer answer; needs a network
	$(BIN)/python -m audit.rot

bench: $(DEV) $(BENCH)  ## measure builds of synthetic corpora beside other generators, with BENCH_OPTIONS; up to 90 minutes
	$(BIN)/python -m bench $(BENCH_OPTIONS)

torture: $(DEV)  ## try to break every promise, with TORTURE_OPTIONS
	$(BIN)/python -m torture $(TORTURE_OPTIONS)

FUZZ_MINUTES ?= 10
fuzz: $(DEV)  ## look for inputs that break the laws, for FUZZ_MINUTES
	$(BIN)/python -m torture --trial fuzz --seed $$(date +%s) --scale $$($(PYTHON) -c "print($(FUZZ_MINUTES) / 10)")

release: $(DEV) $(RELEASE)  ## build wheel, sdist, SBOM and digests into dist/, which must be empty
	$(BIN)/python -m release

vulnerabilities: $(RELEASE)  ## ask the public database whether a locked dependency has a known hole; needs the internet
	for lock in requirements-dev.lock bench/requirements.lock release/requirements.lock; do release/.venv/bin/pip-audit --disable-pip --require-hashes --requirement $$lock || exit 1; done

licences: $(DEV)  ## write docs/licences.md from the locks
	$(BIN)/python -m release --licences

format: $(DEV)  ## mend what format and lint can mend
	$(BIN)/ruff format audit bench generator release tests torture
	$(BIN)/ruff check --fix audit bench generator release tests torture

lock: $(READY)  ## verify everything against the texts and write content/evidence.lock
	$(BIN)/asreported lock

schema: $(READY)  ## write the JSON Schemas for editors
	$(BIN)/asreported schema

# The words and places of what is said; a sentence that is no longer said is dropped.
catalogues: $(READY)  ## bring generator/locale/*.po up to date with what the interface says
	$(BIN)/pybabel -q extract -F babel.cfg -k say -k word -k mark -k tally:2,3 --no-location --sort-output --project="As Reported" -o .venv/interface.pot .
	for po in generator/locale/*.po; do $(BIN)/pybabel -q update --ignore-obsolete --no-fuzzy-matching -i .venv/interface.pot -o $$po -l $$(basename $$po .po); done
	sed -i "/^\"\(POT-Creation-Date\|Generated-By\|Report-Msgid-Bugs-To\|PO-Revision-Date\|Last-Translator\|Language-Team\)/d" generator/locale/*.po
	$(BIN)/asreported unreviewed > docs/unreviewed.md

clean:  ## remove what was built
	rm -rf .venv build/cache build/pages/* site/* .site.*

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes --no-deps --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(DEV): $(READY) requirements-dev.lock
	$(PIP) --require-hashes --no-deps --requirement requirements-dev.lock
	touch $@

$(AUDIT): audit/package.json audit/package-lock.json audit/.npmrc audit/set-up
	audit/set-up
	npm ci --prefix audit
	touch $@

bench/.venv/ready: bench/requirements.lock
	$(PYTHON) -m venv bench/.venv
	bench/.venv/bin/python -m pip install --quiet --require-hashes --no-deps --requirement bench/requirements.lock
	touch $@

bench/node_modules/ready: bench/package.json bench/package-lock.json bench/.npmrc
	npm ci --prefix bench
	touch $@

# Without the locks, and only until the next `make clean`.
newest:  ## take the newest dependencies that pyproject.toml allows, and list them
	$(PYTHON) -m venv --clear .venv
	$(PIP) --upgrade "pip>=25.1"
	$(PIP) --group build --group dev --editable .
	touch $(READY) $(DEV)
	$(BIN)/python -m pip list

release/.venv/ready: release/requirements.lock
	$(PYTHON) -m venv release/.venv
	release/.venv/bin/python -m pip install --quiet --require-hashes --no-deps --requirement release/requirements.lock
	touch $@

# Needs uv. Run it to take newer versions, then look at the difference.
pin:  ## pin all dependencies with their hashes
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group build pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group dev --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes bench/requirements.in --output-file bench/requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes release/requirements.in --output-file release/requirements.lock
