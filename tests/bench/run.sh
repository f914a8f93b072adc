#!/bin/sh
# run.sh - the benchmark, where its peers are installed.
set -u
if ! /usr/bin/python3 -c 'import sklearn, Stemmer, gensim' 2>/dev/null; then
    tests/install_packages.sh --if-missing python3-sklearn python3-stemmer python3-gensim || exit 1
fi
# Copies, as `make install` leaves them: of a program that was just linked the system's cache holds pieces of 2 MiB, and
# counts each for a process that looks at one byte of it (3 to 10 MB of the peak).
installed=$(mktemp -d) || exit 1
trap 'rm -rf "$installed"' EXIT
trap 'exit 1' HUP INT TERM
cp "${BUILD:-build}/mizan" "${BUILD:-build}/mizan_bare" "$installed" || exit 1
MIZAN=$installed/mizan CORE_DISTANCE=${BUILD:-build}/core_distance /usr/bin/python3 tests/bench/bench.py
