/* document_details.c - made when the first of them is to be written. */
#include "document_details.h"

enum status document_details_make(struct document *document, struct arena *arena, struct document_details **details,
                                  struct failure *failure)
{
    void *memory = NULL;
    if (document->details == NULL) {
        if (arena_take(arena, sizeof(struct document_details), &memory, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        document->details = memory;
        *document->details = (struct document_details){0};
    }
    *details = document->details;
    return STATUS_OK;
}
