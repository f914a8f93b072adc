/* dates.c - any words as a date: what is read is a day that there is, and takes no more words than there are. One text
 * in 512, since opening stages is slow, goes through tokenize, stem and dates, whole and cut into blocks: the same
 * terms, dates as documented, in their place, and no other word lost, added or moved. */
#include "fuzz.h"

#include <ctype.h>

#include "date_reader.h"
#include "fold.h"
#include "han_date.h"
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

static struct folder *folder;
static struct date_words *table;

static void check_date(const struct date *date)
{
    const struct calendar_day day = date->day;
    const int leap_year = 2000;
    const struct calendar_day of_any_year = {leap_year, day.month, day.day};
    switch (date->precision) {
    case DATE_DAY:
        REQUIRE(calendar_is_day(day));
        break;
    case DATE_MONTH_DAY:
        REQUIRE(day.year == 0 && calendar_is_day(of_any_year));
        break;
    case DATE_MONTH:
        REQUIRE(day.year >= 1 && day.month >= 1 && day.month <= 12 && day.day == 0);
        break;
    case DATE_YEAR:
    case DATE_DECADE:
        REQUIRE(day.year >= 1 && day.year <= 2100 && day.month == 0 && day.day == 0);
        break;
    }
}

/* Reads from every word; tokens are parted by single bytes below '!', whose value is the gap. */
static void read_everywhere(struct span text, const struct language *language, enum date_order order)
{
    enum { TOKENS_MOST = 96 };
    struct date_token tokens[TOKENS_MOST];
    size_t count = 0, words = 0;
    for (size_t place = 0; place < text.length && count < TOKENS_MOST - 8; words++) {
        struct failure failure = {0};
        struct span folded;
        size_t end = place;
        while (end < text.length && (unsigned char)text.bytes[end] >= '!') {
            end++;
        }
        const struct span word = {text.bytes + place, end - place};
        REQUIRE(folder_fold(folder, word, false, &folded, &failure) == STATUS_OK);
        const bool is_han = word.length > 0 && (unsigned char)word.bytes[0] >= 0xE3;
        const bool is_arabic = word.length > 0 && (unsigned char)word.bytes[0] >= 0xD8;
        const enum script script = is_han ? SCRIPT_HAN : is_arabic ? SCRIPT_ARABIC : SCRIPT_LATIN;
        const struct date_word found = date_words_find(table, language, script, folded);
        const size_t parts = found.kind == DATE_WORD_HAN ? folded.length / 3 : 1;
        for (size_t part = 0; part < parts; part++) {
            tokens[count] = (struct date_token){
                found, words, part == 0 && place > 0 ? (unsigned char)text.bytes[place - 1] % 5U : 0U};
            if (found.kind == DATE_WORD_HAN) {
                tokens[count].word.value = han_date_sign(folded.bytes + 3 * part);
            }
            count++;
        }
        place = end + 1;
    }
    for (size_t first = 0; first < count; first++) {
        struct date_reading reading;
        if (date_read(tokens + first, count - first, first % 2 == 1, order, &reading)) {
            REQUIRE(reading.count <= DATES_MOST && reading.words > tokens[first].index && reading.words <= words);
            for (size_t i = 0; i < reading.count; i++) {
                check_date(&reading.dates[i]);
            }
        }
    }
}

static void run_stages(struct span text, size_t block, const char *language)
{
    struct seen whole = {.text = malloc(SEEN_BYTES)}, parts = {.text = malloc(SEEN_BYTES)};
    size_t words = 0;
    REQUIRE(whole.text != NULL && parts.text != NULL);
    run(&(struct harness){.collect = note, .context = &whole}, 3, text, TEXT_BYTES_MOST, language);
    run(&(struct harness){.collect = note, .context = &parts}, 3, text, block, language);
    run(&(struct harness){.collect = count_words, .context = &words}, 2, text, TEXT_BYTES_MOST, language);
    REQUIRE(whole.words == words && parts.words == words);
    REQUIRE(whole.length == parts.length && memcmp(whole.text, parts.text, whole.length) == 0);
    free(whole.text);
    free(parts.text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[] = {"ar", "en", "en-US", "ru", "fr", "ja", "zh", ""};
    struct arena arena = {0};
    struct failure failure = {0};
    struct span text;
    if (folder == NULL) {
        REQUIRE(folder_open(&folder, &failure) == STATUS_OK && date_words_open(&table, &failure) == STATUS_OK);
    }
    if (size < 3 || size > TEXT_BYTES_MOST / 4) {
        return 0;
    }
    const char *const language = languages[data[0] % (sizeof languages / sizeof *languages)];
    REQUIRE(utf8_repair(fuzz_span(data + 2, size - 2), &arena, &text, &failure) == STATUS_OK);
    read_everywhere(text, language_find(span_of(language)), (enum date_order)(data[1] % 3));
    if (span_hash(fuzz_span(data, size)) % 512 == 0) {
        run_stages(text, 1 + data[0] / 8, language);
    }
    arena_free(&arena);
    return 0;
}
