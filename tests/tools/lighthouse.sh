#!/bin/sh
# Fetch Lighthouse for `make lighthouse`. It needs Node and npm, and a registry that can be reached.
[ -x node_modules/.bin/lighthouse ] && exit 0
if command -v npm >/dev/null 2>&1; then
    npm install --no-save --no-package-lock --ignore-scripts --silent --no-audit --no-fund lighthouse@12 vnu-jar >/dev/null && exit 0
    echo "Lighthouse could not be fetched from npm: its scores are not measured." >&2
    exit 1
fi
echo "No npm: Lighthouse cannot be fetched, its scores are not measured." >&2
exit 1
