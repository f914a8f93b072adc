#!/bin/sh
# check_headers.sh HEADER... - each header compiles alone with what its folder may include, and no library's header stands where the
# law of the folders forbids it. Uses $CC and $DIALECT.
set -u
failed=0
for header in "$@"; do
    case $header in
        include/*) includes=-Iinclude ;;
        pipeline/*) includes='-Iinclude -Ipipeline' ;;
        *) includes="-Iinclude -I$(dirname "$header") -Istages/language" ;;
    esac
    # shellcheck disable=SC2086 # lists of options
    if ! ${CC:-cc} ${DIALECT-} $includes -fsyntax-only -x c "$header"; then
        echo "$header does not compile alone" >&2
        failed=1
    fi
done
refuse() { # PATTERN FILES... MEANING
    pattern=$1
    meaning=$2
    shift 2
    if grep -nE "$pattern" "$@"; then
        echo "  ^ $meaning" >&2
        failed=1
    fi
}
libraries='#include <(unicode/|gsl/|zlib|jansson|csv\.h|libstemmer|libexttextcat|exttextcat|archive|sqlite3)'
refuse "$libraries" 'a library in the machinery or at the border: only stages/ may include it' include/*.h pipeline/*.[ch]
refuse '#include "\.\./' 'a path out of the folder' include/*.h pipeline/*.[ch] stages/*/*.[ch]
refuse '#include <gsl/' 'GSL belongs to vectors/, compare/ and the versions of report/' stages/language/*.[ch] stages/read/*.[ch] stages/words/*.[ch] stages/check/*.[ch]
refuse '#include <libstemmer' 'libstemmer belongs to words/' stages/language/*.[ch] stages/read/*.[ch] stages/vectors/*.[ch] stages/compare/*.[ch] stages/check/*.[ch] stages/report/*.[ch]
refuse '#include <(csv\.h|libexttextcat)' 'these belong to read/, check/ and language/' stages/words/*.[ch] stages/vectors/*.[ch] stages/compare/*.[ch] stages/report/*.[ch]
[ "$failed" = 0 ] && echo "headers: $# compile alone, the law of the folders holds"
exit "$failed"
