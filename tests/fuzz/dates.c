/* dates.c - any text through tokenize, stem and dates, whole and cut into blocks: the same dates, each a day that there
 * is, written as documented, in its place; no other word is lost, added or moved. */
#include "fuzz.h"

#include <ctype.h>

#include "harness.h"
#include "stages.h"
#include "utf8.h"

enum { TEXT_BYTES_MOST = 2048, SEEN_BYTES = 1 << 20 };

struct seen {
    char *text;
    size_t length, words;
};

static bool is_number(struct span text, size_t from, size_t digits, int lowest, int highest)
{
    int value = 0;
    for (size_t i = from; i < from + digits; i++) {
        if (i >= text.length || !isdigit((unsigned char)text.bytes[i])) {
            return false;
        }
        value = 10 * value + text.bytes[i] - '0';
    }
    return value >= lowest && value <= highest;
}

/* year:YYYY, decade:YYY0, date:YYYY-MM, date:YYYY-MM-DD or date:--MM-DD. */
static bool is_well_formed(struct span term)
{
    enum { YEAR = 4, MONTH = 7, DAY = 10 };
    const char *const colon = memchr(term.bytes, ':', term.length);
    const struct span value = {colon + 1, term.length - (size_t)(colon + 1 - term.bytes)};
    if (!term_is_date(term)) {
        return false;
    }
    if (term.bytes[0] == 'd' && term.bytes[1] == 'a' && value.bytes[0] == '-') {
        return value.length == DAY - 3 && is_number(value, 2, 2, 1, 12) && is_number(value, 5, 2, 1, 31);
    }
    if (!is_number(value, 0, YEAR, 1, 2100)) {
        return false;
    }
    if (term_is_year(term) || term.bytes[1] == 'e') {
        return value.length == YEAR;
    }
    return (value.length == MONTH || (value.length == DAY && is_number(value, MONTH + 1, 2, 1, 31))) &&
           is_number(value, YEAR + 1, 2, 1, 12);
}

static void note(void *context, const struct record *record, struct flow *flow)
{
    struct seen *const seen = context;
    const struct terms *const terms = record->as.terms;
    (void)flow;
    for (size_t i = 0; i < terms->count; i++) {
        const struct form *const form = terms->forms[i];
        const struct word *const word = &terms->words[i];
        REQUIRE(word->start < word->end && span_equal(word->surface, form->surface));
        REQUIRE((form->term.length > 0) == (form->class == FORM_TERM || form->class == FORM_DATE));
        REQUIRE(form->class != FORM_DATE || (form->channel == CHANNEL_DATE && is_well_formed(form->term)));
        seen->words += form->class != FORM_DATE;
        const int written =
            snprintf(seen->text + seen->length, SEEN_BYTES - seen->length, "%d %zu %zu %.*s %.*s\n", (int)form->class,
                     (size_t)word->start, (size_t)word->end, SPAN_ARGUMENTS(form->surface), SPAN_ARGUMENTS(form->term));
        REQUIRE(written > 0 && (size_t)written < SEEN_BYTES - seen->length);
        seen->length += (size_t)written;
    }
}

static void count_words(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    *(size_t *)context += record->as.terms->count;
}

static void run(struct harness *harness, size_t stages, struct span text, size_t block, const char *language)
{
    struct text texts[TEXT_BYTES_MOST];
    struct record records[TEXT_BYTES_MOST];
    size_t count = 0;
    for (size_t start = 0; start < text.length; count++) {
        size_t end = start + block < text.length ? start + block : text.length;
        while (end < text.length && text.bytes[end - 1] != '\n') {
            end++;
        }
        texts[count] = (struct text){{text.bytes + start, end - start}, start};
        records[count] = (struct record){.kind = RECORD_TEXT, .as.text = &texts[count]};
        start = end;
    }
    const struct harness_document document = {
        .declared = {.id = span_of("d"), .language = span_of(language)}, .records = records, .record_count = count};
    harness->settings = harness_settings();
    harness->stages[0] = &tokenize_stage;
    harness->stages[1] = &stem_stage;
    harness->stages[2] = &dates_stage;
    harness->stage_count = stages;
    harness->documents = &document;
    harness->document_count = 1;
    REQUIRE(harness_run(harness) == STATUS_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[] = {"ar", "en", "en-US", "ru", "fr", "ja", "zh", ""};
    struct arena arena = {0};
    struct failure failure = {0};
    struct span text;
    if (size < 3 || size > TEXT_BYTES_MOST / 4) {
        return 0;
    }
    const char *const language = languages[data[0] % (sizeof languages / sizeof *languages)];
    REQUIRE(utf8_repair(fuzz_span(data + 2, size - 2), &arena, &text, &failure) == STATUS_OK);
    struct seen whole = {.text = malloc(SEEN_BYTES)}, parts = {.text = malloc(SEEN_BYTES)};
    size_t words = 0;
    REQUIRE(whole.text != NULL && parts.text != NULL);
    run(&(struct harness){.collect = note, .context = &whole}, 3, text, TEXT_BYTES_MOST, language);
    run(&(struct harness){.collect = note, .context = &parts}, 3, text, 1 + data[1] % 32, language);
    run(&(struct harness){.collect = count_words, .context = &words}, 2, text, TEXT_BYTES_MOST, language);
    REQUIRE(whole.words == words && parts.words == words);
    REQUIRE(whole.length == parts.length && memcmp(whole.text, parts.text, whole.length) == 0);
    free(whole.text);
    free(parts.text);
    arena_free(&arena);
    return 0;
}
