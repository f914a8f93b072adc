/*
 * summary_nearest.c - a score alone misleads: two texts on the same states in other years look alike, so each sentence
 * says what names of states carry, what is left without them, and which years both mention.
 */
#include "summary_nearest.h"

#include <math.h>

#include "language.h"
#include "paragraph.h"

static const struct document *document_at(const struct summary *summary, size_t row)
{
    return summary->weighted->counts->documents[row];
}

static struct span form_at(const struct summary *summary, size_t column)
{
    return summary_form(&summary->weighted->counts->terms[column]);
}

/* False where the two share nothing that the measure looks at. */
static bool is_like(const struct summary *summary, const struct nearest_finding *finding)
{
    const enum similarity measure = summary->settings->similarity;
    return similarity_is_delta(measure)           ? !isnan(finding->similarity)
           : measure == SIMILARITY_JENSEN_SHANNON ? finding->similarity < 1
                                                  : finding->similarity > 0;
}

static void say_margin(struct paragraph *paragraph, double margin, bool is_distance)
{
    if (margin >= 0.005) { /* what two decimals can show */
        paragraph_text(paragraph, ", ");
        paragraph_fixed(paragraph, margin, 2);
        paragraph_text(paragraph, is_distance ? " less than the next" : " ahead of the next");
    } else if (!isnan(margin)) {
        paragraph_text(paragraph, ", level with the next");
    }
}

static void write_claim(const struct summary *summary, struct screen *screen, const struct nearest_finding *finding)
{
    const bool is_distance = similarity_is_distance(summary->settings->similarity);
    const struct outlet outlet = {.screen = screen};
    struct paragraph paragraph;
    paragraph_open(&paragraph, &outlet, 2, 4);
    paragraph_name(&paragraph, document_at(summary, finding->a)->id);
    if (!is_like(summary, finding)) {
        paragraph_text(&paragraph, " shares no weighted term with any other document.");
        paragraph_close(&paragraph);
        return;
    }
    paragraph_text(&paragraph, finding->mutual ? " and " : " is nearest to ");
    paragraph_name(&paragraph, document_at(summary, finding->b)->id);
    paragraph_text(&paragraph, finding->mutual ? " are nearest to each other: " : ": ");
    paragraph_text(&paragraph, is_distance ? "a distance of " : "");
    paragraph_fixed(&paragraph, finding->similarity, 2);
    say_margin(&paragraph, finding->margin, is_distance);
    if (finding->settings > 0) {
        paragraph_text(&paragraph, "; so in ");
        paragraph_count(&paragraph, finding->holds);
        paragraph_text(&paragraph, " of ");
        paragraph_count(&paragraph, finding->settings);
        paragraph_text(&paragraph, finding->settings == 1 ? " setting" : " settings");
    }
    paragraph_text(&paragraph, ".");
    paragraph_close(&paragraph);
}

static void say_names(struct paragraph *paragraph, const struct nearest_finding *finding, bool is_distance)
{
    const double percent = floor(finding->names_share * 100 + 0.5);
    if (isnan(percent))
        return;
    if (!(percent >= 1)) {
        paragraph_text(paragraph, "Names of states and peoples play no part in it.");
        return;
    }
    paragraph_text(paragraph, is_distance ? "Names of states and peoples make " : "Names of states and peoples carry ");
    paragraph_fixed(paragraph, percent, 0);
    if (isnan(finding->without_names)) {
        paragraph_text(paragraph, "% of it; without them nothing is left.");
        return;
    }
    /* no remainder: what the two share is measured anew against shorter texts */
    paragraph_text(paragraph, "% of it; compared without them the two reach ");
    paragraph_fixed(paragraph, finding->without_names, 2);
    paragraph_text(paragraph, ".");
}

static void say_years(const struct summary *summary, struct paragraph *paragraph, const struct summary_nearest *nearest)
{
    const size_t total = nearest->finding.year_count;
    const size_t shown = total < SUMMARY_YEARS ? total : SUMMARY_YEARS;
    if (total == 0) {
        paragraph_text(paragraph, " Years in both: none in figures."); /* one may count in another era, or in words */
        return;
    }
    paragraph_text(paragraph, " Years in both: ");
    for (size_t i = 0; i < shown; i++) {
        if (i > 0)
            paragraph_text(paragraph, i + 1 == total ? " and " : ", ");
        paragraph_name(paragraph, form_at(summary, nearest->years[i]));
    }
    if (shown < total) {
        paragraph_text(paragraph, " and ");
        paragraph_count(paragraph, total - shown);
        paragraph_text(paragraph, total - shown == 1 ? " year more" : " years more");
    }
    paragraph_text(paragraph, ".");
}

/* Words of two languages do not meet, whatever the texts tell. */
static void say_languages(const struct summary *summary, struct screen *screen, const struct nearest_finding *finding)
{
    const struct language *const a = language_find(document_at(summary, finding->a)->language);
    const struct language *const b = language_find(document_at(summary, finding->b)->language);
    const struct outlet outlet = {.screen = screen};
    struct paragraph paragraph;
    if (a == NULL || b == NULL || a == b)
        return;
    paragraph_open(&paragraph, &outlet, 4, 6);
    paragraph_text(&paragraph, "One is in ");
    paragraph_text(&paragraph, a->name);
    paragraph_text(&paragraph, ", the other in ");
    paragraph_text(&paragraph, b->name);
    paragraph_text(&paragraph, ": dates, figures and borrowed names alone can match.");
    paragraph_close(&paragraph);
}

static void write_account(const struct summary *summary, struct screen *screen, const struct summary_nearest *nearest)
{
    const struct nearest_finding *const finding = &nearest->finding;
    const struct outlet outlet = {.screen = screen};
    struct paragraph paragraph;
    if (!is_like(summary, finding))
        return;
    paragraph_open(&paragraph, &outlet, 4, 6);
    say_names(&paragraph, finding, similarity_is_distance(summary->settings->similarity));
    say_years(summary, &paragraph, nearest);
    paragraph_close(&paragraph);
    if (finding->term_count > 0) {
        paragraph_open(&paragraph, &outlet, 4, 6);
        paragraph_text(&paragraph, "Shared most: ");
        for (size_t i = 0; i < finding->term_count && i < NEAREST_SHOWN_TERMS; i++) {
            paragraph_text(&paragraph, i > 0 ? ", " : "");
            paragraph_name(&paragraph, form_at(summary, nearest->terms[i]));
        }
        paragraph_text(&paragraph, ".");
        paragraph_close(&paragraph);
    }
    say_languages(summary, screen, finding);
    if (finding->uncertain) {
        paragraph_open(&paragraph, &outlet, 4, 6);
        paragraph_text(&paragraph, "Uncertain: at least one of the two has fewer than ");
        paragraph_count(&paragraph, SHORT_DOCUMENT_WORDS);
        paragraph_text(&paragraph, " words.");
        paragraph_close(&paragraph);
    }
}

void summary_nearest_write(const struct summary *summary, struct screen *screen)
{
    if (summary->nearest_count == 0)
        return;
    const size_t most = summary_events_told(&summary->events) ? SUMMARY_SENTENCES_BESIDE : SUMMARY_SENTENCES;
    const size_t shown = summary->nearest_count < most ? summary->nearest_count : most;
    screen_heading(screen, "Nearest");
    for (size_t i = 0; i < shown; i++) {
        write_claim(summary, screen, &summary->nearest[i].finding);
        write_account(summary, screen, &summary->nearest[i]);
    }
    if (shown < summary->nearest_total) {
        writer_text(&screen->writer, "  and ");
        screen_grouped(screen, summary->nearest_total - shown);
        writer_text(&screen->writer, " more in neighbours.csv\n");
    }
}
