/* vertical_copy.h - the vertical format read and written again by the stages of a filter. */
#ifndef MIZAN_VERTICAL_COPY_H
#define MIZAN_VERTICAL_COPY_H

#include "harness.h"

/* Reads the documents' payloads with one stage, writes with the other; fails the test unless the two are written as
 * they were read. */
void vertical_copy_expect_same(const struct stage_type *reader, const struct stage_type *writer,
                               const struct harness_document documents[2]);

/* A full disk is an error that is told, a closed pipe one that is not. */
void vertical_copy_expect_failures(const struct stage_type *reader, const struct stage_type *writer,
                                   const struct harness_document *document);

#endif
