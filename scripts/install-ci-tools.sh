#!/usr/bin/env bash
# Install what some tests need besides Python: a browser. Elsewhere those tests are skipped and say so.
set -euo pipefail

if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null
else
  echo "no Chromium here, and no way to install it: the browser tests will be skipped" >&2
fi
