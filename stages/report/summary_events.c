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
#include "status_reason.h"
#include "summary.h"

enum { NAMES_MOSTLY = 50 /* per cent of a likeness, from which on a warning is due */ };

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
                                .reference_z = finding->reference_z,
                                .events = finding->events,
                                .year_count = finding->year_count,
                                .is_short = status_has_reason(finding->status, "short")};
    for (size_t i = 0; i < finding->year_count && i < SUMMARY_EVENT_YEARS; i++)
        pair.years[i] = finding->years[i];
    return pair;
}

/* What has less of a distance is nearer. */
static bool is_nearer(enum similarity measure, const struct summary_pair *a, const struct summary_pair *b)
{
    return similarity_is_distance(measure) ? a->similarity < b->similarity : a->similarity > b->similarity;
}

static void rank_pair(enum similarity measure, struct summary_event *event, const struct summary_pair *pair)
{
    event->pairs++;
    if (event->pairs == 1 || is_nearer(measure, &event->least, pair))
        event->least = *pair;
    if (event->pairs == 1 || is_nearer(measure, pair, &event->best)) {
        event->next = event->best;
        event->best = *pair;
    } else if (event->pairs == 2 || is_nearer(measure, pair, &event->next)) {
        event->next = *pair;
    }
}

static void count_gaps(enum similarity measure, struct summary_gaps *gaps, const struct source_finding *finding)
{
    if (finding->b == NO_SOURCE) {
        gaps->alone++;
        return;
    }
    gaps->pairs++;
    gaps->across_languages += status_has_reason(finding->status, "different-languages");
    gaps->no_text += status_has_reason(finding->status, "no-text");
    gaps->is_short += status_has_reason(finding->status, "short");
    /* of a distance there is none, however long the texts are */
    gaps->no_interval += status_has_reason(finding->status, "no-interval") && !similarity_is_distance(measure);
    gaps->no_null += status_has_reason(finding->status, "no-null");
}

/* Short texts reach the highest scores by chance, so what is uncertain comes behind what is not. */
static bool is_told_before(enum similarity measure, const struct summary_event *a, const struct summary_event *b)
{
    if (a->pairs == 0 || b->pairs == 0)
        return a->pairs > 0 && b->pairs == 0;
    if (a->best.is_short != b->best.is_short)
        return b->best.is_short;
    return is_nearer(measure, &a->best, &b->best);
}

static void keep_most(struct summary_events *events, const struct summary_event *event)
{
    size_t place = events->kept;
    while (place > 0 && is_told_before(events->measure, event, &events->most[place - 1]))
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
    while (place > 0 && is_nearer(events->measure, &events->fewest[place - 1].best, &event->best))
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
        count_gaps(events->measure, &events->gaps, finding);
    }
    if (finding->b == NO_SOURCE) {
        event->alone++;
    } else if (status_has_reason(finding->status, "different-languages")) {
        event->across_languages++;
    } else if (!isnan(finding->similarity)) {
        const struct summary_pair pair = pair_of(finding);
        rank_pair(events->measure, event, &pair);
    }
}

static bool is_pair(const struct summary_pair *pair, struct span a, struct span b)
{
    return (span_equal(pair->a, a) && span_equal(pair->b, b)) || (span_equal(pair->a, b) && span_equal(pair->b, a));
}

static void add_settings(struct summary_event *event, const struct statement_finding *statement)
{
    if (event->pairs < 2 || !span_equal(event->name, statement->event) ||
        !is_pair(&event->best, statement->a, statement->b) || !is_pair(&event->next, statement->c, statement->d))
        return;
    event->holds = statement->holds;
    event->settings = statement->settings;
}

void summary_events_state(struct summary_events *events, const struct statement_finding *statement)
{
    if (statement->kind != STATEMENT_PAIRS)
        return;
    finish_event(events);
    add_settings(&events->all, statement);
    for (size_t i = 0; i < events->kept; i++)
        add_settings(&events->most[i], statement);
    for (size_t i = 0; i < events->low_count; i++)
        add_settings(&events->fewest[i], statement);
}

bool summary_events_told(const struct summary_events *events)
{
    return events->gaps.pairs > 0;
}

/* "0.47; 95% interval 0.40 to 0.55" */
static struct saying score_of(const struct summary_pair *pair)
{
    return (struct saying){
        .wording = isnan(pair->low) ? WORDING_SCORE : WORDING_SCORE_INTERVAL,
        .parts = {part_fixed(pair->similarity, 2), part_fixed(pair->low, 2), part_fixed(pair->high, 2)}};
}

static void say_only(struct paragraph *paragraph, const struct summary_pair *pair)
{
    const struct saying saying = {.wording = isnan(pair->low) ? WORDING_ORDER_ONE : WORDING_ORDER_ONE_INTERVAL,
                                  .parts = {part_name(pair->a), part_name(pair->b), part_fixed(pair->similarity, 2),
                                            part_fixed(pair->low, 2), part_fixed(pair->high, 2)}};
    paragraph_say(paragraph, &saying);
}

/* The best pair, the next, and where there are three the last. */
static void say_order(struct paragraph *paragraph, enum similarity measure, const struct summary_event *event)
{
    if (event->pairs == 1) {
        say_only(paragraph, &event->best);
        return;
    }
    const bool has_least = event->pairs > 2 && is_nearer(measure, &event->next, &event->least);
    const struct saying best = score_of(&event->best), next = score_of(&event->next);
    const struct saying least = has_least ? score_of(&event->least) : next;
    const struct saying saying = {.wording = has_least          ? WORDING_ORDER_LEAST
                                             : event->pairs > 2 ? WORDING_ORDER_THREE
                                                                : WORDING_ORDER_TWO,
                                  .parts = {part_name(event->best.a), part_name(event->best.b), part_saying(&best),
                                            part_name(event->next.a), part_name(event->next.b), part_saying(&next),
                                            part_name(event->least.a), part_name(event->least.b), part_saying(&least)}};
    paragraph_say(paragraph, &saying);
}

static void say_names(struct paragraph *paragraph, const struct summary_pair *pair)
{
    const double percent = floor(pair->names_share * 100 + 0.5);
    if (isnan(percent)) /* nothing is shared */
        return;
    if (!(percent >= 1)) {
        paragraph_words(paragraph, WORDING_NAMES_NONE);
        return;
    }
    const bool is_most = percent >= NAMES_MOSTLY, is_all = isnan(pair->without_names);
    const struct saying saying = {.wording = is_most ? (is_all ? WORDING_NAMES_ALL_MOSTLY : WORDING_NAMES_MOSTLY)
                                                     : (is_all ? WORDING_NAMES_ALL : WORDING_NAMES),
                                  .parts = {part_fixed(percent, 0), part_fixed(pair->without_names, 2)}};
    paragraph_say(paragraph, &saying);
}

static void say_years(struct paragraph *paragraph, const struct summary_pair *pair, const struct counts *counts)
{
    const size_t shown = pair->year_count < SUMMARY_EVENT_YEARS ? pair->year_count : SUMMARY_EVENT_YEARS;
    if (shown == 0) {
        paragraph_words(paragraph, WORDING_YEARS_NONE);
        return;
    }
    paragraph_words(paragraph, WORDING_YEARS);
    for (size_t i = 0; i < shown; i++) {
        if (i > 0)
            paragraph_words(paragraph, i + 1 == pair->year_count ? WORDING_LIST_LAST : WORDING_LIST_JOINT);
        paragraph_name(paragraph, summary_form(&counts->terms[pair->years[i]]));
    }
    if (shown < pair->year_count) {
        const struct saying more = {.wording = WORDING_YEARS_MORE, .parts = {part_count(pair->year_count - shown)}};
        paragraph_say(paragraph, &more);
    }
    paragraph_text(paragraph, ".");
}

static void say_doubts(struct paragraph *paragraph, const struct summary_event *event)
{
    if (!isnan(event->best.null_percentile)) {
        const struct saying saying = {.wording = WORDING_NULL,
                                      .parts = {part_fixed(floor(event->best.null_percentile * 100 + 0.5), 0)}};
        paragraph_say(paragraph, &saying);
    }
    if (!isnan(event->best.reference_z)) {
        const bool is_nearer = event->best.reference_z >= 0;
        const struct saying saying = {.wording = is_nearer ? WORDING_REFERENCE : WORDING_REFERENCE_FARTHER,
                                      .parts = {part_fixed(fabs(event->best.reference_z), 1)}};
        paragraph_say(paragraph, &saying);
    }
    if (event->best.is_short)
        paragraph_words(paragraph, WORDING_SHORT);
}

/* In how many other settings the order of the first two pairs is the same. */
static void say_settings(struct paragraph *paragraph, const struct summary_event *event)
{
    if (event->settings == 0)
        return;
    const struct saying saying = {.wording = WORDING_HOLDS,
                                  .parts = {part_count(event->holds), part_count(event->settings)}};
    paragraph_say(paragraph, &saying);
}

static void write_event(const struct summary_event *event, enum similarity measure, const struct counts *counts,
                        const struct outlet *outlet)
{
    struct paragraph paragraph;
    const struct saying name = {.wording = WORDING_EVENT, .parts = {part_name(event->name)}};
    paragraph_open(&paragraph, outlet, 2, 4);
    paragraph_strong(&paragraph, &name);
    if (event->pairs > 0) {
        say_order(&paragraph, measure, event);
        say_settings(&paragraph, event);
        if (!similarity_is_distance(measure)) /* what the names carry of a likeness is the question */
            say_names(&paragraph, &event->best);
        say_years(&paragraph, &event->best, counts);
        say_doubts(&paragraph, event);
    } else if (event->alone > 0) {
        paragraph_words(&paragraph, WORDING_ONE_SOURCE);
    } else if (event->across_languages > 0) {
        paragraph_words(&paragraph, WORDING_NO_SHARED_LANGUAGE);
    } else {
        paragraph_words(&paragraph, WORDING_NO_TEXT);
    }
    paragraph_close(&paragraph);
}

static void write_all(const struct summary_events *events, const struct outlet *outlet)
{
    struct paragraph paragraph;
    if (events->all.pairs == 0 || events->all.best.events < 2) /* a mean of one event is that event */
        return;
    paragraph_open(&paragraph, outlet, 2, 4);
    paragraph_words(&paragraph, WORDING_ALL_EVENTS);
    say_order(&paragraph, events->measure, &events->all);
    say_settings(&paragraph, &events->all);
    paragraph_words(&paragraph, WORDING_MEANS);
    if (events->gaps.is_short == events->gaps.pairs) /* a mean of uncertain values is uncertain */
        paragraph_words(&paragraph, WORDING_SHORT);
    paragraph_close(&paragraph);
}

/* "12 of 50 pairs have no interval: a text is too short", one reason a time. */
static void say_gap(struct paragraph *paragraph, size_t count, size_t pairs, enum wording reason, bool *is_first)
{
    if (count == 0)
        return;
    const struct saying why = {.wording = reason};
    const struct saying first = {.wording = WORDING_GAP_FIRST,
                                 .parts = {part_count(count), part_count(pairs), part_saying(&why)}};
    const struct saying next = {.wording = WORDING_GAP_NEXT, .parts = {part_count(count), part_saying(&why)}};
    paragraph_say(paragraph, *is_first ? &first : &next);
    *is_first = false;
}

static void write_gaps(const struct summary_gaps *gaps, const struct outlet *outlet)
{
    struct paragraph paragraph;
    bool is_first = true;
    if (gaps->across_languages + gaps->no_text + gaps->is_short + gaps->no_interval + gaps->no_null == 0)
        return;
    paragraph_open(&paragraph, outlet, 2, 4);
    paragraph_words(&paragraph, WORDING_GAPS);
    say_gap(&paragraph, gaps->across_languages, gaps->pairs, WORDING_GAP_LANGUAGES, &is_first);
    say_gap(&paragraph, gaps->no_text, gaps->pairs, WORDING_GAP_NO_TEXT, &is_first);
    say_gap(&paragraph, gaps->is_short, gaps->pairs, WORDING_GAP_SHORT, &is_first);
    say_gap(&paragraph, gaps->no_interval, gaps->pairs, WORDING_GAP_INTERVAL, &is_first);
    say_gap(&paragraph, gaps->no_null, gaps->pairs, WORDING_GAP_NULL, &is_first);
    paragraph_words(&paragraph, WORDING_GAPS_END);
    paragraph_close(&paragraph);
}

static void write_reason(const struct summary_events *events, const struct counts *counts, const struct outlet *outlet)
{
    struct paragraph paragraph;
    size_t placed = 0;
    for (size_t i = 0; i < counts->document_count; i++)
        placed += counts->documents[i]->source.length > 0 && counts->documents[i]->event.length > 0;
    paragraph_open(&paragraph, outlet, 0, 0);
    if (counts->document_count == 1)
        paragraph_words(&paragraph, WORDING_ONE_DOCUMENT);
    else if (placed == 0)
        paragraph_words(&paragraph, WORDING_NOT_PLACED);
    else if (events->gaps.alone > 0 || events->all.alone > 0)
        paragraph_words(&paragraph, WORDING_ALL_ALONE);
    else
        paragraph_words(&paragraph, WORDING_TOO_MANY);
    paragraph_close(&paragraph);
}

static void write_heading(enum similarity measure, const struct outlet *outlet)
{
    static const char *const headings[] = {
        [SIMILARITY_JENSEN_SHANNON] = "How far apart the sources tell each event (0: the same; 1: no word in common)",
        [SIMILARITY_BURROWS_DELTA] = "How far apart the use of frequent words is (Burrows's Delta; 0: the same)",
        [SIMILARITY_COSINE_DELTA] = "How far apart the use of frequent words is (Cosine Delta; 0: the same)"};
    if (outlet->page == NULL)
        screen_heading(outlet->screen, similarity_is_distance(measure)
                                           ? headings[measure]
                                           : wording_text(outlet->language, WORDING_ALIKE_HEADING));
}

static void write_rest(const struct summary_events *events, const struct outlet *outlet)
{
    struct paragraph paragraph;
    const size_t rest = events->total - SUMMARY_EVENTS / 2 - events->low_count;
    const struct saying saying = {.wording = WORDING_EVENTS_MORE, .parts = {part_count(rest)}};
    paragraph_open(&paragraph, outlet, 2, 2);
    paragraph_say(&paragraph, &saying);
    paragraph_close(&paragraph);
}

static void write_least(const struct summary_events *events, const struct counts *counts, const struct outlet *outlet)
{
    struct paragraph paragraph;
    if (events->low_count > 0) {
        paragraph_open(&paragraph, outlet, 2, 2);
        paragraph_words(&paragraph, WORDING_LEAST_ALIKE);
        paragraph_close(&paragraph);
    }
    for (size_t i = 0; i < events->low_count; i++)
        write_event(&events->fewest[i], events->measure, counts, outlet);
}

void summary_events_write(const struct summary_events *events, const struct counts *counts, const struct outlet *outlet)
{
    struct summary_events told = *events;
    finish_event(&told);
    if (!summary_events_told(&told)) {
        write_reason(&told, counts, outlet);
        return;
    }
    const bool has_all = told.total <= SUMMARY_EVENTS;
    write_heading(told.measure, outlet);
    write_all(&told, outlet);
    for (size_t i = 0; i < told.kept && (has_all || i < SUMMARY_EVENTS / 2); i++)
        write_event(&told.most[i], told.measure, counts, outlet);
    if (!has_all) {
        write_least(&told, counts, outlet);
        write_rest(&told, outlet);
    }
    write_gaps(&told.gaps, outlet);
}
