/* manifest_shown.h - a manifest as one line of text. */
#ifndef MIZAN_MANIFEST_SHOWN_H
#define MIZAN_MANIFEST_SHOWN_H

#include "manifest.h"

/* "line:value/value;" for each row. */
enum status manifest_show(const char *path, char *shown, size_t size, struct failure *failure);

/* A file of this name and text must be read as these rows. The scratch folder is open. */
struct manifest_case {
    const char *name, *text, *rows;
};
void manifest_expect(const struct manifest_case *cases, size_t count);

#endif
