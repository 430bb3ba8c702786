#!/usr/bin/env bash
# The checks and the whole suite, with browser, office and every other program there: a missing one is a failure.
set -euo pipefail
cd "$(dirname "$0")/../.."

bash scripts/install-ci-tools.sh
make lint
.venv/bin/python -m scripts.ci.held_to_lock
CQCPLAN_EVERY_PROGRAM=1 make test
