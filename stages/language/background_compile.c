/*
 * background_compile.c - a tool of the build: compiles a background table to the block that tables.S embeds.
 *
 *     background_compile ar data/ar.tsv.gz build/ar.background
 *
 * The block depends on the input alone, and on the ICU version through folding.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "background_table.h"

static bool write_block(const char *path, const struct background *table)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return false;
    }
    const bool written = fwrite(table, 1, (size_t)table->block_bytes, file) == (size_t)table->block_bytes;
    const bool closed = fclose(file) == 0;
    return written && closed;
}

int main(int argument_count, char **arguments)
{
    if (argument_count != 4) {
        fputs("usage: background_compile NAME TABLE.tsv[.gz] OUTPUT\n", stderr);
        return FAILURE_USAGE;
    }
    static struct failure failure;
    struct background *table = NULL;
    if (background_table_read(arguments[2], arguments[1], &table, &failure) != STATUS_OK) {
        fprintf(stderr, "background_compile: %s\n", failure.message);
        return (int)failure.kind;
    }
    const bool written = write_block(arguments[3], table);
    free(table);
    if (!written) {
        fprintf(stderr, "background_compile: cannot write %s: %s\n", arguments[3], strerrordesc_np(errno));
        remove(arguments[3]);
        return FAILURE_IO;
    }
    return EXIT_SUCCESS;
}
