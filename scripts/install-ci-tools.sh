#!/usr/bin/env bash
# Install what some tests need besides Python: a browser, the tools that read PDF, LibreOffice's word processor
# (about 15 seconds), and the language server that editors use for YAML.
# Elsewhere those tests are skipped and say so.
set -euo pipefail
cd "$(dirname "$0")/.."

LANGUAGE_SERVER=yaml-language-server@1.25.0

if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then
  :
elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null
else
  echo "no Chromium here, and no way to install it: the browser tests will be skipped" >&2
fi

if command -v soffice >/dev/null && command -v pdfinfo >/dev/null; then
  :
elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    libreoffice-writer-nogui poppler-utils fonts-liberation >/dev/null
else
  echo "no LibreOffice or poppler-utils here, and no way to install them: some tests of papers will be skipped" >&2
fi

if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
  echo "no Node.js here: the tests with a YAML language server will be skipped" >&2
elif [ ! -e .venv/language-server/node_modules/yaml-language-server ]; then
  npm install --prefix .venv/language-server --no-fund --no-audit --silent "$LANGUAGE_SERVER" \
    || echo "npm could not install $LANGUAGE_SERVER: the tests with a YAML language server will be skipped" >&2
fi
