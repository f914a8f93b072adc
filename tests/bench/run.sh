#!/bin/sh
# run.sh - the benchmark, where its peers are installed.
set -u
if ! /usr/bin/python3 -c 'import sklearn, Stemmer, gensim' 2>/dev/null; then
    tests/install_packages.sh --if-missing python3-sklearn python3-stemmer python3-gensim || exit 1
fi
MIZAN=${BUILD:-build}/mizan exec /usr/bin/python3 tests/bench/bench.py
