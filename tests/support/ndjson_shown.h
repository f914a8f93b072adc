/* ndjson_shown.h - a line of NDJSON, parsed, as one line of text. */
#ifndef MIZAN_NDJSON_SHOWN_H
#define MIZAN_NDJSON_SHOWN_H

#include "ndjson.h"

/* "text|name=value|..." */
enum status ndjson_show(struct span line, char *shown, size_t size, struct failure *failure);

#endif
