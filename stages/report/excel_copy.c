/* excel_copy.c - the copies are made from the finished tables, byte by byte, so that no table need know of them. */
#include "excel_copy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define UTF8_BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define TABLE_ENDING ".csv"
#define COPY_ENDING ".excel.csv"

enum { BLOCK_BYTES = 1 << 14, NAME_BYTES = 256 };

static size_t digits_at(const char *text, size_t length, size_t place)
{
    size_t end = place;
    while (end < length && text[end] >= '0' && text[end] <= '9')
        end++;
    return end - place;
}

/* A minus, digits, perhaps a fraction, perhaps an exponent: what number_write writes for numbers below zero. */
static bool is_number(const char *text, size_t length)
{
    size_t place = 1;
    size_t digits = digits_at(text, length, place);
    bool is_right = digits > 0;
    place += digits;
    if (is_right && place < length && text[place] == '.') {
        digits = digits_at(text, length, place + 1);
        is_right = digits > 0;
        place += 1 + digits;
    }
    if (is_right && place < length && text[place] == 'e') {
        place += 1U + (place + 1 < length && (text[place + 1] == '-' || text[place + 1] == '+'));
        digits = digits_at(text, length, place);
        is_right = digits > 0;
        place += digits;
    }
    return is_right && place == length;
}

static void release(struct excel_guard *guard, bool is_whole)
{
    if (guard->held_count == 0)
        return;
    if (!is_whole || !is_number(guard->held, guard->held_count))
        writer_byte(guard->writer, '\'');
    writer_bytes(guard->writer, guard->held, guard->held_count);
    guard->held_count = 0;
}

static bool ends_value(const struct excel_guard *guard, char byte)
{
    return guard->in_quotes ? byte == '"' : byte == ',' || byte == '\r' || byte == '\n';
}

/* True if the byte was held back. */
static bool hold(struct excel_guard *guard, char byte)
{
    if (ends_value(guard, byte)) {
        release(guard, true);
        return false;
    }
    const bool may_be_number = (byte >= '0' && byte <= '9') || byte == '.' || byte == 'e' || byte == '-' || byte == '+';
    if (may_be_number && guard->held_count < EXCEL_HELD_BYTES) {
        guard->held[guard->held_count++] = byte;
        return true;
    }
    release(guard, false);
    return false;
}

/* The first byte of a value; true if it was held back. */
static bool begin_value(struct excel_guard *guard, char byte)
{
    guard->at_start = false;
    if (byte == '-') {
        guard->held[guard->held_count++] = byte;
        return true;
    }
    /* outside of quotes a carriage return ends the row */
    if (byte == '=' || byte == '+' || byte == '@' || byte == '\t' || (byte == '\r' && guard->in_quotes))
        writer_byte(guard->writer, '\'');
    return false;
}

static void feed_byte(struct excel_guard *guard, char byte)
{
    if (guard->held_count > 0 && hold(guard, byte))
        return;
    if (guard->at_start && byte == '"' && !guard->in_quotes) {
        guard->in_quotes = true; /* the value begins behind it */
        writer_byte(guard->writer, byte);
        return;
    }
    if (guard->at_start && begin_value(guard, byte))
        return;
    if (byte == '"')
        guard->in_quotes = !guard->in_quotes; /* a doubled one changes it twice */
    if (!guard->in_quotes && (byte == ',' || byte == '\n'))
        guard->at_start = true;
    writer_byte(guard->writer, byte);
}

void excel_guard_feed(struct excel_guard *guard, struct span bytes)
{
    for (size_t i = 0; i < bytes.length; i++)
        feed_byte(guard, bytes.bytes[i]);
}

void excel_guard_end(struct excel_guard *guard)
{
    release(guard, true);
}

static enum status copy_bytes(int table, const char *name, struct writer *writer, struct failure *failure)
{
    struct excel_guard guard = {.writer = writer, .at_start = true};
    char block[BLOCK_BYTES];
    writer_text(writer, UTF8_BYTE_ORDER_MARK);
    for (;;) {
        const ssize_t count = read(table, block, sizeof block);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failure_errno(failure, "read", name, errno);
        if (count == 0)
            break;
        excel_guard_feed(&guard, (struct span){block, (size_t)count});
        if (writer_check(writer, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    excel_guard_end(&guard);
    return writer_close(writer, failure);
}

static enum status copy_table(const struct results_folder *folder, int place, const char *name, struct writer *writer,
                              struct failure *failure)
{
    char copy[NAME_BYTES + sizeof COPY_ENDING];
    const int stem_length = (int)(strlen(name) - strlen(TABLE_ENDING));
    (void)snprintf(copy, sizeof copy, "%.*s" COPY_ENDING, stem_length, name);
    const int table = openat(place, name, O_RDONLY | O_CLOEXEC);
    if (table < 0)
        return failure_errno(failure, "open", name, errno);
    enum status status = results_folder_create(folder, copy, writer, failure);
    if (status == STATUS_OK)
        status = copy_bytes(table, name, writer, failure);
    close(table);
    return status;
}

static bool ends_with(const char *name, const char *ending)
{
    const size_t length = strlen(name), ending_length = strlen(ending);
    return length > ending_length && strcmp(name + length - ending_length, ending) == 0;
}

enum status excel_copy_all(const struct results_folder *folder, struct writer *writer, struct failure *failure)
{
    DIR *const listing = opendir(folder->made);
    if (listing == NULL)
        return errno == ENOMEM ? failure_memory(failure, "the copies for Excel")
                               : failure_errno(failure, "list", folder->made, errno);
    enum status status = STATUS_OK;
    for (const struct dirent *entry = readdir(listing); status == STATUS_OK && entry != NULL;
         entry = readdir(listing)) {
        if (ends_with(entry->d_name, TABLE_ENDING) && !ends_with(entry->d_name, COPY_ENDING))
            status = copy_table(folder, dirfd(listing), entry->d_name, writer, failure);
    }
    closedir(listing);
    return status;
}
