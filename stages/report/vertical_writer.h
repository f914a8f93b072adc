/*
 * vertical_writer.h - words in the vertical format of corpus linguistics, as the Corpus Workbench and Sketch Engine
 * read it.
 *
 *     <doc id="..." source="..." event="..." language="...">
 *     <s>
 *     word TAB start TAB end            further columns, if the caller adds them
 *     <notes>                           words of another field than the body
 *     word TAB start,start TAB end,end  a mended word has two places
 *     </notes>
 *     </s>
 *     </doc>
 */
#ifndef MIZAN_VERTICAL_WRITER_H
#define MIZAN_VERTICAL_WRITER_H

#include <stdbool.h>

#include "record.h"
#include "writer.h"

/* Set up with an open writer, the rest zero. */
struct vertical_writer {
    struct writer writer;
    bool in_segment;
    enum field field;
};

void vertical_writer_begin_document(struct vertical_writer *vertical, const struct document *document);

/* The word's own columns and the tags before it; then come vertical_writer_column and, once, vertical_writer_end_row.
 */
void vertical_writer_word(struct vertical_writer *vertical, const struct word *word);

/* A further column; an empty one is written as "-". */
void vertical_writer_column(struct vertical_writer *vertical, struct span column);
void vertical_writer_end_row(struct vertical_writer *vertical);
void vertical_writer_end_document(struct vertical_writer *vertical);

#endif
