/* dendrogram.c - the square of mean distances is kept up by Lance and Williams's recurrence (1967). */
#include "dendrogram.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"

/* A cluster that has not been merged yet. */
struct cluster {
    bool is_there;
    size_t node, size;
    size_t *items; /* from one end to the other; room for all */
};

struct work {
    size_t count;
    double *distances; /* by cluster, count * count */
    const double *similarities;
    struct cluster *clusters;
    size_t *items; /* of all clusters: count * count */
};

static double similarity_of(const struct work *work, size_t a, size_t b)
{
    const double value = work->similarities[a * work->count + b];
    return isnan(value) ? 0 : value;
}

static void fill_distances(struct work *work)
{
    double most = 0;
    for (size_t i = 0; i < work->count; i++) {
        for (size_t j = 0; j < work->count; j++)
            most = i != j && similarity_of(work, i, j) > most ? similarity_of(work, i, j) : most;
    }
    for (size_t i = 0; i < work->count; i++) {
        for (size_t j = 0; j < work->count; j++)
            work->distances[i * work->count + j] = i == j ? 0 : most - similarity_of(work, i, j);
    }
}

/* Is the pair of nodes a before the pair of nodes b where distances are equal? */
static bool is_before(const struct work *work, const size_t a[2], const size_t b[2])
{
    const size_t first[2] = {work->clusters[a[0]].node, work->clusters[a[1]].node};
    const size_t second[2] = {work->clusters[b[0]].node, work->clusters[b[1]].node};
    const size_t low_a = first[0] < first[1] ? first[0] : first[1],
                 low_b = second[0] < second[1] ? second[0] : second[1];
    if (low_a != low_b)
        return low_a < low_b;
    return first[0] + first[1] - low_a < second[0] + second[1] - low_b;
}

static void find_nearest(const struct work *work, size_t nearest[2])
{
    bool found = false;
    for (size_t i = 0; i < work->count; i++) {
        for (size_t j = i + 1; work->clusters[i].is_there && j < work->count; j++) {
            const size_t pair[2] = {i, j};
            const double distance = work->distances[i * work->count + j];
            if (!work->clusters[j].is_there)
                continue;
            const double least = found ? work->distances[nearest[0] * work->count + nearest[1]] : INFINITY;
            if (!found || distance < least || (!(distance > least) && is_before(work, pair, nearest)))
                memcpy(nearest, pair, sizeof pair);
            found = true;
        }
    }
}

static void turn(struct cluster *cluster)
{
    for (size_t i = 0, j = cluster->size - 1; i < j; i++, j--) {
        const size_t item = cluster->items[i];
        cluster->items[i] = cluster->items[j];
        cluster->items[j] = item;
    }
}

/* Turns both so that the ends that meet are the nearest of the four ways; as they are, where ways are equal. */
static void turn_to_meet(const struct work *work, struct cluster *a, struct cluster *b)
{
    const size_t a_ends[2] = {a->items[a->size - 1], a->items[0]}, b_ends[2] = {b->items[0], b->items[b->size - 1]};
    size_t best = 0;
    for (size_t way = 1; way < 4; way++) {
        if (similarity_of(work, a_ends[way & 1], b_ends[way >> 1]) >
            similarity_of(work, a_ends[best & 1], b_ends[best >> 1]))
            best = way;
    }
    if ((best & 1) != 0)
        turn(a);
    if (best >> 1 != 0)
        turn(b);
}

/* Puts cluster b behind cluster a, which becomes `node`. */
static void merge(struct work *work, size_t a, size_t b, size_t node)
{
    struct cluster *const kept = &work->clusters[a], *const gone = &work->clusters[b];
    const double share = (double)kept->size / (double)(kept->size + gone->size);
    turn_to_meet(work, kept, gone);
    for (size_t i = 0; i < work->count; i++) {
        const double distance =
            share * work->distances[a * work->count + i] + (1 - share) * work->distances[b * work->count + i];
        work->distances[a * work->count + i] = distance;
        work->distances[i * work->count + a] = distance;
    }
    memcpy(kept->items + kept->size, gone->items, gone->size * sizeof *gone->items);
    kept->size += gone->size;
    kept->node = node;
    gone->is_there = false;
}

static void build(struct work *work, struct dendrogram *dendrogram)
{
    const size_t count = work->count;
    fill_distances(work);
    for (size_t i = 0; i < count; i++) {
        work->clusters[i] = (struct cluster){.is_there = true, .node = i, .size = 1, .items = work->items + i * count};
        work->clusters[i].items[0] = i;
    }
    for (size_t i = 0; i + 1 < count; i++) {
        size_t nearest[2] = {0, 0};
        find_nearest(work, nearest);
        const size_t a = work->clusters[nearest[0]].node, b = work->clusters[nearest[1]].node;
        dendrogram->merges[i] =
            (struct dendrogram_merge){a < b ? a : b, a < b ? b : a, work->distances[nearest[0] * count + nearest[1]]};
        merge(work, nearest[0], nearest[1], count + i);
    }
    if (count > 0) /* the first cluster takes up all others */
        memcpy(dendrogram->order, work->clusters[0].items, count * sizeof *dendrogram->order);
}

enum status dendrogram_open(struct dendrogram *dendrogram, const double *similarities, size_t count,
                            struct failure *failure)
{
    struct work work = {.count = count, .similarities = similarities};
    *dendrogram = (struct dendrogram){.count = count};
    const bool has_room =
        array_zeroed((void **)&dendrogram->merges, count, sizeof *dendrogram->merges, failure) == STATUS_OK &&
        array_zeroed((void **)&dendrogram->order, count, sizeof *dendrogram->order, failure) == STATUS_OK &&
        array_zeroed((void **)&work.distances, count * count, sizeof *work.distances, failure) == STATUS_OK &&
        array_zeroed((void **)&work.items, count * count, sizeof *work.items, failure) == STATUS_OK &&
        array_zeroed((void **)&work.clusters, count, sizeof *work.clusters, failure) == STATUS_OK;
    if (has_room)
        build(&work, dendrogram);
    free(work.clusters);
    free(work.items);
    free(work.distances);
    return has_room ? STATUS_OK : STATUS_FAILED;
}

void dendrogram_close(struct dendrogram *dendrogram)
{
    free(dendrogram->merges);
    free(dendrogram->order);
    *dendrogram = (struct dendrogram){0};
}
