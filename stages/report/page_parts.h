/*
 * page_parts.h - what the sections of the page are made of, and the sections.
 *
 * Writers remember the first write that failed, so sections return a status only where they need memory.
 */
#ifndef MIZAN_PAGE_PARTS_H
#define MIZAN_PAGE_PARTS_H

#include "html.h"
#include "page.h"
#include "paragraph.h"

/* Is the measure one by which less is nearer? */
bool page_is_distance(const struct page *page);

/* A text in the language of the page, on distances where the measure is one. */
void page_words(const struct page *page, struct writer *writer, enum wording wording);
void page_say(const struct page *page, struct writer *writer, const struct saying *saying);

/* "<h2>" and the sentence below it. `id` is lasting and our own. */
void page_section_open(const struct page *page, struct writer *writer, const char *id, enum wording title,
                       enum wording lead);
void page_section_close(struct writer *writer);

/* What scrolls sideways where the screen is narrow, by keys too. Open within its label: its text and the end of the tag
 * are the caller's, as "</div>" is. */
void page_scroll_open(struct writer *writer);

/* A column of a table, by what it is sorted. */
struct page_column {
    enum wording heading;
    bool is_number;
};

/* A table that scrolls sideways where the screen is narrow, with a place for the script's tools before it; `caption`
 * names it to a screen reader. Open up to <tbody>. */
void page_table_open(const struct page *page, struct writer *writer, const char *id, enum wording caption,
                     const struct page_column *columns, size_t column_count);
void page_table_close(struct writer *writer);

/* Cells. */
void page_cell_name(struct writer *writer, struct span name);
void page_cell_number(struct writer *writer, double value, unsigned decimals); /* NaN: a dash */
void page_cell_count(struct writer *writer, uint64_t value);
void page_cell_term(const struct page *page, struct writer *writer, size_t term); /* a column of counts */

/* The attribute by which the script knows the word that an element shows. */
void page_term_attribute(const struct page *page, struct writer *writer, size_t term);

/* A sentence on what is not shown: `count` of them are in `file`. Nothing where count is 0. */
void page_rest(const struct page *page, struct writer *writer, size_t count, const char *file);

/* The years that a finding names, without their prefix, separated by spaces. */
void page_years(const struct page *page, struct writer *writer, const size_t *years, size_t count);

/* How a pair of sources is shown: what its status says. */
enum pair_state { PAIR_SHOWN, PAIR_SHORT, PAIR_LANGUAGE, PAIR_NONE };
enum pair_state page_pair_state(const struct source_finding *finding);

/* The sections, in their order; each writes nothing where it has nothing to say. */
enum status page_answer_write(const struct page *page, struct writer *writer, struct failure *failure) MUST_CHECK;
enum status page_sources_write(const struct page *page, struct writer *writer, struct failure *failure) MUST_CHECK;
enum status page_documents_write(const struct page *page, struct writer *writer, struct failure *failure) MUST_CHECK;
void page_terms_write(const struct page *page, struct writer *writer);
enum status page_contrasts_write(const struct page *page, struct writer *writer, struct failure *failure) MUST_CHECK;
void page_silences_write(const struct page *page, struct writer *writer);
enum status page_timeline_write(const struct page *page, struct writer *writer, struct failure *failure) MUST_CHECK;
enum status page_events_write(const struct page *page, struct writer *writer, struct failure *failure) MUST_CHECK;
void page_factors_write(const struct page *page, struct writer *writer);
void page_topics_write(const struct page *page, struct writer *writer);
void page_repairs_write(const struct page *page, struct writer *writer);
void page_methods_write(const struct page *page, const struct journal *journal, struct writer *writer);
enum status page_corpus_write(const struct page *page, struct writer *writer, struct failure *failure) MUST_CHECK;
void page_warnings_write(const struct page *page, const struct journal *journal, struct writer *writer);

bool page_events_are_there(const struct page *page);
bool page_timeline_is_there(const struct page *page);
bool page_repairs_are_there(const struct page *page);

/* Within the sections of sources and documents. */
void page_sources_rest(const struct page *page, struct writer *writer); /* how many are not shown */
void page_pairs_table_write(const struct page *page, struct writer *writer);
void page_neighbours_write(const struct page *page, struct writer *writer);

/* The data block of the script. */
enum status page_data_write(const struct page *page, struct writer *writer, struct failure *failure) MUST_CHECK;

#endif
