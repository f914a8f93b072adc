/* robustness.c - each setting answers as soon as its matrix comes, and the matrix is forgotten. */
#include "robustness.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "all_pairs.h"
#include "array.h"
#include "telling_likeness.h"
#include "top_list.h"

enum { NAME_BYTES = 192 };

/* As the options that would do the same, where there are such. */
static enum status name_setting(struct robustness *robustness, const struct variant *variant,
                                enum similarity similarity, struct span *name, struct failure *failure)
{
    static const char *const stems[STEM_CHOICE_COUNT] = {"auto", "snowball", "none"};
    char text[NAME_BYTES];
    (void)snprintf(text, sizeof text, "--stem %s --stop-words %s --weight %s --similarity %s%s%s%s",
                   stems[variant->stem], variant->stop_words ? "auto" : "none", variant->weight,
                   similarity == SIMILARITY_CORRECTED ? "corrected" : "cosine",
                   variant->keep_apparatus ? " --keep-apparatus" : "",
                   variant->without_names ? " without names of states" : "",
                   variant->one_length ? " texts cut to one length" : "");
    return arena_copy(&robustness->arena, span_of(text), name, failure);
}

static enum status find_nearest(const struct similarity_measure *measure, uint32_t *nearest, struct flow *flow)
{
    struct top_lists lists = {0};
    const size_t documents = measure->weighted->counts->document_count;
    enum status status = top_lists_open(&lists, documents, documents > 1, flow_failure(flow));
    if (status == STATUS_OK) {
        status = all_pairs_nearest(measure, &lists, flow);
    }
    for (size_t row = 0; row < documents && status == STATUS_OK; row++) {
        const struct top_list *const list = &lists.items[row];
        const bool is_like = list->count > 0 && list->entries[0].value > 0;
        nearest[row] = is_like ? (uint32_t)list->entries[0].index : ROBUSTNESS_NOBODY;
    }
    top_lists_close(&lists);
    return status;
}

static enum status answer(struct robustness *robustness, const struct weighted *weighted,
                          const struct tellings *tellings, enum similarity similarity, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    struct similarity_measure measure = {0};
    if (robustness->count == ROBUSTNESS_SETTINGS) {
        return flow_fail(flow, FAILURE_INTERNAL, "the grid has more settings than %d; please report this",
                         ROBUSTNESS_SETTINGS);
    }
    struct robustness_setting *const setting = &robustness->settings[robustness->count++];
    enum status status = name_setting(robustness, weighted->variant, similarity, &setting->name, failure);
    if (status == STATUS_OK) {
        status = similarity_open(&measure, weighted, similarity, failure);
    }
    if (status == STATUS_OK) {
        status = array_zeroed((void **)&setting->nearest, weighted->counts->document_count, sizeof *setting->nearest,
                              failure);
    }
    if (status == STATUS_OK) {
        status = array_zeroed((void **)&setting->likenesses, telling_likeness_count(tellings),
                              sizeof *setting->likenesses, failure);
    }
    if (status == STATUS_OK) {
        status = find_nearest(&measure, setting->nearest, flow);
    }
    if (status == STATUS_OK) {
        status = telling_likeness_fill(tellings, &measure, setting->likenesses, failure);
    }
    similarity_close(&measure);
    return status;
}

enum status robustness_take(struct robustness *robustness, const struct weighted *weighted, const struct event_map *map,
                            struct flow *flow)
{
    struct tellings tellings = {0};
    enum status status =
        tellings_open_map(&tellings, weighted->counts, map, weighted->variant->one_length, flow_failure(flow));
    if (status == STATUS_OK) {
        status = answer(robustness, weighted, &tellings, SIMILARITY_CORRECTED, flow);
    }
    if (status == STATUS_OK) {
        status = answer(robustness, weighted, &tellings, SIMILARITY_COSINE, flow);
    }
    tellings_close(&tellings);
    return status;
}

size_t robustness_nearest(const struct robustness *robustness, size_t a, size_t b, bool mutual)
{
    size_t holds = 0;
    for (size_t i = 0; i < robustness->count; i++) {
        const uint32_t *const nearest = robustness->settings[i].nearest;
        holds += nearest[a] == b && (!mutual || nearest[b] == a);
    }
    return holds;
}

void robustness_close(struct robustness *robustness)
{
    if (robustness == NULL) {
        return;
    }
    for (size_t i = 0; i < robustness->count; i++) {
        free(robustness->settings[i].likenesses);
        free(robustness->settings[i].nearest);
    }
    arena_free(&robustness->arena);
    *robustness = (struct robustness){0};
}
