/* page_pair_tables.c - tables in <details>, one an event, so that a long list does not stand in the way. */
#include "page_pair_tables.h"

#include <string.h>

#include "html.h"
#include "page_script_words.h"

enum { SHOWN_TERMS = 5, PERCENT = 100 };

static bool is_shown(const struct page_evidence *evidence, const struct page_pair *pair)
{
    return pair->sources > 0 && evidence->sides[pair->sides[0]].is_telling;
}

bool page_pair_tables_are_there(const struct page_evidence *evidence)
{
    for (size_t i = 0; i < evidence->pair_count; i++) {
        if (is_shown(evidence, &evidence->pairs[i]))
            return true;
    }
    return false;
}

static void say(struct writer *writer, size_t language, const char *key)
{
    for (size_t i = 0; i < page_script_word_count; i++) {
        if (strcmp(page_script_words[i].key, key) == 0)
            html_string(writer, page_script_words[i].texts[language]);
    }
}

/* A date as it is counted, without the language of its form. */
static struct span label_of(const struct vocabulary_term *term)
{
    const char *const colon = memchr(term->term.bytes, ':', term->term.length);
    if (term->channel == CHANNEL_DATE && colon != NULL) {
        struct span date = {colon + 1, term->term.length - (size_t)(colon + 1 - term->term.bytes)};
        while (date.length > 0 && date.bytes[0] == '-') {
            date.bytes++;
            date.length--;
        }
        return date;
    }
    return term->form_count > 0 ? term->forms[0].surface : term->term;
}

static void write_terms(const struct page_evidence *evidence, struct writer *writer, const struct page_pair *pair,
                        enum evidence_part part)
{
    const struct evidence_term *terms = &evidence->terms[pair->first_term];
    for (size_t before = 0; before < (size_t)part; before++)
        terms += pair->term_counts[before];
    html_raw(writer, "<td>");
    for (size_t i = 0; i < pair->term_counts[part] && i < SHOWN_TERMS; i++) {
        if (i > 0)
            html_raw(writer, "<br>");
        html_name(writer, label_of(&evidence->weighted->counts->terms[terms[i].term]));
        if (part == EVIDENCE_SHARED) {
            html_raw(writer, " <small>");
            html_fixed(writer, terms[i].share * PERCENT, 0);
            html_raw(writer, "%</small>");
        }
    }
    html_raw(writer, "</td>");
}

/* Lines are sorted by side and term: the first of them. */
static const struct line_finding *find_line(const struct page_evidence *evidence, size_t side, size_t term)
{
    size_t low = 0, high = evidence->line_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const struct line_finding *const line = &evidence->lines[middle];
        if (line->side < side || (line->side == side && line->term < term))
            low = middle + 1;
        else
            high = middle;
    }
    const struct line_finding *const found = low < evidence->line_count ? &evidence->lines[low] : NULL;
    return found != NULL && found->side == side && found->term == term ? found : NULL;
}

static void write_line(const struct page_evidence *evidence, struct writer *writer, const struct page_pair *pair,
                       size_t side)
{
    const size_t term = evidence->terms[pair->first_term].term;
    const struct line_finding *const line = find_line(evidence, pair->sides[side], term);
    if (line != NULL)
        page_evidence_line_write(writer, line);
}

static void write_pair(const struct page_evidence *evidence, struct writer *writer, const struct page_pair *pair)
{
    html_raw(writer, "<tr><th scope=\"row\">");
    html_name(writer, evidence->sides[pair->sides[0]].source);
    html_raw(writer, " \u00b7 ");
    html_name(writer, evidence->sides[pair->sides[1]].source);
    html_raw(writer, "</th><td>");
    html_number(writer, pair->similarity, 2);
    html_raw(writer, "</td>");
    write_terms(evidence, writer, pair, EVIDENCE_SHARED);
    write_terms(evidence, writer, pair, EVIDENCE_APART_A);
    write_terms(evidence, writer, pair, EVIDENCE_APART_B);
    html_raw(writer, "<td>");
    if (pair->term_counts[EVIDENCE_SHARED] > 0) {
        write_line(evidence, writer, pair, 0);
        write_line(evidence, writer, pair, 1);
    }
    html_raw(writer, "</td></tr>\n");
}

static void begin_event(struct writer *writer, size_t language, bool is_distance, struct span event)
{
    const char *const columns[] = {"pair", is_distance ? "distance" : "score", "shared", "apart_first", "apart_second",
                                   "lines"};
    html_raw(writer, "<details><summary>");
    html_name(writer, event);
    html_raw(writer, "</summary>\n<div class=\"scroll\"><table><thead><tr>");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        html_raw(writer, "<th scope=\"col\">");
        say(writer, language, columns[i]);
        html_raw(writer, "</th>");
    }
    html_raw(writer, "</tr></thead><tbody>\n");
}

void page_pair_tables_write(const struct page_evidence *evidence, struct writer *writer, size_t language,
                            bool is_distance)
{
    struct span event = {0};
    size_t shown = 0, left_out = 0;
    html_raw(writer, "<section id=\"pairs\" aria-labelledby=\"pairs-title\">\n<h2 id=\"pairs-title\">");
    say(writer, language, "pairs");
    html_raw(writer, "</h2>\n");
    for (size_t i = 0; i < evidence->pair_count; i++) {
        const struct page_pair *const pair = &evidence->pairs[i];
        const struct span of = evidence->sides[pair->sides[0]].event;
        if (!is_shown(evidence, pair))
            continue;
        if (shown == PAGE_PAIR_TABLES_MOST) {
            left_out++;
            continue;
        }
        if (shown == 0 || !span_equal(of, event)) {
            html_raw(writer, shown > 0 ? "</tbody></table></div></details>\n" : "");
            begin_event(writer, language, is_distance, of);
            event = of;
        }
        write_pair(evidence, writer, pair);
        shown++;
    }
    html_raw(writer, shown > 0 ? "</tbody></table></div></details>\n" : "");
    if (left_out > 0) {
        html_raw(writer, "<p class=\"soft\">");
        say(writer, language, "pairs_more");
        html_raw(writer, " ");
        html_count(writer, left_out);
        html_raw(writer, "</p>\n");
    }
    html_raw(writer, "</section>\n");
}
