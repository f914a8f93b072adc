#!/bin/sh
# memory.sh - sanitizers and valgrind: the tests under address and undefined, the program under thread, all silent.
set -u
BUILD=${BUILD:-build}
tests/install_packages.sh --if-missing valgrind || exit 1
failed=0
note() { echo "memory: $*"; }

# Criterion starts under address and undefined.
make --no-print-directory -j"$(nproc)" BUILD="$BUILD/asan" CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined' \
    "$BUILD/asan/check" "$BUILD/asan/mizan" >/dev/null || exit 1
# Over all tests Criterion itself loses 48 bytes. Of three callers of malloc none is Criterion's where a test has lost them.
echo 'leak:libcriterion' >"$BUILD/asan/leaks"
if LSAN_OPTIONS=suppressions="$BUILD/asan/leaks":print_suppressions=0 \
    ASAN_OPTIONS=abort_on_error=1:allocator_may_return_null=1:malloc_context_size=3 \
    env --default-signal "$BUILD/asan/check" --jobs 2 >"$BUILD/asan/log" 2>&1; then
    note "address and undefined: $(grep Synthesis "$BUILD/asan/log")"
else
    cat "$BUILD/asan/log"
    failed=1
fi
if ! MIZAN=$BUILD/asan/mizan env --default-signal /usr/bin/python3 tests/end_to_end/run.py >"$BUILD/asan/log" 2>&1; then
    cat "$BUILD/asan/log"
    failed=1
fi
note "end to end under address and undefined: $(tail -n 1 "$BUILD/asan/log")"

# Criterion does not start under thread: whole commands instead. 5,000 documents: blocks of pairs are shared out, and the next ones made ahead; two workers have two at once.
make --no-print-directory -j"$(nproc)" BUILD="$BUILD/tsan" CFLAGS='-O1 -g -fsanitize=thread' "$BUILD/tsan/mizan" >/dev/null || exit 1
/usr/bin/python3 tests/bench/generate.py 5000 en "$BUILD/tsan/texts.ndjson" || exit 1
for command in 'compare corpora -j 8 -f -o '"$BUILD/tsan/out" 'nearest corpora -j 8' 'tokenize corpora -j 8' 'inspect corpora -j 8' \
    'nearest -j 8 '"$BUILD/tsan/texts.ndjson" 'nearest -j 2 '"$BUILD/tsan/texts.ndjson"; do
    # shellcheck disable=SC2086 # words of a command
    if ! TSAN_OPTIONS='halt_on_error=1 exitcode=99' "$BUILD/tsan/mizan" $command >/dev/null 2>"$BUILD/tsan/log"; then
        cat "$BUILD/tsan/log"
        failed=1
    fi
done
note 'thread: five commands with eight workers, one with two'

for command in 'compare corpora -f -o '"$BUILD/valgrind" 'nearest corpora' 'tokenize corpora'; do
    # shellcheck disable=SC2086
    if ! valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,possible \
        "$BUILD/mizan" $command -j 2 >/dev/null 2>"$BUILD/valgrind.log"; then
        cat "$BUILD/valgrind.log"
        failed=1
    fi
done
note 'valgrind: three commands with two workers'
exit "$failed"
