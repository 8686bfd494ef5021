# Two commands do all the set-up: `make site` and `make test`. Everything lands in .venv, nothing outside this folder
# but Debian's chromium and firefox-esr, which `make test` installs where it is missing and we may.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= public
REAL_DATA := $(or $(ATLAS_REAL_DATA),$(wildcard ../shared/data))

.PHONY: site test check preview bench lighthouse screenshots demo docs locale format lint types contracts clean browser markup servers readers

site: $(VENV)/.site  ## install, build the demo atlas, say where it is
	@$(BIN)/atlas build --site . --out $(OUT)
	@echo "Preview: open $(OUT)/index.html in a browser, or run 'make preview'"

test: $(VENV)/.dev browser markup servers readers  ## everything, a real browser included
	ATLAS_REAL_DATA="$(abspath $(REAL_DATA))" $(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: $(VENV)/.dev format lint types contracts test  ## what a change must pass

preview: $(VENV)/.site  ## the demo atlas, built again at every change
	@$(BIN)/atlas serve --site .

bench: $(VENV)/.dev  ## ratios to Hugo on the same atlas; appended to docs/benchmarks.md
	$(BIN)/python tests/bench/run.py $(SIZES)

lighthouse: $(VENV)/.dev browser  ## what Lighthouse says of profile, indicator and map (fetches it with npm)
	@sh tests/tools/lighthouse.sh
	@$(BIN)/python -m tests.tools.lighthouse

screenshots: $(VENV)/.dev browser  ## pictures of every kind of page, to look at (ONLY=profile,karte: of those)
	@$(BIN)/python -m tests.tools.screenshots $(ONLY)

demo: $(VENV)/.dev  ## make the demo's figures and borders again
	$(BIN)/python data/generator

docs: $(VENV)/.dev  ## the pages of docs/ that come from the code
	$(BIN)/python -m tests.tools.documents

handbook: $(VENV)/.site  ## the handbook for authors, in German, as an atlas of its own
	@$(BIN)/atlas build --site docs/handbuch

locale:  ## compile the German words of the interface (needs gettext's msgfmt)
	msgfmt --no-hash -o atlas/locale/de/LC_MESSAGES/atlas.mo atlas/locale/de/LC_MESSAGES/atlas.po

format: $(VENV)/.dev
	$(BIN)/ruff format .

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) .atlas $(OUT) build dist node_modules

# The browser and the HTML checker are tools of the tests; the atlas itself needs neither.
browser:
	@sh tests/tools/chromium.sh
	@sh tests/tools/firefox.sh

markup:
	@sh tests/tools/markup.sh

servers:
	@sh tests/tools/servers.sh

readers:
	@sh tests/tools/readers.sh

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

# cffconvert by itself, for the schema it carries: it cannot live beside the validator of OpenAPI.
$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --target $(VENV)/alone --upgrade cffconvert==2.0.0
	@touch $@ $(VENV)/.site
