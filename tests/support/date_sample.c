/* date_sample.c - dates for tests. */
#include "date_sample.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "fold.h"
#include "han_date.h"
#include "harness.h"
#include "script.h"
#include "stages.h"

static enum script script_of_word(const char *word)
{
    const unsigned char first = (unsigned char)word[0];
    return first >= '0' && first <= '9' ? SCRIPT_NONE
           : first < 0xC4               ? SCRIPT_LATIN
           : first < 0xD4               ? SCRIPT_CYRILLIC
           : first < 0xE0               ? SCRIPT_ARABIC
                                        : SCRIPT_HAN;
}

size_t date_sample_tokens(const char *language, const char *text, struct date_token *tokens)
{
    struct date_words *words = NULL;
    struct folder *folder = NULL;
    struct failure failure = {0};
    char copy[DATE_SAMPLE_BYTES], *rest = NULL;
    size_t count = 0, index = 0;
    cr_assert_eq(date_words_open(&words, &failure), STATUS_OK);
    cr_assert_eq(folder_open(&folder, &failure), STATUS_OK);
    snprintf(copy, sizeof copy, "%s", text);
    for (char *word = strtok_r(copy, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest), index++) {
        struct span folded;
        cr_assert_eq(folder_fold(folder, span_of(word), false, &folded, &failure), STATUS_OK);
        const struct date_word found =
            date_words_find(words, language_find(span_of(language)), script_of_word(word), folded);
        const size_t parts = found.kind == DATE_WORD_HAN ? folded.length / 3 : 1;
        for (size_t part = 0; part < parts; part++, count++) {
            cr_assert_lt(count, DATE_SAMPLE_TOKENS);
            tokens[count] = (struct date_token){found, index, part == 0 ? 1 : 0};
            if (found.kind == DATE_WORD_HAN) {
                tokens[count].word.value = han_date_sign(folded.bytes + 3 * part);
            }
        }
    }
    folder_close(folder);
    date_words_close(words);
    return count;
}

struct seen {
    bool words;
    char *terms;
};

static void note(void *context, const struct record *record, struct flow *flow)
{
    static const char *const marks[] = {[FORM_STOP] = "~", [FORM_NUMBER] = "#", [FORM_EMPTY] = "^"};
    const struct seen *const seen = context;
    const struct terms *const terms = record->as.terms;
    (void)flow;
    for (size_t i = 0; i < terms->count; i++) {
        const struct form *const form = terms->forms[i];
        const size_t used = strlen(seen->terms);
        const bool counted = form->class == FORM_TERM || form->class == FORM_DATE;
        if (form->class == FORM_DATE || seen->words) {
            const struct span shown = counted ? form->term : form->normalized;
            snprintf(seen->terms + used, DATE_SAMPLE_BYTES - used, "%s%.*s%s", used > 0 ? " " : "",
                     SPAN_ARGUMENTS(shown), counted ? "" : marks[form->class]);
        }
    }
}

void date_sample_read(const char *language, const char *const *blocks, size_t block_count, bool words, char *terms)
{
    enum { BLOCKS_MOST = 8 };
    struct text texts[BLOCKS_MOST];
    struct record records[BLOCKS_MOST];
    uint64_t offset = 0;
    cr_assert_leq(block_count, BLOCKS_MOST);
    for (size_t i = 0; i < block_count; i++) {
        texts[i] = (struct text){span_of(blocks[i]), offset};
        records[i] = (struct record){.kind = RECORD_TEXT, .as.text = &texts[i]};
        offset += texts[i].utf8.length;
    }
    const struct harness_document document = {.declared = {.id = span_of("d"), .language = span_of(language)},
                                              .records = records,
                                              .record_count = block_count};
    struct seen seen = {words, terms};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&tokenize_stage, &stem_stage, &dates_stage},
                              .stage_count = 3,
                              .documents = &document,
                              .document_count = 1,
                              .collect = note,
                              .context = &seen};
    terms[0] = '\0';
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
}
