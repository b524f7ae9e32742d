# Everything happens in .venv, which any of these targets creates. Needs Python 3.11 and nothing else.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

SECONDS := 60
SCRIPTS := tests/scripts
# Node is a package of Python's; npm and what it starts find it on the path.
NODE    := PATH="$(CURDIR)/$(BIN):$$PATH"

.PHONY: help site packages test serve check bench fuzz lint lock vendor dist clean

help: ## Show this help
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

site: $(VENV)/site.stamp ## Build the site into site/
	$(BIN)/survey build --strict

packages: $(VENV)/site.stamp ## Put the whole survey into the site as one PDF and one zip (needs a browser)
	$(BIN)/survey pdf
	$(BIN)/survey pack

serve: $(VENV)/site.stamp ## Show the site on this machine, following every change
	$(BIN)/survey serve

check: $(VENV)/site.stamp ## Check the whole collection
	$(BIN)/survey check

# Python keeps what it has read of tests, whatever it is told elsewhere: to read them takes each process half a minute.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/dev.stamp lint ## Run all tests, in a real browser too
	cd $(SCRIPTS) && $(NODE) node --test
	$(BIN)/python -m tests.browser.find
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/dev.stamp $(VENV)/node.stamp
	$(BIN)/ruff check generator tests
	$(BIN)/ruff format --check generator tests
	$(BIN)/mypy
	cd $(SCRIPTS) && $(NODE) npm run --silent lint

bench: $(VENV)/dev.stamp ## Measure speed, memory and sizes
	$(BIN)/python -m tests.bench

fuzz: $(VENV)/fuzz.stamp ## Throw made-up input at every reader, a minute each (SECONDS=60)
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

LOCK = $(BIN)/uv pip compile --quiet --universal --no-header --generate-hashes --python-version 3.11

lock: $(VENV)/dev.stamp ## Renew the lock files from pyproject.toml
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) --group build -o requirements-build.lock
	$(LOCK) --group release -c requirements-dev.lock -o requirements-release.lock
	$(LOCK) --group fuzz -o requirements-fuzz.lock

dist: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct)
dist: $(VENV)/release.stamp ## Build what is released: the package, its sources, and the list of what it is made of
	rm -rf dist
	umask 022 && $(BIN)/python -m build --no-isolation
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o dist/sbom.cdx.json

vendor: ## Fetch script libraries and fonts as pinned in overrides/assets/vendor/vendor.json (needs npm, pip)
	$(PYTHON) overrides/assets/vendor/refresh.py

clean: ## Remove what was built, and the environment
	rm -rf site build dist $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

# Nothing is fetched to build with but what a lock file names, with its hash: «isolated» builds would fetch by name.
$(VENV)/site.stamp: requirements.lock requirements-build.lock pyproject.toml setup.py | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements-build.lock -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/site.stamp
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@

$(VENV)/release.stamp: requirements-release.lock | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements-release.lock
	touch $@

$(VENV)/fuzz.stamp: requirements-fuzz.lock $(VENV)/dev.stamp
	$(PIP) install --require-hashes -r requirements-fuzz.lock
	touch $@

$(VENV)/node.stamp: $(SCRIPTS)/package-lock.json $(VENV)/dev.stamp
	cd $(SCRIPTS) && $(NODE) npm ci --silent
	touch $@
