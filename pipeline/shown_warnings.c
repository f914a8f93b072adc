/* shown_warnings.c - kinds are few: as many as there are calls of flow_warn_alike. */
#include "shown_warnings.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"

static struct alike_warnings *find(const struct shown_warnings *shown, const char *alike)
{
    for (size_t i = 0; i < shown->kind_count; i++) {
        if (strcmp(shown->kinds[i].alike, alike) == 0) {
            return &shown->kinds[i];
        }
    }
    return NULL;
}

static enum status count(struct shown_warnings *shown, const char *alike, struct alike_warnings **kind,
                         struct failure *failure)
{
    *kind = find(shown, alike);
    if (*kind == NULL) {
        if (array_reserve((void **)&shown->kinds, &shown->kind_capacity, shown->kind_count + 1, sizeof *shown->kinds,
                          failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        *kind = &shown->kinds[shown->kind_count++];
        **kind = (struct alike_warnings){.alike = alike};
    }
    (*kind)->count++;
    return STATUS_OK;
}

enum status shown_warnings_add(struct shown_warnings *shown, const struct warning *warning, struct progress *progress,
                               struct failure *failure)
{
    if (warning->alike != NULL && !shown->all) {
        struct alike_warnings *kind;
        if (count(shown, warning->alike, &kind, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (kind->count > WARNINGS_ALIKE_SHOWN) {
            kind->last = warning->text;
            return STATUS_OK;
        }
    }
    progress_warn(progress, warning->text.bytes);
    return STATUS_OK;
}

void shown_warnings_tell_rest(struct shown_warnings *shown, struct progress *progress, const char *where)
{
    for (size_t i = 0; i < shown->kind_count; i++) {
        const struct alike_warnings *const kind = &shown->kinds[i];
        if (kind->count == WARNINGS_ALIKE_SHOWN + 1) {
            progress_warn(progress, kind->last.bytes);
        } else if (kind->count > WARNINGS_ALIKE_SHOWN) {
            char text[FAILURE_MESSAGE_BYTES];
            snprintf(text, sizeof text, "... and %" PRIu64 " more %s; %s", kind->count - WARNINGS_ALIKE_SHOWN,
                     kind->alike, where);
            progress_warn(progress, text);
        }
    }
    shown->kind_count = 0;
}

void shown_warnings_free(struct shown_warnings *shown)
{
    free(shown->kinds);
    *shown = (struct shown_warnings){0};
}
