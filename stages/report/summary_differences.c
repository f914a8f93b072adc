/* summary_differences.c - of each source the strongest contrasts, whatever their language, and the silences that rank
 * first on their events. */
#include "summary_differences.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "summary.h"
#include "text_width.h"

/* Weaker ones are not told: the one-sided 95 % point of the normal distribution, as a mark and not as a test. */
#define LEAST_EVIDENCE 1.64
/* Bits: a chance of one in six or less. Of one other source alone nothing is missed: it may be that one which says too
 * much. */
#define LEAST_SURPRISE 2.5
enum { LEAST_SOURCES = 2 };
_Static_assert(SUMMARY_SILENCES <= SUMMARY_CONTRASTS, "write_line has room for either");

/* The source's entry; NULL with nothing failed where there are enough. */
static enum status find_source(struct summary_differences *differences, struct span name,
                               struct summary_source **source, struct failure *failure)
{
    *source = NULL;
    if (differences->items == NULL && array_zeroed((void **)&differences->items, SUMMARY_DIFFERENCE_SOURCES,
                                                   sizeof *differences->items, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < differences->count; i++) {
        if (span_equal(differences->items[i].name, name)) {
            *source = &differences->items[i];
            return STATUS_OK;
        }
    }
    if (differences->total == 0 || !span_equal(differences->last, name)) {
        differences->last = name;
        differences->total++;
    }
    if (differences->count < SUMMARY_DIFFERENCE_SOURCES) {
        *source = &differences->items[differences->count++];
        (*source)->name = name;
    }
    return STATUS_OK;
}

static void keep(struct summary_difference *items, size_t *count, size_t most, struct summary_difference item)
{
    size_t place = *count;
    while (place > 0 && items[place - 1].strength < item.strength)
        place--;
    if (place == most)
        return;
    *count += *count < most;
    memmove(&items[place + 1], &items[place], (*count - place - 1) * sizeof *items);
    items[place] = item;
}

enum status summary_differences_contrast(struct summary_differences *differences,
                                         const struct contrast_finding *contrast, struct failure *failure)
{
    struct summary_source *source = NULL;
    if (contrast->event.length > 0 || !contrast->has_term || !contrast->is_more)
        return STATUS_OK;
    differences->are_contrasted = true;
    if (contrast->evidence < LEAST_EVIDENCE)
        return STATUS_OK;
    if (find_source(differences, contrast->source, &source, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (source != NULL)
        keep(source->contrasts, &source->contrast_count, SUMMARY_CONTRASTS,
             (struct summary_difference){.term = contrast->term, .strength = contrast->evidence});
    return STATUS_OK;
}

enum status summary_differences_silence(struct summary_differences *differences, const struct silence_finding *silence,
                                        struct failure *failure)
{
    struct summary_source *source = NULL;
    if (!silence->has_term || silence->surprise < LEAST_SURPRISE || silence->sources < LEAST_SOURCES)
        return STATUS_OK;
    if (find_source(differences, silence->source, &source, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (source != NULL)
        keep(source->silences, &source->silence_count, SUMMARY_SILENCES,
             (struct summary_difference){silence->term, -(double)silence->rank, silence->event});
    return STATUS_OK;
}

void summary_differences_close(struct summary_differences *differences)
{
    free(differences->items);
    *differences = (struct summary_differences){0};
}

static size_t label_width(const struct summary_differences *differences, const struct screen *screen)
{
    size_t widest = 8;
    for (size_t i = 0; i < differences->count; i++) {
        const size_t width = text_width(differences->items[i].name);
        widest = width > widest ? width : widest;
    }
    return widest < screen->width / 3 ? widest : screen->width / 3;
}

/* Those of one event side by side, in the order in which the events come first. */
static void join_events(struct summary_difference *items, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        size_t next = i + 1;
        while (next < count && !span_equal(items[next].event, items[i].event))
            next++;
        if (next < count) {
            const struct summary_difference moved = items[next];
            memmove(&items[i + 2], &items[i + 1], (next - i - 1) * sizeof *items);
            items[i + 1] = moved;
        }
    }
}

static bool begins_event(const struct summary_difference *items, size_t i)
{
    return i == 0 || !span_equal(items[i - 1].event, items[i].event);
}

/* How many of the items the line holds, one at least; an event is named once. */
static size_t count_fitting(const struct summary_difference *items, size_t count, size_t used,
                            const struct counts *counts, const struct screen *screen)
{
    for (size_t i = 0; i < count; i++) {
        const bool is_named = items[i].event.length > 0 && begins_event(items, i);
        used += text_width(summary_form(&counts->terms[items[i].term])) + (i > 0 ? 2 : 0) +
                (is_named ? text_width(items[i].event) + 3 : 0);
        if (i > 0 && used > screen->width)
            return i;
    }
    return count;
}

/* "term, term (event), term (event)": as many as the line holds. */
static void write_line(const struct summary_difference *strongest, size_t count, struct span name, size_t label,
                       const struct counts *counts, struct screen *screen)
{
    struct writer *const writer = &screen->writer;
    struct summary_difference items[SUMMARY_CONTRASTS];
    memcpy(items, strongest, count * sizeof *items);
    join_events(items, count);
    const size_t shown = count_fitting(items, count, 2 + label + 2, counts, screen);
    screen_spaces(screen, 2);
    text_show_field(writer, name, label, TEXT_LEFT);
    screen_spaces(screen, 2);
    for (size_t i = 0; i < shown; i++) {
        writer_text(writer, i > 0 ? ", " : "");
        text_show(writer, summary_form(&counts->terms[items[i].term]));
        if (items[i].event.length > 0 && (i + 1 == shown || begins_event(items, i + 1))) {
            writer_text(writer, " (");
            text_show(writer, items[i].event);
            writer_byte(writer, ')');
        }
    }
    writer_byte(writer, '\n');
}

static void write_rest(const struct summary_differences *differences, const char *file, struct screen *screen)
{
    if (differences->count < differences->total) {
        writer_text(&screen->writer, "  and ");
        screen_count(screen, differences->total - differences->count, "source", "sources");
        writer_text(&screen->writer, " more in ");
        writer_text(&screen->writer, file);
        writer_byte(&screen->writer, '\n');
    }
}

void summary_differences_write(const struct summary_differences *differences, const struct counts *counts,
                               struct screen *screen)
{
    const size_t label = label_width(differences, screen);
    size_t contrasts = 0, silences = 0;
    for (size_t i = 0; i < differences->count; i++) {
        contrasts += differences->items[i].contrast_count;
        silences += differences->items[i].silence_count;
    }
    if (contrasts > 0) {
        screen_heading(screen, "What sets each source apart from the others on the same events");
        for (size_t i = 0; i < differences->count; i++) {
            const struct summary_source *const source = &differences->items[i];
            if (source->contrast_count > 0)
                write_line(source->contrasts, source->contrast_count, source->name, label, counts, screen);
        }
        write_rest(differences, "contrasts.csv", screen);
    }
    if (contrasts == 0 && differences->are_contrasted) {
        screen_heading(screen, "What sets each source apart from the others on the same events");
        writer_text(&screen->writer,
                    "  No word is sure enough to be named: the texts are too short or too much alike.\n"
                    "  contrasts.csv ranks what differs.\n");
    }
    if (silences > 0) {
        screen_heading(screen, "What most others mention on an event, and the source does not");
        for (size_t i = 0; i < differences->count; i++) {
            const struct summary_source *const source = &differences->items[i];
            if (source->silence_count > 0)
                write_line(source->silences, source->silence_count, source->name, label, counts, screen);
        }
        write_rest(differences, "silences.csv", screen);
    }
}
