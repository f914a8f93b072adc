/*
 * fold_tables.c - a tool of the build: folds the words of names.tsv or stop_words.tsv, so that a run need not.
 *
 *     fold_tables names data/names.tsv build/names.folded
 *
 * Most of the words have letters that only ICU folds: some thousand of them took 4 ms a worker, a quarter of a small
 * run. Lines stay where they are (comments become empty), so that a message names the line of the file. The result
 * depends on the table alone, and on the ICU version through folding.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "language.h"

enum { COLUMNS_MOST = 4 };

struct layout {
    const char *name;
    size_t column_count, language_column;
    bool folded[COLUMNS_MOST];
    char separator; /* between the words of a folded column */
};

static const struct layout layouts[] = {
    {"names", 4, 2, {true, false, false, true}, '|'},
    {"stop_words", 2, 0, {false, true}, ' '},
};

struct table {
    const struct layout *layout;
    struct folder *folder;
    FILE *output;
    struct failure *failure;
};

/* The bytes before the next `separator`, which *rest begins behind then; false when nothing is left. */
static bool take(struct span *rest, char separator, struct span *part)
{
    if (rest->bytes == NULL) {
        return false;
    }
    const char *end = rest->length == 0 ? NULL : memchr(rest->bytes, separator, rest->length);
    *part = (struct span){rest->bytes, end != NULL ? (size_t)(end - rest->bytes) : rest->length};
    *rest = end != NULL ? (struct span){end + 1, rest->length - part->length - 1} : (struct span){NULL, 0};
    return true;
}

static enum status write_words(const struct table *table, struct span words, bool turkic)
{
    struct span word, folded;
    for (bool is_first = true; take(&words, table->layout->separator, &word); is_first = false) {
        if (folder_fold(table->folder, word, turkic, &folded, table->failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (!is_first) {
            fputc(table->layout->separator, table->output);
        }
        fwrite(folded.bytes, 1, folded.length, table->output);
    }
    return STATUS_OK;
}

static enum status write_line(const struct table *table, struct span line, size_t number)
{
    const struct layout *layout = table->layout;
    struct span columns[COLUMNS_MOST];
    size_t count = 0;
    while (count < layout->column_count && take(&line, '\t', &columns[count])) {
        count++;
    }
    const struct language *language =
        count == layout->column_count ? language_find(columns[layout->language_column]) : NULL;
    if (language == NULL || line.bytes != NULL) {
        return failure_set(table->failure, FAILURE_CONFIGURATION,
                           "line %zu: expected %zu columns separated by tabs, one of them the code of a known language",
                           number, layout->column_count);
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            fputc('\t', table->output);
        }
        if (!layout->folded[i]) {
            fwrite(columns[i].bytes, 1, columns[i].length, table->output);
        } else if (write_words(table, columns[i], language->turkic_case) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status write_table(const struct table *table, FILE *input)
{
    char *line = NULL;
    size_t capacity = 0, number = 1;
    enum status status = STATUS_OK;
    for (ssize_t length; status == STATUS_OK && (length = getline(&line, &capacity, input)) >= 0; number++) {
        const size_t kept = (size_t)length - (length > 0 && line[length - 1] == '\n');
        if (kept > 0 && line[0] != '#') {
            status = write_line(table, (struct span){line, kept}, number);
        }
        fputc('\n', table->output);
    }
    free(line);
    if (status == STATUS_OK && (ferror(input) || ferror(table->output))) {
        return failure_set(table->failure, FAILURE_IO, "a read or a write failed: %s", strerrordesc_np(errno));
    }
    return status;
}

static enum status fold_file(const struct layout *layout, const char *from, const char *to, struct failure *failure)
{
    struct table table = {.layout = layout, .failure = failure};
    FILE *input = fopen(from, "rbe");
    if (input == NULL || (table.output = fopen(to, "wbe")) == NULL) {
        if (input != NULL) {
            (void)fclose(input);
        }
        return failure_set(failure, FAILURE_IO, "cannot be opened: %s", strerrordesc_np(errno));
    }
    enum status status = folder_open(&table.folder, failure);
    if (status == STATUS_OK) {
        status = write_table(&table, input);
    }
    folder_close(table.folder);
    (void)fclose(input); /* it was only read */
    if (fclose(table.output) != 0) {
        status = failure_set(failure, FAILURE_IO, "a write failed: %s", strerrordesc_np(errno));
    }
    return status;
}

int main(int argument_count, char **arguments)
{
    static struct failure failure;
    for (size_t i = 0; argument_count == 4 && i < sizeof layouts / sizeof *layouts; i++) {
        if (strcmp(arguments[1], layouts[i].name) != 0) {
            continue;
        }
        if (fold_file(&layouts[i], arguments[2], arguments[3], &failure) == STATUS_OK) {
            return EXIT_SUCCESS;
        }
        fprintf(stderr, "fold_tables: %s: %s\n", arguments[2], failure.message);
        remove(arguments[3]);
        return (int)failure.kind;
    }
    fputs("usage: fold_tables names|stop_words TABLE.tsv OUTPUT\n", stderr);
    return FAILURE_USAGE;
}
