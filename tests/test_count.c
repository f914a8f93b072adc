/*
 * test_count.c - what a document's words are counted as. Cases are written in a small notation: words by spaces, "|"
 * before the first word of a segment; surface=term is a term, surface~ a stop word, surface# a number, surface^ a word
 * of marks alone; "notes:" before a word puts it into that field; a term that starts with "year:" is a date, and one
 * with "date:" an item of FORM_DATE. The bag is written back as channel:term*count, in its order.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "document_details.h"
#include "harness.h"
#include "matrix.h"
#include "refusal.h"
#include "stages.h"

enum { WORDS = 64, SEEN_BYTES = 4096, TOKEN_BYTES = 64 };

struct sentence {
    char tokens[WORDS][TOKEN_BYTES];
    struct full_form forms[WORDS];
    const struct form *word_forms[WORDS];
    struct word words[WORDS];
    struct terms terms;
    struct record record;
};

/* What came out of the stage. */
struct seen {
    char terms[SEEN_BYTES], forms[SEEN_BYTES], segments[SEEN_BYTES], warnings[SEEN_BYTES];
    uint64_t tokens, segment_count, cut[FIELD_COUNT];
    double background[WORDS];
    unsigned flags[WORDS], names[WORDS];
    bool sums_match;
};

/* Fills class and term of a form from what follows its surface. */
static void classify(struct form *form, char *mark)
{
    const char kind = *mark;
    *mark = '\0';
    form->surface = span_of(form->surface.bytes);
    form->normalized = form->surface;
    if (kind == '=') {
        form->term = span_of(mark + 1);
        form->class = strncmp(mark + 1, TERM_DATE_PREFIX, 5) == 0 ? FORM_DATE : FORM_TERM;
        form->channel = term_is_date(form->term) ? CHANNEL_DATE : CHANNEL_WORD;
    } else {
        form->class = kind == '~' ? FORM_STOP : kind == '#' ? FORM_NUMBER : FORM_EMPTY;
    }
}

/* The form of a token: the one of an equal token before it, or a new one. */
static const struct form *form_of(struct sentence *sentence, uint32_t *form_count, const char *token)
{
    for (uint32_t i = 0; i < *form_count; i++) {
        if (strcmp(sentence->tokens[i] + TOKEN_BYTES / 2, token) == 0) {
            return &sentence->forms[i].form;
        }
    }
    struct form *const form = &sentence->forms[*form_count].form;
    char *const copy = sentence->tokens[*form_count];
    strcpy(copy, token);
    strcpy(copy + TOKEN_BYTES / 2, token);
    *form = (struct form){.surface = {copy, 0}, .script = SCRIPT_LATIN, .background = 0.5, .number = *form_count};
    classify(form, copy + strcspn(copy, "=~#^"));
    ++*form_count;
    return form;
}

static void write_sentence(struct sentence *sentence, const char *text)
{
    char copy[SEEN_BYTES], *rest = NULL;
    uint32_t form_count = 0;
    size_t count = 0;
    unsigned flags = 0;
    snprintf(copy, sizeof copy, "%s", text);
    for (char *token = strtok_r(copy, " ", &rest); token != NULL; token = strtok_r(NULL, " ", &rest)) {
        if (strcmp(token, "|") == 0) {
            flags = WORD_STARTS_SEGMENT;
            continue;
        }
        const bool is_note = strncmp(token, "notes:", 6) == 0;
        sentence->words[count] = (struct word){.field = is_note ? FIELD_NOTES : FIELD_BODY, .flags = flags};
        sentence->word_forms[count] = form_of(sentence, &form_count, is_note ? token + 6 : token);
        sentence->words[count].surface = sentence->word_forms[count]->surface;
        flags = 0;
        count++;
    }
    sentence->terms = (struct terms){sentence->words, sentence->word_forms, count};
    sentence->record = (struct record){.kind = RECORD_TERMS, .as.terms = &sentence->terms};
}

/* Are the counts of the terms the sums over the segments? */
static bool segments_sum_up(const struct bag *bag)
{
    for (uint32_t term = 0; term < bag->term_count; term++) {
        uint64_t sum = 0;
        for (size_t i = 0; i < bag->segment_starts[bag->segment_count]; i++) {
            sum += bag->segment_terms[i] == term ? bag->segment_counts[i] : 0;
        }
        if (sum != bag->terms[term].count) {
            return false;
        }
    }
    return true;
}

static void append(char *text, const char *format, struct span span, const char *before, uint32_t count)
{
    const size_t length = strlen(text);
    snprintf(text + length, SEEN_BYTES - length, format, length > 0 ? " " : "", before, SPAN_ARGUMENTS(span), count);
}

static void note_bag(void *context, const struct record *record, struct flow *flow)
{
    struct seen *const seen = context;
    const struct bag *const bag = record->as.bag;
    const struct document *const document = flow_document(flow);
    memset(seen, 0, sizeof *seen);
    for (size_t i = 0; i < bag->term_count; i++) {
        append(seen->terms, "%s%s:%.*s*%u", bag->terms[i].term, channel_names[bag->terms[i].channel],
               bag->terms[i].count);
        seen->background[i] = bag->terms[i].background;
        seen->flags[i] = bag->terms[i].flags;
        seen->names[i] = bag->terms[i].name_count;
        cr_assert(bag->terms[i].number != BAG_UNNUMBERED || bag->terms[i].hash == span_hash(bag->terms[i].term));
    }
    for (size_t i = 0; i < bag->form_count; i++) {
        append(seen->forms, "%s%s%.*s*%u", bag->forms[i].surface, "", bag->forms[i].count);
    }
    for (size_t segment = 0; bag->segment_starts != NULL && segment < bag->segment_count; segment++) {
        append(seen->segments, "%s%s%.*s", span_of("|"), "", 0);
        for (size_t i = bag->segment_starts[segment]; i < bag->segment_starts[segment + 1]; i++) {
            append(seen->segments, "%s%s%.*s*%u", bag->terms[bag->segment_terms[i]].term, "", bag->segment_counts[i]);
        }
    }
    seen->sums_match = bag->segment_starts != NULL && segments_sum_up(bag);
    seen->tokens = document->tokens;
    seen->segment_count = document->segments;
    cr_assert_eq(bag->segment_count, document->segments);
    memcpy(seen->cut, document_details(document)->cut_tokens, sizeof seen->cut);
}

static void note_warnings(void *context, const struct journal *journal)
{
    struct seen *const seen = context;
    for (size_t i = 0; i < journal->warning_count; i++) {
        strcat(seen->warnings, journal->warnings[i].text.bytes);
    }
}

static enum status run(const struct harness_document *documents, size_t count, struct settings settings,
                       struct seen *seen, struct failure *failure)
{
    struct harness harness = {.settings = settings,
                              .stages = {&count_stage},
                              .stage_count = 1,
                              .documents = documents,
                              .document_count = count,
                              .collect = note_bag,
                              .inspect = note_warnings,
                              .context = seen};
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

static void count_sentence(struct sentence *sentence, struct settings settings, struct seen *seen)
{
    const struct harness_document document = {
        .declared = {.id = span_of("d"), .path = span_of("d.txt")}, .records = &sentence->record, .record_count = 1};
    struct failure failure;
    cr_assert_eq(run(&document, 1, settings, seen, &failure), STATUS_OK, "%s", failure.message);
}

static void count_text(const char *text, struct settings settings, struct seen *seen)
{
    static struct sentence sentence;
    write_sentence(&sentence, text);
    count_sentence(&sentence, settings, seen);
}

struct count_case {
    const char *text;
    unsigned ngrams, characters;
    bool keep_apparatus;
    uint64_t tokens, segments;
    const char *terms, *forms;
};

static const struct count_case cases[] = {
    /* words of one term are counted together, their forms apart; the rest counts as tokens */
    {"| the~ Wars=war and~ war=war in~ 12# year=year x^", 1, 0, false, 8, 1, "word:war*2 word:year*1",
     "Wars*1 war*1 year*1"},
    {"| war=war | in~ 1925=year:1925 | 7#", 1, 0, false, 4, 3, "word:war*1 date:year:1925*1", "war*1 1925*1"},
    /* another field is left out, and a segment that starts in it starts all the same */
    {"| war=war | notes:edit=edit peace=peace notes:x=x | notes:y=y", 1, 0, false, 2, 2, "word:war*1 word:peace*1",
     "war*1 peace*1"},
    {"| war=war | notes:edit=edit peace=peace", 1, 0, true, 3, 2, "word:war*1 word:edit*1 word:peace*1",
     "war*1 edit*1 peace*1"},
    /* a document whose first word carries no flag has a segment, too */
    {"war=war", 1, 0, false, 1, 1, "word:war*1", "war*1"},
    /* n-grams skip stop words, numbers and other fields, hold dates, and end with the segment */
    {"| A=a of~ B=b 3# C=c | D=d", 2, 0, false, 6, 2, "word:a*1 word:b*1 ngram:a b*1 word:c*1 ngram:b c*1 word:d*1",
     "A*1 B*1 A B*1 C*1 B C*1 D*1"},
    {"| a=a notes:n=n b=b | notes:m=m c=c", 2, 0, false, 3, 2, "word:a*1 word:b*1 ngram:a b*1 word:c*1",
     "a*1 b*1 a b*1 c*1"},
    {"| in~ June=june 1925=year:1925", 2, 0, false, 3, 1, "word:june*1 date:year:1925*1 ngram:june year:1925*1",
     "June*1 1925*1 June 1925*1"},
    {"| a=a b=b c=c d=d", 3, 0, false, 4, 1,
     "word:a*1 word:b*1 ngram:a b*1 word:c*1 ngram:a b c*1 ngram:b c*1 word:d*1 ngram:b c d*1 ngram:c d*1",
     "a*1 b*1 a b*1 c*1 a b c*1 b c*1 d*1 b c d*1 c d*1"},
    /* an item for a date is counted in its segment, is no word and is in no n-gram; --keep-apparatus counts it in notes
     */
    {"| 7# June=june 7-June=date:--06-07 sign=sign", 2, 0, false, 3, 1,
     "word:june*1 date:date:--06-07*1 word:sign*1 ngram:june sign*1", "June*1 7-June*1 sign*1 June sign*1"},
    {"| notes:May=may notes:1-May=date:--05-01 war=war", 1, 0, false, 1, 1, "word:war*1", "war*1"},
    {"| notes:May=may notes:1-May=date:--05-01 war=war", 1, 0, true, 2, 1, "word:may*1 date:date:--05-01*1 word:war*1",
     "May*1 1-May*1 war*1"},
    /* one n-gram in two surface forms; the same word twice is an n-gram, too */
    {"| A=a b=b | a=a b=b b=b", 2, 0, false, 5, 2, "word:a*2 word:b*3 ngram:a b*2 ngram:b b*1",
     "A*1 b*3 A b*1 a*1 a b*1 b b*1"},
    /* character n-grams of words, by code points; a short word is one itself; none of stop words and dates */
    {"| war=w the~ go=g 1925=year:1925", 1, 3, false, 4, 1,
     "word:w*1 character:war*1 word:g*1 character:go*1 date:year:1925*1", "war*1 go*1 1925*1"},
    {"| \xD8\xAD\xD8\xB1\xD8\xA8\xD8\xA7=x", 1, 3, false, 1, 1,
     "word:x*1 character:\xD8\xAD\xD8\xB1\xD8\xA8*1 character:\xD8\xB1\xD8\xA8\xD8\xA7*1",
     "\xD8\xAD\xD8\xB1\xD8\xA8\xD8\xA7*1"},
    {"| banana=b nan=n", 1, 3, false, 2, 1, "word:b*1 character:ban*1 character:ana*2 character:nan*2 word:n*1",
     "banana*1 nan*1"},
};

static void expect_case(size_t i, enum command command, const char *forms)
{
    static struct seen seen;
    struct settings settings = harness_settings();
    settings.command = command;
    settings.ngrams = cases[i].ngrams;
    settings.characters = cases[i].characters;
    settings.keep_apparatus = cases[i].keep_apparatus;
    count_text(cases[i].text, settings, &seen);
    cr_expect_str_eq(seen.terms, cases[i].terms, "case %zu: %s", i, seen.terms);
    cr_expect_str_eq(seen.forms, forms, "case %zu: %s", i, seen.forms);
    cr_expect_eq(seen.tokens, cases[i].tokens, "case %zu", i);
    cr_expect_eq(seen.segment_count, cases[i].segments, "case %zu", i);
    cr_expect_str_empty(seen.segments);
    cr_expect_str_empty(seen.warnings);
}

/* N-grams are made of forms. */
Test(count, terms_are_counted_as_the_cases_say_and_nearest_keeps_no_forms)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_case(i, harness_settings().command, cases[i].forms);
        expect_case(i, COMMAND_NEAREST, cases[i].ngrams > 1 ? cases[i].forms : "");
    }
}

Test(count, words_are_told_by_field_whether_counted_or_not)
{
    static struct seen seen;
    count_text("| a=a notes:b=b the~ notes:the~", harness_settings(), &seen);
    cr_assert_eq(seen.tokens, 2);
    cr_assert_eq(seen.cut[FIELD_BODY], 0, "what is of the body was not cut");
    cr_assert_eq(seen.cut[FIELD_NOTES], 2);
    cr_assert_eq(seen.cut[FIELD_RESIDUE], 0);
}

Test(count, the_document_is_the_sum_of_its_segments)
{
    static struct seen seen;
    struct settings settings = harness_settings();
    settings.command = COMMAND_VECTORIZE;
    settings.rows = ROWS_SEGMENTS;
    settings.ngrams = 2;
    settings.characters = 2;
    count_text("| ab=a b=b ab=a | the~ | ab=a b=b ab=a b=b", settings, &seen);
    cr_assert_str_eq(seen.segments, "| a*2 ab*2 b*1 b*1 a b*1 b a*1 | | a*2 ab*2 b*2 b*2 a b*2 b a*1", "%s",
                     seen.segments);
    cr_assert(seen.sums_match);
}

Test(count, a_term_has_the_largest_background_of_its_forms_and_an_ngram_the_smallest_of_its_parts)
{
    static struct sentence sentence;
    static struct seen seen;
    struct settings settings = harness_settings();
    settings.ngrams = 3;
    write_sentence(&sentence, "| a=x b=y A=x c=z");
    sentence.forms[0].form.background = 0.25;
    sentence.forms[1].form.background = 0.125;
    sentence.forms[1].form.flags = TERM_STATE_NAME;
    sentence.forms[2].form.background = 0.75;
    sentence.forms[3].form.background = NO_BACKGROUND;
    count_sentence(&sentence, settings, &seen);
    cr_assert_str_eq(seen.terms, "word:x*2 word:y*1 ngram:x y*1 ngram:x y x*1 ngram:y x*1 word:z*1 ngram:y x z*1 "
                                 "ngram:x z*1");
    const double backgrounds[] = {0.75, 0.125, 0.125, 0.125, 0.125, NO_BACKGROUND, NO_BACKGROUND, NO_BACKGROUND};
    const unsigned flags[] = {0, 1, 1, 1, 1, 0, 1, 0};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        cr_expect_eq(seen.background[i], backgrounds[i], "term %zu", i);
        cr_expect_eq(seen.flags[i], flags[i], "term %zu", i);
    }
}

/* a b and b c are names, so a b c is one of three words. */
Test(count, words_beside_those_with_which_they_name_a_state_are_counted_apart)
{
    static struct sentence sentence;
    static struct seen seen;
    struct settings settings = harness_settings();
    settings.command = COMMAND_COMPARE;
    write_sentence(&sentence, "| a=a b=b c=c d=d a=a s~ b=b a=a | b=b b=b c=c a=a notes:d=d b=b");
    for (size_t i = 0; i < 3; i++) {
        sentence.forms[i].form.flags = TERM_NAME_PART;
        sentence.forms[i].form.has_more = true;
        sentence.forms[i].name_firsts = UINT64_C(1) << i;
        sentence.forms[i].name_seconds = i == 0 ? 0 : UINT64_C(1) << (i - 1);
    }
    count_sentence(&sentence, settings, &seen);
    cr_assert_str_eq(seen.terms, "word:a*4 word:b*5 word:c*2 word:d*1");
    const unsigned names[] = {1, 2, 2, 0}; /* not over a stop word, a sentence's end, or a note */
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cr_expect_eq(seen.names[i], names[i], "term %zu: %u", i, seen.names[i]);
    }
}

Test(count, words_of_scripts_without_spaces_give_bigrams)
{
    static struct sentence sentence;
    static struct seen seen;
    struct settings settings = harness_settings();
    settings.characters = 4;
    write_sentence(&sentence, "| \xE5\xA4\x96\xE8\x92\x99\xE5\x8F\xA4=x \xE6\x88\x98=y");
    sentence.forms[0].form.script = SCRIPT_HAN;
    sentence.forms[1].form.script = SCRIPT_HAN;
    count_sentence(&sentence, settings, &seen);
    cr_assert_str_eq(seen.terms, "word:x*1 character:\xE5\xA4\x96\xE8\x92\x99*1 character:\xE8\x92\x99\xE5\x8F\xA4*1 "
                                 "word:y*1 character:\xE6\x88\x98*1");
}

Test(count, a_document_without_terms_is_kept_with_a_warning_that_says_why)
{
    static struct seen seen;
    count_text("", harness_settings(), &seen);
    cr_assert(strstr(seen.warnings, "has no words to compare") != NULL, "%s", seen.warnings);
    count_text("| the~ 12#", harness_settings(), &seen);
    cr_assert(strstr(seen.warnings, "stop words and numbers") != NULL, "%s", seen.warnings);
    cr_assert_eq(seen.tokens, 2);
    count_text("| notes:a=a", harness_settings(), &seen);
    cr_assert(strstr(seen.warnings, "--keep-apparatus") != NULL, "%s", seen.warnings);
}

/* Two documents after one another, on one worker: numbers of terms and forms by what they stand for. */
static void check_numbers(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    const struct bag *const bag = record->as.bag;
    const void **const numbering = context;
    cr_assert_not_null(bag->numbering);
    cr_assert(*numbering == NULL || *numbering == bag->numbering);
    *numbering = bag->numbering;
    for (size_t i = 0; i < bag->term_count; i++) {
        const struct bag_term *const term = &bag->terms[i];
        const bool is_war = span_equal(term->term, span_of("war"));
        cr_expect_eq(term->number == 0, is_war, "%.*s has number %u", SPAN_ARGUMENTS(term->term), term->number);
        cr_expect_eq(term->number == BAG_UNNUMBERED, term->channel == CHANNEL_NGRAM);
    }
    for (size_t i = 0; i < bag->form_count; i++) {
        const bool is_ngram = bag->terms[bag->forms[i].term].channel == CHANNEL_NGRAM;
        cr_expect_eq(bag->forms[i].number == BAG_UNNUMBERED, is_ngram);
        cr_expect_eq(bag->forms[i].number == 1, span_equal(bag->forms[i].surface, span_of("Wars")));
    }
}

Test(count, a_term_has_the_same_number_in_all_bags_of_a_worker_and_an_ngram_has_none)
{
    static struct sentence first, second;
    const void *numbering = NULL;
    struct settings settings = harness_settings();
    settings.ngrams = 2;
    write_sentence(&first, "| war=war Wars=war peace=peace");
    write_sentence(&second, "| peace=peace Wars=war");
    second.word_forms[0] = first.word_forms[2];
    second.word_forms[1] = first.word_forms[1];
    const struct harness_document documents[] = {
        {.declared = {.id = span_of("a")}, .records = &first.record, .record_count = 1},
        {.declared = {.id = span_of("b")}, .records = &second.record, .record_count = 1}};
    struct harness harness = {.settings = settings,
                              .stages = {&count_stage},
                              .stage_count = 1,
                              .documents = documents,
                              .document_count = 2,
                              .collect = check_numbers,
                              .context = &numbering};
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
}

Test(count, nothing_of_one_document_is_left_in_the_next)
{
    static struct sentence first, second;
    static struct seen seen;
    struct settings settings = harness_settings();
    settings.ngrams = 2;
    settings.characters = 2;
    write_sentence(&first, "| notes:n=n war=war war=war peace=peace");
    write_sentence(&second, "notes:n=n war=war");
    second.word_forms[0] = first.word_forms[0]; /* forms last: both documents have the same ones */
    second.word_forms[1] = first.word_forms[1];
    const struct harness_document documents[] = {
        {.declared = {.id = span_of("a")}, .records = &first.record, .record_count = 1},
        {.declared = {.id = span_of("b")}, .records = &second.record, .record_count = 1}};
    struct failure failure;
    cr_assert_eq(run(documents, 2, settings, &seen, &failure), STATUS_OK);
    cr_assert_str_eq(seen.terms, "word:war*1 character:wa*1 character:ar*1");
    cr_assert_str_eq(seen.forms, "war*1");
    cr_assert_eq(seen.tokens, 1);
    cr_assert_eq(seen.segment_count, 1);
    cr_assert_eq(seen.cut[FIELD_NOTES], 1);
}

/* The whole matrix as text: terms with counts, then the rows. */
static void note_matrix(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    char *const text = context;
    const struct counts *const counts = record->as.counts;
    *text = '\0';
    for (size_t i = 0; i < counts->term_count; i++) {
        append(text, "%s%s%.*s*%u", counts->terms[i].term, "", (uint32_t)counts->terms[i].count);
        for (size_t form = 0; form < counts->terms[i].form_count; form++) {
            append(text, "%s%s%.*s*%u", counts->terms[i].forms[form].surface, "=",
                   (uint32_t)counts->terms[i].forms[form].count);
        }
    }
    for (uint64_t i = 0; i < counts->rows.starts[counts->rows.row_count]; i++) {
        append(text, "%s%s%.*s%u", counts->documents[0]->path, ",",
               counts->rows.columns[i] * 1000 + counts->rows.counts[i]);
    }
}

/* Workers meet the forms in different orders and number them differently. */
Test(count, the_matrix_does_not_depend_on_the_number_of_workers)
{
    enum { DOCUMENTS = 12 };
    static struct sentence all, sentences[DOCUMENTS];
    static char ids[DOCUMENTS][8], first[SEEN_BYTES], text[SEEN_BYTES];
    static struct harness_document documents[DOCUMENTS];
    write_sentence(&all, "| a=a A=a b=b B=b c=c 1925=year:1925 d=d");
    for (size_t i = 0; i < DOCUMENTS; i++) {
        write_sentence(&sentences[i], "| a=a b=b c=c d=d");
        for (size_t word = 0; word < 4; word++) {
            sentences[i].word_forms[word] = &all.forms[(i * 5 + word * 3) % 7].form;
        }
        snprintf(ids[i], sizeof ids[i], "d%zu", i);
        documents[i] = (struct harness_document){
            .declared = {.id = span_of(ids[i])}, .records = &sentences[i].record, .record_count = 1};
    }
    for (unsigned workers = 1; workers <= 7; workers += 2) {
        struct harness harness = {.settings = harness_settings(),
                                  .stages = {&count_stage, &vectorize_stage},
                                  .stage_count = 2,
                                  .documents = documents,
                                  .document_count = DOCUMENTS,
                                  .collect = note_matrix,
                                  .context = workers == 1 ? first : text};
        harness.settings.workers = workers;
        harness.settings.ngrams = 2;
        cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
        cr_assert(workers == 1 || strcmp(text, first) == 0);
    }
    cr_assert(strncmp(first, "a*", 2) == 0, "%s", first);
}

Test(count, every_refused_allocation_is_a_failure_of_memory)
{
    static struct sentence sentence;
    static struct seen seen;
    struct settings settings = harness_settings();
    settings.command = COMMAND_VECTORIZE;
    settings.rows = ROWS_SEGMENTS;
    settings.ngrams = 3;
    settings.characters = 2;
    write_sentence(&sentence, "| war=war and~ peace=peace wars=war | war=war 1925=year:1925");
    const struct harness_document document = {
        .declared = {.id = span_of("d")}, .records = &sentence.record, .record_count = 1};
    struct failure failure;
    for (long i = 0;; i++) {
        refuse_allocation(i, false);
        const enum status status = run(&document, 1, settings, &seen, &failure);
        if (refuse_nothing() <= i) {
            cr_assert_eq(status, STATUS_OK);
            cr_assert_gt(i, 20);
            return;
        }
        cr_assert_eq(status, STATUS_FAILED, "allocation %ld", i);
        cr_assert_eq(failure.kind, FAILURE_MEMORY, "allocation %ld: %s", i, failure.message);
    }
}
