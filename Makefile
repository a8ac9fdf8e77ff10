# Two commands matter: `make run` and `make test`. They need Python 3.11 or newer, make and git.
# Everything is installed into .venv from hash-pinned locks; nothing else is resolved.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --require-virtualenv install --quiet --progress-bar off --only-binary :all:
LOCK := uv pip compile pyproject.toml --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header --group build

# Without byte-code every start would compile every module again, which takes seconds.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check validate record bench peers lock clean
.DELETE_ON_ERROR:

run: $(VENV)/.installed
	@$(BIN)/glasscity run suqian-2018

# What compares times goes last and by itself.
test: check
	$(BIN)/pytest -n 2 -m "not clock"
	$(BIN)/pytest -m clock

# Every exact result and published model with larger ensembles; SEED=2 is other luck.
SEED ?= 1
validate: $(VENV)/.installed-dev
	$(BIN)/pytest tests/oracles -n 2 --validate --luck $(SEED) --page docs/validation.md

# What docs and records say of the catalogue, made from it anew.
record: $(VENV)/.installed-dev
	PYTHONPATH=tests $(BIN)/python -m catalogue.pages

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed-dev
	@$(BIN)/glasscity bench

# NumPy, Polars, Mesa, AgentPy, mesa-frames, Starsim and LASER, each in an environment of its own.
PEERS := $(basename $(notdir $(wildcard benchmarks/requirements/*.txt)))
peers: $(VENV)/.installed-dev $(PEERS:%=.peers/%/.installed)
	$(BIN)/python benchmarks/run.py

.peers/%/.installed: benchmarks/requirements/%.txt | $(BIN)/python
	$(BIN)/python -m venv $(@D)
	$(@D)/bin/python -m pip --disable-pip-version-check --require-virtualenv install --quiet --progress-bar off --only-binary :all: --requirement $<
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Glass City needs Python 3.11 or newer; this is %s. Say make PYTHON=/path/to/python3.11" % sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV) (once, a minute or two) ..."
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

# For maintainers, with uv: the newest releases that fit, with hashes and without addresses.
lock:
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra analysis --extra bench --extra cluster --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
