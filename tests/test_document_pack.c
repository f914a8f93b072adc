/* test_document_pack.c - a packed document says what it said, and shares what the one before says. */
#include <criterion/criterion.h>

#include <string.h>

#include "document_details.h"
#include "document_pack.h"
#include "refusal.h"

static struct arena lasting;

/* A document whose strings are on the stack of nobody: a copy in its arena. */
static void fill(struct document *document, struct arena *arena, const char *id, const char *volume)
{
    struct failure failure = {0};
    const struct span none = {0};
    void *memory = NULL;
    *document = (struct document){.line = 7, .title = none, .event = {"", 0}};
    cr_assert_eq(arena_copy(arena, span_of(id), &document->id, &failure), STATUS_OK);
    cr_assert_eq(arena_copy(arena, span_of("news.ndjson"), &document->path, &failure), STATUS_OK);
    cr_assert_eq(arena_copy(arena, span_of("ar"), &document->language, &failure), STATUS_OK);
    cr_assert_eq(arena_take(arena, 2 * sizeof(struct column), &memory, &failure), STATUS_OK);
    struct column *const columns = memory;
    columns[0] = (struct column){span_of("volume"), none};
    cr_assert_eq(arena_copy(arena, span_of(volume), &columns[0].value, &failure), STATUS_OK);
    columns[1] = (struct column){span_of("page"), none};
    struct document_details *details;
    cr_assert_eq(document_details_make(document, arena, &details, &failure), STATUS_OK);
    details->columns = columns;
    details->column_count = 2;
    details->stored_bytes = 70;
}

static void expect(const struct document *document, const char *id, const char *volume)
{
    cr_assert_str_eq(document->id.bytes, id);
    cr_assert_str_eq(document->path.bytes, "news.ndjson");
    cr_assert_str_eq(document->language.bytes, "ar");
    cr_assert_str_eq(document_details(document)->columns[0].name.bytes, "volume");
    cr_assert_str_eq(document_details(document)->columns[0].value.bytes, volume);
    cr_assert_str_eq(document_details(document)->columns[1].name.bytes, "page");
    cr_assert_eq(document_details(document)->columns[1].value.length, 0);
    cr_assert_eq(document_details(document)->column_count, 2);
    cr_assert(document->title.bytes == NULL && document->event.bytes != NULL && document->event.length == 0);
    cr_assert_eq(document->line, 7);
}

Test(document_pack, strings_stay_and_those_of_the_document_before_are_shared)
{
    struct failure failure = {0};
    struct arena first_arena = {0}, second_arena = {0};
    struct document first, second;
    fill(&first, &first_arena, "a1", "IV");
    fill(&second, &second_arena, "a2", "IV");
    cr_assert_eq(document_pack(&first, &first_arena, NULL, &lasting, &failure), STATUS_OK);
    cr_assert_eq(document_pack(&second, &second_arena, &first, &lasting, &failure), STATUS_OK);
    cr_assert(arena_is_empty(&first_arena) && arena_is_empty(&second_arena));
    expect(&first, "a1", "IV");
    expect(&second, "a2", "IV");
    cr_assert_eq(first.path.bytes, second.path.bytes);
    cr_assert_eq(first.details->columns[0].value.bytes, second.details->columns[0].value.bytes);
    cr_assert_neq(first.id.bytes, second.id.bytes);
    arena_free(&first_arena);
    arena_free(&second_arena);
    arena_free(&lasting);
}

Test(document_pack, a_document_of_other_columns_shares_none_of_them)
{
    struct failure failure = {0};
    struct arena arenas[2] = {{0}};
    struct document first, second;
    fill(&first, &arenas[0], "a1", "IV");
    first.details->column_count = 0;
    fill(&second, &arenas[1], "a2", "V");
    cr_assert_eq(document_pack(&first, &arenas[0], NULL, &lasting, &failure), STATUS_OK);
    cr_assert_eq(document_pack(&second, &arenas[1], &first, &lasting, &failure), STATUS_OK);
    cr_assert_null(first.details, "what was stored is of the input, and told by then");
    expect(&second, "a2", "V");
    arena_free(&arenas[0]);
    arena_free(&arenas[1]);
    arena_free(&lasting);
}

/* Whichever of them it is alone. */
Test(document_pack, what_was_cut_and_mended_and_a_genre_are_kept)
{
    for (int kept = 0; kept < 3; kept++) {
        struct failure failure = {0};
        struct arena arena = {0};
        struct document document;
        fill(&document, &arena, "a1", "IV");
        document.details->column_count = 0;
        document.details->cut_tokens[FIELD_NOTES] = kept == 0 ? 3 : 0;
        document.details->repairs[REPAIR_TATWEEL] = kept == 1 ? 5 : 0;
        document.details->genre = span_of(kept == 2 ? "news" : "");
        cr_assert_eq(document_pack(&document, &arena, NULL, &lasting, &failure), STATUS_OK);
        cr_assert(arena_is_empty(&arena));
        cr_assert_eq(document_details(&document)->cut_tokens[FIELD_NOTES], kept == 0 ? 3 : 0);
        cr_assert_eq(document_details(&document)->repairs[REPAIR_TATWEEL], kept == 1 ? 5 : 0);
        cr_assert_eq(document_details(&document)->genre.length, kept == 2 ? 4 : 0);
        arena_free(&arena);
        arena_free(&lasting);
    }
}

/* Of each field, each kind of repair and each string alone: too few of them are in most corpora to be missed. */
Test(document_pack, a_single_detail_of_any_kind_is_kept)
{
    enum { STRINGS = 3, DETAILS = FIELD_COUNT + REPAIR_COUNT + STRINGS };
    for (int kept = 0; kept < DETAILS; kept++) {
        struct failure failure = {0};
        struct arena arena = {0};
        struct document document;
        fill(&document, &arena, "a1", "IV");
        struct document_details *const of = document.details;
        of->column_count = 0;
        if (kept < FIELD_COUNT) {
            of->cut_tokens[kept] = 1;
        } else if (kept < FIELD_COUNT + REPAIR_COUNT) {
            of->repairs[kept - FIELD_COUNT] = 1;
        } else {
            struct span *const strings[STRINGS] = {&of->genre, &of->published, &of->translated_from};
            *strings[kept - FIELD_COUNT - REPAIR_COUNT] = span_of("x");
        }
        cr_assert_eq(document_pack(&document, &arena, NULL, &lasting, &failure), STATUS_OK);
        const struct document_details *const details = document_details(&document);
        const struct span strings[STRINGS] = {details->genre, details->published, details->translated_from};
        for (int i = 0; i < DETAILS; i++) {
            const uint64_t value = i < FIELD_COUNT                  ? details->cut_tokens[i]
                                   : i < FIELD_COUNT + REPAIR_COUNT ? details->repairs[i - FIELD_COUNT]
                                                                    : strings[i - FIELD_COUNT - REPAIR_COUNT].length;
            cr_expect_eq(value, i == kept, "detail %d where %d was written", i, kept);
        }
        arena_free(&arena);
        arena_free(&lasting);
    }
}

Test(document_pack, a_document_with_more_than_strings_stays_as_it_is)
{
    struct failure failure = {0};
    struct arena arena = {0};
    struct document document;
    static const struct apparatus_run run;
    static const struct repair repair;
    static const int words;
    for (int kept = 0; kept < 4; kept++) {
        fill(&document, &arena, "a1", "IV");
        const struct document before = document;
        document.details->kept_text = kept == 0 ? span_of("kept") : (struct span){NULL, 0};
        document.details->apparatus = kept == 1 ? &run : NULL;
        document.details->repair_list = kept == 2 ? &repair : NULL;
        document.details->kept_words = kept == 3 ? (const void *)&words : NULL;
        cr_assert_eq(document_pack(&document, &arena, NULL, &lasting, &failure), STATUS_OK);
        cr_expect_eq(document.id.bytes, before.id.bytes, "%d", kept);
        cr_expect_not(arena_is_empty(&arena), "%d", kept);
        arena_free(&arena);
    }
}

Test(document_pack, a_refused_allocation_is_a_failure_and_changes_nothing)
{
    struct failure failure = {0};
    struct arena arena = {0};
    struct document document;
    fill(&document, &arena, "a1", "IV");
    refuse_allocation(0, false);
    const enum status status = document_pack(&document, &arena, NULL, &lasting, &failure);
    (void)refuse_nothing();
    cr_assert(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY);
    expect(&document, "a1", "IV");
    arena_free(&arena);
}
