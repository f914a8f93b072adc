#!/bin/sh
# run_checks.sh - every test; the last line is 'N passed, N failed' (', N skipped'). Uses $BUILD.
set -u
BUILD=${BUILD:-build}
log=$BUILD/check.log
passed=0
failed=0
skipped=0

# Criterion: one process a test; its closing line tells how many ran, and none is a failure.
# A shell ignores SIGINT in what it starts in the background, and a test of signals would inherit that.
ASAN_OPTIONS=abort_on_error=1 env --default-signal "$BUILD/check" --jobs 2 >"$log" 2>&1
status=$?
grep -vE '^\[(----|RUN|PASS)' "$log"
line=$(grep 'Synthesis' "$log" | tail -n 1)
numbers=$(echo "$line" | sed 's/\x1b\[[0-9;]*m//g' | tr -c '0-9' ' ')
# shellcheck disable=SC2086 # split on purpose: tested passing failing crashing
set -- $numbers
if [ $# -ge 4 ] && [ "$1" -gt 0 ]; then
    passed=$((passed + $2))
    failed=$((failed + $1 - $2))
else
    failed=$((failed + 1))
fi
[ "$status" = 0 ] || [ "$failed" -gt 0 ] || failed=1

add_last_line() { # what Python's runners end with: passed, failed, skipped
    cat "$log"
    # shellcheck disable=SC2046 # split on purpose
    set -- $(tail -n 1 "$log" | tr -c '0-9' ' ')
    if [ $# -eq 3 ]; then
        passed=$((passed + $1))
        failed=$((failed + $2))
        skipped=$((skipped + $3))
    else
        failed=$((failed + 1))
    fi
}

# End to end: Python's own unittest; the oracles skip plainly where a peer is not installed.
MIZAN=$BUILD/mizan env --default-signal /usr/bin/python3 tests/end_to_end/run.py >"$log" 2>&1
add_last_line

# report.html in a browser, where there is one; else they skip plainly.
MIZAN=$BUILD/mizan env --default-signal /usr/bin/python3 tests/browser/run.py >"$log" 2>&1
add_last_line

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
