#!/usr/bin/env bash
# The files that would be published: built once, then installed and used on a bare machine, away from the checkout.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/ci/a-bare-machine.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bare_machine "$work"
git clone --quiet . "$work/clone"
plans=$PWD/plans
export PIP_CONSTRAINT=$PWD/constraints.txt PIP_BUILD_CONSTRAINT=$PWD/constraints.txt

python3 -m venv "$work/build"
"$work/build/bin/python" -m pip install --quiet --disable-pip-version-check build
"$work/build/bin/python" -m build --outdir "$work/dist" "$work/clone" >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
(cd "$work/dist" && ls -s --block-size=k)
wheel=$(echo "$work"/dist/cqcplan-*.whl)

echo "== the wheel, with all its extras, in an empty folder"
mkdir "$work/an empty folder"
cd "$work/an empty folder"
in_bare "$work" python3 -m venv "$work/installed"
in_bare "$work" "$work/installed/bin/python" -m pip install --quiet --disable-pip-version-check \
  --constraint "$PIP_CONSTRAINT" "cqcplan[docx,parquet,pdf,xlsx] @ file://$wheel"
in_bare "$work" "$work/installed/bin/python" -m pip check --disable-pip-version-check
cqcplan() {
  in_bare "$work" "$work/installed/bin/cqcplan" "$@"
}
day="--as-of 2026-06-01"
cqcplan --version
cqcplan validate $day --output-format concise "$plans"/* | tail -n 1
cqcplan score "$plans/nottingham" --target good >/dev/null
cqcplan status "$plans/leicestershire" $day >/dev/null
cqcplan trace --orphans --plan "$plans/bathnes" >/dev/null
cqcplan diff 2026-03-02 2026-06-01 --plan "$plans/leicestershire" >/dev/null
cqcplan calendar "$plans/leicestershire" $day -o meetings.ics
cqcplan rule --all >/dev/null
cqcplan schema -o plan.schema.json
for ending in md html docx pdf; do
  cqcplan report "$plans/leicestershire" --period Q1 $day --prove -o "paper.$ending"
done
cqcplan export "$plans/leicestershire" --format tracker -o tracker.xlsx
cqcplan export "$plans/leicestershire" --format parquet -o tables
ls

echo "== the source distribution, unpacked: the README's first command"
mkdir "$work/source"
tar -xzf "$work"/dist/cqcplan-*.tar.gz -C "$work/source" --strip-components 1
cd "$work/source"
in_bare "$work" make demo >"$work/demo.log" || { cat "$work/demo.log"; exit 1; }
