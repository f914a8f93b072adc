/*
 * vocabulary.c - terms and forms in two flat arrays, each with a hash index; a form knows its term.
 *
 * A form is looked up by (term, surface) in one index over all terms, not in a list of its term's: a corpus can be
 * built whose lists are as long as its texts. The final order is total (channel, bytes; count, bytes), so neither the
 * order of arrival nor of the hashes shows in it. Terms are compared by a first key of channel and seven bytes, which
 * decides nearly always without a look at the strings.
 *
 * The bounds are scikit-learn's (CountVectorizer._limit_features: dfs >= min_df * n_doc, dfs <= max_df * n_doc).
 */
#include "vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

/* There is one for each distinct term, and for each distinct form of it: 40 and 24 bytes. */
struct vocabulary_entry {
    const char *bytes;
    uint64_t count;
    double background;
    uint32_t length;
    uint32_t document_frequency;
    uint32_t name_count; /* stops at 2^32 - 1 */
    uint16_t channel, flags;
};

struct vocabulary_entry_form {
    const char *bytes;
    uint64_t count;
    uint32_t length;
    uint32_t entry;
};

static struct span term_of(const struct vocabulary_entry *entry)
{
    return (struct span){entry->bytes, entry->length};
}

static struct span surface_of(const struct vocabulary_entry_form *form)
{
    return (struct span){form->bytes, form->length};
}

/* What has a number lasts, the rest is copied. */
static enum status keep_text(struct vocabulary *vocabulary, struct span text, uint32_t number, const char **bytes,
                             uint32_t *length, struct failure *failure)
{
    struct span kept = text;
    if (text.length > UINT32_MAX) {
        return failure_set(failure, FAILURE_DATA, "a term of more than 4 GB; its text may not be text at all");
    }
    if (number == BAG_UNNUMBERED && arena_copy(&vocabulary->strings, text, &kept, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *bytes = kept.bytes;
    *length = (uint32_t)kept.length;
    return STATUS_OK;
}

static uint64_t entry_hash(const struct bag_term *term)
{
    const uint64_t channel_step = 0x8CB92BA72F3D8DD7u; /* odd, any: sets the channels apart */
    const uint64_t hash = term->number == BAG_UNNUMBERED ? term->hash : span_hash(term->term);
    return hash + (uint64_t)term->channel * channel_step;
}

static uint64_t form_hash(uint32_t entry, struct span surface)
{
    const uint64_t entry_step = 0xA0761D6478BD642Fu; /* odd, any: sets the terms apart */
    return span_hash(surface) + entry * entry_step;
}

uint32_t vocabulary_find(const struct vocabulary *vocabulary, const struct bag_term *term)
{
    const uint64_t hash = entry_hash(term);
    const struct hash_index *const index = &vocabulary->entry_index;
    size_t place;
    for (uint32_t i = hash_index_first(index, hash, &place); i != HASH_INDEX_NONE;
         i = hash_index_next(index, hash, &place)) {
        const struct vocabulary_entry *const entry = &vocabulary->entries[i];
        if (entry->channel == term->channel && span_equal(term_of(entry), term->term)) {
            return i;
        }
    }
    return VOCABULARY_NONE;
}

static enum status entry_make(struct vocabulary *vocabulary, const struct bag_term *term, struct failure *failure)
{
    if (vocabulary->entry_count >= VOCABULARY_NONE) {
        return failure_set(
            failure, FAILURE_DATA,
            "the corpus has more than %u distinct terms; split it, or leave out --ngrams or --characters",
            VOCABULARY_NONE - 1);
    }
    if (array_reserve((void **)&vocabulary->entries, &vocabulary->entry_capacity, vocabulary->entry_count + 1,
                      sizeof *vocabulary->entries, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct vocabulary_entry entry = {.channel = (uint16_t)term->channel, .background = term->background};
    if (keep_text(vocabulary, term->term, term->number, &entry.bytes, &entry.length, failure) != STATUS_OK ||
        hash_index_add(&vocabulary->entry_index, entry_hash(term), (uint32_t)vocabulary->entry_count, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    vocabulary->entries[vocabulary->entry_count++] = entry;
    return STATUS_OK;
}

enum status vocabulary_add(struct vocabulary *vocabulary, const struct bag_term *term, uint32_t *number,
                           struct failure *failure)
{
    *number = vocabulary_find(vocabulary, term);
    if (*number == VOCABULARY_NONE) {
        *number = (uint32_t)vocabulary->entry_count;
        if (entry_make(vocabulary, term, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    vocabulary_count(vocabulary, *number, term);
    return STATUS_OK;
}

void vocabulary_count(struct vocabulary *vocabulary, uint32_t number, const struct bag_term *term)
{
    struct vocabulary_entry *const entry = &vocabulary->entries[number];
    entry->count += term->count;
    const uint32_t names = entry->name_count + term->name_count;
    entry->name_count = names < entry->name_count ? UINT32_MAX : names;
    entry->document_frequency++;
    entry->flags |= (uint16_t)term->flags;
    entry->background = term->background > entry->background ? term->background : entry->background;
}

static uint32_t form_find(const struct vocabulary *vocabulary, uint32_t entry, struct span surface, uint64_t hash)
{
    const struct hash_index *const index = &vocabulary->form_index;
    size_t place;
    for (uint32_t i = hash_index_first(index, hash, &place); i != HASH_INDEX_NONE;
         i = hash_index_next(index, hash, &place)) {
        const struct vocabulary_entry_form *const form = &vocabulary->forms[i];
        if (form->entry == entry && span_equal(surface_of(form), surface)) {
            return i;
        }
    }
    return VOCABULARY_NONE;
}

static enum status form_make(struct vocabulary *vocabulary, uint32_t entry, const struct bag_form *from, uint64_t hash,
                             struct failure *failure)
{
    if (vocabulary->form_count >= VOCABULARY_NONE) {
        return failure_set(failure, FAILURE_DATA,
                           "the corpus has more than %u distinct surface forms; split it, or leave out --ngrams",
                           VOCABULARY_NONE - 1);
    }
    struct vocabulary_entry_form form = {.entry = entry};
    if (array_reserve((void **)&vocabulary->forms, &vocabulary->form_capacity, vocabulary->form_count + 1,
                      sizeof *vocabulary->forms, failure) != STATUS_OK ||
        keep_text(vocabulary, from->surface, from->number, &form.bytes, &form.length, failure) != STATUS_OK ||
        hash_index_add(&vocabulary->form_index, hash, (uint32_t)vocabulary->form_count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    vocabulary->forms[vocabulary->form_count++] = form;
    vocabulary->learned_count += from->number != BAG_UNNUMBERED;
    return STATUS_OK;
}

enum status vocabulary_add_form(struct vocabulary *vocabulary, uint32_t term, const struct bag_form *form,
                                uint32_t *number, struct failure *failure)
{
    const uint64_t hash = form_hash(term, form->surface);
    *number = form_find(vocabulary, term, form->surface, hash);
    if (*number == VOCABULARY_NONE) {
        *number = (uint32_t)vocabulary->form_count;
        if (form_make(vocabulary, term, form, hash, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    vocabulary_count_form(vocabulary, *number, form->count);
    return STATUS_OK;
}

void vocabulary_count_form(struct vocabulary *vocabulary, uint32_t form, uint64_t count)
{
    vocabulary->forms[form].count += count;
}

void vocabulary_prefetch(const struct vocabulary *vocabulary, uint32_t number)
{
    if (number < vocabulary->entry_count) {
        __builtin_prefetch(&vocabulary->entries[number].count, 1);
        __builtin_prefetch(&vocabulary->entries[number].flags, 1); /* it may lie on the next line */
    }
}

void vocabulary_prefetch_form(const struct vocabulary *vocabulary, uint32_t form)
{
    if (form < vocabulary->form_count) {
        __builtin_prefetch(&vocabulary->forms[form].count, 1);
    }
}

static double bound_in_documents(struct frequency_bound bound, uint64_t documents)
{
    return bound.is_share ? bound.value * (double)documents : bound.value;
}

bool vocabulary_keeps(struct frequency_bound min, struct frequency_bound max, uint64_t documents, uint32_t frequency)
{
    return bound_in_documents(min, documents) <= frequency && frequency <= bound_in_documents(max, documents);
}

/* What terms are ordered by: channel and first bytes as one number, then the whole term. */
struct order_key {
    uint64_t first;
    struct span term;
    uint32_t entry;
};

static struct order_key order_key_of(const struct vocabulary_entry *entry, uint32_t number)
{
    uint64_t first = (uint64_t)entry->channel;
    for (size_t i = 0; i < sizeof first - 1; i++) {
        const unsigned char byte = i < entry->length ? (unsigned char)entry->bytes[i] : 0;
        first = first << 8 | byte;
    }
    return (struct order_key){first, term_of(entry), number};
}

static int order_key_compare(const void *left, const void *right)
{
    const struct order_key *const a = left, *const b = right;
    return a->first != b->first ? (a->first > b->first ? 1 : -1) : span_compare(a->term, b->term);
}

static int form_compare(const void *left, const void *right)
{
    const struct vocabulary_form *const a = left, *const b = right;
    return a->count != b->count ? (a->count < b->count ? 1 : -1) : span_compare(a->surface, b->surface);
}

/* A word that stands mostly in names of states of several words counts as such a name. */
static unsigned flags_of(const struct vocabulary_entry *entry)
{
    return entry->name_count > entry->count - entry->name_count ? entry->flags | TERM_STATE_NAME : entry->flags;
}

enum { AHEAD = 8 }; /* entries that are on their way: in the order of terms they lie anywhere */

/*
 * Terms are sorted and written in parts, each by one worker: of those whose first keys lie between two bounds. The
 * bounds are quantiles of a sample, so that the parts are of about one size. One worker takes them one by one: what
 * qsort(3) borrows for all at once is a mapping that is new page by page.
 */
enum { PARTS = 16, SAMPLE = 1024, PARTED_TERMS = 4096 };

struct arranging {
    const struct vocabulary *vocabulary;
    struct vocabulary_arrangement *arrangement;
    struct order_key *keys;
    size_t part_count;
    uint64_t bounds[PARTS];        /* the least first key of each part; of the first 0 */
    size_t term_starts[PARTS + 1]; /* by part */
};

static int first_compare(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a != b ? (a > b ? 1 : -1) : 0;
}

static void parts_bound(struct arranging *arranging)
{
    const struct vocabulary *const vocabulary = arranging->vocabulary;
    uint64_t sample[SAMPLE];
    arranging->part_count = PARTS;
    for (size_t i = 0; i < SAMPLE; i++) {
        sample[i] = order_key_of(&vocabulary->entries[i * (vocabulary->entry_count / SAMPLE)], 0).first;
    }
    qsort(sample, SAMPLE, sizeof *sample, first_compare);
    for (size_t part = 1; part < PARTS; part++) {
        arranging->bounds[part] = sample[part * (SAMPLE / PARTS)];
    }
}

/* The last part whose bound is not above the key. */
static uint32_t part_of(const struct arranging *arranging, uint64_t first)
{
    uint32_t part = 0;
    while (part + 1 < arranging->part_count && arranging->bounds[part + 1] <= first) {
        part++;
    }
    return part;
}

/* Puts the part of who is kept into `numbers`, and counts what each part holds. */
static void parts_count(struct arranging *arranging, struct frequency_bound min, struct frequency_bound max,
                        uint64_t documents)
{
    const struct vocabulary *const vocabulary = arranging->vocabulary;
    uint32_t *const numbers = arranging->arrangement->numbers;
    for (uint32_t i = 0; i < vocabulary->entry_count; i++) {
        const struct vocabulary_entry *const entry = &vocabulary->entries[i];
        numbers[i] = VOCABULARY_NONE;
        if (vocabulary_keeps(min, max, documents, entry->document_frequency)) {
            numbers[i] = arranging->part_count == 1 ? 0 : part_of(arranging, order_key_of(entry, i).first);
            arranging->term_starts[numbers[i] + 1]++;
        }
    }
    for (size_t part = 0; part < arranging->part_count; part++) {
        arranging->term_starts[part + 1] += arranging->term_starts[part];
    }
}

static void keys_list(struct arranging *arranging)
{
    const struct vocabulary *const vocabulary = arranging->vocabulary;
    size_t ends[PARTS];
    memcpy(ends, arranging->term_starts, sizeof ends);
    for (uint32_t i = 0; i < vocabulary->entry_count; i++) {
        const uint32_t part = arranging->arrangement->numbers[i];
        if (part != VOCABULARY_NONE) {
            arranging->keys[ends[part]++] = order_key_of(&vocabulary->entries[i], i);
        }
    }
}

static enum status terms_write(void *context, size_t part, unsigned worker, struct failure *failure)
{
    (void)worker;
    (void)failure;
    const struct arranging *const arranging = context;
    const struct vocabulary_arrangement *const arrangement = arranging->arrangement;
    const struct vocabulary_entry *const entries = arranging->vocabulary->entries;
    const struct order_key *const keys = arranging->keys;
    const size_t first = arranging->term_starts[part], end = arranging->term_starts[part + 1];
    if (first < end) {
        qsort(arranging->keys + first, end - first, sizeof *keys, order_key_compare);
    }
    for (size_t i = first; i < end; i++) {
        const struct vocabulary_entry *const entry = &entries[keys[i].entry];
        if (i + AHEAD < end) {
            __builtin_prefetch(&entries[keys[i + AHEAD].entry]);
        }
        arrangement->terms[i] = (struct vocabulary_term){.term = term_of(entry),
                                                         .channel = entry->channel,
                                                         .flags = flags_of(entry),
                                                         .background = entry->background,
                                                         .count = entry->count,
                                                         .document_frequency = entry->document_frequency};
        arrangement->numbers[keys[i].entry] = (uint32_t)i;
    }
    return STATUS_OK;
}

/* Gives each term its forms: counted, then put where they belong, so that nothing waits for a form to know the next. */
static void forms_put(const struct vocabulary *vocabulary, struct vocabulary_arrangement *arrangement)
{
    struct vocabulary_form *place = arrangement->forms;
    for (size_t i = 0; i < vocabulary->form_count; i++) {
        const uint32_t number = arrangement->numbers[vocabulary->forms[i].entry];
        if (number != VOCABULARY_NONE) {
            arrangement->terms[number].form_count++;
        }
    }
    for (size_t i = 0; i < arrangement->term_count; i++) {
        struct vocabulary_term *const term = &arrangement->terms[i];
        term->forms = place;
        place += term->form_count;
        term->form_count = 0;
    }
    for (size_t i = 0; i < vocabulary->form_count; i++) {
        const struct vocabulary_entry_form *const form = &vocabulary->forms[i];
        const uint32_t number = arrangement->numbers[form->entry];
        if (number != VOCABULARY_NONE) {
            struct vocabulary_term *const term = &arrangement->terms[number];
            arrangement->forms[(term->forms - arrangement->forms) + (ptrdiff_t)term->form_count++] =
                (struct vocabulary_form){surface_of(form), form->count};
        }
    }
}

static enum status forms_sort(void *context, size_t part, unsigned worker, struct failure *failure)
{
    (void)worker;
    (void)failure;
    const struct arranging *const arranging = context;
    const struct vocabulary_arrangement *const arrangement = arranging->arrangement;
    for (size_t i = arranging->term_starts[part]; i < arranging->term_starts[part + 1]; i++) {
        const struct vocabulary_term *const term = &arrangement->terms[i];
        if (term->form_count > 1) {
            qsort(arrangement->forms + (term->forms - arrangement->forms), term->form_count, sizeof *term->forms,
                  form_compare);
        }
    }
    return STATUS_OK;
}

static size_t kept_forms(const struct vocabulary *vocabulary, const uint32_t *numbers)
{
    size_t kept = 0;
    for (size_t i = 0; i < vocabulary->form_count; i++) {
        kept += numbers[vocabulary->forms[i].entry] != VOCABULARY_NONE;
    }
    return kept;
}

/* Arrays are there, and parts are known. */
static enum status parts_arrange(struct arranging *arranging, struct flow *flow, struct failure *failure)
{
    if (arranging->part_count == 1) {
        (void)terms_write(arranging, 0, 0, failure);
        forms_put(arranging->vocabulary, arranging->arrangement);
        return forms_sort(arranging, 0, 0, failure);
    }
    if (flow_parallel(flow, arranging->part_count, terms_write, arranging) != STATUS_OK) {
        return STATUS_FAILED;
    }
    forms_put(arranging->vocabulary, arranging->arrangement);
    return flow_parallel(flow, arranging->part_count, forms_sort, arranging);
}

enum status vocabulary_arrange(const struct vocabulary *vocabulary, struct frequency_bound min,
                               struct frequency_bound max, uint64_t documents, struct flow *flow,
                               struct vocabulary_arrangement *arrangement, struct failure *failure)
{
    struct arranging arranging = {.vocabulary = vocabulary, .arrangement = arrangement, .part_count = 1};
    void *keys = NULL, *numbers = NULL, *terms = NULL, *forms = NULL;
    *arrangement = (struct vocabulary_arrangement){0};
    enum status status = array_zeroed(&keys, vocabulary->entry_count, sizeof(struct order_key), failure);
    if (status == STATUS_OK) {
        status = array_zeroed(&numbers, vocabulary->entry_count, sizeof *arrangement->numbers, failure);
    }
    arranging.keys = keys;
    arrangement->numbers = numbers;
    if (status == STATUS_OK) {
        if (flow != NULL && vocabulary->entry_count >= PARTED_TERMS) {
            parts_bound(&arranging);
        }
        parts_count(&arranging, min, max, documents);
        keys_list(&arranging);
        arrangement->term_count = arranging.term_starts[arranging.part_count];
        status = array_zeroed(&terms, arrangement->term_count, sizeof *arrangement->terms, failure);
    }
    if (status == STATUS_OK) {
        status = array_zeroed(&forms, kept_forms(vocabulary, numbers), sizeof *arrangement->forms, failure);
    }
    arrangement->terms = terms;
    arrangement->forms = forms;
    if (status == STATUS_OK) {
        status = parts_arrange(&arranging, flow, failure);
    }
    if (status != STATUS_OK) {
        vocabulary_arrangement_free(arrangement);
    }
    free(keys);
    return status;
}

void vocabulary_arrangement_free(struct vocabulary_arrangement *arrangement)
{
    free(arrangement->terms);
    free(arrangement->forms);
    free(arrangement->numbers);
    *arrangement = (struct vocabulary_arrangement){0};
}

void vocabulary_forget(struct vocabulary *vocabulary)
{
    free(vocabulary->entries);
    free(vocabulary->forms);
    hash_index_free(&vocabulary->entry_index);
    hash_index_free(&vocabulary->form_index);
    *vocabulary = (struct vocabulary){.strings = vocabulary->strings};
}

void vocabulary_free(struct vocabulary *vocabulary)
{
    vocabulary_forget(vocabulary);
    arena_free(&vocabulary->strings);
}
