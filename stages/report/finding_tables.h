/* finding_tables.h - neighbours.csv and terms.csv: a row a finding. The writers are open; each table begins with its
 * header. */
#ifndef MIZAN_FINDING_TABLES_H
#define MIZAN_FINDING_TABLES_H

#include "failure.h"
#include "finding.h"
#include "writer.h"

/* document,rank,neighbour,similarity,cosine,tokens,neighbour_tokens */
enum status neighbours_csv_begin(struct writer *writer, struct failure *failure) MUST_CHECK;
enum status neighbours_csv_add(struct writer *writer, const struct counts *counts, const struct neighbour *neighbour,
                               struct failure *failure) MUST_CHECK;

/* kind,name,rank,term,form,weight,count,document_frequency */
enum status terms_csv_begin(struct writer *writer, struct failure *failure) MUST_CHECK;
enum status terms_csv_add(struct writer *writer, const struct counts *counts, const struct term_finding *term,
                          struct failure *failure) MUST_CHECK;

#endif
