#!/bin/sh
# run.sh TARGET... - runs each fuzz target for $SECONDS_EACH seconds, two at a time, from its kept corpus; the last line is
# 'fuzz: N passed, N failed'. What a target finds stays in $BUILD/fuzz/TARGET.* for `$BUILD/fuzz/fuzz_TARGET FILE`.
set -u
BUILD=${BUILD:-build}
SECONDS_EACH=${SECONDS_EACH:-15}

fuzz_one() { # TARGET: writes its log, and its exit code to a file
    folder=$BUILD/fuzz/corpus/$1
    mkdir -p "$folder"
    ASAN_OPTIONS=abort_on_error=0:detect_leaks=1 "$BUILD/fuzz/fuzz_$1" -max_total_time="$SECONDS_EACH" -timeout=10 -rss_limit_mb=2048 \
        -max_len=4096 -artifact_prefix="$BUILD/fuzz/$1." -print_final_stats=1 "$folder" "tests/fuzz/corpus/$1" \
        >"$BUILD/fuzz/$1.log" 2>&1
    echo $? >"$BUILD/fuzz/$1.code"
}

passed=0
failed=0
report() { # TARGET
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$BUILD/fuzz/$1.log")
    covered=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$BUILD/fuzz/$1.log" | tail -n 1)
    if [ "$(cat "$BUILD/fuzz/$1.code")" = 0 ]; then
        passed=$((passed + 1))
        echo "fuzz: $1: $executions executions, $covered edges, nothing found"
    else
        failed=$((failed + 1))
        tail -n 60 "$BUILD/fuzz/$1.log"
        echo "fuzz: $1: FAILED"
    fi
}

while [ $# -gt 0 ]; do
    fuzz_one "$1" &
    first=$!
    if [ $# -gt 1 ]; then
        fuzz_one "$2"
    fi
    wait "$first"
    report "$1"
    shift
    if [ $# -gt 0 ]; then
        report "$1"
        shift
    fi
done
echo "fuzz: $passed passed, $failed failed"
[ "$failed" = 0 ]
