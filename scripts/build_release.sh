#!/bin/sh
# Build what is released, once: dist/ gets the wheel and the source archive, sbom/ the list of what the wheel brings.
#   scripts/build_release.sh VERSION
set -eu
cd "$(dirname "$0")/.."

if ! grep -qx "__version__ = \"$1\"" src/cqcplan/__init__.py; then
  echo "src/cqcplan/__init__.py does not say version $1" >&2
  exit 1
fi
if ! grep -q "^## \[$1\]" CHANGELOG.md; then
  echo "CHANGELOG.md has no section for $1" >&2
  exit 1
fi

# the locked versions, for the build's own environment too
export PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt
rm -rf dist sbom
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/tools"
"$place/tools/bin/python" -m pip install --quiet --disable-pip-version-check build cyclonedx-bom
SOURCE_DATE_EPOCH="$(git log -1 --format=%ct)" "$place/tools/bin/python" -m build --outdir dist .

# what an environment with the wheel and all its extras holds, and nothing of the tools above
python3 -m venv "$place/all"
"$place/all/bin/python" -m pip install --quiet --disable-pip-version-check "$(ls dist/*.whl)[docx,parquet,pdf,xlsx]"
mkdir sbom
"$place/tools/bin/cyclonedx-py" environment --output-reproducible --pyproject pyproject.toml \
  --output-format JSON --output-file sbom/cqcplan.cdx.json "$place/all/bin/python"
ls -l dist sbom
