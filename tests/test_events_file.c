/* test_events_file.c - a table of events, and every way to be wrong with its line. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "events_file.h"
#include "refusal.h"
#include "scratch.h"

TestSuite(events_file, .init = scratch_open, .fini = scratch_close);

enum { SHOWN_BYTES = 1024 };

static void show(const struct events_file *events, char *shown)
{
    size_t used = 0;
    shown[0] = '\0';
    for (size_t i = 0; i < events->count; i++) {
        const struct event_line *const line = &events->items[i];
        used += (size_t)snprintf(shown + used, SHOWN_BYTES - used, "%d:%.*s[%.*s](%.*s)", (int)line->line,
                                 SPAN_ARGUMENTS(line->name), SPAN_ARGUMENTS(line->words), SPAN_ARGUMENTS(line->dates));
    }
}

Test(events_file, rows_become_events)
{
    static const struct {
        const char *text, *shown;
        size_t ignored;
    } cases[] = {
        {"event,years,dates,words\nraid,1927,1927-05,أركوس Arcos\n", "2:raid[أركوس Arcos](year:1927 date:1927-05)", 0},
        {"\xEF\xBB\xBFwords,event\r\n\"a, b\", raid \r\n\r\nc,vote\r\n", "2:raid[a, b]()4:vote[c]()", 0},
        {"event,years,note,by\nraid,1927,x,y\n", "2:raid[](year:1927)", 2},
        {"event,words\nraid,\"two\nlines\"\n", "2:raid[two\nlines]()", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct events_file events = {0};
        struct arena arena = {0};
        struct failure failure = {0};
        char shown[SHOWN_BYTES];
        const char *const path = scratch_write("e.csv", cases[i].text);
        cr_assert_eq(events_file_read(&events, path, &arena, NULL, &failure), STATUS_OK, "%s", failure.message);
        show(&events, shown);
        cr_expect_str_eq(shown, cases[i].shown);
        cr_expect_eq(events.ignored_count, cases[i].ignored);
        cr_expect_eq(events.stored_bytes, strlen(cases[i].text));
        events_file_free(&events);
        arena_free(&arena);
    }
}

Test(events_file, what_is_wrong_is_named_with_its_line)
{
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"", ":1: the table is empty; a header row with a column `event` was expected"},
        {"raid,1927\n", ":1: the header row names no column `event`; it names the event of each row"},
        {"Event,years\nraid,1927\n", ":1: the header row names column 1 \"Event\"; it must be `event`"},
        {"event;years\nraid;1927\n", ":1: the header row is one field with semicolons"},
        {"event,title\nraid,x\n", ":1: the header row names no column `years`, `dates` or `words`"},
        {"event,years\n", "names no event"},
        {"event,years\nraid,1927\nvote,357\n", ":3: \"357\" is no date"},
        {"event,dates\nraid,12/5/1927\n", ":2: \"12/5/1927\" is no date"},
        {"event,words\nraid,\"arcos\nvote,x\n", ":2: a quote is opened in this row and never closed"},
        {"event,words\nraid,a\nraid,b\n", ":3: the event \"raid\" stands in line 2 already"},
        {"event,words\nraid,a\n raid ,b\n", ":3: the event \"raid\" stands in line 2 already"},
        {"event,words\n,a\n", ":2: the row's `event` is empty; it must name the event"},
        {"event,words\n\" \",a\n", ":2: the row's `event` is blank"},
        {"event,words,years\nraid, ,\n", ":2: the event \"raid\" has neither years, dates nor words"},
        {"event,words\nraid,a,b\n", ":2: the row has 3 fields where the header has 2"},
        {"event,words\nraid,\xFF\n", ":2: byte 6 of the line is not UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct events_file events = {0};
        struct arena arena = {0};
        struct failure failure = {0};
        const char *const path = scratch_write("e.csv", cases[i].text);
        cr_expect_eq(events_file_read(&events, path, &arena, NULL, &failure), STATUS_FAILED, "%s", cases[i].text);
        cr_expect_eq(failure.kind, FAILURE_DATA);
        cr_expect(strncmp(failure.message, path, strlen(path)) == 0, "%s", failure.message);
        cr_expect_not_null(strstr(failure.message, cases[i].words), "%s: %s", cases[i].text, failure.message);
        events_file_free(&events);
        arena_free(&arena);
    }
}

Test(events_file, a_file_that_is_not_there_is_a_failure_to_open)
{
    struct events_file events = {0};
    struct arena arena = {0};
    struct failure failure = {0};
    cr_assert_eq(events_file_read(&events, scratch_path("none.csv"), &arena, NULL, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_NO_INPUT, "%s", failure.message);
    events_file_free(&events);
    arena_free(&arena);
}

Test(events_file, every_refused_allocation_is_a_failure)
{
    const char *const path = scratch_write("e.csv", "event,years,words\nraid,1927,a\nvote,,b\n");
    for (long index = 0;; index++) {
        struct events_file events = {0};
        struct arena arena = {0};
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = events_file_read(&events, path, &arena, NULL, &failure);
        const long asked = refuse_nothing();
        events_file_free(&events);
        arena_free(&arena);
        if (asked <= index) {
            cr_assert_eq(status, STATUS_OK);
            cr_assert_gt(index, 5);
            return;
        }
        /* libcsv asks again for less when its buffer is refused */
        cr_assert(status == STATUS_OK || failure.kind == FAILURE_MEMORY, "allocation %ld: kind %d, %s", index,
                  (int)failure.kind, failure.message);
    }
}
