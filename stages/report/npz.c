/*
 * npz.c - the archive through libarchive (sizes beyond 4 GB included), the arrays after numpy.lib.format, version 1.0.
 * Indices are 64-bit where there are more non-zeros than 32 bits count, as scipy has them.
 */
#include "npz.h"

#include <archive.h>
#include <archive_entry.h>
#include <endian.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "late_library.h"

enum { ALIGNMENT = 64, PREFIX_BYTES = 10 /* magic, version, length */, BLOCK_BYTES = 1 << 14, MODE = 0644 };

#define FOR_EACH_CALL(DO)                                                                                              \
    DO(archive_, entry_free)                                                                                           \
    DO(archive_, entry_new2)                                                                                           \
    DO(archive_, entry_set_filetype)                                                                                   \
    DO(archive_, entry_set_pathname)                                                                                   \
    DO(archive_, entry_set_perm)                                                                                       \
    DO(archive_, entry_set_size)                                                                                       \
    DO(archive_, error_string)                                                                                         \
    DO(archive_, set_error)                                                                                            \
    DO(archive_, write_close)                                                                                          \
    DO(archive_, write_data)                                                                                           \
    DO(archive_, write_finish_entry)                                                                                   \
    DO(archive_, write_free)                                                                                           \
    DO(archive_, write_header)                                                                                         \
    DO(archive_, write_new)                                                                                            \
    DO(archive_, write_open)                                                                                           \
    DO(archive_, write_set_bytes_in_last_block)                                                                        \
    DO(archive_, write_set_format_zip)                                                                                 \
    DO(archive_, write_zip_set_compression_store)

struct archive_calls {
    FOR_EACH_CALL(LATE_MEMBER)
};

static enum status load(void **library, struct archive_calls *calls, struct failure *failure)
{
#define FUNCTION(prefix, name) {#prefix #name, &calls->name},
    const struct late_function functions[] = {FOR_EACH_CALL(FUNCTION)};
#undef FUNCTION
    return late_library_open(library, LATE_FILE_archive, "libarchive13", functions,
                             sizeof functions / sizeof *functions, failure);
}

enum status npz_prepare(struct failure *failure)
{
    void *library = NULL;
    struct archive_calls unused;
    const enum status status = load(&library, &unused, failure);
    late_library_close(library);
    return status;
}

struct npz {
    void *library; /* libarchive */
    struct archive_calls calls;
    struct archive *archive;
    struct writer *writer;
    const struct weighted *weighted;
    size_t row_count;
    uint64_t entries; /* weights that are not 0 */
    bool is_wide;     /* indices of 64 bits */
    char block[BLOCK_BYTES];
    size_t used;
    bool has_failed;
};

static enum status refuse(const struct npz *npz, struct failure *failure)
{
    if (writer_check(npz->writer, failure) != STATUS_OK)
        return STATUS_FAILED;
    const char *const reason = npz->archive != NULL ? npz->calls.error_string(npz->archive) : NULL;
    return reason == NULL ? failure_memory(failure, "weights.npz")
                          : failure_set(failure, FAILURE_IO, "weights.npz: cannot be written: %s", reason);
}

/* ---- an array -----------------------------------------------------------------------------------------------------
 */

static void flush(struct npz *npz)
{
    if (npz->used > 0 && !npz->has_failed)
        npz->has_failed = npz->calls.write_data(npz->archive, npz->block, npz->used) != (la_ssize_t)npz->used;
    npz->used = 0;
}

static void put(struct npz *npz, const void *bytes, size_t length)
{
    if (npz->used + length > sizeof npz->block)
        flush(npz);
    memcpy(npz->block + npz->used, bytes, length);
    npz->used += length;
}

static void put_index(struct npz *npz, uint64_t value)
{
    if (npz->is_wide) {
        const uint64_t stored = htole64(value);
        put(npz, &stored, sizeof stored);
    } else {
        const uint32_t stored = htole32((uint32_t)value);
        put(npz, &stored, sizeof stored);
    }
}

/* Begins NAME.npy with its header: `type` as NumPy writes it, `shape` as a Python tuple. */
static void begin_array(struct npz *npz, const char *name, const char *type, const char *shape, uint64_t data_bytes)
{
    char header[4 * ALIGNMENT];
    char path[32];
    memset(header, ' ', sizeof header);
    memcpy(header, "\x93NUMPY\x01\x00", 8);
    const int length = snprintf(header + PREFIX_BYTES, sizeof header - PREFIX_BYTES,
                                "{'descr': '%s', 'fortran_order': False, 'shape': %s, }", type, shape);
    const size_t total = (PREFIX_BYTES + (size_t)length + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    header[PREFIX_BYTES + length] = ' '; /* over snprintf's NUL */
    header[total - 1] = '\n';
    header[8] = (char)(total - PREFIX_BYTES);
    header[9] = 0;
    (void)snprintf(path, sizeof path, "%s.npy", name);
    struct archive_entry *const entry = npz->calls.entry_new2(npz->archive);
    if (entry == NULL) {
        npz->has_failed = true;
        return;
    }
    npz->calls.entry_set_pathname(entry, path);
    npz->calls.entry_set_size(entry, (la_int64_t)(total + data_bytes));
    npz->calls.entry_set_filetype(entry, AE_IFREG);
    npz->calls.entry_set_perm(entry, MODE);
    npz->has_failed = npz->has_failed || npz->calls.write_header(npz->archive, entry) != ARCHIVE_OK;
    npz->calls.entry_free(entry);
    put(npz, header, total);
}

static void end_array(struct npz *npz)
{
    flush(npz);
    npz->has_failed = npz->has_failed || npz->calls.write_finish_entry(npz->archive) != ARCHIVE_OK;
}

/* ---- the matrix ---------------------------------------------------------------------------------------------------
 */

static void write_format(struct npz *npz)
{
    begin_array(npz, "format", "|S3", "()", 3);
    put(npz, "csr", 3);
    end_array(npz);
}

static void write_shape(struct npz *npz)
{
    const uint64_t sizes[] = {htole64(npz->row_count), htole64(npz->weighted->counts->term_count)};
    begin_array(npz, "shape", "<i8", "(2,)", sizeof sizes);
    put(npz, sizes, sizeof sizes);
    end_array(npz);
}

static void write_starts(struct npz *npz)
{
    char shape[32];
    const struct count_rows *const rows = &npz->weighted->counts->rows;
    uint64_t before = 0;
    (void)snprintf(shape, sizeof shape, "(%zu,)", npz->row_count + 1);
    begin_array(npz, "indptr", npz->is_wide ? "<i8" : "<i4", shape,
                (npz->row_count + 1) * (npz->is_wide ? sizeof(uint64_t) : sizeof(uint32_t)));
    put_index(npz, 0);
    for (size_t row = 0; row < npz->row_count; row++) {
        for (uint64_t i = rows->starts[row]; i < rows->starts[row + 1]; i++)
            before += npz->weighted->weights[i] != 0;
        put_index(npz, before);
    }
    end_array(npz);
}

static void write_entries(struct npz *npz, bool is_data)
{
    char shape[32];
    const struct count_rows *const rows = &npz->weighted->counts->rows;
    const size_t width = is_data || npz->is_wide ? sizeof(uint64_t) : sizeof(uint32_t);
    (void)snprintf(shape, sizeof shape, "(%llu,)", (unsigned long long)npz->entries);
    begin_array(npz, is_data ? "data" : "indices",
                is_data        ? "<f8"
                : npz->is_wide ? "<i8"
                               : "<i4",
                shape, npz->entries * width);
    for (uint64_t i = rows->starts[0]; i < rows->starts[npz->row_count]; i++) {
        if (npz->weighted->weights[i] == 0)
            continue;
        if (is_data) {
            uint64_t bits;
            memcpy(&bits, &npz->weighted->weights[i], sizeof bits);
            bits = htole64(bits);
            put(npz, &bits, sizeof bits);
        } else {
            put_index(npz, rows->columns[i]);
        }
    }
    end_array(npz);
}

static la_ssize_t take_bytes(struct archive *archive, void *context, const void *bytes, size_t length)
{
    struct npz *const npz = context;
    writer_bytes(npz->writer, bytes, length);
    if (npz->writer->error == 0)
        return (la_ssize_t)length;
    npz->calls.set_error(archive, npz->writer->error, "a write failed");
    return -1;
}

static enum status write_archive(struct npz *npz, struct failure *failure)
{
    if (npz->calls.write_set_format_zip(npz->archive) != ARCHIVE_OK ||
        npz->calls.write_zip_set_compression_store(npz->archive) != ARCHIVE_OK ||
        npz->calls.write_set_bytes_in_last_block(npz->archive, 1) != ARCHIVE_OK ||
        npz->calls.write_open(npz->archive, npz, NULL, take_bytes, NULL) != ARCHIVE_OK)
        return refuse(npz, failure);
    write_format(npz);
    write_shape(npz);
    write_starts(npz);
    write_entries(npz, false);
    write_entries(npz, true);
    return npz->has_failed || npz->calls.write_close(npz->archive) != ARCHIVE_OK ? refuse(npz, failure)
                                                                                 : writer_check(npz->writer, failure);
}

enum status npz_write_weights(struct writer *writer, const struct weighted *weighted, size_t row_count,
                              struct failure *failure)
{
    struct npz npz = {.writer = writer, .weighted = weighted, .row_count = row_count};
    const struct count_rows *const rows = &weighted->counts->rows;
    for (uint64_t i = rows->starts[0]; i < rows->starts[row_count]; i++)
        npz.entries += weighted->weights[i] != 0;
    npz.is_wide = npz.entries > INT32_MAX;
    enum status status = load(&npz.library, &npz.calls, failure);
    if (status == STATUS_OK) {
        npz.archive = npz.calls.write_new();
        status = npz.archive != NULL ? write_archive(&npz, failure) : failure_memory(failure, "weights.npz");
    }
    if (npz.archive != NULL)
        (void)npz.calls.write_free(npz.archive);
    late_library_close(npz.library);
    return status;
}
