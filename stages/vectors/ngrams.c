/*
 * ngrams.c - an n-gram is its first n - 1 words, which are a form of the bag themselves, and its last word: a pair of
 * numbers, so a known n-gram costs one look-up, however long it is. N-grams run over what is counted as a term and end
 * with the segment; stop words and numbers are left out first, as the measurements behind the default (stem and stem
 * bigrams) did. They are looked up by document: a lexicon of them would grow with the text.
 */
#include "ngrams.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

enum status ngrams_open(struct ngrams *ngrams, unsigned longest, struct failure *failure)
{
    ngrams->longest = longest > 0 ? longest : 1;
    return array_zeroed((void **)&ngrams->history, ngrams->longest, sizeof *ngrams->history, failure);
}

void ngrams_close(struct ngrams *ngrams)
{
    free(ngrams->history);
    arena_free(&ngrams->strings);
    hash_index_free(&ngrams->pair_index);
    free(ngrams->pairs);
    free(ngrams->facts);
    *ngrams = (struct ngrams){0};
}

void ngrams_reset(struct ngrams *ngrams)
{
    hash_index_reset(&ngrams->pair_index);
    arena_clear(&ngrams->strings);
    ngrams->pair_count = 0;
    ngrams->history_length = 0;
}

void ngrams_start_segment(struct ngrams *ngrams)
{
    ngrams->history_length = 0;
}

/* Keeps what is known of a form that was just found or added. */
static enum status note_facts(struct ngrams *ngrams, uint32_t form, bool is_new, struct form_facts found,
                              struct failure *failure)
{
    if (array_reserve((void **)&ngrams->facts, &ngrams->fact_capacity, (size_t)form + 1, sizeof *ngrams->facts,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct form_facts *const facts = &ngrams->facts[form];
    if (is_new) {
        *facts = found;
    } else {
        facts->background = found.background > facts->background ? found.background : facts->background;
        facts->flags |= found.flags;
    }
    return STATUS_OK;
}

enum status ngrams_note_form(struct ngrams *ngrams, uint32_t form, struct form_facts facts, struct failure *failure)
{
    return note_facts(ngrams, form, true, facts, failure);
}

/* The number in the bag of an n-gram's form, found by its bytes. */
static enum status local_ngram(struct ngrams *ngrams, struct bag_builder *builder, const struct bag_term *term,
                               struct span surface, uint32_t *local, struct failure *failure)
{
    const size_t known_forms = builder->form_count;
    uint32_t number;
    if (bag_builder_term(builder, term, &number, failure) != STATUS_OK ||
        bag_builder_form(builder, number, surface, local, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const struct form_facts facts = {term->background, term->flags};
    return note_facts(ngrams, *local, *local == known_forms, facts, failure);
}

/* "first last", in memory of the document. */
static enum status join(struct ngrams *ngrams, struct span first, struct span last, struct span *joined,
                        struct failure *failure)
{
    const struct span parts[] = {first, {" ", 1}, last};
    void *memory = NULL;
    if (arena_take(&ngrams->strings, first.length + 1 + last.length, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char *const bytes = memory;
    size_t length = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].length > 0) {
            memcpy(bytes + length, parts[i].bytes, parts[i].length);
            length += parts[i].length;
        }
    }
    *joined = (struct span){bytes, length};
    return STATUS_OK;
}

static enum status make_pair(struct ngrams *ngrams, struct bag_builder *builder, struct form_pair *pair, uint64_t hash,
                             struct failure *failure)
{
    const struct bag_form *const forms = builder->forms;
    const struct bag_form first = forms[pair->first], last = forms[pair->last];
    const struct form_facts first_facts = ngrams->facts[pair->first], last_facts = ngrams->facts[pair->last];
    /* NO_BACKGROUND is below every share, so the smaller one is right for it, too. */
    struct bag_term term = {.channel = CHANNEL_NGRAM,
                            .flags = first_facts.flags | last_facts.flags,
                            .background = first_facts.background < last_facts.background ? first_facts.background
                                                                                         : last_facts.background};
    struct span surface;
    if (join(ngrams, builder->terms[first.term].term, builder->terms[last.term].term, &term.term, failure) !=
            STATUS_OK ||
        join(ngrams, first.surface, last.surface, &surface, failure) != STATUS_OK ||
        local_ngram(ngrams, builder, &term, surface, &pair->joined, failure) != STATUS_OK ||
        array_reserve((void **)&ngrams->pairs, &ngrams->pair_capacity, ngrams->pair_count + 1, sizeof *ngrams->pairs,
                      failure) != STATUS_OK ||
        hash_index_add(&ngrams->pair_index, hash, (uint32_t)ngrams->pair_count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    ngrams->pairs[ngrams->pair_count++] = *pair;
    return STATUS_OK;
}

static enum status find_pair(struct ngrams *ngrams, struct bag_builder *builder, struct form_pair *pair,
                             struct failure *failure)
{
    /* hash_index_key multiplies; an odd step for the first keeps (a, b) and (b, a) apart. */
    const uint64_t first_step = 0xE7037ED1A0B428DBu;
    const uint64_t hash = pair->first * first_step + pair->last;
    size_t place;
    for (uint32_t i = hash_index_first(&ngrams->pair_index, hash, &place); i != HASH_INDEX_NONE;
         i = hash_index_next(&ngrams->pair_index, hash, &place)) {
        if (ngrams->pairs[i].first == pair->first && ngrams->pairs[i].last == pair->last) {
            *pair = ngrams->pairs[i];
            return STATUS_OK;
        }
    }
    return make_pair(ngrams, builder, pair, hash, failure);
}

enum status ngrams_count(struct ngrams *ngrams, struct bag_builder *builder, uint32_t form, struct failure *failure)
{
    const size_t longest = ngrams->history_length < ngrams->longest - 1 ? ngrams->history_length + 1 : ngrams->longest;
    for (size_t n = longest; n >= 2; n--) {
        struct form_pair pair = {.first = ngrams->history[n - 2], .last = form};
        if (find_pair(ngrams, builder, &pair, failure) != STATUS_OK ||
            bag_builder_count_form(builder, pair.joined, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        ngrams->history[n - 1] = pair.joined;
    }
    ngrams->history[0] = form;
    ngrams->history_length = longest;
    return STATUS_OK;
}
