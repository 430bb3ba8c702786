#!/usr/bin/env bash
# Install what some tests need besides Python: a browser, LibreOffice and the tools that read PDF (from Debian's
# packages), Playwright, which drives that browser (from PyPI, without browsers of its own), axe-core for checking
# accessibility and the language server that editors use for YAML (from npm).
# Elsewhere those tests are skipped and say so.
set -euo pipefail
cd "$(dirname "$0")/.."

LANGUAGE_SERVER=yaml-language-server@1.25.0
AXE=axe-core@4.14.1

missing=()
# wanted COMMAND PACKAGE...: note the packages of a command that is not there
wanted() {
  command -v "$1" >/dev/null || missing+=("${@:2}")
}
command -v google-chrome >/dev/null || wanted chromium chromium fonts-liberation
wanted soffice libreoffice-writer-nogui libreoffice-calc-nogui fonts-liberation
wanted pdfinfo poppler-utils
wanted dot graphviz
wanted khal khal

if [ "${#missing[@]}" = 0 ]; then
  :
elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "missing here, with no way to install it: ${missing[*]}; the tests that need it will be skipped" >&2
fi

# by_npm FOLDER PACKAGE@VERSION: put a package of the npm registry into a folder of .venv
by_npm() {
  if [ ! -e ".venv/$1/node_modules/${2%@*}" ]; then
    npm install --prefix ".venv/$1" --no-fund --no-audit --silent "$2" \
      || echo "npm could not install $2: the tests that need it will be skipped" >&2
  fi
}

if command -v npm >/dev/null && command -v node >/dev/null; then
  by_npm language-server "$LANGUAGE_SERVER"
  by_npm axe "$AXE"
else
  echo "no Node.js here: the tests with a YAML language server and with axe-core will be skipped" >&2
fi

make .venv/installed-for-browser \
  || echo "Playwright could not be installed: the tests that drive a browser will be skipped" >&2
