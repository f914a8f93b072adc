/* vocabulary_csv.h - vocabulary.csv: number,channel,term,document_frequency,count,forms. */
#ifndef MIZAN_VOCABULARY_CSV_H
#define MIZAN_VOCABULARY_CSV_H

#include "failure.h"
#include "matrix.h"
#include "writer.h"

/* A row a term in the order of the columns, numbered from 1. */
enum status vocabulary_csv_write(struct writer *writer, const struct counts *counts,
                                 struct failure *failure) MUST_CHECK;

#endif
