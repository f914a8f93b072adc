/*
 * option_settle.c - INTERFACE: an explicit --weight is taken as it is, without background and with the plain cosine,
 * unless these are given too.
 *
 * A Delta asks how the commonest words are used, in the forms in which they stand: of corpora/, in Arabic alone, Cosine
 * Delta puts 13 of 18 texts next to one of their own source so, and 10 of 18 when they are stemmed.
 */
#include "option_settle.h"

#include <string.h>

#include "option_check.h"

/* Within words; what comes best with bm25 (make evaluate). */
enum { QUERY_CHARACTERS = 4 };

/* Short queries are served best by BM25 over words and characters, whole texts by the cosine with 1 + ln tf (MEASURES,
 * "Similarity"; make evaluate): which of them they are shows once they are read. */
static void settle_queries(struct settings *settings, const struct given_options *given)
{
    if (given->similarity) {
        settings->weight = settings->similarity == SIMILARITY_COSINE ? "auto-sublinear" : "auto";
        return;
    }
    settings->weight = "auto-queries";
    settings->similarity = SIMILARITY_COSINE;
    if (!given->characters) {
        settings->characters = QUERY_CHARACTERS;
    }
}

static void settle_delta(struct settings *settings, const struct given_options *given)
{
    settings->stop_words_builtin = settings->stop_words_builtin && given->stop_words;
    settings->stemmer = given->stem ? settings->stemmer : STEMMER_NONE;
}

void option_settle(struct settings *settings, const struct given_options *given)
{
    const bool is_of_queries = option_check_is_of_queries(settings->weight);
    if (given->weight && (strncmp(settings->weight, "auto", 4) != 0 || is_of_queries)) {
        if (!given->background && !is_of_queries) {
            settings->background_builtin = false;
        }
        if (!given->similarity) {
            settings->similarity = SIMILARITY_COSINE;
        }
    }
    if (!given->weight && !given->earlier && settings->queries != NULL) {
        settle_queries(settings, given);
    }
    if (given->similarity && similarity_is_delta(settings->similarity) && option_check_compares(settings)) {
        settle_delta(settings, given);
    }
}
