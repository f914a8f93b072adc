/* manifest.c - any bytes as a manifest: names are distinct, none is empty, and every row has a value for each; and as a
 * table of events: names are distinct, each has words or dates, and dates are terms. */
#include "fuzz.h"

#include <unistd.h>

#include "events_file.h"
#include "manifest.h"

/* The first byte says whether it is CSV or separated by tabs, and, from its second bit, whether it is a table of
 * events; the rest goes through a file. */
static const char *put_file(struct span content, bool tabs)
{
    static char path[64];
    snprintf(path, sizeof path, "/tmp/mizan-fuzz-%ld.%s", (long)getpid(), tabs ? "tsv" : "csv");
    FILE *const file = fopen(path, "wb");
    REQUIRE(file != NULL);
    REQUIRE(content.length == 0 || fwrite(content.bytes, content.length, 1, file) == 1);
    REQUIRE(fclose(file) == 0);
    return path;
}

static void check_columns(const struct manifest *manifest)
{
    bool has_path = false;
    for (size_t i = 0; i < manifest->column_count; i++) {
        REQUIRE(manifest->columns[i].length > 0);
        has_path = has_path || span_equal(manifest->columns[i], span_of("path"));
        for (size_t other = 0; other < i; other++) {
            REQUIRE(!span_equal(manifest->columns[i], manifest->columns[other]));
        }
    }
    REQUIRE(has_path);
}

static void check_rows(const struct manifest *manifest, struct arena *arena)
{
    uint64_t line = 1;
    for (size_t row = 0; row < manifest->row_count; row++) {
        struct failure failure = {0};
        struct span path, id;
        REQUIRE(manifest->rows[row].line >= line); /* equal where carriage returns alone end the rows */
        line = manifest->rows[row].line;
        uint64_t bytes = 0;
        for (size_t i = 0; i < manifest->column_count; i++) {
            const struct span value = manifest->rows[row].values[i];
            for (size_t at = 0; at < value.length; at++) {
                bytes += (unsigned char)value.bytes[at];
            }
        }
        REQUIRE(bytes < UINT64_MAX); /* every byte was readable */
        if (manifest_locate(manifest, row, span_of("/tmp"), arena, &path, &id, &failure) != STATUS_OK) {
            fuzz_require_worded(&failure);
        }
    }
}

static void check_dates(struct span dates)
{
    for (size_t at = 0; at < dates.length;) {
        const char *const space = memchr(dates.bytes + at, ' ', dates.length - at);
        const size_t end = space != NULL ? (size_t)(space - dates.bytes) : dates.length;
        REQUIRE(term_is_date((struct span){dates.bytes + at, end - at}));
        at = end + 1;
    }
}

static void read_events(const char *path)
{
    struct arena arena = {0};
    struct events_file events = {0};
    struct failure failure = {0};
    if (events_file_read(&events, path, &arena, NULL, &failure) == STATUS_OK) {
        REQUIRE(events.count > 0);
        for (size_t i = 0; i < events.count; i++) {
            REQUIRE(events.items[i].name.length > 0);
            REQUIRE(events.items[i].words.length + events.items[i].dates.length > 0);
            check_dates(events.items[i].dates);
            for (size_t other = 0; other < i; other++) {
                REQUIRE(!span_equal(events.items[i].name, events.items[other].name));
            }
        }
    } else {
        fuzz_require_worded(&failure);
    }
    events_file_free(&events);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    struct arena arena = {0};
    struct manifest manifest = {0};
    struct failure failure = {0};
    const char *const path = put_file(fuzz_span(data + 1, size - 1), data[0] % 2 == 1);
    if (data[0] / 2 % 2 == 1) {
        read_events(path);
    } else if (manifest_read(&manifest, path, &arena, NULL, &failure) == STATUS_OK) {
        check_columns(&manifest);
        check_rows(&manifest, &arena);
    } else {
        fuzz_require_worded(&failure);
    }
    manifest_free(&manifest);
    arena_free(&arena);
    (void)unlink(path);
    return 0;
}
