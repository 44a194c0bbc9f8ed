#!/bin/sh
# What the browser tests need beyond the project's packages: a Chromium, Playwright, which drives it, and axe-core.
set -eu
cd "$(dirname "$0")"

install_from_debian() {  # what is missing, packages ...
    missing=$1
    shift
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "$missing is missing: install it (on Debian: apt install $*)." >&2
        exit 1
    fi
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "$@" >/dev/null
}

if [ -z "${CHROMIUM:-}" ] && [ ! -x /usr/bin/chromium ]; then
    install_from_debian "Chromium, or its path in \$CHROMIUM," chromium fonts-dejavu-core
fi
if ! command -v npm >/dev/null; then
    install_from_debian npm npm
fi
../../.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
npm ci --silent --ignore-scripts --no-audit --no-fund
