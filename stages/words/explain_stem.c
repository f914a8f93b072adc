/*
 * explain_stem.c - RECORD_TERMS -> RECORD_EXPLANATION: how each word came to its term, in sentences.
 *
 * What became of a word is read off its form, as the stem stage made it; why is asked of stemmers of this stage's own,
 * which decide the same.
 */
#include "stages.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "arena.h"
#include "background.h"
#include "fold.h"
#include "language.h"
#include "light_arabic.h"
#include "stemmers.h"

enum { STEPS_MOST = LIGHT_STEPS_MOST + 8, WHY_BYTES = 320 };

struct explain_stem {
    struct folder *folder;
    struct stemmers *stemmers;
    enum stemmer stemmer;
    struct arena arena; /* of the word */
    struct explained_step steps[STEPS_MOST];
    size_t count;
};

static enum status explain_open(void *memory, const struct settings *settings, struct flow *flow)
{
    struct explain_stem *const state = memory;
    struct failure *const failure = flow_failure(flow);
    state->stemmer = settings->stemmer;
    if (folder_open(&state->folder, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return stemmers_open(&state->stemmers, settings->stemmer, settings->protect_file, state->folder, failure);
}

static void explain_close(void *memory)
{
    struct explain_stem *const state = memory;
    arena_free(&state->arena);
    stemmers_close(state->stemmers);
    folder_close(state->folder);
}

static enum status add_step(struct explain_stem *state, const char *what, struct span word, struct failure *failure,
                            const char *why, ...) PRINTF_LIKE(5, 6);
static enum status add_step(struct explain_stem *state, const char *what, struct span word, struct failure *failure,
                            const char *why, ...)
{
    char text[WHY_BYTES];
    struct explained_step *const step = &state->steps[state->count];
    if (state->count == STEPS_MOST) {
        return failure_set(failure, FAILURE_INTERNAL, "a word took more than %d steps", STEPS_MOST);
    }
    va_list arguments;
    va_start(arguments, why);
    (void)vsnprintf(text, sizeof text, why, arguments);
    va_end(arguments);
    failure_trim(text);
    step->what = span_of(what);
    state->count++;
    return arena_copy(&state->arena, word, &step->word, failure) == STATUS_OK
               ? arena_copy(&state->arena, span_of(text), &step->why, failure)
               : STATUS_FAILED;
}

static const char *documents(unsigned count)
{
    return count == 1 ? "document" : "documents";
}

static enum status tell_article(struct explain_stem *state, const struct light_step *step, struct failure *failure)
{
    const struct span word = span_of(step->word);
    if (step->taken) {
        return add_step(state, "article", word, failure, "%s is taken off", step->affix);
    }
    if (step->by_hamza) {
        return add_step(state, "article", word, failure, "none: its alef is written with hamza");
    }
    if (step->by_stop_word) {
        return add_step(state, "article", word, failure, "stays: a stop word would be left");
    }
    return add_step(state, "article", word, failure,
                    "none: with one before it, or as a verb, the word is in %u %s; the rest alone in %u",
                    step->beginning, documents(step->beginning), step->rest);
}

static enum status tell_proclitic(struct explain_stem *state, const struct light_step *step, struct failure *failure)
{
    const struct span word = span_of(step->word);
    if (step->taken && step->by_hamza) {
        return add_step(state, "proclitic", word, failure, "%s is taken off: an alef with hamza begins a word",
                        step->affix);
    }
    if (step->taken) {
        return add_step(state, "proclitic", word, failure,
                        "%s is taken off: the rest is in %u %s, the word with it in %u", step->affix, step->rest,
                        documents(step->rest), step->whole);
    }
    if (step->beginning > 0) {
        return add_step(state, "proclitic", word, failure,
                        "none: %s is the word's own, which is in %u %s, and in %u or more with the article or as "
                        "a verb",
                        step->affix, step->whole, documents(step->whole), step->beginning);
    }
    return add_step(state, "proclitic", word, failure, "none: %s stays, since the rest is in %u %s and the word in %u",
                    step->affix, step->rest, documents(step->rest), step->whole);
}

static enum status tell_ending(struct explain_stem *state, const struct light_step *step, struct failure *failure)
{
    const struct span word = span_of(step->word);
    const char *const done = step->taken ? "is taken off" : "stays";
    if (step->by_stop_word) {
        return add_step(state, "ending", word, failure, "%s stays: a stop word would be left", step->affix);
    }
    if (step->is_counted) {
        return add_step(state, "ending", word, failure, "%s %s: forms without it are in %u %s, the word with it in %u",
                        step->affix, done, step->rest, documents(step->rest), step->whole);
    }
    return add_step(state, "ending", word, failure, "%s %s%s", step->affix, done,
                    step->taken ? "" : ": behind an alef it is the word's own");
}

static enum status tell_light(struct explain_stem *state, const struct light_account *account, struct failure *failure)
{
    for (size_t i = 0; i < account->count; i++) {
        const struct light_step *const step = &account->steps[i];
        enum status status = STATUS_FAILED;
        switch (step->rule) {
        case LIGHT_ARTICLE:
            status = tell_article(state, step, failure);
            break;
        case LIGHT_PROCLITIC:
            status = tell_proclitic(state, step, failure);
            break;
        case LIGHT_YA:
            status = add_step(state, "ya", span_of(step->word), failure, "a run of ya is written as one");
            break;
        case LIGHT_ENDING:
            status = tell_ending(state, step, failure);
            break;
        }
        if (status != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* How a word that is no stop word and no number came to its term. */
static enum status tell_term(struct explain_stem *state, const struct form *form, const struct language *language,
                             struct failure *failure)
{
    const struct span nothing = {NULL, 0};
    struct stem_word word = {.surface = form->surface, .folded = form->normalized};
    struct stem stem;
    struct stem_account account;
    if (folder_background_key(state->folder, form->surface, &word.key, failure) != STATUS_OK ||
        stemmers_explain(state->stemmers, language, &word, &stem, &account, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    enum status status = STATUS_OK;
    if (account.name != NULL) {
        status = add_step(state, "name", account.is_protected ? span_of(account.name->key) : nothing, failure,
                          account.is_protected ? "protected: one term for all forms of this name (%s%s)"
                                               : "known as a name (%s%s), and stemmed like any word",
                          name_kind_names[account.name->kind], account.name->is_own ? ", --protect" : "");
    }
    if (status == STATUS_OK && account.is_light) {
        status = tell_light(state, &account.light, failure);
    }
    if (status == STATUS_OK && account.is_light_persian) {
        status = add_step(state, "stem", stem.term, failure, "by the light rules for Persian");
    }
    if (status == STATUS_OK && account.snowball != NULL) {
        status = add_step(state, "stem", stem.term, failure, "by Snowball's rules for %s", account.snowball);
    }
    return status;
}

static enum status tell_result(struct explain_stem *state, const struct form *form, struct failure *failure)
{
    const struct span nothing = {NULL, 0};
    switch (form->class) {
    case FORM_STOP:
        return add_step(state, "term", nothing, failure, "none: a stop word is not counted");
    case FORM_NUMBER:
        return add_step(state, "term", nothing, failure, "none: a number that is no year is not counted");
    case FORM_EMPTY:
        return add_step(state, "term", nothing, failure, "none: nothing is left once marks are off");
    case FORM_DATE:
        return add_step(state, "date", form->term, failure, "read as a date, and counted beside its words");
    case FORM_TERM:
        break;
    }
    return add_step(state, "term", form->term, failure, "counted in the channel %s%s", channel_names[form->channel],
                    (form->flags & TERM_STATE_NAME) != 0 ? ", as the name of a state or people" : "");
}

/* Will the light stemmer tell of documents? */
static bool is_counted(const struct explain_stem *state, const struct language *language, const struct form *form)
{
    return form->class == FORM_TERM && language == language_find(span_of("ar")) &&
           (state->stemmer == STEMMER_AUTO || state->stemmer == STEMMER_LIGHT);
}

static enum status explain(struct explain_stem *state, const struct document *document, const struct form *form,
                           struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    const struct language *const declared = document == NULL ? NULL : language_find(document->language);
    const struct language *const language =
        form->script == SCRIPT_NONE ? declared : language_of_word(declared, form->script);
    arena_clear(&state->arena);
    state->count = 0;
    if (!span_equal(form->surface, form->normalized) && form->class != FORM_EMPTY && form->class != FORM_DATE &&
        add_step(state, "folded", form->normalized, failure, "case, marks and variants of letters are off") !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    if (form->script != SCRIPT_NONE &&
        add_step(state, "language", (struct span){NULL, 0}, failure, "%s%s",
                 language != NULL ? language->name : "not known: the word stays as it is",
                 is_counted(state, language, form) ? "; documents are those of the built-in background table" : "") !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    if ((form->class == FORM_TERM && form->channel == CHANNEL_WORD &&
         tell_term(state, form, language, failure) != STATUS_OK) ||
        tell_result(state, form, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const struct explanation explanation = {form->surface, state->steps, state->count};
    return flow_emit(flow, &(struct record){.kind = RECORD_EXPLANATION, .as.explanation = &explanation});
}

static enum status explain_accept(void *memory, const struct record *record, struct flow *flow)
{
    struct explain_stem *const state = memory;
    const struct terms *const terms = record->as.terms;
    for (size_t i = 0; i < terms->count; i++) {
        if (explain(state, flow_document(flow), terms->forms[i], flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

const struct stage_type explain_stem_stage = {
    .name = "explain stem",
    .placement = IN_ORDER,
    .consumes = RECORD_TERMS,
    .produces = RECORD_EXPLANATION,
    .state_size = sizeof(struct explain_stem),
    .open = explain_open,
    .accept = explain_accept,
    .close = explain_close,
};
