/* ndjson.c - any bytes as a line of NDJSON: what is taken is well-formed UTF-8, and no member comes twice. */
#include "fuzz.h"

#include "json_text.h"
#include "ndjson.h"
#include "utf8.h"

static void check_value(struct span value)
{
    size_t broken = 0;
    REQUIRE(utf8_is_valid(value, &broken));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct ndjson ndjson = {0};
    struct failure failure = {0};
    if (ndjson_parse(&ndjson, fuzz_span(data, size), NULL, &arena, &failure) == STATUS_OK) {
        struct span text;
        REQUIRE(json_text_unescape(ndjson.text, ndjson.text_spared, &arena, &text, &failure) == STATUS_OK);
        REQUIRE(text.length == ndjson.text.length - ndjson.text_spared);
        check_value(text);
        for (size_t i = 0; i < ndjson.metadata.count; i++) {
            check_value(ndjson.metadata.columns[i].name);
            check_value(ndjson.metadata.columns[i].value);
            for (size_t other = 0; other < i; other++) {
                REQUIRE(!span_equal(ndjson.metadata.columns[i].name, ndjson.metadata.columns[other].name));
            }
        }
    } else {
        fuzz_require_worded(&failure);
    }
    ndjson_free(&ndjson);
    arena_free(&arena);
    return 0;
}
