# Everything a person runs. `make` lists it; `make serve` and `make test` do their own set-up.
#
# Set-up is stamped inside .venv: it is done again only when a lock file changes.

PORT    ?= 8001
ARCHIVE ?= $(wildcard ../shared/sources)
VENV    := .venv
PY      := $(VENV)/bin/python
RUNTIME := $(VENV)/.installed-runtime
DEV     := $(VENV)/.installed-test
EXPORT  := $(VENV)/.installed-export
DRAWING := $(VENV)/.installed-pictures
SPARK   := $(VENV)/.installed-spark
DRAW    := --draw
CFF     := .cache/cff
FUZZ    := .cache/fuzz
AUDIT   := .cache/audit
BENCH   := .cache/bench
# Tests run in one process more than there are cores (one often waits, for a browser, a server or a disk), a file of
# tests in one of them; PARALLEL= runs them in one process.
PARALLEL ?= -n $$(($$(getconf _NPROCESSORS_ONLN) + 1)) --maxprocesses 6 --dist loadfile --no-loadscope-reorder
CODE    := $(wildcard factbook build.py tests bench)
PIP     := $(PY) -m pip --disable-pip-version-check --no-input install --quiet --require-hashes --no-deps

.PRECIOUS: $(VENV)/.installed-% .cache/%/.installed
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: audit bench bench-attack bench-build bench-serve browser build check clean export fmt freeze fuzz help lint lock need-test pictures screenshots serve spark test verify watch

help: ## List the targets
	@sed -n 's/^\([a-z][a-z-]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

serve: $(RUNTIME) $(DRAWING) ## Build the database and serve it on http://127.0.0.1:8001 (another port: make serve PORT=9000)
	@exec $(PY) build.py serve $(DRAW) --port $(PORT)

watch: $(RUNTIME) ## Serve it to an editor: a change builds it anew and reloads the page
	@exec $(PY) build.py serve --watch --port $(PORT) $(if $(ARCHIVE),--archive $(ARCHIVE))

build: $(RUNTIME) ## Build factbook.db from facts/
	$(PY) build.py

pictures: $(RUNTIME) $(DRAWING) ## Build the database and draw its charts and cards into pictures/
	$(PY) build.py pictures

export: $(EXPORT) $(DRAWING) ## Build the database and write all downloads into dist/, Parquet too
	$(PY) build.py pictures
	$(PY) build.py export

freeze: $(EXPORT) $(DRAWING) ## Write the whole site as files into frozen/, for any host of files (URL=where it will stand)
	$(PY) build.py
	$(PY) build.py pictures
	$(PY) build.py freeze $(if $(URL),--url $(URL))

check: $(RUNTIME) ## Check facts/ and say every problem; builds nothing
	$(PY) build.py check $(if $(ARCHIVE),--archive $(ARCHIVE))

verify: $(RUNTIME) ## Find every quote in its article again and write its lock under facts/locks/ (ARCHIVE=folder of articles)
	@test -n "$(ARCHIVE)" || { echo "verify needs the folder of articles: make verify ARCHIVE=path/to/articles" >&2; exit 2; }
	$(PY) build.py verify --archive $(ARCHIVE)

fmt: $(DEV) ## Bring fact files and Python into their one form
	$(PY) build.py fmt
	$(PY) -m ruff check --fix-only $(CODE)
	$(PY) -m ruff format $(CODE)

lint: $(DEV) ## Check the form of facts and code, style and types; changes nothing
	$(PY) build.py fmt --check
	$(PY) -m ruff format --check $(CODE)
	$(PY) -m ruff check $(CODE)
	$(PY) -m mypy

test: need-test ## Run all tests, those in a browser too (PYTEST="-k quote": some of them)
	@$(MAKE) --no-print-directory $(DEV) $(CFF)/.installed
	$(PY) -m pytest $(PARALLEL) $(PYTEST)

browser: $(DEV) ## Download a Chromium for the tests, where the system has none (300 MB)
	$(PY) -m playwright install chromium

spark: $(DEV) $(SPARK) ## Install Spark (450 MB) for the test that reads the Parquet with it; it wants Java 17

lock: $(PY) ## Choose the versions anew: write requirements/*.lock from pyproject.toml
	$(PY) -m venv .cache/lock
	.cache/lock/bin/pip install --quiet uv
	$(RESOLVE) pyproject.toml --output-file requirements/runtime.lock
	$(RESOLVE) pyproject.toml --all-extras --constraint requirements/runtime.lock --output-file requirements/test.lock
	for extra in export pictures; do \
		$(RESOLVE) pyproject.toml --extra $$extra --constraint requirements/test.lock --output-file requirements/$$extra.lock || exit 1; done
	for group in spark bench; do \
		$(RESOLVE) --group $$group --constraint requirements/test.lock --output-file requirements/$$group.lock || exit 1; done
	for group in cff fuzz audit; do $(RESOLVE) --group $$group --output-file requirements/$$group.lock || exit 1; done

screenshots: need-test $(DEV) ## Photograph the site for the README, into docs/
	@$(PY) build.py pictures
	@$(PY) build.py serve --port 8765 >/dev/null & server=$$!; trap "kill $$server" EXIT; \
	for i in 1 2 3 4 5 6 7 8 9 10; do sleep 1; curl -fs -o /dev/null http://127.0.0.1:8765/ && break; done; \
	$(PY) docs/screenshots.py http://127.0.0.1:8765

bench: bench-build bench-serve ## Measure all that is measured

bench-build: $(DEV) $(BENCH)/.installed ## Measure the build beside its peers, on made-up facts (FACTS="1000 1000000")
	PYTHONPATH=. $(PY) bench/build.py $(FACTS)

bench-serve: $(DEV) ## Measure the site beside stock Datasette, the cost of each page, and nginx before it (FACTS="factbook.db 100000")
	$(PY) build.py
	PYTHONPATH=. $(PY) bench/serve.py $(or $(FACTS),factbook.db 100000)
	for facts in $(lastword $(or $(FACTS),100000)); do \
		PYTHONPATH=. $(PY) bench/walk.py $$facts && PYTHONPATH=. $(PY) bench/replicas.py $$facts || exit 1; done

bench-attack: $(DEV) ## Walk the arguments of every kind of page for the dearest answer (FACTS="20000": repeated records too)
	$(PY) build.py
	PYTHONPATH=. $(PY) bench/attack.py factbook.db $(FACTS)

fuzz: $(DEV) $(FUZZ)/.installed ## Try wrong fact folders (FOLDERS=4000), then bytes on the reader (SECONDS=60), new ones each time
	PYTHONPATH=.:tests/helpers $(PY) bench/fuzz.py $(or $(FOLDERS),4000)
	if $(FUZZ)/bin/python -c 'import atheris' 2>/dev/null; then PYTHONPATH=. $(FUZZ)/bin/python bench/fuzz_reader.py $(or $(SECONDS),60); fi

audit: $(AUDIT)/.installed ## Ask PyPI's list of known vulnerabilities for every package that is pinned; needs the network
	for lock in runtime export test; do \
		$(AUDIT)/bin/pip-audit --requirement requirements/$$lock.lock --disable-pip --require-hashes --strict --progress-spinner off || exit 1; done

clean: ## Remove all that can be made again
	rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist pictures *.egg-info factbook.db factbook.db.* factbook.db-journal
	for held in .served/*; do [ ! -d "$$held" ] || kill -0 "$${held##*/}" 2>/dev/null || rm -rf "$$held"; done
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One lock for every Linux, macOS and Windows and every Python we support: markers say what goes where.
RESOLVE := .cache/lock/bin/uv pip compile --quiet --upgrade --no-config --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock"

$(PY):
	@.ci/system need serve
	@$$(.ci/system python) -m venv $(VENV)

$(VENV)/.installed-%: requirements/%.lock | $(PY)
	@echo "Installing what $< pins"
	@$(PIP) --requirement $<
	@touch $@

# What does not go with the rest has an environment of its own. Atheris reads our code, so it needs what that imports.
.cache/%/.installed: requirements/%.lock | $(PY)
	@echo "Installing what $< pins, in $(@D)"
	@$(PY) -m venv $(@D)
	@$(patsubst $(VENV)/%,$(@D)/%,$(PIP)) --requirement $< $(if $(filter fuzz,$*),--requirement requirements/runtime.lock)
	@touch $@

need-test:
	@.ci/system need test
