/* manifest_shown.c - what is wrong is told with the number of its case. */
#include "manifest_shown.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "scratch.h"

enum status manifest_show(const char *path, char *shown, size_t size, struct failure *failure)
{
    struct arena arena = {0};
    struct manifest manifest = {0};
    const enum status status = manifest_read(&manifest, path, &arena, NULL, failure);
    size_t used = 0;
    shown[0] = '\0';
    for (size_t i = 0; status == STATUS_OK && i < manifest.row_count; i++) {
        used += (size_t)snprintf(shown + used, size - used, "%d:", (int)manifest.rows[i].line);
        for (size_t j = 0; j < manifest.column_count; j++) {
            used += (size_t)snprintf(shown + used, size - used, "%s%.*s", j > 0 ? "/" : "",
                                     SPAN_ARGUMENTS(manifest.rows[i].values[j]));
        }
        used += (size_t)snprintf(shown + used, size - used, ";");
    }
    manifest_free(&manifest);
    arena_free(&arena);
    return status;
}

void manifest_expect(const struct manifest_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char shown[256];
        struct failure failure = {0};
        cr_expect_eq(manifest_show(scratch_write(cases[i].name, cases[i].text), shown, sizeof shown, &failure),
                     STATUS_OK, "case %zu: %s", i, failure.message);
        cr_expect_str_eq(shown, cases[i].rows, "case %zu", i);
    }
}
