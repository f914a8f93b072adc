/*
 * average_linkage.c - a chain goes from a group to its nearest one until two are each other's nearest: these are
 * joined, whatever else there is, since a mean of two similarities is never above both. Similarities are kept in float,
 * because they are all the memory there is; sums are in double.
 */
#include "average_linkage.h"

#include <stdlib.h>

#include "array.h"

struct linkage {
    float *similarities;
    size_t *active; /* groups that are left, ascending */
    size_t active_count;
    size_t *sizes; /* by group */
    size_t *chain;
    size_t chain_count;
};

static float similarity_of(const struct linkage *linkage, size_t a, size_t b)
{
    return linkage->similarities[a > b ? linkage_place(a, b) : linkage_place(b, a)];
}

/* Of groups that are equally near: the one before in the chain, which `preferred` is, then the lowest. */
static size_t find_nearest(const struct linkage *linkage, size_t group, size_t preferred, float *similarity)
{
    size_t nearest = preferred;
    float best = preferred != group ? similarity_of(linkage, group, preferred) : -1;
    for (size_t i = 0; i < linkage->active_count; i++) {
        const size_t other = linkage->active[i];
        if (other != group && similarity_of(linkage, group, other) > best) {
            best = similarity_of(linkage, group, other);
            nearest = other;
        }
    }
    *similarity = best;
    return nearest;
}

/* Lance and Williams: the mean over pairs of a group with two others. */
static void join(struct linkage *linkage, size_t a, size_t b)
{
    const double share_a = (double)linkage->sizes[a], share_b = (double)linkage->sizes[b];
    size_t kept = 0;
    for (size_t i = 0; i < linkage->active_count; i++) {
        const size_t other = linkage->active[i];
        if (other == b) {
            continue;
        }
        linkage->active[kept++] = other;
        if (other != a) {
            const double sum =
                share_a * (double)similarity_of(linkage, a, other) + share_b * (double)similarity_of(linkage, b, other);
            linkage->similarities[a > other ? linkage_place(a, other) : linkage_place(other, a)] =
                (float)(sum / (share_a + share_b));
        }
    }
    linkage->active_count = kept;
    linkage->sizes[a] += linkage->sizes[b];
}

/* Lengthens the chain until its end joins; returns the merge. */
static struct linkage_merge next_merge(struct linkage *linkage)
{
    if (linkage->chain_count == 0) {
        linkage->chain[linkage->chain_count++] = linkage->active[0];
    }
    for (;;) {
        const size_t last = linkage->chain[linkage->chain_count - 1];
        const size_t before = linkage->chain_count > 1 ? linkage->chain[linkage->chain_count - 2] : last;
        float similarity;
        const size_t nearest = find_nearest(linkage, last, before, &similarity);
        if (linkage->chain_count > 1 && nearest == before) {
            const struct linkage_merge merge = {.a = last < before ? last : before,
                                                .b = last < before ? before : last,
                                                .similarity = (double)similarity};
            linkage->chain_count -= 2;
            join(linkage, merge.a, merge.b);
            return merge;
        }
        linkage->chain[linkage->chain_count++] = nearest;
    }
}

static int compare_merges(const void *a, const void *b)
{
    const struct linkage_merge *const first = a, *const second = b;
    if (first->similarity != second->similarity) {
        return first->similarity < second->similarity ? 1 : -1;
    }
    if (first->a != second->a) {
        return first->a > second->a ? 1 : -1;
    }
    return (first->b > second->b) - (first->b < second->b);
}

static enum status join_all(struct linkage *linkage, size_t count, struct linkage_merge *merges, struct flow *flow)
{
    static const char label[] = "joining passages to events";
    for (size_t i = 0; i + 1 < count; i++) {
        flow_progress(flow, label, i, count - 1);
        if (flow_interrupted(flow)) {
            return flow_fail_signal(flow);
        }
        merges[i] = next_merge(linkage);
    }
    if (count > 1) {
        qsort(merges, count - 1, sizeof *merges, compare_merges);
    }
    return STATUS_OK;
}

enum status average_linkage(float *similarities, size_t count, struct linkage_merge *merges, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    struct linkage linkage = {.similarities = similarities, .active_count = count};
    enum status status = array_zeroed((void **)&linkage.active, count, sizeof *linkage.active, failure);
    if (status == STATUS_OK) {
        status = array_zeroed((void **)&linkage.sizes, count, sizeof *linkage.sizes, failure);
    }
    if (status == STATUS_OK) {
        status = array_zeroed((void **)&linkage.chain, count + 1, sizeof *linkage.chain, failure);
    }
    if (status == STATUS_OK) {
        for (size_t i = 0; i < count; i++) {
            linkage.active[i] = i;
            linkage.sizes[i] = 1;
        }
        status = join_all(&linkage, count, merges, flow);
    }
    free(linkage.chain);
    free(linkage.sizes);
    free(linkage.active);
    return status;
}

/* The lowest of a thing's group; labels[i] is a thing of its group that is no higher. */
static size_t root_of(size_t *labels, size_t thing)
{
    while (labels[thing] != thing) {
        labels[thing] = labels[labels[thing]];
        thing = labels[thing];
    }
    return thing;
}

size_t average_linkage_cut(const struct linkage_merge *merges, size_t count, double similarity, size_t *labels)
{
    size_t groups = 0;
    for (size_t i = 0; i < count; i++) {
        labels[i] = i;
    }
    for (size_t i = 0; i + 1 < count && merges[i].similarity >= similarity; i++) {
        const size_t a = root_of(labels, merges[i].a), b = root_of(labels, merges[i].b);
        labels[a > b ? a : b] = a > b ? b : a;
    }
    for (size_t i = 0; i < count; i++) {
        labels[i] = root_of(labels, i);
    }
    for (size_t i = 0; i < count; i++) { /* the lowest comes first and has its number when the others ask */
        labels[i] = labels[i] == i ? groups++ : labels[labels[i]];
    }
    return groups;
}
