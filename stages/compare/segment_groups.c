/* segment_groups.c - a run may go on from one document of a telling into the next: both are the same source's words. */
#include "segment_groups.h"

#include "long_array.h"
#include "similarity.h"

/* A megabyte or so of what is looked at between two pieces, of segments' texts and of their terms. */
enum { TEXTS_A_LOOK = 1 << 15, SEGMENTS_A_LOOK = 1 << 10 };

/* Walks over the segments of a telling; what is NULL is only counted. */
static void cut(const struct tellings *tellings, size_t telling, uint64_t words, struct segment_groups *groups)
{
    const struct telling *const cut_up = &tellings->items[telling];
    uint64_t held = 0;
    groups->segment_count = groups->count = 0;
    for (size_t i = cut_up->first_unit; i < cut_up->first_unit + cut_up->unit_count; i++) {
        const struct telling_unit *const unit = &tellings->units[i];
        for (size_t range = 0; range < unit->range_count; range++) {
            for (uint64_t row = unit->ranges[range].first; row < unit->ranges[range].end; row++) {
                if (row % TEXTS_A_LOOK == 0) {
                    spill_make_room(tellings->counts->spill);
                }
                held += tellings->counts->segment_texts[row].words;
                if (groups->segments != NULL) {
                    groups->segments[groups->segment_count] = row;
                }
                groups->segment_count++;
                if (held >= words) {
                    if (groups->starts != NULL) {
                        groups->starts[groups->count + 1] = groups->segment_count;
                        groups->words[groups->count] = held;
                    }
                    groups->count++;
                    held = 0;
                }
            }
        }
    }
    const bool is_alone = groups->count == 0 && groups->segment_count > 0;
    groups->count += is_alone;
    if (groups->starts != NULL && groups->count > 0) {
        groups->starts[groups->count] = groups->segment_count;
        groups->words[groups->count - 1] += held;
    }
}

size_t segment_groups_count(const struct tellings *tellings, size_t telling, uint64_t words)
{
    struct segment_groups groups = {0};
    cut(tellings, telling, words, &groups);
    return groups.count;
}

enum status segment_groups_make(struct segment_groups *groups, const struct tellings *tellings, size_t telling,
                                uint64_t words, struct failure *failure)
{
    struct spill *const spill = tellings->counts->spill;
    size_t segment_room = 0, start_room = 0, word_room = 0;
    *groups = (struct segment_groups){.spill = spill};
    cut(tellings, telling, words, groups);
    const size_t segments = groups->segment_count, count = groups->count;
    if (long_array_grow(spill, (void **)&groups->segments, &segment_room, segments + 1, sizeof *groups->segments,
                        failure) != STATUS_OK ||
        long_array_grow(spill, (void **)&groups->starts, &start_room, count + 1, sizeof *groups->starts, failure) !=
            STATUS_OK ||
        long_array_grow(spill, (void **)&groups->words, &word_room, count + 1, sizeof *groups->words, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    groups->starts[0] = groups->words[0] = 0;
    cut(tellings, telling, words, groups);
    return STATUS_OK;
}

void segment_groups_free(struct segment_groups *groups)
{
    spill_free(groups->spill, groups->words);
    spill_free(groups->spill, groups->starts);
    spill_free(groups->spill, groups->segments);
    *groups = (struct segment_groups){0};
}

void segment_groups_add(const struct segment_groups *groups, const struct count_rows *rows, size_t group,
                        uint32_t *sums)
{
    for (size_t i = groups->starts[group]; i < groups->starts[group + 1]; i++) {
        if (i % SEGMENTS_A_LOOK == 0) {
            spill_make_room(groups->spill);
        }
        const struct term_row row = similarity_row(rows, (size_t)groups->segments[i]);
        for (size_t entry = 0; entry < row.count; entry++) {
            sums[row.columns[entry]] += row.counts[entry];
        }
    }
}
