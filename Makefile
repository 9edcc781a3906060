# Needs Python 3.11 or newer, pip and make; everything else comes from the lock file.
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
BIN := .venv/bin
# What holds no I/O is covered whole, every branch of it.
PURE := scripts_library/*,bot/domain/*,bot/services/*,bot/replies/*
SOURCES := bot handlers scripts_library tests benchmarks

.PHONY: run setup test check lint format types contracts library coverage covered samples bench study clean help

run: setup ## start the assistant: Telegram with HUASHU_BOT_TOKEN, else a chat in the terminal
	@$(BIN)/huashu run

setup: .venv/ready ## make .venv from the lock file

.uv/bin/uv:
	@echo "Fetching uv ..." >&2
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --target .uv "uv>=0.5" >&2

.venv/ready: pyproject.toml uv.lock $(if $(filter .uv/bin/uv,$(UV)),.uv/bin/uv)
	@echo "Setting up .venv ..." >&2
	@UV_PYTHON_DOWNLOADS=never $(UV) sync --quiet --frozen --python $(PYTHON) >&2
	@touch $@

test: setup ## run the whole test suite
	$(BIN)/pytest

check: lint types contracts library coverage ## everything CI checks

lint: setup
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)

format: setup ## put the code in shape
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

library: setup ## prove the phrase library by its own examples
	$(BIN)/huashu library check

coverage: setup
	$(BIN)/pytest --cov --cov-report=term
	@$(MAKE) --no-print-directory covered

covered: ## what the last run with coverage says of the pure packages
	$(BIN)/coverage report --fail-under=100 --include="$(PURE)"

samples: setup ## write docs/sample-cards.md anew
	$(BIN)/python -m tests.docs.sample_cards

bench: setup ## print how fast answers are, and accuracy beside peers (EVAL=folder adds its sets, WRITE=1 the README tables)
	$(BIN)/python -m benchmarks.answer_speed
	@UV_PYTHON_DOWNLOADS=never $(UV) sync --quiet --frozen --group bench --python $(PYTHON) >&2
	$(BIN)/python -m benchmarks.matching $(if $(EVAL),--eval $(EVAL)) $(BENCH) $(if $(WRITE),--write README.md README.zh-CN.md)

study: setup ## measure the parts of the matcher into docs/reference/matching.md and its picture
	@UV_PYTHON_DOWNLOADS=never $(UV) sync --quiet --frozen --group bench --python $(PYTHON) >&2
	$(BIN)/python -m benchmarks.parts $(if $(EVAL),--eval $(EVAL)) --plot docs/images/reliability.svg \
		--write docs/reference/matching.md

clean: ## remove everything that can be made again
	rm -rf .venv .uv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage htmlcov

help:
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'
