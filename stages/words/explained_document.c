/* explained_document.c - names are compared by their bytes. What a document tells of an event of --events is known only
 * when all have been read. */
#include "explained_document.h"

bool explained_document(const struct settings *settings, const struct document *document)
{
    if (document->role != ROLE_DOCUMENT) {
        return false;
    }
    if (settings->rereading != NULL) {
        return true; /* nothing else is read */
    }
    if (settings->documents[0] != NULL) {
        return span_equal(document->id, span_of(settings->documents[0])) ||
               span_equal(document->id, span_of(settings->documents[1]));
    }
    return settings->event != NULL &&
           (settings->events != NULL || span_equal(document->event, span_of(settings->event))) &&
           (span_equal(document->source, span_of(settings->sources[0])) ||
            span_equal(document->source, span_of(settings->sources[1])));
}
