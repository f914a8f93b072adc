/* bag_rows.c - three counts in four are 1, and hardly one is above 15: packed, a count and its lead take one byte and
 * not eight and a column more. */
#include "bag_rows.h"

#include "vocabulary.h"

static enum status add_lead(struct row_store *leads, const struct bag *bag, const uint32_t *numbers,
                            struct failure *failure)
{
    size_t terms = 0;
    for (size_t i = 0; i < bag->term_count; i++) {
        terms += bag->terms[i].lead_count > 0;
    }
    if (row_store_reserve(leads, terms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < bag->term_count; i++) {
        if (bag->terms[i].lead_count > 0 && numbers[i] != VOCABULARY_NONE) {
            row_store_put(leads, numbers[i], bag->terms[i].lead_count);
        }
    }
    row_store_end(leads);
    return STATUS_OK;
}

static enum status add_plain(struct row_store *rows, const struct bag *bag, const uint32_t *numbers,
                             struct failure *failure)
{
    if (row_store_reserve(rows, bag->term_count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < bag->term_count; i++) {
        if (numbers[i] != VOCABULARY_NONE) {
            row_store_put(rows, numbers[i], bag->terms[i].count);
        }
    }
    row_store_end(rows);
    return STATUS_OK;
}

static enum status add_led(struct row_store *rows, const struct bag *bag, const uint32_t *numbers,
                           struct failure *failure)
{
    if (row_store_reserve(rows, bag->term_count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < bag->term_count; i++) {
        if (numbers[i] != VOCABULARY_NONE) {
            row_store_put_led(rows, numbers[i], bag->terms[i].count, bag->terms[i].lead_count);
        }
    }
    row_store_end(rows);
    return STATUS_OK;
}

enum status bag_rows_add(struct row_store *rows, struct row_store *leads, const struct bag *bag,
                         const uint32_t *numbers, struct failure *failure)
{
    if (rows->width == ROWS_PACKED) {
        return add_led(rows, bag, numbers, failure);
    }
    if (add_plain(rows, bag, numbers, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return leads != NULL ? add_lead(leads, bag, numbers, failure) : STATUS_OK;
}
