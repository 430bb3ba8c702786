#!/usr/bin/env bash
# The README's two commands, as a new user types them: a fresh clone in a path with a space, on a bare machine.
# Another Python: PYTHON=python3.13 scripts/ci/bare.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/ci/a-bare-machine.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bare_machine "$work"
clone="$work/a fresh clone"
git clone --quiet . "$clone"
[ -z "$(git status --porcelain)" ] || echo "note: what is not committed is not in the clone" >&2
cd "$clone"

for program in chromium google-chrome soffice pdfinfo pdftotext node npm dot khal cc; do
  ! in_bare "$work" which "$program" >/dev/null || { echo "$program is on the bare PATH" >&2; exit 1; }
done
[ -z "$(ls -A "$work/home")" ]
in_bare "$work" python3 --version
in_bare "$work" make demo
in_bare "$work" make test

left=$(git status --porcelain)
[ -z "$left" ] || { printf 'the tree is not clean afterwards:\n%s\n' "$left" >&2; exit 1; }
