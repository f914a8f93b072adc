/* candidate_lists.c - selection as in Hoare 1961 ("Find"), once for as many entries as there is room beyond the kept.
 */
#include "candidate_lists.h"

#include "array.h"
#include "pages.h"

/* Room beyond the kept: the more, the more seldom a cut, and the longer the bound stays low. */
static size_t room_for(size_t kept)
{
    enum { LEAST_ROOM = 8 };
    return kept / 2 > LEAST_ROOM ? kept / 2 : LEAST_ROOM;
}

enum status candidate_lists_open(struct candidate_lists *lists, struct spill *spill, size_t count, size_t kept,
                                 struct failure *failure)
{
    *lists = (struct candidate_lists){.count = count, .kept = kept, .spill = spill};
    if (kept > UINT32_MAX / 2 || (count > 0 && kept + room_for(kept) > SIZE_MAX / count)) {
        return failure_memory(failure, "the lists of neighbours");
    }
    lists->capacity = kept + room_for(kept);
    if (spill_zeroed(spill, (void **)&lists->keys, count * lists->capacity, sizeof *lists->keys, failure) !=
            STATUS_OK ||
        spill_zeroed(spill, (void **)&lists->counts, count, sizeof *lists->counts, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return spill_zeroed(spill, (void **)&lists->bounds, count, sizeof *lists->bounds, failure);
}

void candidate_lists_close(struct candidate_lists *lists)
{
    if (lists == NULL) {
        return;
    }
    spill_free(lists->spill, lists->bounds);
    spill_free(lists->spill, lists->counts);
    spill_free(lists->spill, lists->keys);
    *lists = (struct candidate_lists){0};
}

static uint64_t middle_of(uint64_t a, uint64_t b, uint64_t c)
{
    const uint64_t low = a < b ? a : b, high = a < b ? b : a;
    return c < low ? low : c > high ? high : c;
}

/* Puts the keys from `least` on before the others; returns where these begin. After Lomuto's scheme, without a branch
 * that a processor cannot foresee: of a few dozen keys half of such branches are taken. */
static size_t part_keys(uint64_t *keys, size_t begin, size_t end, uint64_t least)
{
    size_t border = begin;
    for (size_t i = begin; i < end; i++) {
        const uint64_t key = keys[i];
        keys[i] = keys[border];
        keys[border] = key;
        border += key >= least;
    }
    return border;
}

void candidate_keys_select(uint64_t *keys, size_t count, size_t wanted)
{
    size_t begin = 0, end = count; /* the border between the wanted and the others lies in here */
    while (wanted > begin && wanted < end) {
        const uint64_t pivot = middle_of(keys[begin], keys[begin + (end - begin) / 2], keys[end - 1]);
        const size_t border = part_keys(keys, begin, end, pivot);
        if (border < end) {
            *(wanted < border ? &end : &begin) = border;
            continue;
        }
        /* None is below the pivot: behind those above it all are the same. */
        const size_t above = part_keys(keys, begin, end, pivot + 1);
        if (wanted >= above) {
            return;
        }
        end = above;
    }
}

void candidate_lists_cut(struct candidate_lists *lists, size_t list)
{
    uint64_t *const keys = lists->keys + list * lists->capacity;
    if (lists->counts[list] < lists->kept) {
        return;
    }
    candidate_keys_select(keys, lists->counts[list], lists->kept);
    lists->counts[list] = (uint32_t)lists->kept;
    uint64_t least = keys[0];
    for (size_t i = 1; i < lists->kept; i++) {
        least = keys[i] < least ? keys[i] : least;
    }
    const float bound = candidate_value(least);
    lists->bounds[list] = bound > lists->bounds[list] ? bound : lists->bounds[list];
}

void candidate_lists_merge(struct candidate_lists *lists, size_t list, struct candidate_lists *from, size_t from_list)
{
    const uint64_t *const keys = from->keys + from_list * from->capacity;
    for (size_t i = 0; i < from->counts[from_list]; i++) {
        candidate_lists_offer(lists, list, candidate_value(keys[i]), candidate_index(keys[i]));
    }
    if (from->bounds[from_list] > lists->bounds[list]) {
        lists->bounds[list] = from->bounds[from_list];
    }
    from->counts[from_list] = 0;
    from->bounds[from_list] = 0;
}

void candidate_lists_forget(struct candidate_lists *lists, size_t first, size_t end)
{
    pages_forget(lists->keys + first * lists->capacity, (end - first) * lists->capacity * sizeof *lists->keys);
}

bool candidate_keys_hold(const uint64_t *keys, size_t count, size_t index)
{
    for (size_t i = 0; i < count; i++) {
        if (candidate_index(keys[i]) == index) {
            return true;
        }
    }
    return false;
}

void candidate_bounds_share(_Atomic float *told, float *own, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const float other = atomic_load_explicit(&told[i], memory_order_relaxed);
        if (other > own[i]) {
            own[i] = other;
        } else if (own[i] > other) {
            atomic_store_explicit(&told[i], own[i], memory_order_relaxed);
        }
    }
}
