/* variants.c - one matrix at a time: what is kept of each is what the next stage makes of it. */
#include "variants.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "scheme.h"
#include "variant_counts.h"
#include "weighing.h"

/* Texts are not cut below this: shorter ones stay whole. */
enum { SHORTEST_LENGTH = 400 };

static const struct variant plan[] = {
    {.stem = STEM_CHOICE_AUTO, .stop_words = true},
    {.stem = STEM_CHOICE_AUTO},
    {.stem = STEM_CHOICE_SNOWBALL, .stop_words = true},
    {.stem = STEM_CHOICE_SNOWBALL},
    {.stem = STEM_CHOICE_NONE, .stop_words = true},
    {.stem = STEM_CHOICE_NONE},
    {.stem = STEM_CHOICE_AUTO, .stop_words = true, .keep_apparatus = true},
    {.stem = STEM_CHOICE_AUTO, .stop_words = true, .without_names = true},
    {.stem = STEM_CHOICE_AUTO, .stop_words = true, .one_length = true},
};
static const char *const weights[] = {"auto", "sklearn-sublinear"};

enum { PLANNED = sizeof plan / sizeof *plan, WEIGHTS = sizeof weights / sizeof *weights };

/* What there is in the corpus for a choice to bear on. */
struct reach {
    bool stems[STEM_CHOICE_COUNT]; /* makes another term than auto does, of some word */
    bool stop_words, apparatus, names, lengths;
    uint64_t length; /* of the shortest text that is not short */
};

static void look_at_form(struct reach *reach, const struct read_form *read)
{
    const struct form *const form = read->form;
    const struct span *const choices = form_choices(form);
    const bool is_term = form->class == FORM_TERM || form->class == FORM_DATE;
    if (!read->is_body) {
        reach->apparatus = reach->apparatus || is_term;
        return;
    }
    reach->names = reach->names || (is_term && (form->flags & TERM_STATE_NAME) != 0);
    if (choices == NULL || (!is_term && form->class != FORM_STOP)) {
        return;
    }
    reach->stop_words = reach->stop_words || form->class == FORM_STOP;
    for (size_t i = STEM_CHOICE_AUTO + 1; is_term && i < STEM_CHOICE_COUNT; i++) {
        reach->stems[i] = reach->stems[i] || !span_equal(choices[i], choices[STEM_CHOICE_AUTO]);
    }
}

static void look_at_lengths(struct reach *reach, const struct readings *readings)
{
    uint64_t longest = 0;
    for (size_t row = 0; row < readings->document_count; row++) {
        uint64_t words = 0;
        for (uint64_t i = readings->starts[row]; i < readings->starts[row + 1]; i++) {
            const struct read_form *const read = &readings->forms[readings->items[i]];
            words += read->is_body && read->form->class != FORM_DATE;
        }
        longest = words > longest ? words : longest;
        if (words >= SHORTEST_LENGTH && (reach->length == 0 || words < reach->length)) {
            reach->length = words;
        }
    }
    reach->lengths = reach->length > 0 && longest > reach->length;
}

static struct reach reach_of(const struct readings *readings)
{
    struct reach reach = {.stems = {[STEM_CHOICE_AUTO] = true}};
    for (size_t i = 0; i < readings->form_count; i++) {
        look_at_form(&reach, &readings->forms[i]);
    }
    look_at_lengths(&reach, readings);
    return reach;
}

static bool bears_on(const struct reach *reach, const struct variant *variant)
{
    return reach->stems[variant->stem] && (variant->stop_words || reach->stop_words) &&
           (!variant->keep_apparatus || reach->apparatus) && (!variant->without_names || reach->names) &&
           (!variant->one_length || reach->lengths);
}

static void account_for(struct grid_account *account, const struct reach *reach)
{
    const struct {
        bool is_tried;
        const char *omission;
    } choices[] = {
        {reach->stems[STEM_CHOICE_SNOWBALL], "--stem snowball, which gives the terms of auto"},
        {reach->stems[STEM_CHOICE_NONE], "--stem none, which gives the terms of auto"},
        {reach->stop_words, "no stop list, as none of its words is there"},
        {reach->apparatus, "apparatus kept, as there is none"},
        {reach->names, "names of states left out, as there are none"},
        {reach->lengths, "texts cut to one length, as no two have 400 words and more and differ in it"},
    };
    account->length = reach->lengths ? reach->length : 0;
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        if (!choices[i].is_tried) {
            account->omitted[account->omitted_count++] = choices[i].omission;
        }
    }
}

/* Arrays of one matrix. */
struct weights_room {
    double *idf, *weights, *lengths;
};

static enum status open_room(struct weights_room *room, const struct counts *counts, struct failure *failure)
{
    const size_t rows = counts->rows.row_count;
    if (array_zeroed((void **)&room->idf, counts->term_count, sizeof *room->idf, failure) != STATUS_OK ||
        array_zeroed((void **)&room->weights, (size_t)counts->rows.starts[rows], sizeof *room->weights, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    return array_zeroed((void **)&room->lengths, rows, sizeof *room->lengths, failure);
}

/* Terms that no background has and few documents are alike: the last of each frequency is remembered. */
static void fill_idf(double *idf, const struct counts *counts, const struct scheme *scheme)
{
    enum { REMEMBERED = 64 };
    struct {
        double background, idf;
        uint32_t frequency; /* of documents; 0: nothing is remembered */
    } last[REMEMBERED] = {0};
    for (size_t i = 0; i < counts->term_count; i++) {
        const struct vocabulary_term *const term = &counts->terms[i];
        const uint32_t frequency = term->document_frequency, place = frequency % REMEMBERED;
        if (frequency != 0 && (last[place].frequency != frequency ||
                               memcmp(&last[place].background, &term->background, sizeof(double)) != 0)) {
            last[place].idf = scheme_idf(scheme, counts->document_count, frequency, term->background);
            last[place].background = term->background;
            last[place].frequency = frequency;
        }
        idf[i] = frequency == 0 ? 0 : last[place].idf;
    }
}

static void fill_room(struct weights_room *room, const struct counts *counts, const struct weighing *rules)
{
    fill_idf(room->idf, counts, rules->scheme);
    for (size_t row = 0; row < counts->rows.row_count; row++) {
        const uint64_t start = counts->rows.starts[row];
        const struct term_row counted = {counts->rows.columns + start, counts->rows.counts + start,
                                         (size_t)(counts->rows.starts[row + 1] - start)};
        weighing_row(rules, room->idf, counted, room->weights + start, &room->lengths[row]);
    }
}

static enum status emit_weighed(const struct counts *counts, const struct variant *variant, struct flow *flow)
{
    struct scheme scheme;
    struct weighing rules;
    struct weights_room room = {0};
    char formula[SCHEME_FORMULA_BYTES];
    if (!scheme_find(variant->weight, &scheme)) {
        return flow_fail(flow, FAILURE_INTERNAL, "the grid has an unknown weight %s; please report this",
                         variant->weight);
    }
    enum status status = open_room(&room, counts, flow_failure(flow));
    if (status == STATUS_OK) {
        weighing_open(&rules, &scheme, counts);
        fill_room(&room, counts, &rules);
        struct weighted weighted = {.counts = counts,
                                    .idf = room.idf,
                                    .weights = room.weights,
                                    .lengths = room.lengths,
                                    .normalized = scheme.normalized,
                                    .characters_share = scheme.characters_share,
                                    .scheme = scheme.name,
                                    .formula = scheme_formula(&scheme, false, formula),
                                    .variant = variant};
        weighing_hand_on(&rules, &weighted);
        status = flow_emit(flow, &(struct record){.kind = RECORD_WEIGHTED, .as.weighted = &weighted});
    }
    free(room.lengths);
    free(room.weights);
    free(room.idf);
    return status;
}

static enum status emit_variant(const struct counts *counts, struct variant variant, struct variant_terms *terms,
                                struct grid_account *account, struct flow *flow)
{
    struct variant_counts made = {0};
    struct failure *const failure = flow_failure(flow);
    enum status status =
        terms->of_form == NULL ? variant_terms_open(terms, &counts->readings, variant.stem, failure) : STATUS_OK;
    if (status == STATUS_OK) {
        status = variant_counts_open(&made, counts, &variant, terms, account->length, failure);
    }
    for (size_t i = 0; i < WEIGHTS && status == STATUS_OK; i++) {
        variant.weight = weights[i];
        account->matrices++;
        status = emit_weighed(&made.counts, &variant, flow);
    }
    variant_counts_close(&made);
    return status;
}

enum status variants_emit(const struct counts *counts, struct grid_account *account, struct flow *flow)
{
    *account = (struct grid_account){.missing = counts->readings.missing};
    if (counts->readings.document_count == 0 || account->missing != NULL) {
        return STATUS_OK;
    }
    if (counts->readings.document_count < 3) {
        account->missing = "an order takes three documents";
        return STATUS_OK;
    }
    const struct reach reach = reach_of(&counts->readings);
    account_for(account, &reach);
    struct variant_terms terms[STEM_CHOICE_COUNT] = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < PLANNED && status == STATUS_OK; i++) {
        flow_progress(flow, "trying other settings", i, PLANNED);
        if (flow_interrupted(flow)) {
            status = flow_fail_signal(flow);
        } else if (bears_on(&reach, &plan[i])) {
            status = emit_variant(counts, plan[i], &terms[plan[i].stem], account, flow);
        }
    }
    for (size_t i = 0; i < STEM_CHOICE_COUNT; i++) {
        variant_terms_close(&terms[i]);
    }
    flow_progress(flow, "trying other settings", PLANNED, PLANNED);
    return status;
}
