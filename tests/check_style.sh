#!/bin/sh
# check_style.sh - layout by clang-format, no file above 500 lines (the page's script and style, too), no tab, no trailing space.
set -u
failed=0
files=$(find include pipeline stages tests -name '*.[ch]' | sort)
# shellcheck disable=SC2086 # names without spaces
if command -v clang-format >/dev/null 2>&1; then
    clang-format --dry-run --Werror $files || failed=1
else
    echo "skipped: clang-format is not installed"
fi
files="$files $(find stages -name '*.js' -o -name '*.css' | sort)"
# shellcheck disable=SC2086
for file in $files; do
    lines=$(wc -l <"$file")
    if [ "$lines" -gt 500 ]; then
        echo "$file has $lines lines: split it along a noun" >&2
        failed=1
    fi
done
# shellcheck disable=SC2086
if grep -nE "$(printf '\t')| +\$" $files; then
    echo "tabs or trailing spaces" >&2
    failed=1
fi
[ "$failed" = 0 ] && echo "style: kept"
exit "$failed"
