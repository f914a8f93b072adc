/* page_json.h - texts in the data blocks of the page: JSON that cannot end its <script> element. */
#ifndef MIZAN_PAGE_JSON_H
#define MIZAN_PAGE_JSON_H

#include "span.h"
#include "writer.h"

/* A JSON string (RFC 8259). <, >, & and U+2028, U+2029 are escaped; broken UTF-8, and what would reorder the text
 * around it (the embeddings, overrides and isolates of UAX #9), becomes U+FFFD. */
void page_json_string(struct writer *writer, struct span text);

/* A number with at most `decimals` places (0 to 6); null for NaN. */
void page_json_number(struct writer *writer, double value, unsigned decimals);

#endif
