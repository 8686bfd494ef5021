#!/bin/sh
# Fetch the Nu HTML checker for the tests of the markup. It needs Java and npm; without them those tests say so and skip.
[ -f node_modules/vnu-jar/build/dist/vnu.jar ] && exit 0
if command -v java >/dev/null 2>&1 && command -v npm >/dev/null 2>&1; then
    npm install --no-save --no-package-lock --ignore-scripts --silent --no-audit --no-fund vnu-jar >/dev/null || echo "The HTML checker could not be fetched; its tests will skip."
else
    echo "No Java or no npm: the tests with the Nu HTML checker will skip."
fi
exit 0
