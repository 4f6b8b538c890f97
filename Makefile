# Two commands suffice: `make run` and `make test`. `make help` lists the others.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
export DIRECTIVES_DATA_DIR ?= $(CURDIR)/data

.PHONY: help setup setup-dev run test coverage check format migration migrate reindex example bench fuzz sure lock translations
.DEFAULT_GOAL := help

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /|/' | column -t -s '|'

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

setup: $(BIN)/python ## create .venv with the locked packages
	@.ci/install $(BIN) .ci/runtime.lock

setup-dev: $(BIN)/python ## the same, with the tools for tests and checks
	@.ci/install $(BIN) .ci/development.lock

run: setup ## serve the example catalogue on http://127.0.0.1:8000
	@$(BIN)/directives migrate
	@$(BIN)/directives example
	@$(BIN)/directives serve

test: setup-dev ## run the tests, on SQLite and on PostgreSQL
	$(BIN)/python -m pytest -n $(WORKERS)

coverage: setup-dev ## run the tests again and see what they cover: tracing doubles their time
	$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=
	$(BIN)/coverage report --include='directives/rules/*,directives/services/*' --fail-under=100 --skip-covered
	$(BIN)/coverage report --fail-under=95 --format=total

check: setup-dev ## lint, format, types, layers, templates, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint api/web/templates --check --lint --quiet
	$(BIN)/python -m pytest -q tests/test_layers.py tests/test_migrations.py tests/test_translations.py

format: setup-dev ## put code and templates in order
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/djlint api/web/templates --reformat --quiet

migration: setup-dev ## write a migration from the models: make migration m="Record why a promise moved"
	$(BIN)/alembic revision --autogenerate -m "$(m)"

migrate: setup ## create or upgrade the database
	$(BIN)/directives migrate

reindex: setup ## rebuild the search index from the database
	$(BIN)/directives reindex

example: setup ## load the example catalogue
	$(BIN)/directives example

bench: setup-dev ## measure search and reading side by side; reads DIRECTIVES_SHARED (default ../shared)
	$(BIN)/python -m tests.benchmarks.search --quick
	$(BIN)/python -m tests.benchmarks.search_peer
	$(BIN)/python -m tests.benchmarks.reading
	$(BIN)/python -m tests.benchmarks.reading --speed
	$(BIN)/python -m tests.benchmarks.delegations

fuzz: setup-dev ## read thousands of damaged files
	$(BIN)/python -m tests.fuzz.reading --format docx --count 2000
	$(BIN)/python -m tests.fuzz.reading --format pdf --count 2000

sure: check test coverage ## everything a change must pass

translations: setup-dev ## bring the English catalogue up to date with the strings in use
	$(BIN)/python -m tests.extract_translations

lock: setup-dev ## pin the newest packages that are a week old (needs uv)
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o .ci/runtime.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c .ci/runtime.lock -o .ci/development.lock
