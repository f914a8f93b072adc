/*
 * word_table.c - open addressing with linear probing, at most half of the places taken, behind two filters, since most
 * words that are asked for are not there: one of how words begin, which takes the first bytes alone to ask, and one of
 * whole words. A place has 32 bits of the hash, so that one that passes the filter costs no look
 * at another word's bytes.
 */
#include "word_table.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "word_filter.h"
#include "word_head.h"
#include "word_map.h"

struct table_form {
    uint32_t context, value, offset, length;
};

struct table_place {
    uint32_t hash;
    uint32_t form_above; /* index of the form + 1; 0 marks a free place */
};

static const struct table_form *forms_of(const struct word_table *table)
{
    return (const struct table_form *)(const void *)(table + 1);
}

static const struct table_place *places_of(const struct word_table *table)
{
    return (const struct table_place *)(const void *)(forms_of(table) + table->form_count);
}

static const char *bytes_of(const struct word_table *table)
{
    return (const char *)(places_of(table) + table->place_count);
}

static size_t filter_count(const struct word_table *table)
{
    return word_filter_count(table->form_count - table->key_count);
}

size_t word_table_words_bytes(const struct word_table *table)
{
    return (size_t)(bytes_of(table) - (const char *)table) + table->byte_count;
}

/* Bytes from the table's start: behind the words, where a number may lie. */
static size_t filter_offset(const struct word_table *table)
{
    return (word_table_words_bytes(table) + sizeof(uint64_t) - 1) / sizeof(uint64_t) * sizeof(uint64_t);
}

/* How words begin: in as many numbers as the filter has, a bit for the first six bytes and the context. */
enum { NUMBER_BITS = 64 };

static uint64_t beginning_hash(uint32_t context, struct span word)
{
    const uint64_t first_six = 0xFFFFFFFFFFFFu;
    const uint64_t head = word.length >= WORD_HALF_BYTES ? word_head_eight(word.bytes)
                          : word.length > 0              ? word_head_few(word.bytes, word.length)
                                                         : 0;
    return word_head_fold((head & first_six) ^ (uint64_t)context << 48, 0x9E3779B97F4A7C15u /* 2^64 / phi */);
}

static size_t beginning_place(size_t count, uint64_t hash)
{
    return (size_t)(hash / NUMBER_BITS) & (count - 1);
}

/* For the filter of whole words: quicker than that of the places, which is asked only for what the filter lets through.
 */
static uint64_t filter_hash(uint32_t context, struct span word)
{
    uint64_t head[2];
    word_head_read(word, head);
    return word_head_hash(head, word, context);
}

static uint32_t short_hash(uint64_t hash)
{
    return (uint32_t)(hash >> 32); /* the lower half chooses the place */
}

/* The place of the word, or the free place where it belongs. */
static size_t find_place(const struct word_table *table, uint64_t hash, uint32_t context, struct span word)
{
    const struct table_place *const places = places_of(table);
    const size_t mask = table->place_count - 1;
    for (size_t at = (size_t)hash & mask;; at = (at + 1) & mask) {
        if (places[at].form_above == 0)
            return at;
        if (places[at].hash != short_hash(hash))
            continue;
        const struct table_form *const form = &forms_of(table)[places[at].form_above - 1];
        if (form->context == context && span_equal((struct span){bytes_of(table) + form->offset, form->length}, word))
            return at;
    }
}

static size_t place_count_for(size_t count)
{
    size_t places = 2;
    while (places < 2 * count)
        places *= 2;
    return places;
}

enum status word_table_make(const struct word_table_word *words, size_t count, size_t key_count,
                            struct word_table **table, size_t *block_bytes, struct failure *failure)
{
    const size_t place_count = place_count_for(count - key_count);
    size_t byte_count = 0;
    void *block = NULL;
    for (size_t i = 0; i < count; i++)
        byte_count += words[i].word.length + 1;
    if (count > UINT32_MAX / 4 || byte_count > UINT32_MAX)
        return failure_set(failure, FAILURE_INTERNAL, "a table of words is beyond 4 GB");
    const struct word_table header = {(uint32_t)count, (uint32_t)key_count, (uint32_t)place_count,
                                      (uint32_t)byte_count};
    *block_bytes = filter_offset(&header) + 2 * filter_count(&header) * sizeof(uint64_t);
    if (array_zeroed(&block, *block_bytes, 1, failure) != STATUS_OK)
        return STATUS_FAILED;
    *table = block;
    **table = header;
    uint64_t *const beginnings = (uint64_t *)(void *)((char *)block + filter_offset(*table));
    uint64_t *const filter = beginnings + filter_count(*table);
    struct table_form *const forms = (struct table_form *)(void *)(*table + 1);
    struct table_place *const places = (struct table_place *)(void *)(forms + count);
    char *const bytes = (char *)(places + place_count);
    uint32_t offset = 0;
    for (size_t i = 0; i < count; i++) {
        const struct span word = words[i].word;
        forms[i] = (struct table_form){words[i].context, words[i].value, offset, (uint32_t)word.length};
        memcpy(bytes + offset, word.bytes, word.length);
        offset += (uint32_t)word.length + 1;
        if (i < key_count)
            continue;
        const uint64_t hash = word_map_hash(words[i].context, word);
        places[find_place(*table, hash, words[i].context, word)] =
            (struct table_place){short_hash(hash), (uint32_t)i + 1};
        const uint64_t begins = beginning_hash(words[i].context, word);
        beginnings[beginning_place(filter_count(*table), begins)] |= UINT64_C(1) << begins % NUMBER_BITS;
        word_filter_add(filter, filter_count(*table), filter_hash(words[i].context, word));
    }
    return STATUS_OK;
}

static bool find_behind_filter(const struct word_table *table, uint32_t context, struct span word, uint32_t *value)
{
    const uint64_t hash = word_map_hash(context, word);
    const struct table_place *const place = &places_of(table)[find_place(table, hash, context, word)];
    if (place->form_above == 0)
        return false;
    *value = forms_of(table)[place->form_above - 1].value;
    return true;
}

bool word_table_find(const struct word_table *table, uint32_t context, struct span word, uint32_t *value)
{
    if (table->place_count == 0)
        return false;
    const uint64_t *const beginnings = (const uint64_t *)(const void *)((const char *)table + filter_offset(table));
    const size_t count = filter_count(table);
    const uint64_t begins = beginning_hash(context, word);
    return (beginnings[beginning_place(count, begins)] >> begins % NUMBER_BITS & 1) != 0 &&
           word_filter_may_hold(beginnings + count, count, filter_hash(context, word)) &&
           find_behind_filter(table, context, word, value);
}

struct word_table_word word_table_word(const struct word_table *table, size_t index)
{
    const struct table_form *const form = &forms_of(table)[index];
    return (struct word_table_word){{bytes_of(table) + form->offset, form->length}, form->context, form->value};
}
