/* account_tellings.h - for `mizan explain`: what two sources say of an event that is not the documents' own. */
#ifndef MIZAN_ACCOUNT_TELLINGS_H
#define MIZAN_ACCOUNT_TELLINGS_H

#include "account.h"
#include "event_map.h"
#include "tellings.h"

/* Zero-initialized it is empty. */
struct account_tellings {
    struct event_map map;
    struct tellings tellings;
    struct document **documents[ACCOUNT_SIDES];
    struct account_range *ranges[ACCOUNT_SIDES];
};

/* The very tellings that compare makes. Borrows `weighted`. */
enum status account_tellings_open(struct account_tellings *account, const struct weighted *weighted,
                                  const struct settings *settings, struct flow *flow) MUST_CHECK;
void account_tellings_close(struct account_tellings *account);

/* Fills a side, and adds its counts to `sums`, by column: name, event, documents, ranges. Without documents where the
 * source tells nothing of the event, or there is no such event or source. */
enum status account_tellings_fill(struct account_tellings *account, const struct settings *settings, size_t side,
                                  struct account_side *filled, uint64_t *sums, struct failure *failure) MUST_CHECK;

#endif
