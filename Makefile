# make serve: the page at http://127.0.0.1:8000, or with PORT=8001 there      make test: every check
PYTHON ?= python3.11
PORT ?= 8000
BIN := .venv/bin
export HF_HUB_OFFLINE := 1

.PHONY: serve test install lock clean

install: .venv/installed

.venv/installed: requirements.lock examiner.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --requirement examiner.lock
	PYTHONWARNINGS=ignore $(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

serve: install
	test -e "$${TENKYO_HOME:-var}/CURRENT" || $(BIN)/tenkyo ingest
	$(BIN)/tenkyo serve --port $(PORT)

test: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

lock: install
	$(BIN)/pip-compile --quiet --extra dev --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv
