/* known_forms.c - forms are compared folded: what damage does to a text, it does to words with and without hamza. */
#include "known_forms.h"

#include <stdlib.h>

#include "array.h"

enum status known_forms_open(struct known_forms *known, struct failure *failure)
{
    known->background = background_builtin("ar");
    return folder_open(&known->folder, failure);
}

void known_forms_close(struct known_forms *known)
{
    known_forms_forget(known);
    arena_free(&known->arena);
    free(known->counts);
    known->counts = NULL;
    known->capacity = 0;
    folder_close(known->folder);
    known->folder = NULL;
}

void known_forms_forget(struct known_forms *known)
{
    word_map_free(&known->forms);
    arena_clear(&known->arena);
    known->count = 0;
}

enum status known_forms_add(struct known_forms *known, struct span word, struct failure *failure)
{
    struct span folded, kept;
    uint32_t index;
    if (folder_fold(known->folder, word, false, &folded, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (word_map_find(&known->forms, WORD_MAP_NO_LANGUAGE, folded, &index)) {
        known->counts[index] += known->counts[index] < UINT32_MAX;
        return STATUS_OK;
    }
    if (array_reserve((void **)&known->counts, &known->capacity, known->count + 1, sizeof(uint32_t), failure) !=
            STATUS_OK ||
        arena_copy(&known->arena, folded, &kept, failure) != STATUS_OK ||
        word_map_put(&known->forms, WORD_MAP_NO_LANGUAGE, kept, (uint32_t)known->count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    known->counts[known->count++] = 1;
    return STATUS_OK;
}

enum status known_forms_find(struct known_forms *known, struct span word, struct known_form *attested,
                             struct failure *failure)
{
    struct span folded;
    uint32_t index;
    *attested = (struct known_form){0};
    if (folder_fold(known->folder, word, false, &folded, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (known->background != NULL) {
        attested->background = background_folded_frequency(known->background, folded);
    }
    if (word_map_find(&known->forms, WORD_MAP_NO_LANGUAGE, folded, &index)) {
        attested->document = known->counts[index];
    }
    return STATUS_OK;
}

uint64_t known_forms_documents(const struct known_forms *known)
{
    return known->background == NULL ? 0 : background_documents(known->background);
}
