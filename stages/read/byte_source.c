/*
 * byte_source.c - read(2) and zlib's inflate, without stdio and gzread between.
 *
 * gzread takes a truncated file for a short one, and trailing garbage for the end (zlib 1.2.13, zlib.h at gzread and
 * gzclose), so the members are walked here as RFC 1952 has them. Zeros behind the last member are padding, as gzip(1)
 * has it.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zlib.h>

#include "byte_source.h"
#include "nameless_file.h"
#include "stage.h"
#include "standard_input.h"

enum {
    INPUT_BYTES = 1 << 16,
    GZIP_WINDOW = 15 + 16, /* zlib.h: the largest window, and gzip alone */
    GZIP_MAGIC_BYTES = 2,
    WAIT_MS = 100 /* the longest that a pipe without input keeps a run that is over */
};

struct byte_source {
    int file; /* -1: not open */
    char *path;
    struct flow *flow;
    bool may_wait; /* no regular file: a read may take any time */
    bool at_end;   /* of the stored bytes */
    bool gzip;
    bool inflater_open;
    bool member_done; /* behind the end of a member */
    uint64_t stored_bytes;
    uint64_t expected_bytes; /* as the file system tells; 0: unknown */
    bool skips_crc;
    uint32_t crc;
    bool is_kept;      /* standard input, which is given back as it was */
    off_t start;       /* where a regular file on standard input was taken over; else -1 */
    int copy;          /* of a pipe; -1: none, or no room for it */
    z_stream inflater; /* next_in and avail_in are the input that waits, for plain files too */
    unsigned char input[INPUT_BYTES];
};

/* zlib's own allocator, spelled out here so that refused memory can be provoked. */
static void *inflater_take(void *unused, unsigned items, unsigned size)
{
    (void)unused;
    return calloc(items, size);
}

static void inflater_give(void *unused, void *memory)
{
    (void)unused;
    free(memory);
}

/* ---- keeping standard input ---------------------------------------------------------------------------------------
 */

static int open_copy(void)
{
    const char *const chosen = getenv("TMPDIR");
    const int file = nameless_file_open(chosen != NULL && chosen[0] != '\0' ? chosen : "/var/tmp");
    return file >= 0 ? file : nameless_file_open("/tmp");
}

static void drop_copy(struct byte_source *source)
{
    if (source->copy >= 0) {
        (void)close(source->copy);
    }
    source->copy = -1;
}

/* What has no room is not kept: the run goes on, and says of the lines why they are missing. */
static void write_copy(struct byte_source *source, const unsigned char *bytes, size_t length)
{
    if (source->stored_bytes > STANDARD_INPUT_BYTES_MOST) {
        drop_copy(source);
    }
    while (source->copy >= 0 && length > 0) {
        const ssize_t written = write(source->copy, bytes, length);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (written == 0 || errno != EINTR) {
            drop_copy(source);
        }
    }
}

void byte_source_keep(struct byte_source *source)
{
    if (!standard_input_is_named(source->path)) {
        return;
    }
    source->is_kept = true;
    if (source->start < 0) {
        source->copy = open_copy();
        write_copy(source, source->inflater.next_in, source->inflater.avail_in);
    }
}

static void give_back(struct byte_source *source)
{
    if (source->is_kept && source->start >= 0) {
        (void)lseek(source->file, source->start, SEEK_SET);
    } else if (source->is_kept && source->at_end && source->copy >= 0 && lseek(source->copy, 0, SEEK_SET) == 0) {
        (void)dup2(source->copy, STDIN_FILENO);
    }
    drop_copy(source);
}

static const char *reason_of(int error)
{
    const char *const reason = strerrordesc_np(error); /* strerror, but never translated */
    return reason != NULL ? reason : "unknown error";
}

/* A signal that arrives just before read(2) would not end it, and a failure of another thread sends none: so a pipe is
 * only read once it has something. */
static bool is_ready(const struct byte_source *source)
{
    struct pollfd wanted = {.fd = source->file, .events = POLLIN};
    int count = source->may_wait ? poll(&wanted, 1, 0) : 1;
    if (count == 0) {
        if (source->flow != NULL) {
            flow_tell_waiting(source->flow);
        }
        count = poll(&wanted, 1, WAIT_MS);
    }
    return count > 0 || (count < 0 && errno != EINTR);
}

/* Appends what one read brings behind the input that waits. */
static enum status fill(struct byte_source *source, struct failure *failure)
{
    if (source->inflater.avail_in > 0 && source->inflater.next_in != source->input) {
        memmove(source->input, source->inflater.next_in, source->inflater.avail_in);
    }
    source->inflater.next_in = source->input;
    unsigned char *const free_input = source->input + source->inflater.avail_in;
    for (;;) {
        if (source->flow != NULL && flow_interrupted(source->flow)) {
            return failure_set(failure, FAILURE_SIGNAL, "%s: interrupted by a signal", source->path);
        }
        if (!is_ready(source)) {
            continue;
        }
        const ssize_t count = read(source->file, free_input, INPUT_BYTES - source->inflater.avail_in);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return failure_errno(failure, "read", source->path, errno);
        }
        source->at_end = count == 0;
        source->stored_bytes += (uint64_t)count;
        if (!source->skips_crc) {
            source->crc = (uint32_t)crc32(source->crc, free_input, (uInt)count);
        }
        source->inflater.avail_in += (uInt)count;
        write_copy(source, free_input, (size_t)count);
        return STATUS_OK;
    }
}

static bool starts_member(const struct byte_source *source)
{
    return source->inflater.avail_in >= GZIP_MAGIC_BYTES && source->inflater.next_in[0] == 0x1F &&
           source->inflater.next_in[1] == 0x8B;
}

static enum status fill_magic(struct byte_source *source, struct failure *failure)
{
    while (source->inflater.avail_in < GZIP_MAGIC_BYTES && !source->at_end) {
        if (fill(source, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status open_file(struct byte_source *source, struct failure *failure)
{
    const bool standard = standard_input_is_named(source->path);
    source->file = standard ? STDIN_FILENO : open(source->path, O_RDONLY | O_CLOEXEC);
    if (source->file < 0) {
        return failure_set(failure, FAILURE_NO_INPUT, "%s: cannot be opened: %s", source->path, reason_of(errno));
    }
    struct stat facts;
    if (fstat(source->file, &facts) != 0) {
        return failure_set(failure, FAILURE_NO_INPUT, "%s: cannot be opened: %s", source->path, reason_of(errno));
    }
    if (S_ISDIR(facts.st_mode)) {
        return failure_set(failure, FAILURE_NO_INPUT, "%s: is a folder where a file was expected", source->path);
    }
    source->may_wait = !S_ISREG(facts.st_mode);
    source->start = standard && S_ISREG(facts.st_mode) ? lseek(source->file, 0, SEEK_CUR) : -1;
    source->expected_bytes = S_ISREG(facts.st_mode) && facts.st_size > 0 ? (uint64_t)facts.st_size : 0;
    if (fill_magic(source, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    source->gzip = starts_member(source);
    if (!source->gzip) {
        return STATUS_OK;
    }
    const int outcome = inflateInit2(&source->inflater, GZIP_WINDOW);
    if (outcome == Z_MEM_ERROR) {
        return failure_memory(failure, source->path);
    }
    if (outcome != Z_OK) {
        return failure_set(failure, FAILURE_INTERNAL, "%s: zlib does not start (%d)", source->path, outcome);
    }
    source->inflater_open = true;
    return STATUS_OK;
}

enum status byte_source_open(struct byte_source **source, const char *path, struct flow *flow, struct failure *failure)
{
    struct byte_source *const opened = calloc(1, sizeof *opened);
    *source = NULL;
    if (opened == NULL) {
        return failure_memory(failure, path);
    }
    opened->file = opened->copy = -1;
    opened->start = -1;
    opened->flow = flow;
    opened->inflater.zalloc = inflater_take;
    opened->inflater.zfree = inflater_give;
    const size_t path_bytes = strlen(path) + 1;
    opened->path = malloc(path_bytes);
    enum status status = opened->path != NULL ? STATUS_OK : failure_memory(failure, path);
    if (status == STATUS_OK) {
        memcpy(opened->path, path, path_bytes);
        status = open_file(opened, failure);
    }
    if (status != STATUS_OK) {
        byte_source_close(opened);
        return STATUS_FAILED;
    }
    *source = opened;
    return STATUS_OK;
}

void byte_source_close(struct byte_source *source)
{
    if (source == NULL) {
        return;
    }
    if (source->inflater_open) {
        (void)inflateEnd(&source->inflater);
    }
    give_back(source);
    if (source->file > STDIN_FILENO) {
        (void)close(source->file);
    }
    free(source->path);
    free(source);
}

static enum status read_plain(struct byte_source *source, char *buffer, size_t size, size_t *count,
                              struct failure *failure)
{
    if (source->inflater.avail_in == 0 && !source->at_end && fill(source, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *count = source->inflater.avail_in < size ? source->inflater.avail_in : size;
    if (*count > 0) {
        memcpy(buffer, source->inflater.next_in, *count);
    }
    source->inflater.next_in += *count;
    source->inflater.avail_in -= (uInt)*count;
    return STATUS_OK;
}

/* Between two members: *more says that another begins. */
static enum status next_member(struct byte_source *source, bool *more, struct failure *failure)
{
    *more = false;
    if (fill_magic(source, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (starts_member(source)) {
        if (inflateReset(&source->inflater) != Z_OK) {
            return failure_set(failure, FAILURE_INTERNAL, "%s: zlib does not start again", source->path);
        }
        source->member_done = false;
        *more = true;
        return STATUS_OK;
    }
    while (source->inflater.avail_in > 0 || !source->at_end) {
        for (; source->inflater.avail_in > 0; source->inflater.avail_in--) {
            if (*source->inflater.next_in++ != 0) {
                return failure_set(failure, FAILURE_DATA,
                                   "%s: damaged gzip: at byte %" PRIu64 " something else follows the compressed data; "
                                   "make the file again, or cut it there",
                                   source->path, source->stored_bytes - source->inflater.avail_in);
            }
        }
        if (!source->at_end && fill(source, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status damaged(struct byte_source *source, const char *how, struct failure *failure)
{
    return failure_set(failure, FAILURE_DATA,
                       "%s: damaged gzip: %s at byte %" PRIu64 " of the file; get the file again (gzip -t tests it)",
                       source->path, how, source->stored_bytes - source->inflater.avail_in);
}

/* Inflates until at least one byte came out, or all is done. */
static enum status read_gzip(struct byte_source *source, char *buffer, size_t size, size_t *count,
                             struct failure *failure)
{
    const uInt wanted = size < INPUT_BYTES * 16 ? (uInt)size : INPUT_BYTES * 16;
    source->inflater.next_out = (unsigned char *)buffer;
    source->inflater.avail_out = wanted;
    for (;;) {
        if (source->member_done) {
            bool more;
            if (next_member(source, &more, failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
            if (!more) {
                break;
            }
        }
        if (source->inflater.avail_in == 0 && !source->at_end && fill(source, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        const int outcome = inflate(&source->inflater, Z_NO_FLUSH);
        if (outcome == Z_MEM_ERROR) {
            return failure_memory(failure, source->path);
        }
        if (outcome == Z_STREAM_END) {
            source->member_done = true;
        } else if (outcome == Z_DATA_ERROR || outcome == Z_NEED_DICT) {
            return damaged(source, source->inflater.msg != NULL ? source->inflater.msg : "invalid data", failure);
        } else if (outcome != Z_OK && outcome != Z_BUF_ERROR) {
            return failure_set(failure, FAILURE_INTERNAL, "%s: zlib failed (%d)", source->path, outcome);
        }
        if (source->inflater.avail_out < wanted) {
            break;
        }
        if (!source->member_done && source->inflater.avail_in == 0 && source->at_end) {
            return damaged(source, "it is truncated: the compressed data ends", failure);
        }
    }
    *count = wanted - source->inflater.avail_out;
    return STATUS_OK;
}

enum status byte_source_read(struct byte_source *source, char *buffer, size_t size, size_t *count,
                             struct failure *failure)
{
    *count = 0;
    return source->gzip ? read_gzip(source, buffer, size, count, failure)
                        : read_plain(source, buffer, size, count, failure);
}

void byte_source_skip_crc(struct byte_source *source)
{
    source->skips_crc = true;
}

bool byte_source_is_gzip(const struct byte_source *source)
{
    return source->gzip;
}

void byte_source_position(const struct byte_source *source, uint64_t *read, uint64_t *size)
{
    *read = source->stored_bytes;
    *size = source->expected_bytes;
}

static size_t line_feeds(const char *bytes, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        found += bytes[i] == '\n';
    }
    return found;
}

double byte_source_line_bytes(const struct byte_source *source)
{
    enum { PLACES = 32, PLACE_BYTES = 1 << 14 };
    char bytes[PLACE_BYTES];
    size_t looked = 0, lines = 0;
    if (source->may_wait || source->gzip || source->expected_bytes == 0) {
        return 0;
    }
    const uint64_t spread = source->expected_bytes / PLACES + 1, step = spread > PLACE_BYTES ? spread : PLACE_BYTES;
    for (uint64_t at = 0; at < source->expected_bytes; at += step) {
        const ssize_t count = pread(source->file, bytes, sizeof bytes, (off_t)at);
        if (count < 0) {
            return 0;
        }
        looked += (size_t)count;
        lines += line_feeds(bytes, (size_t)count);
    }
    return lines > 0 ? (double)looked / (double)lines : 0;
}

enum status byte_source_stored(struct byte_source *source, uint64_t *bytes, uint32_t *crc, struct failure *failure)
{
    while (!source->at_end) {
        source->inflater.avail_in = 0;
        if (fill(source, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    *bytes = source->stored_bytes;
    *crc = source->skips_crc ? 0 : source->crc;
    return STATUS_OK;
}
