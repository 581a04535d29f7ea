# Two commands are enough: `make run` and `make test`. The rest is for people who work on the bot.
PYTHON ?= python3
BIN := .venv/bin
# Processes that tests run in side by side; 0 for one after the other, in this process.
WORKERS ?= 2
# Compiled modules are kept, or every one of the many processes that tests start would compile the program again.
unexport PYTHONDONTWRITEBYTECODE
STAMP := .venv/.installed
PEERS := .venv-peers

.PHONY: env run test check soak audit format learn bench bench-search bench-delivery peers lock clean
.DEFAULT_GOAL := run

env: $(STAMP)

# What pip prints goes to stderr, so that a dialogue piped through `make -s run` stays clean.
$(STAMP): requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else 0'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt >&2
	@touch $@
	@$(BIN)/python -c "from content.opening import open_pack; open_pack()" >&2

run: env
	@$(BIN)/python -m bot --or-chat

test: env
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: env
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml bot handlers content
	$(BIN)/python -m bot content check
	@$(MAKE) test

# What a process may have to bear, at large: kills, also in the middle of a campaign of 2,000 people, a database that
# falls over, floods, made-up updates, forged buttons. Takes ten minutes, on a slow machine an hour.
soak: env
	BOT_SOAK=1 $(BIN)/python -m pytest -o faulthandler_timeout=0 --durations=0 tests/test_fuzz.py tests/test_forged_presses.py tests/test_faults.py \
	  tests/test_floods.py tests/test_delivery_process.py tests/test_delivery_crash.py

# Known weaknesses of what is installed; needs the network.
audit: env
	@$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement requirements/runtime.txt || \
	  { echo "audit: a weakness is known, or the service that knows could not be asked; see above" >&2; exit 1; }

format: env
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# After topics, facts or example questions have changed: learn anew where their words lead (a minute or two).
learn: env
	@$(BIN)/python -m content.search.learning

# What the start, a thousand questions and an idle bot cost on this machine; then updates a second, beside echo bots of
# other libraries. `make bench OPTIONS="--rounds 5 --updates 1000000"`; all: `python -m tests.bench.throughput --help`.
bench: env
	@$(MAKE) -s --no-print-directory peers || echo "peers: not all could be installed" >&2
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench.throughput $(OPTIONS)

# How well search finds, beside other engines; one that cannot be installed is left out of the table, which says so.
# `make bench-search OPTIONS=--failures` lists what went wrong; other options: `python -m tests.bench.search --help`.
bench-search: env
	@$(MAKE) -s --no-print-directory peers || echo "peers: not all could be installed" >&2
	@$(BIN)/python -m tests.bench.search $(OPTIONS)

# What delivery costs: spreading, the ledger, the pace against a server that enforces Telegram's limits, replies
# meanwhile. Takes ten minutes; `make bench-delivery OPTIONS="--only ledger"` measures one part.
bench-delivery: env
	@$(BIN)/python -m tests.bench.delivery $(OPTIONS)

# The engines and echo bots that this one is measured against, apart from what the bot needs.
peers: $(PEERS)/.installed

$(PEERS)/.installed: requirements/peers.txt
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS) >&2
	@echo '*' > $(PEERS)/.gitignore
	@$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/peers.txt >&2
	@touch $@

# Exact versions and hashes for every platform; `uv` is needed for this target alone.
lock:
	cd requirements && for name in runtime dev peers; do \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    --quiet $$name.in -o $$name.txt; done

clean:
	rm -rf .venv .venv-peers .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
