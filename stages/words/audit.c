/*
 * audit.c - RECORD_COUNTS -> RECORD_COUNTS, as they came: warns of terms that hold what should stand apart.
 *
 * A term is looked at with its surface forms, as vocabulary.csv lists them:
 * - names of different classes of the tables (or of --protect) in one term, as some stemmers make Prussia of Russia;
 * - a name in a term that is a stop word ("was" for the month Kanun);
 * - more than FORMS_MOST forms. Sound Arabic has up to 100 of them in 27,000 articles and 77 in 780 histories, Russian
 *   20, English 10: what has more is a stemmer's heap, or repairs a text that should be repaired first.
 * Names that the user's own stop list takes out are told, too.
 *
 * A form's language is that of its script: the forms of all documents stand together here.
 */
#include "stages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fold.h"
#include "language.h"
#include "light_arabic.h"
#include "matrix.h"
#include "names.h"
#include "stop_words.h"

enum { FORMS_MOST = 100, SHOWN = 5, SHOWN_FORMS = 4, LIST_BYTES = 768 };

/* What was found of one kind: how many, and the first ones in words. */
struct audit_list {
    size_t count;
    char text[LIST_BYTES];
};

struct audit {
    const struct settings *settings;
    struct folder *folder;
    struct names *names;
    struct stop_words *stop_words; /* the built-in lists */
    struct light_arabic light;
    struct audit_list merged, stopped, heaps;
};

static enum status audit_open(void *memory, const struct settings *settings, struct flow *flow)
{
    struct audit *const audit = memory;
    struct failure *const failure = flow_failure(flow);
    audit->settings = settings;
    if (folder_open(&audit->folder, failure) != STATUS_OK || names_open(&audit->names, failure) != STATUS_OK ||
        (settings->protect_file != NULL &&
         names_read(audit->names, settings->protect_file, audit->folder, failure) != STATUS_OK)) {
        return STATUS_FAILED;
    }
    audit->light = (struct light_arabic){.arabic = language_find(span_of("ar")), .names = audit->names};
    return stop_words_open(&audit->stop_words, true, NULL, NULL, failure);
}

static void audit_close(void *memory)
{
    struct audit *const audit = memory;
    stop_words_close(audit->stop_words);
    names_close(audit->names);
    folder_close(audit->folder);
}

static enum status find_name(const struct audit *audit, struct span surface, const struct name **name,
                             struct failure *failure)
{
    const struct language *const language = language_of_first_letter(surface);
    struct span folded;
    *name = NULL;
    if (language == audit->light.arabic && audit->settings->stemmer != STEMMER_SNOWBALL) {
        return STATUS_OK; /* the light stemmer looks for names first */
    }
    if (folder_fold(audit->folder, surface, false, &folded, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *name = language == audit->light.arabic ? light_arabic_name(&audit->light, folded)
                                            : names_find(audit->names, language, folded);
    return STATUS_OK;
}

/* Adds to a list the term and, behind a colon, some words of it. */
static void tell(struct audit_list *list, struct span term, const char *words)
{
    const size_t used = strlen(list->text);
    if (list->count++ >= SHOWN || used + term.length + strlen(words) + sizeof "; \"\" ()" > sizeof list->text) {
        return;
    }
    (void)snprintf(list->text + used, sizeof list->text - used, "%s\"%.*s\" (%s)", used > 0 ? "; " : "",
                   SPAN_ARGUMENTS(term), words);
}

/* The commonest forms of a term, as a list. */
static void list_forms(const struct vocabulary_term *term, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < term->form_count && i < SHOWN_FORMS; i++) {
        const struct span surface = term->forms[i].surface;
        if (used + surface.length + sizeof ", and 18446744073709551615 more" > size) {
            break;
        }
        used += (size_t)snprintf(text + used, size - used, "%s%.*s", used > 0 ? ", " : "", SPAN_ARGUMENTS(surface));
    }
    if (term->form_count > SHOWN_FORMS) {
        (void)snprintf(text + used, size - used, " and %zu more", term->form_count - SHOWN_FORMS);
    }
}

/* Two names of different classes in a term, or a name in one that is a stop word. */
static enum status look_at_names(struct audit *audit, const struct vocabulary_term *term, struct failure *failure)
{
    enum { WORDS_BYTES = 256 };
    const struct name *first = NULL;
    const struct vocabulary_form *first_form = NULL;
    char words[WORDS_BYTES];
    for (size_t i = 0; i < term->form_count; i++) {
        const struct vocabulary_form *const form = &term->forms[i];
        const struct name *name;
        if (find_name(audit, form->surface, &name, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (name == NULL || name == first) {
            continue;
        }
        if (first != NULL) {
            (void)snprintf(words, sizeof words, "%.*s of %s, %.*s of %s", SPAN_ARGUMENTS(first_form->surface),
                           first->key, SPAN_ARGUMENTS(form->surface), name->key);
            failure_trim(words);
            tell(&audit->merged, term->term, words);
            return STATUS_OK;
        }
        first = name;
        first_form = form;
    }
    if (first != NULL && !first->is_own &&
        stop_words_contain(audit->stop_words, language_of_first_letter(term->term), term->term)) {
        (void)snprintf(words, sizeof words, "%.*s of %s", SPAN_ARGUMENTS(first_form->surface), first->key);
        failure_trim(words);
        tell(&audit->stopped, term->term, words);
    }
    return STATUS_OK;
}

static enum status look_at(struct audit *audit, const struct vocabulary_term *term, struct failure *failure)
{
    enum { FORMS_BYTES = 256 };
    if (term->channel != CHANNEL_WORD) {
        return STATUS_OK;
    }
    if (term->form_count > FORMS_MOST) {
        char forms[FORMS_BYTES];
        list_forms(term, forms, sizeof forms);
        tell(&audit->heaps, term->term, forms);
    }
    return term->form_count < 2 ? STATUS_OK : look_at_names(audit, term, failure);
}

static enum status warn(const struct audit_list *list, const char *what, const char *remedy, struct flow *flow)
{
    char more[48] = "";
    if (list->count == 0) {
        return STATUS_OK;
    }
    if (list->count > SHOWN) {
        (void)snprintf(more, sizeof more, "; and %zu more", list->count - SHOWN);
    }
    return flow_warn(flow, "%s: %s%s; %s", what, list->text, more, remedy);
}

/* Names that the user's stop list holds: no text is searched for them. */
static enum status warn_of_stop_list(const struct audit *audit, struct flow *flow)
{
    struct stop_words *own;
    struct audit_list list = {0};
    const char *const path = audit->settings->stop_words_file;
    struct stat facts;
    if (path == NULL || stat(path, &facts) != 0 || !S_ISREG(facts.st_mode)) { /* a pipe has nothing left to say */
        return STATUS_OK;
    }
    if (stop_words_open(&own, false, path, audit->folder, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct name_form form;
    for (size_t i = 0; names_form(audit->names, i, &form); i++) {
        if (form.language != NULL && stop_words_contain(own, form.language, form.folded)) {
            tell(&list, form.folded, form.language->name);
        }
    }
    stop_words_close(own);
    return warn(&list, "--stop-words takes out words that are names", "--protect keeps names whatever the list", flow);
}

static enum status audit_accept(void *memory, const struct record *record, struct flow *flow)
{
    struct audit *const audit = memory;
    const struct counts *const counts = record->as.counts;
    for (size_t i = 0; i < counts->term_count; i++) {
        if (look_at(audit, &counts->terms[i], flow_failure(flow)) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (warn(&audit->merged, WARNING_NAMES_MERGED, "--protect FILE keeps them apart", flow) != STATUS_OK ||
        warn(&audit->stopped, WARNING_NAME_STOPPED, "--protect FILE keeps them apart", flow) != STATUS_OK ||
        warn(&audit->heaps, WARNING_MANY_FORMS, "vocabulary.csv lists the forms; another --stem may tell them apart",
             flow) != STATUS_OK ||
        warn_of_stop_list(audit, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return flow_emit(flow, record);
}

const struct stage_type audit_stage = {
    .name = "audit",
    .placement = WHOLE,
    .consumes = RECORD_COUNTS,
    .produces = RECORD_COUNTS,
    .state_size = sizeof(struct audit),
    .open = audit_open,
    .accept = audit_accept,
    .close = audit_close,
};
