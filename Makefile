# The commands of the README. Each sets up what it needs, once; a second call does no work twice.
PYTHON ?= python3
RUN = .venv/bin/python

.PHONY: site serve check test lint bench-search

site:
	@$(PYTHON) scripts/setup.py build
	@$(RUN) build.py $(ARGS)

serve:
	@$(PYTHON) scripts/setup.py build
	@$(RUN) build.py --serve $(ARGS)

check:
	@$(PYTHON) scripts/setup.py build
	@$(RUN) build.py --check $(ARGS)

test:
	@$(PYTHON) scripts/setup.py test
	@$(RUN) scripts/lint.py
	@$(RUN) -m pytest $(ARGS)

lint:
	@$(PYTHON) scripts/setup.py test
	@$(RUN) scripts/lint.py

bench-search:
	@$(PYTHON) scripts/setup.py test
	@$(RUN) build.py
	@$(RUN) scripts/bench_search.py $(ARGS)
