# Thin wrappers: the commands behind them stand in README.md.
PYTHON ?= python3
BIN := .venv/bin
ADDRESS ?= 127.0.0.1:8000
SCALE ?= 1

.PHONY: help install run migrate demo test test-browser screenshots lint reference bench bench-parts lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:[^#]*## /\t/' | expand -t 14

install: .venv/installed ## virtual environment with the locked packages

.venv/installed: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

migrate: install ## the whole database, made or brought up to date
	$(BIN)/python manage.py migrate

demo: migrate ## production-like data to look around in; out again with manage.py load_demo --remove
	$(BIN)/python manage.py load_demo

run: migrate ## the site on 127.0.0.1:8000
	@$(BIN)/python manage.py login_hint --address $(ADDRESS)
	$(BIN)/python manage.py runserver $(ADDRESS)

test: install ## the whole test suite
	$(BIN)/python -m pytest

test-browser: tests/browser/node_modules/installed ## the pages in Chromium, which it installs where it is missing
	$(BIN)/python -m pytest tests/browser

tests/browser/node_modules/installed: .venv/installed tests/browser/requirements.txt tests/browser/package-lock.json
	tests/browser/install.sh
	@touch $@

screenshots: tests/browser/node_modules/installed ## docs/screenshots, made anew
	$(BIN)/python -m tests.browser.screenshots

lint: install ## ruff, import-linter, makemigrations --check, squawk over new migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py lint_migrations

reference: install ## docs/reference and the snapshot, made anew from the migrations
	$(BIN)/python manage.py snapshot_database
	$(BIN)/python manage.py document_database

bench: install ## what we claim about speed: our schema beside a naive one, at SCALE=1
	$(BIN)/python benchmarks/side_by_side.py --scale $(SCALE)

bench-parts: install ## the benchmarks of single parts: migrate, pages, imports, matching
	$(BIN)/python benchmarks/fresh_migrate.py
	$(BIN)/python benchmarks/migrate_parts.py
	$(BIN)/python benchmarks/back_office.py
	$(BIN)/python benchmarks/first_page.py
	$(BIN)/python benchmarks/imports.py
	$(BIN)/python benchmarks/matching.py
	$(BIN)/python benchmarks/fillfactor.py
	$(BIN)/python benchmarks/audit_trail.py
	$(BIN)/python benchmarks/log_lines.py

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links

lock: install ## both requirements.txt made anew from their requirements.in
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(COMPILE) requirements.in --output-file requirements.txt
	$(COMPILE) tests/browser/requirements.in --output-file tests/browser/requirements.txt

clean: ## stops the embedded server; removes the environment and caches, never the data
	-@[ -x $(BIN)/python ] && $(BIN)/python manage.py postgres stop
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis .import_linter_cache
