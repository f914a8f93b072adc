/*
 * summary_events.c - a likeness of wording is no agreement in judgement, so the sentences say "alike" and never
 * "agree".
 *
 * Texts in different languages share names and numbers alone: such pairs are counted, not ranked. Where there are more
 * events than are told, those at both ends are: the most alike and the least.
 */
#include "summary_events.h"

#include <math.h>
#include <string.h>

#include "paragraph.h"
#include "summary.h"

enum { NAMES_MOSTLY = 50 /* per cent of a likeness, from which on a warning is due */ };

/* Is this one of the reasons in the status? */
static bool has_reason(const char *status, const char *reason)
{
    const size_t length = strlen(reason);
    for (const char *at = status; at != NULL; at = strstr(at, "; ")) {
        at += at != status ? 2 : 0;
        if (strncmp(at, reason, length) == 0)
            return true;
    }
    return false;
}

static struct summary_pair pair_of(const struct source_finding *finding)
{
    struct summary_pair pair = {.a = finding->sources[finding->a],
                                .b = finding->sources[finding->b],
                                .similarity = finding->similarity,
                                .low = finding->low,
                                .high = finding->high,
                                .names_share = finding->names_share,
                                .without_names = finding->without_names,
                                .null_percentile = finding->null_percentile,
                                .events = finding->events,
                                .year_count = finding->year_count,
                                .is_short = has_reason(finding->status, "short")};
    for (size_t i = 0; i < finding->year_count && i < SUMMARY_EVENT_YEARS; i++)
        pair.years[i] = finding->years[i];
    return pair;
}

static void rank_pair(struct summary_event *event, const struct summary_pair *pair)
{
    event->pairs++;
    if (event->pairs == 1 || pair->similarity < event->least.similarity)
        event->least = *pair;
    if (event->pairs == 1 || pair->similarity > event->best.similarity) {
        event->next = event->best;
        event->best = *pair;
    } else if (event->pairs == 2 || pair->similarity > event->next.similarity) {
        event->next = *pair;
    }
}

static void count_gaps(struct summary_gaps *gaps, const struct source_finding *finding)
{
    if (finding->b == NO_SOURCE) {
        gaps->alone++;
        return;
    }
    gaps->pairs++;
    gaps->across_languages += has_reason(finding->status, "different-languages");
    gaps->no_text += has_reason(finding->status, "no-text");
    gaps->is_short += has_reason(finding->status, "short");
    gaps->no_interval += has_reason(finding->status, "no-interval");
    gaps->no_null += has_reason(finding->status, "no-null");
}

/* Short texts reach the highest scores by chance, so what is uncertain comes behind what is not. */
static bool is_told_before(const struct summary_event *a, const struct summary_event *b)
{
    if (a->pairs == 0 || b->pairs == 0)
        return a->pairs > 0 && b->pairs == 0;
    if (a->best.is_short != b->best.is_short)
        return b->best.is_short;
    return a->best.similarity > b->best.similarity;
}

static void keep_most(struct summary_events *events, const struct summary_event *event)
{
    size_t place = events->kept;
    while (place > 0 && is_told_before(event, &events->most[place - 1]))
        place--;
    if (place == SUMMARY_EVENTS)
        return;
    events->kept += events->kept < SUMMARY_EVENTS;
    memmove(&events->most[place + 1], &events->most[place], (events->kept - place - 1) * sizeof *event);
    events->most[place] = *event;
}

static void keep_least(struct summary_events *events, const struct summary_event *event)
{
    const size_t room = sizeof events->fewest / sizeof *events->fewest;
    size_t place = events->low_count;
    if (event->pairs == 0 || event->best.is_short)
        return;
    while (place > 0 && events->fewest[place - 1].best.similarity > event->best.similarity)
        place--;
    if (place == room)
        return;
    events->low_count += events->low_count < room;
    memmove(&events->fewest[place + 1], &events->fewest[place], (events->low_count - place - 1) * sizeof *event);
    events->fewest[place] = *event;
}

static void finish_event(struct summary_events *events)
{
    if (!events->is_open)
        return;
    events->is_open = false;
    events->total++;
    keep_most(events, &events->current);
    keep_least(events, &events->current);
}

void summary_events_add(struct summary_events *events, const struct source_finding *finding)
{
    const bool is_all = finding->event.length == 0;
    struct summary_event *const event = is_all ? &events->all : &events->current;
    if (is_all || !span_equal(events->current.name, finding->event))
        finish_event(events);
    if (!is_all) {
        if (!events->is_open)
            events->current = (struct summary_event){.name = finding->event};
        events->is_open = true;
        count_gaps(&events->gaps, finding);
    }
    if (finding->b == NO_SOURCE) {
        event->alone++;
    } else if (has_reason(finding->status, "different-languages")) {
        event->across_languages++;
    } else if (!isnan(finding->similarity)) {
        const struct summary_pair pair = pair_of(finding);
        rank_pair(event, &pair);
    }
}

bool summary_events_told(const struct summary_events *events)
{
    return events->gaps.pairs > 0;
}

/* "a and b" */
static void say_sides(struct paragraph *paragraph, const struct summary_pair *pair)
{
    paragraph_name(paragraph, pair->a);
    paragraph_text(paragraph, " and ");
    paragraph_name(paragraph, pair->b);
}

static void say_interval(struct paragraph *paragraph, const struct summary_pair *pair)
{
    if (isnan(pair->low))
        return;
    paragraph_text(paragraph, "95% interval ");
    paragraph_fixed(paragraph, pair->low, 2);
    paragraph_text(paragraph, " to ");
    paragraph_fixed(paragraph, pair->high, 2);
}

/* " (0.47; 95% interval 0.40 to 0.55)" */
static void say_score(struct paragraph *paragraph, const struct summary_pair *pair)
{
    paragraph_text(paragraph, " (");
    paragraph_fixed(paragraph, pair->similarity, 2);
    paragraph_text(paragraph, isnan(pair->low) ? "" : "; ");
    say_interval(paragraph, pair);
    paragraph_text(paragraph, ")");
}

/* "a and b reach 0.47 (95% interval 0.40 to 0.55)." */
static void say_only(struct paragraph *paragraph, const struct summary_pair *pair)
{
    say_sides(paragraph, pair);
    paragraph_text(paragraph, " reach ");
    paragraph_fixed(paragraph, pair->similarity, 2);
    if (!isnan(pair->low)) {
        paragraph_text(paragraph, " (");
        say_interval(paragraph, pair);
        paragraph_text(paragraph, ")");
    }
    paragraph_text(paragraph, ".");
}

/* The best pair, the next, and where there are three the last. */
static void say_order(struct paragraph *paragraph, const struct summary_event *event)
{
    if (event->pairs == 1) {
        say_only(paragraph, &event->best);
        return;
    }
    say_sides(paragraph, &event->best);
    paragraph_text(paragraph, " are most alike");
    say_score(paragraph, &event->best);
    paragraph_text(paragraph, event->pairs > 2 ? ", then " : "; less so ");
    say_sides(paragraph, &event->next);
    say_score(paragraph, &event->next);
    if (event->pairs > 2 && event->least.similarity < event->next.similarity) {
        paragraph_text(paragraph, "; least of all ");
        say_sides(paragraph, &event->least);
        say_score(paragraph, &event->least);
    }
    paragraph_text(paragraph, ".");
}

static void say_names(struct paragraph *paragraph, const struct summary_pair *pair)
{
    const double percent = floor(pair->names_share * 100 + 0.5);
    if (isnan(percent)) /* nothing is shared */
        return;
    if (!(percent >= 1)) {
        paragraph_text(paragraph, " Names of states play no part in it.");
        return;
    }
    paragraph_text(paragraph, " Names of states and peoples carry ");
    paragraph_fixed(paragraph, percent, 0);
    paragraph_text(paragraph, "%");
    if (!isnan(pair->without_names)) {
        paragraph_text(paragraph, "; compared without them ");
        paragraph_fixed(paragraph, pair->without_names, 2);
    }
    paragraph_text(paragraph, percent >= NAMES_MOSTLY ? ": the same states, and perhaps not the same story." : ".");
}

static void say_years(struct paragraph *paragraph, const struct summary_pair *pair, const struct counts *counts)
{
    const size_t shown = pair->year_count < SUMMARY_EVENT_YEARS ? pair->year_count : SUMMARY_EVENT_YEARS;
    if (shown == 0) {
        paragraph_text(paragraph, " No year stands in both.");
        return;
    }
    paragraph_text(paragraph, " Years in both: ");
    for (size_t i = 0; i < shown; i++) {
        if (i > 0)
            paragraph_text(paragraph, i + 1 == pair->year_count ? " and " : ", ");
        paragraph_name(paragraph, summary_form(&counts->terms[pair->years[i]]));
    }
    if (shown < pair->year_count) {
        paragraph_text(paragraph, " and ");
        paragraph_count(paragraph, pair->year_count - shown);
        paragraph_text(paragraph, " more");
    }
    paragraph_text(paragraph, ".");
}

static void say_doubts(struct paragraph *paragraph, const struct summary_event *event)
{
    if (!isnan(event->best.null_percentile)) {
        paragraph_text(paragraph, " Of pairs on two different events ");
        paragraph_fixed(paragraph, floor(event->best.null_percentile * 100 + 0.5), 0);
        paragraph_text(paragraph, "% are as near.");
    }
    if (event->best.is_short)
        paragraph_text(paragraph, " Uncertain: fewer than 400 words.");
}

static void write_event(const struct summary_event *event, const struct counts *counts, struct screen *screen)
{
    struct paragraph paragraph;
    paragraph_open(&paragraph, screen, 2, 4);
    paragraph_name(&paragraph, event->name);
    paragraph_text(&paragraph, ": ");
    if (event->pairs > 0) {
        say_order(&paragraph, event);
        say_names(&paragraph, &event->best);
        say_years(&paragraph, &event->best, counts);
        say_doubts(&paragraph, event);
    } else if (event->alone > 0) {
        paragraph_text(&paragraph, "told by one source alone.");
    } else if (event->across_languages > 0) {
        paragraph_text(&paragraph, "no two sources share a language, so only numbers and borrowed names can match.");
    } else {
        paragraph_text(&paragraph, "there is no text to compare.");
    }
    paragraph_close(&paragraph);
}

static void write_all(const struct summary_events *events, struct screen *screen)
{
    struct paragraph paragraph;
    if (events->all.pairs == 0 || events->all.best.events < 2) /* a mean of one event is that event */
        return;
    paragraph_open(&paragraph, screen, 2, 4);
    paragraph_text(&paragraph, "Over all events: ");
    say_order(&paragraph, &events->all);
    paragraph_text(&paragraph, " Means over the events that both tell in one language.");
    paragraph_close(&paragraph);
}

/* "12 of 50 pairs have no interval: a text is too short", one reason a time. */
static void say_gap(struct paragraph *paragraph, size_t count, size_t pairs, const char *reason, bool *is_first)
{
    if (count == 0)
        return;
    paragraph_text(paragraph, *is_first ? "" : ", ");
    paragraph_count(paragraph, count);
    if (*is_first) {
        paragraph_text(paragraph, " of ");
        paragraph_count(paragraph, pairs);
        paragraph_text(paragraph, pairs == 1 ? " pair" : " pairs");
    }
    paragraph_text(paragraph, reason);
    *is_first = false;
}

static void write_gaps(const struct summary_gaps *gaps, struct screen *screen)
{
    struct paragraph paragraph;
    bool is_first = true;
    if (gaps->across_languages + gaps->no_text + gaps->is_short + gaps->no_interval + gaps->no_null == 0)
        return;
    paragraph_open(&paragraph, screen, 2, 4);
    paragraph_text(&paragraph, "What cannot be said: ");
    say_gap(&paragraph, gaps->across_languages, gaps->pairs, " in different languages (not ranked)", &is_first);
    say_gap(&paragraph, gaps->no_text, gaps->pairs, " without words to compare", &is_first);
    say_gap(&paragraph, gaps->is_short, gaps->pairs, " with a text under 400 words", &is_first);
    say_gap(&paragraph, gaps->no_interval, gaps->pairs, " too short for an interval", &is_first);
    say_gap(&paragraph, gaps->no_null, gaps->pairs, " without enough others to tell chance from likeness", &is_first);
    paragraph_text(&paragraph, ". sources.csv has each reason in status.");
    paragraph_close(&paragraph);
}

static void write_reason(const struct summary_events *events, const struct counts *counts, struct screen *screen)
{
    struct paragraph paragraph;
    size_t placed = 0;
    for (size_t i = 0; i < counts->document_count; i++)
        placed += counts->documents[i]->source.length > 0 && counts->documents[i]->event.length > 0;
    paragraph_open(&paragraph, screen, 0, 0);
    if (counts->document_count == 1)
        paragraph_text(&paragraph, "There is one document, and none to compare it with.");
    else if (placed == 0)
        paragraph_text(&paragraph, "Sources are not compared: no document has both a source and an event. A folder "
                                   "EVENT/SOURCE.txt or a manifest names them.");
    else if (events->gaps.alone > 0 || events->all.alone > 0)
        paragraph_text(&paragraph, "Sources are not compared: no event is told by two of them (sources.csv).");
    else
        paragraph_text(&paragraph, "Sources are not compared: there are too many pairs; --full works them out.");
    paragraph_close(&paragraph);
}

void summary_events_write(const struct summary_events *events, const struct counts *counts, struct screen *screen)
{
    struct summary_events told = *events;
    finish_event(&told);
    if (!summary_events_told(&told)) {
        write_reason(&told, counts, screen);
        return;
    }
    const bool has_all = told.total <= SUMMARY_EVENTS;
    screen_heading(screen, "How alike the sources tell each event (0: not at all; 1 or more: very)");
    write_all(&told, screen);
    for (size_t i = 0; i < told.kept && (has_all || i < SUMMARY_EVENTS / 2); i++)
        write_event(&told.most[i], counts, screen);
    if (!has_all) {
        struct writer *const writer = &screen->writer;
        if (told.low_count > 0)
            writer_text(writer, "  Least alike:\n");
        for (size_t i = 0; i < told.low_count; i++)
            write_event(&told.fewest[i], counts, screen);
        writer_text(writer, "  and ");
        screen_count(screen, told.total - SUMMARY_EVENTS / 2 - told.low_count, "event", "events");
        writer_text(writer, " more in sources.csv\n");
    }
    write_gaps(&told.gaps, screen);
}
