#!/bin/sh
# determinism.sh - one checksum over workers, memory, block sizes of the machine, locales, time zones, processors, compilers and levels of
# optimization. Uses $BUILD; 'determinism.sh quick' builds nothing.
set -u
BUILD=${BUILD:-build}
failed=0
note() { echo "determinism: $*"; }

# Topics want more text than corpora/ has: made-up words of five topics, of which ten are asked for, so that rounding has 200 rounds to show.
mkdir -p "$BUILD"
PYTHONPATH=tests/end_to_end /usr/bin/python3 -c 'import sys, test_topics; test_topics.planted_corpus(sys.argv[1])' "$BUILD/planted.ndjson" || exit 1

checksum() { # PROGRAM [OPTION...]: of all results of corpora/, also with n-grams, character n-grams and pairs, of topics, and of the filters
    program=$1
    shift
    rm -rf "$BUILD/sum"
    mkdir -p "$BUILD/sum"
    "$program" compare corpora -o "$BUILD/sum/a" --quiet "$@" 2>/dev/null &&
        "$program" compare corpora -o "$BUILD/sum/b" --quiet --ngrams 2 --characters 4 --weight ltc --threshold 0.01 "$@" 2>/dev/null &&
        "$program" compare "$BUILD/planted.ndjson" -o "$BUILD/sum/topics" --quiet --topics 10 --top 2 "$@" 2>/dev/null &&
        [ -s "$BUILD/sum/topics/topics.csv" ] &&
        "$program" compare corpora -o "$BUILD/sum/c" "$@" >"$BUILD/sum/summary" 2>"$BUILD/sum/warnings" &&
        "$program" nearest corpora "$@" >"$BUILD/sum/nearest" 2>/dev/null &&
        "$program" inspect corpora "$@" >"$BUILD/sum/inspect" 2>/dev/null &&
        "$program" tokenize corpora "$@" 2>/dev/null | "$program" stem "$@" 2>/dev/null | "$program" vectorize "$@" >"$BUILD/sum/counts" 2>/dev/null &&
        (cd "$BUILD/sum" && find . -type f | LC_ALL=C sort | xargs cat | cksum)
}

expect() { # NAME CHECKSUM
    if [ "$2" = "$expected" ]; then
        same=$((same + 1))
    else
        note "$1: $2, and not $expected"
        failed=1
    fi
}

expected=$(checksum "$BUILD/mizan")
[ -n "$expected" ] || { note 'the program fails'; exit 1; }
same=0

for workers in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
    expect "-j $workers" "$(checksum "$BUILD/mizan" -j $workers)"
done
for memory in 96M 128M 512M 1G 4G; do
    expect "--memory $memory" "$(checksum "$BUILD/mizan" --memory $memory)"
done
note "workers and memory: $same the same"

# Locales that are not there are made; LOCPATH is for glibc alone, which is all that mizan could ask.
same=0
mkdir -p "$BUILD/locales"
locales=$(cd "$BUILD/locales" && pwd)
for locale in tr_TR ar_EG de_DE; do
    [ -d "$locales/$locale.UTF-8" ] || localedef -i "$locale" -f UTF-8 "$locales/$locale.UTF-8" 2>/dev/null || note "no $locale here"
done
for locale in C C.UTF-8 POSIX tr_TR.UTF-8 ar_EG.UTF-8 de_DE.UTF-8 nowhere; do
    expect "locale $locale" "$(LOCPATH="$locales" LC_ALL=$locale LANG=$locale checksum "$BUILD/mizan")"
done
for zone in UTC Asia/Tokyo America/St_Johns Pacific/Kiritimati nowhere; do
    expect "time zone $zone" "$(TZ=$zone checksum "$BUILD/mizan")"
done
expect 'another terminal' "$(COLUMNS=20 TERM=dumb NO_COLOR=1 checksum "$BUILD/mizan")"
note "locales, time zones and terminals: $same the same"

same=0
for tunables in -FMA,-AVX2,-FMA4,-AVX512F -AVX512F,-AVX512VL -SSE4_1,-SSE4_2,-AVX,-AVX2,-FMA,-FMA4,-AVX512F -ERMS,-FSRM; do
    expect "hwcaps $tunables" "$(GLIBC_TUNABLES=glibc.cpu.hwcaps=$tunables checksum "$BUILD/mizan")"
done
expect 'memory filled with bytes' "$(MALLOC_PERTURB_=165 checksum "$BUILD/mizan")"
expect 'a single arena, small blocks' "$(GLIBC_TUNABLES=glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=4096 checksum "$BUILD/mizan")"
note "processors and allocators: $same the same"
[ "${1-}" = quick ] && exit "$failed"

same=0
for compiler in gcc clang; do
    for level in -O0 -O1 -O2 -O3 '-O3 -march=native'; do
        folder="$BUILD/$compiler$(echo "$level" | tr -d ' =')"
        if ! make --no-print-directory -j"$(nproc)" BUILD="$folder" CC="$compiler" CFLAGS="$level -Werror" "$folder/mizan" >"$BUILD/slow.log" 2>&1; then
            cat "$BUILD/slow.log"
            failed=1
            continue
        fi
        expect "$compiler $level" "$(checksum "$folder/mizan" -j 3)"
    done
done
note "compilers: $same the same, checksum $expected"
exit "$failed"
