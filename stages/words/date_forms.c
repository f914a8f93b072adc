/*
 * date_forms.c - a form is found by its term and its words with a space where something stands between them: what does
 * stand there the vertical format does not tell.
 */
#include "date_forms.h"

#include <stdlib.h>

#include "array.h"

uint64_t date_word_end(const struct word *word)
{
    return word->second_end > word->end ? word->second_end : word->end;
}

/* A number that repair has moved to its place stands elsewhere in the file, but in the same line. */
uint64_t date_gap(const struct word *before, const struct word *word)
{
    enum { LINE_BYTES_MOST = 512, MOVED_GAP = 2 };
    if (before->field != word->field) {
        return UINT64_MAX;
    }
    if (word->start >= date_word_end(before)) {
        return word->start - date_word_end(before);
    }
    return before->start - word->start <= LINE_BYTES_MOST ? MOVED_GAP : UINT64_MAX;
}

/* Term, tab, words. */
static enum status write_text(struct date_forms *forms, struct span term, const struct word *words, size_t count,
                              struct span *text, struct failure *failure)
{
    size_t length = term.length + 1;
    for (size_t i = 0; i < count; i++) {
        length += words[i].surface.length + 1;
    }
    if (array_reserve((void **)&forms->text, &forms->text_capacity, length, 1, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(forms->text, term.bytes, term.length);
    forms->text[term.length] = '\t';
    length = term.length + 1;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && date_gap(&words[i - 1], &words[i]) > 0) {
            forms->text[length++] = ' ';
        }
        memcpy(forms->text + length, words[i].surface.bytes, words[i].surface.length);
        length += words[i].surface.length;
    }
    *text = (struct span){forms->text, length};
    return STATUS_OK;
}

static enum status make_form(struct date_forms *forms, struct span text, size_t term_length, uint32_t context,
                             double background, struct failure *failure)
{
    void *memory;
    struct span kept;
    if (array_reserve((void **)&forms->items, &forms->capacity, forms->count + 1, sizeof *forms->items, failure) !=
            STATUS_OK ||
        arena_take(&forms->arena, sizeof **forms->items, &memory, failure) != STATUS_OK ||
        arena_copy(&forms->arena, text, &kept, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct form *const form = memory;
    const struct span term = {kept.bytes, term_length};
    *form = (struct form){.surface = {kept.bytes + term_length + 1, kept.length - term_length - 1},
                          .normalized = term,
                          .term = term,
                          .class = FORM_DATE,
                          .channel = CHANNEL_DATE,
                          .script = SCRIPT_NONE,
                          .background = background,
                          .number = (uint32_t)forms->count};
    if (word_map_put(&forms->numbers, context, kept, form->number, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    forms->items[forms->count++] = form;
    return STATUS_OK;
}

enum status date_forms_find(struct date_forms *forms, const char *term, const struct word *words, size_t count,
                            const struct language *language, double background, const struct form **form,
                            struct failure *failure)
{
    const uint32_t context = word_map_language(language);
    struct span text;
    uint32_t number;
    if (write_text(forms, span_of(term), words, count, &text, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (!word_map_find(&forms->numbers, context, text, &number)) {
        number = (uint32_t)forms->count;
        if (make_form(forms, text, strlen(term), context, background, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    *form = forms->items[number];
    return STATUS_OK;
}

void date_forms_free(struct date_forms *forms)
{
    free(forms->text);
    free(forms->items);
    word_map_free(&forms->numbers);
    arena_free(&forms->arena);
    *forms = (struct date_forms){0};
}
