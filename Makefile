# Every door of the project. `make` alone lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PLUGINS := $(wildcard examples/plugins/*/pyproject.toml)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
TEST_OPTIONS ?=
# two processes for two cores; a file's tests stay together: the blocks of a page go on from each other
SIDE_BY_SIDE ?= -n 2 --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help venv demo test check lint types layers docs policy bench mutants fmt requirements clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: $(VENV)/.installed  ## build .venv with the pinned tools and gongtong itself (again only when something changed)

# Two stamps: a change of pyproject.toml must not download every tool again.
$(VENV)/.tools: requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { \
		echo "gongtong needs Python 3.11, 3.12 or 3.13; '$(PYTHON)' is $$($(PYTHON) --version 2>&1)." >&2; \
		echo "Name another one: make venv PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { \
		echo "Python's venv module is incomplete; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(PIP) install --no-compile --require-hashes --no-deps -r requirements/dev.txt
	@touch $@

$(VENV)/.installed: $(VENV)/.tools pyproject.toml $(PLUGINS)
	@$(PIP) install --no-build-isolation --no-deps $(addprefix -e ./,. $(patsubst %/pyproject.toml,%,$(PLUGINS)))
	@touch $@

demo: venv  ## run one year of the example dormitory; says where its notice board is
	@$(BIN)/gongtong demo --input examples/dormitory --out build/demo

test: venv  ## run every test; what needs an absent system program is left out and listed at the end
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) $(TEST_OPTIONS)

check: lint types layers test  ## everything that must hold before a change is handed in (test runs the documentation too)

lint: venv  ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: venv  ## mypy, strict, on everything
	@$(BIN)/mypy

layers: venv  ## who may import whom (import-linter)
	@$(BIN)/lint-imports --no-logo --no-cache

docs: venv  ## run the code in the documentation and follow its relative links
	@$(BIN)/python -m pytest $(wildcard README*.md) docs tests/contract/test_links.py $(TEST_OPTIONS)

policy: venv  ## run the policy tests and write docs/policy.md, the reference for officials and lawyers
	@$(BIN)/python -m pytest -q tests/policy --policy-report=docs/policy.md $(TEST_OPTIONS)

bench: venv  ## print measurements (nothing is asserted)
	@for script in benchmarks/[a-z]*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

mutants: venv  ## do the tests bite? mutation run over the noun files (slow)
	@$(BIN)/mutmut run

fmt: venv  ## format and apply the safe fixes
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

requirements:  ## pin the newest allowed versions again (needs uv)
	@uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements/dev.txt

clean:  ## remove what the targets above made
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov mutants
