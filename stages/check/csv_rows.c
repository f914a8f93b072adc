/*
 * csv_rows.c - the parser gets a line at a time, so that a row can be asked for, its line is known, and no more than a
 * row is in memory. A field may run over several lines; two rows on one line (parted by a lone carriage return) are
 * nothing that mizan writes, and refused.
 */
#include "csv_rows.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "array.h"

static int is_no_space(unsigned char byte)
{
    (void)byte;
    return 0;
}

static enum status start_parser(struct csv_rows *rows, struct failure *failure)
{
    if (csv_init(&rows->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return failure_set(failure, FAILURE_INTERNAL, "libcsv does not start");
    rows->has_parser = true;
    csv_set_space_func(&rows->parser, is_no_space);
    csv_set_realloc_func(&rows->parser, realloc);
    csv_set_free_func(&rows->parser, free);
    return STATUS_OK;
}

enum status csv_rows_open(struct csv_rows *rows, const char *path, bool *is_there, struct failure *failure)
{
    *rows = (struct csv_rows){.path = path};
    *is_there = false;
    rows->file = fopen(path, "rbe");
    if (rows->file == NULL && (errno == ENOENT || errno == ENOTDIR))
        return STATUS_OK;
    struct stat facts;
    if (rows->file == NULL || fstat(fileno(rows->file), &facts) != 0 || !S_ISREG(facts.st_mode))
        return failure_set(failure, FAILURE_NO_INPUT, "%s: cannot be read as a table: %s", path,
                           rows->file == NULL ? strerror(errno) : "is no file");
    *is_there = true;
    return start_parser(rows, failure);
}

static void take_field(void *field, size_t length, void *context)
{
    struct csv_rows *const rows = context;
    struct failure unused = {0};
    if (rows->has_failed ||
        array_reserve((void **)&rows->bytes, &rows->byte_capacity, rows->byte_count + length + 1, 1, &unused) !=
            STATUS_OK ||
        array_reserve((void **)&rows->ends, &rows->end_capacity, rows->field_count + 1, sizeof *rows->ends, &unused) !=
            STATUS_OK) {
        rows->has_failed = true;
        return;
    }
    if (length > 0)
        memcpy(rows->bytes + rows->byte_count, field, length);
    rows->byte_count += length;
    rows->bytes[rows->byte_count] = '\0';
    rows->ends[rows->field_count++] = rows->byte_count++;
}

static void take_row(int terminator, void *context)
{
    (void)terminator;
    struct csv_rows *const rows = context;
    rows->rows_ended++;
}

static enum status malformed(const struct csv_rows *rows, const char *what, struct failure *failure)
{
    return failure_set(failure, FAILURE_DATA,
                       "%s:%" PRIu64 ": %s; the table is not as mizan wrote it: run mizan compare again", rows->path,
                       rows->lines_read, what);
}

static enum status parse(struct csv_rows *rows, size_t length, struct failure *failure)
{
    if (memchr(rows->line_bytes, '\0', length) != NULL)
        return malformed(rows, "the line holds a NUL byte", failure);
    const size_t parsed = csv_parse(&rows->parser, rows->line_bytes, length, take_field, take_row, rows);
    if (rows->has_failed || (parsed != length && csv_error(&rows->parser) != CSV_EPARSE))
        return failure_memory(failure, rows->path);
    if (parsed != length)
        return malformed(rows, "a quote stands inside of a field", failure);
    return rows->rows_ended <= 1 ? STATUS_OK : malformed(rows, "a carriage return stands inside of a row", failure);
}

/* Behind the last line. */
static enum status end(struct csv_rows *rows, bool *found, struct failure *failure)
{
    if (ferror(rows->file))
        return failure_errno(failure, "read", rows->path, errno);
    if (csv_fini(&rows->parser, take_field, take_row, rows) != 0)
        return malformed(rows, "a quote is opened and never closed", failure);
    if (rows->has_failed)
        return failure_memory(failure, rows->path);
    *found = rows->rows_ended > 0;
    return STATUS_OK;
}

enum status csv_rows_next(struct csv_rows *rows, bool *found, struct failure *failure)
{
    rows->byte_count = 0;
    rows->field_count = 0;
    rows->rows_ended = 0;
    *found = false;
    rows->line = rows->lines_read + 1;
    rows->offset = ftell(rows->file);
    while (rows->rows_ended == 0) {
        errno = 0;
        const ssize_t length = getline(&rows->line_bytes, &rows->line_capacity, rows->file);
        if (length < 0)
            return errno == ENOMEM ? failure_memory(failure, rows->path) : end(rows, found, failure);
        rows->lines_read++;
        if (parse(rows, (size_t)length, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    *found = true;
    return STATUS_OK;
}

struct span csv_rows_field(const struct csv_rows *rows, size_t index)
{
    const size_t start = index == 0 ? 0 : rows->ends[index - 1] + 1;
    return (struct span){rows->bytes + start, rows->ends[index] - start};
}

enum status csv_rows_seek(struct csv_rows *rows, long offset, uint64_t line, struct failure *failure)
{
    if (fseek(rows->file, offset, SEEK_SET) != 0)
        return failure_errno(failure, "read", rows->path, errno);
    rows->lines_read = line - 1;
    csv_free(&rows->parser);
    rows->has_parser = false;
    return start_parser(rows, failure);
}

void csv_rows_close(struct csv_rows *rows)
{
    if (rows->has_parser)
        csv_free(&rows->parser);
    if (rows->file != NULL)
        (void)fclose(rows->file);
    free(rows->line_bytes);
    free(rows->bytes);
    free(rows->ends);
    *rows = (struct csv_rows){0};
}

bool csv_rows_number(struct span text, double *number)
{
    static const char letters[] = "0123456789+-.e";
    *number = NAN;
    if (text.length == 0)
        return true;
    if (strspn(text.bytes, letters) != text.length)
        return false;
    char *rest = NULL;
    const double value = strtod(text.bytes, &rest);
    if (rest != text.bytes + text.length || !isfinite(value))
        return false;
    *number = value;
    return true;
}
