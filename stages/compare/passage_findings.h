/* passage_findings.h - which passage, or which document, went to which event, and by what. */
#ifndef MIZAN_PASSAGE_FINDINGS_H
#define MIZAN_PASSAGE_FINDINGS_H

#include "stage.h"
#include "tellings.h"

/* Emits FINDING_PASSAGE: with a map every passage, once for each event that it is about, or once if it is about none;
 * without one (NULL) every document. The map's scores are worked out anew. */
enum status passage_findings_emit(const struct tellings *tellings, struct event_map *map, struct flow *flow) MUST_CHECK;

#endif
