/* explained_document.h - which documents `mizan explain` looks into, or are read again. */
#ifndef MIZAN_EXPLAINED_DOCUMENT_H
#define MIZAN_EXPLAINED_DOCUMENT_H

#include <stdbool.h>

#include "record.h"
#include "settings.h"

/* True for the documents named, or those of the sources named on the event; metadata must be known, as it is with a
 * document's first words. */
bool explained_document(const struct settings *settings, const struct document *document);

#endif
