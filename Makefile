# Every target is enough by itself on a fresh machine with Python 3.11 or later and a network.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := fixtures/plans/so-tu-phap-2023.txt fixtures/plans/ubnd-huyen-2017.txt fixtures/plans/to-trinh-so-noi-vu-2021.txt

.PHONY: demo test check bench calibrate fuzz golden formats clean

demo: $(VENV)/.plain  ## lint three drafts: a good one, a bad one, and one that is no plan
	$(BIN)/plancheck lint $(DEMO) || test $$? -eq 1

test: check  ## everything a change has to pass
	$(BIN)/python -m pytest

check: $(VENV)/.dev  ## the checks without pytest
	$(BIN)/python -m compileall -q plancheck
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/plancheck test

bench: $(VENV)/.dev  ## ratios against simple floors, measured in one run
	$(BIN)/python -m compileall -q plancheck
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/readers.py
	$(BIN)/python benchmarks/aligning.py
	$(BIN)/python benchmarks/province.py figures --many 0

calibrate: $(VENV)/.dev  ## how well the labelled sets of fixtures/alignment are judged, each left out once
	$(BIN)/python benchmarks/calibrate.py

fuzz: $(VENV)/.dev  ## damaged copies of real files, a minute long; none may end in anything but a report
	$(BIN)/python tests/fuzz.py --seconds 60

golden: $(VENV)/.dev  ## write the expected outputs again; read the difference before you commit it
	$(BIN)/python -m pytest --update-golden

formats: $(VENV)/.dev  ## write fixtures/formats/files again; needs LibreOffice for .odt, .html, .doc and .pdf
	$(BIN)/python fixtures/formats/produce.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "plancheck needs Python 3.11 or later: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.plain: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.plain
