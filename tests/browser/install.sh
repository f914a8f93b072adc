#!/bin/sh
# install.sh - what the browser tests need: Debian's chromium with its driver, and the npm packages of package.json into
# $BUILD/browser. What cannot be had is said, and its tests skip.
set -u
cd "$(dirname "$0")/../.." || exit 1
target=${BUILD:-build}/browser
tests/install_packages.sh --if-missing chromium chromium-driver python3-selenium ||
    echo 'chromium, chromium-driver and python3-selenium cannot be installed: the tests of report.html will be skipped'
command -v java >/dev/null || tests/install_packages.sh default-jre-headless ||
    echo 'java cannot be installed: the HTML checker will be skipped'
command -v npm >/dev/null || tests/install_packages.sh npm
mkdir -p "$target" && cp tests/browser/package.json "$target/" &&
    npm install --prefix "$target" --ignore-scripts --no-audit --no-fund --no-package-lock --loglevel=error ||
    echo 'axe-core and vnu-jar cannot be installed: their tests will be skipped'
