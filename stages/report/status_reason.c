/* status_reason.c - a reason is looked for where one begins: "no-interval: too short" is not "short". */
#include "status_reason.h"

#include <string.h>

bool status_has_reason(const char *status, const char *reason)
{
    static const char joint[] = "; ";
    const size_t length = strlen(reason);
    for (const char *at = status; at != NULL;) {
        if (strncmp(at, reason, length) == 0)
            return true;
        const char *const next = strstr(at, joint);
        at = next != NULL ? next + sizeof joint - 1 : NULL;
    }
    return false;
}
