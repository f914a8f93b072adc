/* ndjson_shown.c - fails no test: what is wrong is the caller's to say. */
#include "ndjson_shown.h"

#include <stdio.h>

#include "json_text.h"

enum status ndjson_show(struct span line, char *shown, size_t size, struct failure *failure)
{
    struct arena arena = {0};
    struct ndjson ndjson;
    enum status status = ndjson_parse(&ndjson, line, NULL, &arena, failure);
    struct span text = {0};
    shown[0] = '\0';
    if (status == STATUS_OK) {
        status = json_text_unescape(ndjson.text, ndjson.text_spared, &arena, &text, failure);
    }
    if (status == STATUS_OK) {
        size_t used = (size_t)snprintf(shown, size, "%.*s", SPAN_ARGUMENTS(text));
        for (size_t i = 0; i < ndjson.metadata.count; i++) {
            used += (size_t)snprintf(shown + used, size - used, "|%.*s=%.*s",
                                     SPAN_ARGUMENTS(ndjson.metadata.columns[i].name),
                                     SPAN_ARGUMENTS(ndjson.metadata.columns[i].value));
        }
    }
    ndjson_free(&ndjson);
    arena_free(&arena);
    return status;
}
