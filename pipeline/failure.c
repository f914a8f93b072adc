/* failure.c - the first failure wins and keeps its words. */
#include "failure.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

void failure_trim(char *message)
{
    size_t length = strlen(message);
    size_t start = length;
    while (start > 0 && ((unsigned char)message[start - 1] & 0xC0) == 0x80) {
        start--;
    }
    if (start > 0) {
        const unsigned char lead = (unsigned char)message[start - 1];
        const size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        if (length - (start - 1) < wanted) {
            message[start - 1] = '\0';
        }
    }
}

enum status failure_set_list(struct failure *failure, enum failure_kind kind, const char *format, va_list arguments)
{
    if (failure->kind != FAILURE_NONE) {
        return STATUS_FAILED;
    }
    failure->kind = kind;
    const int written = vsnprintf(failure->message, sizeof failure->message, format, arguments);
    if (written < 0) {
        failure->message[0] = '\0';
    } else if ((size_t)written >= sizeof failure->message) {
        failure_trim(failure->message);
    }
    return STATUS_FAILED;
}

enum status failure_set(struct failure *failure, enum failure_kind kind, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const enum status status = failure_set_list(failure, kind, format, arguments);
    va_end(arguments);
    return status;
}

enum status failure_memory(struct failure *failure, const char *wanted)
{
    return failure_set(failure, FAILURE_MEMORY, "out of memory for %s; close other programs or compare fewer documents",
                       wanted);
}

enum status failure_errno(struct failure *failure, const char *action, const char *path, int error)
{
    if (failure->kind == FAILURE_NONE && error == EPIPE) {
        failure->quiet = true;
    }
    if (error == ENOMEM) {
        return failure_memory(failure, path);
    }
    char reason[128];
    /* The GNU strerror_r returns a string that need not be the buffer. */
    const char *text = strerror_r(error, reason, sizeof reason);
    const char *remedy = error == ENOSPC || error == EDQUOT ? "; free some of it, or choose another place" : "";
    return failure_set(failure, FAILURE_IO, "cannot %s %s: %s%s", action, path, text, remedy);
}
