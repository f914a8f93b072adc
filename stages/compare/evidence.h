/*
 * evidence.h - what each two tellings of an event share, what sets them apart and what each leaves out; and the same of
 * every document and its nearest.
 */
#ifndef MIZAN_EVIDENCE_H
#define MIZAN_EVIDENCE_H

#include "finding.h"
#include "similarity.h"
#include "stage.h"
#include "tellings.h"
#include "top_list.h"

/*
 * Above EVIDENCE_PAIRS_MOST pairs each source keeps as many of its nearest on an event as fit, the same number on every
 * event; above EVIDENCE_DOCUMENTS_MOST documents there are no pairs of documents. Lists are longer where there are no
 * more than EVIDENCE_PAIRS_FEW pairs of tellings.
 */
enum { EVIDENCE_PAIRS_MOST = 4000, EVIDENCE_PAIRS_FEW = 1000, EVIDENCE_DOCUMENTS_MOST = 400 };

/*
 * Emits FINDING_EVIDENCE for pairs of tellings by event, source a, source b, then for documents by row, and
 * FINDING_EVIDENCE_END. `lists` are the nearest of every document, sorted.
 */
enum status evidence_emit(const struct tellings *tellings, const struct similarity_measure *measure,
                          const struct top_lists *lists, struct flow *flow) MUST_CHECK;

#endif
