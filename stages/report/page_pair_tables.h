/* page_pair_tables.h - the pairs of each event as plain tables, for whoever reads the page without its script. */
#ifndef MIZAN_PAGE_PAIR_TABLES_H
#define MIZAN_PAGE_PAIR_TABLES_H

#include "page_evidence.h"

/* Rows of all tables together; the block for the script has the others. */
enum { PAGE_PAIR_TABLES_MOST = 200 };

/* True where there are tellings of one event to be shown. */
bool page_pair_tables_are_there(const struct page_evidence *evidence);

/*
 * <section id="pairs">, in one of the languages of page_script_words.h: for each event what each two sources share,
 * with its part of their similarity (of their distance), what sets each apart, and a line of each for the strongest
 * term.
 */
void page_pair_tables_write(const struct page_evidence *evidence, struct writer *writer, size_t language,
                            bool is_distance);

#endif
