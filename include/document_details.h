/*
 * document_details.h - what few documents have beside their identity: apart, so that 100,000 that have none of it take
 * a pointer each.
 */
#ifndef MIZAN_DOCUMENT_DETAILS_H
#define MIZAN_DOCUMENT_DETAILS_H

#include "arena.h"
#include "record.h"

struct document_details {
    struct span genre, published, translated_from;
    const struct column *columns; /* carried through, in the order of their header */
    size_t column_count;
    uint64_t stored_bytes; /* of an INPUT_FILE as stored, before inflating; the pipeline names it among the inputs */
    uint32_t stored_crc;   /* CRC-32 of the stored bytes; both only until the document is accepted */
    uint64_t cut_tokens[FIELD_COUNT];      /* words by field; of the body 0: they are the document's tokens */
    const struct apparatus_run *apparatus; /* by place; only for compare, which lists them */
    size_t apparatus_count;
    uint64_t repairs[REPAIR_COUNT];   /* made by the stage repair */
    const struct repair *repair_list; /* each of them, in reading order; only with --list-repairs */
    size_t repair_list_count;
    struct span kept_text;               /* decoded, and */
    const struct kept_words *kept_words; /* account.h: of a document that explain looks into, else NULL */
};

/* Those of the document, or such as say nothing. */
static inline const struct document_details *document_details(const struct document *document)
{
    static const struct document_details none = {0};
    return document->details != NULL ? document->details : &none;
}

/* The same to write to: made in the arena, which must live as long as the document, where there are none yet. */
enum status document_details_make(struct document *document, struct arena *arena, struct document_details **details,
                                  struct failure *failure) MUST_CHECK;

#endif
