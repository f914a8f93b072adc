/* account_tellings.c - a telling's row is summed up as for sources.csv, so the shares are those of its similarity. */
#include "account_tellings.h"

#include <stdlib.h>

#include "array.h"

enum status account_tellings_open(struct account_tellings *account, const struct weighted *weighted,
                                  const struct settings *settings, struct flow *flow)
{
    return event_map_open(&account->map, weighted, settings, flow) == STATUS_OK
               ? tellings_open_map(&account->tellings, weighted->counts, &account->map, false, flow_failure(flow))
               : STATUS_FAILED;
}

void account_tellings_close(struct account_tellings *account)
{
    for (size_t side = 0; side < ACCOUNT_SIDES; side++) {
        free(account->ranges[side]);
        free(account->documents[side]);
    }
    tellings_close(&account->tellings);
    event_map_close(&account->map);
    *account = (struct account_tellings){0};
}

/* The place of a name, or `count`. */
static size_t find(const struct span *names, size_t count, const char *name)
{
    size_t place = 0;
    while (place < count && !span_equal(names[place], span_of(name))) {
        place++;
    }
    return place;
}

static enum status fill_ranges(struct account_tellings *account, const struct telling *telling, size_t side,
                               struct account_side *filled, struct failure *failure)
{
    const struct counts *const counts = account->tellings.counts;
    const struct telling_unit *const units = account->tellings.units + telling->first_unit;
    size_t ranges = 0;
    for (size_t i = 0; i < telling->unit_count; i++) {
        ranges += units[i].range_count;
    }
    if (array_zeroed((void **)&account->documents[side], telling->unit_count, sizeof(struct document *), failure) !=
            STATUS_OK ||
        array_zeroed((void **)&account->ranges[side], ranges, sizeof *account->ranges[side], failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < telling->unit_count; i++) {
        const uint64_t start = counts->segment_starts[units[i].document];
        account->documents[side][filled->document_count++] = counts->documents[units[i].document];
        for (size_t range = 0; range < units[i].range_count; range++) {
            account->ranges[side][filled->range_count++] =
                (struct account_range){counts->documents[units[i].document], units[i].ranges[range].first - start,
                                       units[i].ranges[range].end - start};
        }
    }
    filled->documents = account->documents[side];
    filled->ranges = account->ranges[side];
    return STATUS_OK;
}

enum status account_tellings_fill(struct account_tellings *account, const struct settings *settings, size_t side,
                                  struct account_side *filled, uint64_t *sums, struct failure *failure)
{
    const struct tellings *const tellings = &account->tellings;
    const size_t event = find(tellings->events, tellings->event_count, settings->event);
    const size_t source = find(tellings->sources, tellings->source_count, settings->sources[side]);
    if (event == tellings->event_count || source == tellings->source_count) {
        return STATUS_OK;
    }
    const size_t telling = tellings_find(tellings, event, source);
    if (telling == tellings->count) {
        return STATUS_OK;
    }
    const struct term_row row = tellings_row(tellings, telling);
    for (size_t i = 0; i < row.count; i++) {
        sums[row.columns[i]] += row.counts[i];
    }
    filled->name = tellings->sources[source];
    filled->event = tellings->events[event];
    return fill_ranges(account, &tellings->items[telling], side, filled, failure);
}
