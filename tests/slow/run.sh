#!/bin/sh
# run.sh - the campaigns: every allocation refused, one checksum over all builds and environments, torture, sanitizers.
set -u
BUILD=${BUILD:-build}
tests/install_packages.sh --if-missing clang libclang-rt-14-dev valgrind strace locales || exit 1
failed=0
note() { echo "slow: $*"; }

make --no-print-directory -j"$(nproc)" "$BUILD/check" >/dev/null || exit 1
# A filter that matches nothing passes too: the count must be there.
if MIZAN_REFUSE_STEP=1 "$BUILD/check" --filter 'refusal/*' --jobs 2 >"$BUILD/slow.log" 2>&1 &&
    sed 's/\x1b\[[0-9;]*m//g' "$BUILD/slow.log" | grep -q 'Tested: [1-9]'; then
    note "every allocation refused: $(grep Synthesis "$BUILD/slow.log")"
else
    cat "$BUILD/slow.log"
    failed=1
fi

# The tokenizer against ICU on ten million random strings.
if MIZAN_HOSTILE_STRINGS=10000000 "$BUILD/check" --filter 'hostile_words/*' >"$BUILD/slow.log" 2>&1 &&
    sed 's/\x1b\[[0-9;]*m//g' "$BUILD/slow.log" | grep -q 'Tested: [1-9]'; then
    note 'ten million random strings: words and sentences as ICU has them'
else
    cat "$BUILD/slow.log"
    failed=1
fi

tests/slow/determinism.sh || failed=1
MIZAN=$BUILD/mizan /usr/bin/python3 tests/slow/torture.py || failed=1
MIZAN=$BUILD/mizan /usr/bin/python3 tests/slow/spill.py || failed=1
MIZAN=$BUILD/mizan /usr/bin/python3 tests/slow/limits.py || failed=1
# Each of these takes one processor nearly all the time: the browser's beside the others.
one_after_another() {
    lane_failed=0
    for campaign in contrasts many_sources many_events full_matrix certainty; do
        MIZAN=$BUILD/mizan /usr/bin/python3 tests/slow/$campaign.py || lane_failed=1
    done
    MIZAN_SLOW=1 MIZAN=$BUILD/mizan /usr/bin/python3 tests/end_to_end/run.py test_oracles_articles.py || lane_failed=1
    MIZAN=$BUILD/mizan /usr/bin/python3 tests/slow/topics.py || lane_failed=1
    return "$lane_failed"
}
one_after_another >"$BUILD/slow_lane.log" 2>&1 &
lane=$!
BROWSER=full MIZAN=$BUILD/mizan /usr/bin/python3 tests/browser/run.py || failed=1
wait "$lane" || failed=1
cat "$BUILD/slow_lane.log"
tests/slow/memory.sh || failed=1
[ "$failed" = 0 ] && note 'all campaigns passed'
exit "$failed"
