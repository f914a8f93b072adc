/* words_ahead.c - any bytes, cut anywhere: no words of a document are new in a second one that is the same. */
#include "fuzz.h"

#include <math.h>

#include "words_ahead.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct failure failure = {0};
    struct spill_outlook outlook;
    struct words_ahead *ahead;
    REQUIRE(words_ahead_open(&ahead, 1, 1, &failure) == STATUS_OK);
    const size_t cut = size > 0 ? data[0] % size : 0;
    for (int i = 0; i < 2; i++) {
        words_ahead_begin(ahead);
        words_ahead_add(ahead, fuzz_span(data, cut));
        words_ahead_add(ahead, fuzz_span(data + cut, size - cut));
    }
    if (words_ahead_tell(ahead, &outlook)) {
        REQUIRE(outlook.documents == 2 && outlook.words == 1 && outlook.learned == 1 && fabs(outlook.text - 2) < 1e-9);
    }
    words_ahead_close(ahead);
    return 0;
}
