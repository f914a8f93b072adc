/* document_terms.h - how many terms a document has, as documents.csv shows them. */
#ifndef MIZAN_DOCUMENT_TERMS_H
#define MIZAN_DOCUMENT_TERMS_H

#include "failure.h"
#include "matrix.h"

/* Sets `terms` of each document of counts->rows, queries too: its distinct terms of the channels word and date. */
enum status document_terms_count(const struct counts *counts, struct failure *failure) MUST_CHECK;

#endif
