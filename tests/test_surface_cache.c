/* test_surface_cache.c - words of every length, those that differ in one byte or in their context alone, and growth. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "refusal.h"
#include "surface_cache.h"

enum { WORDS = 5000, WORD_BYTES = 40 };

static struct surface_key surface_key_of(struct span surface, struct span text, uint32_t context)
{
    struct surface_key key;
    surface_key_make(&key, surface, text, context);
    return key;
}

static const struct form *find_key(struct surface_cache *cache, const struct surface_key *key)
{
    struct surface_entry *entry = NULL;
    struct failure failure = {0};
    cr_assert_eq(surface_cache_place(cache, key, &entry, &failure), STATUS_OK);
    return entry->form;
}

static void put(struct surface_cache *cache, const struct form *form, uint32_t context)
{
    struct surface_entry *entry = NULL;
    struct failure failure = {0};
    const struct surface_key key = surface_key_of(form->surface, form->surface, context);
    cr_assert_eq(surface_cache_place(cache, &key, &entry, &failure), STATUS_OK);
    cr_assert_null(entry->form);
    entry->form = form;
}

static const struct form *find(struct surface_cache *cache, const char *word, size_t length, uint32_t context)
{
    const struct surface_key key = surface_key_of((struct span){word, length}, span_of(word), context);
    return find_key(cache, &key);
}

Test(surface_cache, finds_words_of_every_length_and_none_that_differs_in_its_last_byte)
{
    static const char text[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    static struct form forms[WORD_BYTES];
    struct surface_cache cache = {0};
    const size_t longest = strlen(text);
    for (size_t length = 0; length <= longest; length++) {
        forms[length].surface = (struct span){text, length};
        put(&cache, &forms[length], 7);
    }
    for (size_t length = 0; length <= longest; length++) {
        char other[WORD_BYTES];
        memcpy(other, text, length);
        cr_expect_eq(find(&cache, other, length, 7), &forms[length], "%zu bytes", length);
        cr_expect_null(find(&cache, other, length, 8), "%zu bytes", length);
        if (length > 0) {
            other[length - 1] = '!';
            cr_expect_null(find(&cache, other, length, 7), "%zu bytes", length);
        }
    }
    surface_cache_free(&cache);
}

Test(surface_cache, tells_a_word_from_the_same_with_a_zero_byte_behind_it)
{
    static const struct form form = {.surface = {"ab", 2}};
    struct surface_cache cache = {0};
    put(&cache, &form, 0);
    cr_expect_null(find(&cache, "ab\0", 3, 0));
    surface_cache_free(&cache);
}

Test(surface_cache, keeps_all_words_as_it_grows)
{
    static struct form forms[WORDS];
    static char words[WORDS][WORD_BYTES];
    struct surface_cache cache = {0};
    for (size_t i = 0; i < WORDS; i++) {
        snprintf(words[i], WORD_BYTES, "%zu%s", i, i % 2 == 0 ? "" : " and the rest of a long word");
        forms[i].surface = span_of(words[i]);
        put(&cache, &forms[i], (uint32_t)(i % 3));
    }
    for (size_t i = 0; i < WORDS; i++) {
        cr_expect_eq(find(&cache, words[i], strlen(words[i]), (uint32_t)(i % 3)), &forms[i]);
    }
    surface_cache_free(&cache);
}

Test(surface_cache, is_whole_after_a_refused_allocation)
{
    static const struct form form = {.surface = {"war", 3}};
    struct surface_cache cache = {0};
    struct surface_entry *entry = NULL;
    struct failure failure = {0};
    const struct surface_key key = surface_key_of(form.surface, (struct span){0}, 0);
    refuse_allocation(0, false);
    cr_expect_eq(surface_cache_place(&cache, &key, &entry, &failure), STATUS_FAILED);
    refuse_nothing();
    cr_expect_eq(failure.kind, FAILURE_MEMORY);
    cr_expect_null(find_key(&cache, &key));
    put(&cache, &form, 0);
    surface_cache_free(&cache);
}

/* Hashes of 32 bits are the same for one pair in four thousand million: here by hand. */
Test(surface_cache, tells_keys_of_one_hash_apart_by_each_of_their_parts)
{
    static const struct form short_form = {.surface = {"war", 3}};
    static const struct form long_form = {.surface = {"a word of more than sixteen bytes", 33}};
    struct surface_cache cache = {0};
    put(&cache, &short_form, 4);
    put(&cache, &long_form, 4);
    const struct surface_key known = surface_key_of(short_form.surface, (struct span){0}, 4);
    struct surface_key others[] = {known, known, known, known};
    others[0].context = 5;
    others[1].length = 4;
    others[2].head[0]++;
    others[3].head[1]++;
    cr_expect_eq(find_key(&cache, &known), &short_form);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        cr_expect_null(find_key(&cache, &others[i]), "part %zu", i);
    }
    struct surface_key tail = surface_key_of(long_form.surface, (struct span){0}, 4);
    cr_expect_eq(find_key(&cache, &tail), &long_form);
    tail.surface = span_of("a word of more than sixteen bytez");
    cr_expect_null(find_key(&cache, &tail));
    tail.surface = span_of("a word of more than sixtyen bytes"); /* between the head and the last eight bytes */
    cr_expect_null(find_key(&cache, &tail));
    tail.surface = span_of("a word of more than sixteen bytez");
    tail.surface.length--;
    cr_expect_null(find_key(&cache, &tail));
    surface_cache_free(&cache);
}
