# Every task is in deploy/tasks.py; without make: python deploy/dev.py TASK
export PYTHON
ANY_PYTHON := $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python,$(shell command -v $(name) 2>/dev/null)))
TASKS := run test browser-test postgres-test lint format messages bench lock help

.PHONY: $(TASKS)
.DEFAULT_GOAL := help

$(TASKS):
	@if [ -z "$(ANY_PYTHON)" ]; then echo "Python is not installed: install Python 3.11 or newer (python.org)."; exit 1; fi
	@"$(ANY_PYTHON)" deploy/dev.py $@ $(ARGS)
