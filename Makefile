# Utbyte: `make demo` shows it, `make test` proves it. Nothing but Python, git and make is needed.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help install demo test check format texts clean

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check --no-compile --no-deps --require-hashes
# On all cores, which pip does on one; what some packages keep for other Pythons does not compile.
COMPILE := { $(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true; }

help:  ## What there is to make
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(VENV)/installed  ## The environment only, in .venv

demo: $(VENV)/installed  ## A believable world on http://127.0.0.1:8000
	@$(BIN)/python manage.py demo

test: $(VENV)/developing  ## The whole suite
	@$(BIN)/python manage.py texts --compile
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ONLY)

check: $(VENV)/developing  ## Format, lint, types, templates, migrations, rooms
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djade --target-version 5.2 --check $$(git ls-files 'templates/*.html')
	$(BIN)/mypy
	PYTHONPATH=site:. $(BIN)/lint-imports
	$(BIN)/python manage.py check --fail-level WARNING
	UTBYTE_HTTPS=1 UTBYTE_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run

format: $(VENV)/developing  ## Put the code in order
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/*.html') || true

texts: $(VENV)/developing  ## Bring the English catalogue up to date, say what it lacks
	@$(BIN)/python manage.py texts

clean:  ## Throw away the environment and the demo's data
	rm -rf $(VENV) var

$(VENV)/bin/python:
	@sh .ci/python $(VENV)

$(VENV)/installed: requirements.lock | $(VENV)/bin/python
	@echo "Installing what Utbyte needs …"
	@$(PIP) -r requirements.lock && $(COMPILE)
	@touch $@

$(VENV)/developing: requirements-dev.lock | $(VENV)/bin/python
	@echo "Installing what Utbyte and its tests need …"
	@$(PIP) -r requirements-dev.lock && $(COMPILE)
	@touch $@ $(VENV)/installed
