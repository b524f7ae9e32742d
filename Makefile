# Everything happens in .venv, which any of these targets creates. Needs Python 3.11 and nothing else.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

SCRIPTS := tests/scripts
# Node is a package of Python's; npm and what it starts find it on the path.
NODE    := PATH="$(CURDIR)/$(BIN):$$PATH"

.PHONY: help site packages test serve check bench lint lock vendor clean

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

lock: $(VENV)/dev.stamp ## Renew the lock files from pyproject.toml
	$(BIN)/python -m pip --quiet install uv
	$(BIN)/uv pip compile --quiet --universal --no-header --generate-hashes --python-version 3.11 pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --no-header --generate-hashes --python-version 3.11 --extra dev pyproject.toml -c requirements.lock -o requirements-dev.lock

vendor: ## Fetch script libraries and fonts as pinned in overrides/assets/vendor/vendor.json (needs npm)
	$(PYTHON) overrides/assets/vendor/refresh.py

clean: ## Remove what was built, and the environment
	rm -rf site build $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.stamp: requirements.lock pyproject.toml setup.py | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps -e .
	touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/site.stamp
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@

$(VENV)/node.stamp: $(SCRIPTS)/package-lock.json $(VENV)/dev.stamp
	cd $(SCRIPTS) && $(NODE) npm ci --silent
	touch $@
