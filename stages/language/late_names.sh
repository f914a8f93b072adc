#!/bin/sh
# late_names.sh NAME... - the shared libraries that the linker takes for -lNAME here, by the names under which they are
# loaded (SONAME): #define LATE_FILE_sqlite3 "libsqlite3.so.0". Uses $CC.
set -eu
probe=$(mktemp)
trap 'rm -f "$probe"' EXIT
for name; do
    # shellcheck disable=SC2086 # a compiler may have flags
    echo 'int main(void) { return 0; }' | ${CC:-cc} -x c -o "$probe" - -Wl,--no-as-needed "-l$name"
    file=$(LC_ALL=C readelf -d "$probe" | sed -n "s/.*(NEEDED).*\[\(lib$name\.[^]]*\)\].*/\1/p" | head -n 1)
    if [ -z "$file" ]; then
        echo "late_names.sh: no shared library is found for -l$name; install it with its headers" >&2
        exit 1
    fi
    echo "#define LATE_FILE_$name \"$file\""
done
