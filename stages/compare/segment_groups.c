/* segment_groups.c - a run may go on from one document of a telling into the next: both are the same source's words. */
#include "segment_groups.h"

#include <stdlib.h>

#include "array.h"
#include "similarity.h"

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
    *groups = (struct segment_groups){0};
    cut(tellings, telling, words, groups);
    const size_t segments = groups->segment_count, count = groups->count;
    if (array_zeroed((void **)&groups->segments, segments, sizeof *groups->segments, failure) != STATUS_OK ||
        array_zeroed((void **)&groups->starts, count + 1, sizeof *groups->starts, failure) != STATUS_OK ||
        array_zeroed((void **)&groups->words, count, sizeof *groups->words, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    cut(tellings, telling, words, groups);
    return STATUS_OK;
}

void segment_groups_free(struct segment_groups *groups)
{
    free(groups->words);
    free(groups->starts);
    free(groups->segments);
    *groups = (struct segment_groups){0};
}

void segment_groups_add(const struct segment_groups *groups, const struct count_rows *rows, size_t group,
                        uint32_t *sums)
{
    for (size_t i = groups->starts[group]; i < groups->starts[group + 1]; i++) {
        const struct term_row row = similarity_row(rows, (size_t)groups->segments[i]);
        for (size_t entry = 0; entry < row.count; entry++) {
            sums[row.columns[entry]] += row.counts[entry];
        }
    }
}
