/* variant_terms.c - hashed first, as many forms have the same term, then sorted; several variants share the work. */
#include "variant_terms.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "hash_index.h"

/* Stop words and apparatus among them: it is the variant that leaves these out. */
static struct span term_of(const struct form *form, enum stem_choice choice)
{
    const struct span *const choices = form_choices(form);
    const struct span none = {0};
    if (form->class == FORM_STOP) {
        return choices == NULL ? none : choices[choice];
    }
    if (form->class != FORM_TERM && form->class != FORM_DATE) {
        return none;
    }
    return choices != NULL ? choices[choice] : form->term;
}

static enum status add_term(struct variant_terms *made, struct hash_index *index, size_t form, struct variant_term term,
                            struct failure *failure)
{
    const uint64_t hash = span_hash(term.text);
    size_t place;
    for (uint32_t i = hash_index_first(index, hash, &place); i != HASH_INDEX_NONE;
         i = hash_index_next(index, hash, &place)) {
        if (made->terms[i].channel == term.channel && span_equal(made->terms[i].text, term.text)) {
            made->of_form[form] = i;
            return STATUS_OK;
        }
    }
    const uint32_t number = (uint32_t)made->count++;
    made->terms[number] = term;
    made->of_form[form] = number;
    return hash_index_add(index, hash, number, failure);
}

static enum status find_terms(struct variant_terms *made, const struct readings *readings, enum stem_choice choice,
                              struct failure *failure)
{
    struct hash_index index = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < readings->form_count && status == STATUS_OK; i++) {
        const struct form *const form = readings->forms[i].form;
        const struct variant_term term = {term_of(form, choice),
                                          form->class == FORM_STOP ? CHANNEL_WORD : form->channel};
        made->of_form[i] = VARIANT_NO_TERM;
        if (term.text.length > 0) {
            status = add_term(made, &index, i, term, failure);
        }
    }
    hash_index_free(&index);
    return status;
}

/* A term's place among the others: its channel and its first 15 bytes tell nearly all apart. */
struct term_key {
    uint64_t heads[2];
    const struct variant_term *term;
};

static struct term_key key_of(const struct variant_term *term)
{
    unsigned char bytes[2 * sizeof(uint64_t)] = {(unsigned char)term->channel};
    memcpy(bytes + 1, term->text.bytes, term->text.length < sizeof bytes - 1 ? term->text.length : sizeof bytes - 1);
    struct term_key key = {.term = term};
    memcpy(key.heads, bytes, sizeof bytes);
    key.heads[0] = be64toh(key.heads[0]);
    key.heads[1] = be64toh(key.heads[1]);
    return key;
}

static int compare_keys(const void *a, const void *b)
{
    const struct term_key *const first = *(const struct term_key *const *)a;
    const struct term_key *const second = *(const struct term_key *const *)b;
    for (size_t i = 0; i < 2; i++) {
        if (first->heads[i] != second->heads[i]) {
            return first->heads[i] > second->heads[i] ? 1 : -1;
        }
    }
    return span_compare(first->term->text, second->term->text);
}

/* What is sorted is where the keys are: a third of the bytes to be moved. */
static enum status order_terms(struct variant_terms *made, size_t forms, struct failure *failure)
{
    struct term_key *keys = NULL;
    const struct term_key **order = NULL;
    struct variant_term *sorted = NULL;
    uint32_t *places = NULL;
    enum status status = STATUS_FAILED;
    if (array_zeroed((void **)&keys, made->count, sizeof *keys, failure) == STATUS_OK &&
        array_zeroed((void **)&order, made->count, sizeof *order, failure) == STATUS_OK &&
        array_zeroed((void **)&places, made->count, sizeof *places, failure) == STATUS_OK &&
        array_zeroed((void **)&sorted, made->count, sizeof *sorted, failure) == STATUS_OK) {
        for (size_t i = 0; i < made->count; i++) {
            keys[i] = key_of(&made->terms[i]);
            order[i] = &keys[i];
        }
        qsort(order, made->count, sizeof *order, compare_keys);
        for (size_t i = 0; i < made->count; i++) {
            sorted[i] = *order[i]->term;
            places[order[i]->term - made->terms] = (uint32_t)i;
        }
        for (size_t i = 0; i < forms; i++) {
            made->of_form[i] = made->of_form[i] != VARIANT_NO_TERM ? places[made->of_form[i]] : VARIANT_NO_TERM;
        }
        free(made->terms);
        made->terms = sorted;
        status = STATUS_OK;
    }
    free(places);
    free(order);
    free(keys);
    return status;
}

enum status variant_terms_open(struct variant_terms *terms, const struct readings *readings, enum stem_choice choice,
                               struct failure *failure)
{
    *terms = (struct variant_terms){0};
    if (array_zeroed((void **)&terms->of_form, readings->form_count, sizeof *terms->of_form, failure) != STATUS_OK ||
        array_zeroed((void **)&terms->terms, readings->form_count, sizeof *terms->terms, failure) != STATUS_OK ||
        find_terms(terms, readings, choice, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return order_terms(terms, readings->form_count, failure);
}

void variant_terms_close(struct variant_terms *terms)
{
    if (terms == NULL) {
        return;
    }
    free(terms->of_form);
    free(terms->terms);
    *terms = (struct variant_terms){0};
}
