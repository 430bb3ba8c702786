#!/usr/bin/env bash
# The suite, but for office and browser, with other versions than the lock's, in a clone of its own:
#   versions.sh lowest   the lowest that pyproject.toml allows, on the lowest Python here
#   versions.sh newest   the newest that there are today, on the newest Python here
set -euo pipefail
cd "$(dirname "$0")/../.."

# pythons: every Python here that cqcplan is for, the oldest first
pythons() {
  local each
  for each in python3.{11..14} "$HOME"/.pyenv/versions/3.1[1-4]*/bin/python3 python3; do
    "$each" -c 'import sys, venv; print(sys.version_info >= (3, 11) and f"3.{sys.version_info[1]:02}\t{sys.executable}" or "")' 2>/dev/null || true
  done | grep . | sort -u
}

case ${1-} in
  lowest) python=$(pythons | head -n 1 | cut -f 2) ;;
  newest) python=$(pythons | tail -n 1 | cut -f 2) ;;
  *) echo "usage: versions.sh lowest|newest" >&2; exit 2 ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone --quiet . "$work/clone"
cd "$work/clone"
"$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check uv
.venv/bin/python scripts/lock.py "--$1" >"$work/versions.txt"
echo "the $1 versions on $("$python" --version):"
grep 'cqcplan (pyproject' "$work/versions.txt" | sed 's/ *#.*//' | paste -s -d ' ' | fold -s -w 118
PYTEST_ADDOPTS='-m "not browser and not office"' make test PYTHON="$python" CONSTRAINTS="$work/versions.txt"
