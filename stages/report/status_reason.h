/* status_reason.h - the reasons in the status of a finding: words, each with what it says behind a colon, "; " between
 * them. */
#ifndef MIZAN_STATUS_REASON_H
#define MIZAN_STATUS_REASON_H

#include <stdbool.h>

/* Does one of the reasons begin with this word? */
bool status_has_reason(const char *status, const char *reason);

#endif
