/* keep_terms.c - keep_terms_stage: RECORD_TERMS -> the same, the words of the documents to be explained kept with what
 * became of them. */
#include <stdlib.h>

#include "account.h"
#include "array.h"
#include "document_details.h"
#include "explained_document.h"
#include "stages.h"

struct keep_terms {
    const struct settings *settings;
    struct kept_word *items; /* their spans in memory of the document */
    size_t count, capacity;
};

static enum status keep_terms_open(void *memory, const struct settings *settings, struct flow *flow)
{
    struct keep_terms *const keep = memory;
    (void)flow;
    keep->settings = settings;
    return STATUS_OK;
}

static enum status keep_terms_begin(void *memory, struct flow *flow)
{
    struct keep_terms *const keep = memory;
    (void)flow;
    keep->count = 0;
    return STATUS_OK;
}

static enum status keep_word(struct keep_terms *keep, const struct word *word, const struct form *form,
                             struct flow *flow)
{
    struct arena *const arena = flow_document_arena(flow);
    struct failure *const failure = flow_failure(flow);
    struct kept_word kept = {.word = *word, .class = form->class, .channel = form->channel};
    if (array_reserve((void **)&keep->items, &keep->capacity, keep->count + 1, sizeof *keep->items, failure) !=
            STATUS_OK ||
        arena_copy(arena, word->surface, &kept.word.surface, failure) != STATUS_OK ||
        arena_copy(arena, form->term, &kept.term, failure) != STATUS_OK ||
        arena_copy(arena, form->normalized, &kept.normalized, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    keep->items[keep->count++] = kept;
    return STATUS_OK;
}

static enum status keep_terms_accept(void *memory, const struct record *record, struct flow *flow)
{
    struct keep_terms *const keep = memory;
    const struct terms *const terms = record->as.terms;
    if (explained_document(keep->settings, flow_document(flow))) {
        for (size_t i = 0; i < terms->count; i++) {
            if (keep_word(keep, &terms->words[i], terms->forms[i], flow) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    return flow_emit(flow, record);
}

static enum status keep_terms_end(void *memory, struct flow *flow)
{
    struct keep_terms *const keep = memory;
    struct document_details *details;
    void *kept, *items;
    if (keep->count == 0) {
        return STATUS_OK;
    }
    if (document_details_make(flow_document(flow), flow_document_arena(flow), &details, flow_failure(flow)) !=
            STATUS_OK ||
        arena_take(flow_document_arena(flow), sizeof(struct kept_words), &kept, flow_failure(flow)) != STATUS_OK ||
        arena_take(flow_document_arena(flow), keep->count * sizeof *keep->items, &items, flow_failure(flow)) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(items, keep->items, keep->count * sizeof *keep->items);
    *(struct kept_words *)kept = (struct kept_words){items, keep->count};
    details->kept_words = kept;
    return STATUS_OK;
}

static void keep_terms_close(void *memory)
{
    struct keep_terms *const keep = memory;
    free(keep->items);
}

const struct stage_type keep_terms_stage = {
    .name = "keep terms",
    .placement = PER_WORKER,
    .consumes = RECORD_TERMS,
    .produces = RECORD_TERMS,
    .state_size = sizeof(struct keep_terms),
    .open = keep_terms_open,
    .begin_document = keep_terms_begin,
    .accept = keep_terms_accept,
    .end_document = keep_terms_end,
    .close = keep_terms_close,
};
