/* line_sample.c - samples are made by the tokenizer itself. */
#include "line_sample.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tokenizer.h"

enum { SHOWN_BYTES = 1 << 16 };

void line_sample_make(struct line_sample *sample, const char *text)
{
    struct failure failure = {0};
    struct tokenizer *tokenizer = NULL;
    struct words words;
    sample->block = (struct text){span_of(text), 0};
    cr_assert_eq(tokenizer_open(&tokenizer, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(tokenizer_words(tokenizer, &sample->block, &words, &failure), STATUS_OK, "%s", failure.message);
    cr_assert(words.count > 0 && words.count <= LINE_SAMPLE_WORDS);
    memcpy(sample->words, words.items, words.count * sizeof words.items[0]);
    sample->sum = line_copy(sample->words, words.items, words.count);
    sample->line = line_at(&sample->block, sample->words, sample->sum.count);
    tokenizer_close(tokenizer);
}

const char *line_sample_show(const struct word *words, size_t count)
{
    static char shown[SHOWN_BYTES];
    size_t used = 0;
    shown[0] = '\0';
    for (size_t i = 0; i < count && used < SHOWN_BYTES; i++) {
        const bool is_body = words[i].field == FIELD_BODY;
        used += (size_t)snprintf(shown + used, SHOWN_BYTES - used, "%s%s%s%.*s", i > 0 ? " " : "",
                                 is_body ? "" : field_names[words[i].field], is_body ? "" : ":",
                                 SPAN_ARGUMENTS(words[i].surface));
    }
    return shown;
}
