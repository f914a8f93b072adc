/* source_status.c - reasons one behind the other. */
#include "source_status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void source_status_add(struct source_status *status, const char *format, ...)
{
    size_t length = strlen(status->text);
    if (length > 0 && length + 2 < sizeof status->text) {
        memcpy(status->text + length, "; ", 3);
        length += 2;
    }
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(status->text + length, sizeof status->text - length, format, arguments);
    va_end(arguments);
}
