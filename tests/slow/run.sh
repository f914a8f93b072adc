#!/bin/sh
# run.sh - the campaigns: every allocation refused, both compilers without a warning, one checksum over all builds, sanitizers.
set -u
BUILD=${BUILD:-build}
tests/install_packages.sh --if-missing clang libclang-rt-14-dev valgrind || exit 1
failed=0
note() { echo "slow: $*"; }

make --no-print-directory "$BUILD/check" >/dev/null || exit 1
if MIZAN_REFUSE_STEP=1 "$BUILD/check" --filter 'refusal/*' --jobs 2 >"$BUILD/slow.log" 2>&1; then
    note "every allocation refused: $(grep Synthesis "$BUILD/slow.log")"
else
    cat "$BUILD/slow.log"
    failed=1
fi

checksum() { # of all results of corpora/, also with character n-grams and pairs
    rm -rf "$BUILD/sum"
    mkdir -p "$BUILD/sum"
    "$1" compare corpora -o "$BUILD/sum/a" --quiet 2>/dev/null &&
        "$1" compare corpora -o "$BUILD/sum/b" --quiet --ngrams 2 --characters 4 --weight ltc --threshold 0.01 2>/dev/null &&
        (cd "$BUILD/sum" && find . -type f | LC_ALL=C sort | xargs cat | cksum)
}
expected=$(checksum "$BUILD/mizan")
for compiler in gcc clang; do
    for level in -O0 -O1 -O2 '-O3 -march=native'; do
        folder="$BUILD/$compiler$(echo "$level" | tr -d ' =')"
        if ! make --no-print-directory BUILD="$folder" CC="$compiler" CFLAGS="$level -Werror" "$folder/mizan" >"$BUILD/slow.log" 2>&1; then
            cat "$BUILD/slow.log"
            failed=1
            continue
        fi
        found=$(checksum "$folder/mizan")
        note "$compiler $level: $found"
        [ "$found" = "$expected" ] || failed=1
    done
done
found=$(GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-AVX2,-FMA4,-AVX512F checksum "$BUILD/mizan")
note "without FMA and AVX2: $found"
[ "$found" = "$expected" ] || failed=1

tests/slow/memory.sh || failed=1
[ "$failed" = 0 ] && note 'all campaigns passed'
exit "$failed"
