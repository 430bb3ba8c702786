#!/usr/bin/env bash
# Install what some tests need besides Python: a browser, axe-core for checking accessibility in it, and the
# language server that editors use for YAML.
# Elsewhere those tests are skipped and say so.
set -euo pipefail
cd "$(dirname "$0")/.."

LANGUAGE_SERVER=yaml-language-server@1.25.0
AXE=axe-core@4.14.1

if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then
  :
elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null
else
  echo "no Chromium here, and no way to install it: the browser tests will be skipped" >&2
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
