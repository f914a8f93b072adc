/*
 * waiting_words.c - slices of packed words, each behind its head; in the file they stand in pieces, each behind its
 * length, so that a piece is read at once.
 *
 * A document that turns out to be damaged is rejected whole, so nothing of it may be handed on before its end. The file
 * is written and read once, from its beginning to its end: what was written is in the kernel's hands, and not of our
 * resident size.
 */
#include "waiting_words.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "array.h"
#include "spill_file.h"
#include "word_pack.h"

enum { PIECE_BYTES = 1 << 20 };
/* In memory: beyond the most a file costs nothing that could be measured. */
enum { LEAST_BYTES = 1 << 16, MOST_BYTES = 1 << 24 };

struct slice_head {
    enum record_kind kind;
    uint32_t count;
};

struct waiting_place waiting_place_for(size_t waiting_limit, unsigned workers, const char *output)
{
    const size_t share = waiting_limit / 2 / workers;
    return (struct waiting_place){share < LEAST_BYTES ? LEAST_BYTES : share > MOST_BYTES ? MOST_BYTES : share, output};
}

/* ---- the file ---- */

/* `advice` begins with a semicolon. */
static enum status fail_file(const char *doing, int error, const char *advice, struct failure *failure)
{
    char reason[128];
    return failure_set(failure, FAILURE_IO, "the words of a long document cannot be %s a temporary file: %s%s", doing,
                       strerror_r(error, reason, sizeof reason), advice);
}

static enum status fail_read(int error, struct failure *failure)
{
    return fail_file("read from", error, "; set TMPDIR to a folder on another disk", failure);
}

static enum status write_all(int file, const char *bytes, size_t length, struct failure *failure)
{
    while (length > 0) {
        const ssize_t written = write(file, bytes, length);
        if (written < 0 && errno != EINTR) {
            return fail_file("written to", errno, "; set TMPDIR to a folder with more room", failure);
        }
        bytes += written > 0 ? written : 0;
        length -= written > 0 ? (size_t)written : 0;
    }
    return STATUS_OK;
}

static enum status read_all(int file, char *bytes, size_t length, struct failure *failure)
{
    while (length > 0) {
        const ssize_t taken = read(file, bytes, length);
        if (taken == 0 || (taken < 0 && errno != EINTR)) {
            return fail_read(taken < 0 ? errno : EIO, failure);
        }
        bytes += taken > 0 ? taken : 0;
        length -= taken > 0 ? (size_t)taken : 0;
    }
    return STATUS_OK;
}

/* What is in memory becomes the next piece. The first time memory is given back: a piece is much smaller. */
static enum status write_piece(struct waiting_words *waiting, const char *output, struct failure *failure)
{
    static const struct spill_file_words words = {"the words of a long document must wait for its end", ""};
    char folder[SPILL_FOLDER_BYTES];
    const bool is_first = !waiting->has_file;
    if (is_first) {
        if (spill_file_open(output, &words, &waiting->file, folder, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        waiting->has_file = true;
    }
    const size_t length = waiting->length;
    if (write_all(waiting->file, (const char *)&length, sizeof length, failure) != STATUS_OK ||
        write_all(waiting->file, waiting->bytes, length, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    waiting->file_bytes += sizeof length + length;
    waiting->length = 0;
    if (is_first) {
        free(waiting->bytes);
        waiting->bytes = NULL;
        waiting->capacity = 0;
    }
    return STATUS_OK;
}

/* ---- adding ---- */

static enum status reserve(struct waiting_words *waiting, size_t bytes, struct failure *failure)
{
    return array_reserve((void **)&waiting->bytes, &waiting->capacity, waiting->length + bytes, 1, failure);
}

/* `forms` is NULL for words without. */
static enum status add_slice(struct waiting_words *waiting, const struct word *words, const struct form *const *forms,
                             size_t count, struct failure *failure)
{
    const struct slice_head head = {forms != NULL ? RECORD_TERMS : RECORD_WORDS, (uint32_t)count};
    const size_t form_bytes = forms != NULL ? count * sizeof *forms : 0;
    uint64_t before = 0;
    if (reserve(waiting, sizeof head + form_bytes, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(waiting->bytes + waiting->length, &head, sizeof head);
    waiting->length += sizeof head;
    if (form_bytes > 0) {
        memcpy(waiting->bytes + waiting->length, forms, form_bytes);
        waiting->length += form_bytes;
    }
    for (size_t i = 0; i < count; i++) {
        if (reserve(waiting, WORD_PACK_MOST_BYTES + words[i].surface.length, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        const char *const end = word_pack_write(waiting->bytes + waiting->length, &words[i], before);
        waiting->length = (size_t)(end - waiting->bytes);
        before = words[i].end;
    }
    return STATUS_OK;
}

/* Does what is in memory go to the file now? */
static bool is_full(const struct waiting_words *waiting, const struct waiting_place *place)
{
    const size_t piece = place->limit_bytes < PIECE_BYTES ? place->limit_bytes : PIECE_BYTES;
    return waiting->length > (waiting->has_file ? piece : place->limit_bytes);
}

enum status waiting_words_add(struct waiting_words *waiting, const struct record *record,
                              const struct waiting_place *place, struct failure *failure)
{
    const bool has_forms = record->kind == RECORD_TERMS;
    const struct word *const words = has_forms ? record->as.terms->words : record->as.words->items;
    const struct form *const *const forms = has_forms ? record->as.terms->forms : NULL;
    const size_t count = has_forms ? record->as.terms->count : record->as.words->count;
    size_t i = 0;
    do { /* a record without words is one, too */
        const size_t slice = count - i < WAITING_SLICE_WORDS ? count - i : WAITING_SLICE_WORDS;
        if (add_slice(waiting, words + i, has_forms ? forms + i : NULL, slice, failure) != STATUS_OK ||
            (is_full(waiting, place) && write_piece(waiting, place->output, failure) != STATUS_OK)) {
            return STATUS_FAILED;
        }
        i += slice;
    } while (i < count);
    return STATUS_OK;
}

/* ---- handing on ---- */

/* What a slice is unpacked to. */
struct unpacked {
    struct word words[WAITING_SLICE_WORDS];
    const struct form *forms[WAITING_SLICE_WORDS];
};

static enum status hand_on_slice(const char **bytes, struct unpacked *unpacked, waiting_words_take *take, void *context)
{
    struct slice_head head;
    uint64_t before = 0;
    memcpy(&head, *bytes, sizeof head);
    *bytes += sizeof head;
    if (head.kind == RECORD_TERMS) {
        memcpy(unpacked->forms, *bytes, head.count * sizeof *unpacked->forms);
        *bytes += head.count * sizeof *unpacked->forms;
    }
    for (size_t i = 0; i < head.count; i++) {
        *bytes = word_pack_read(*bytes, before, &unpacked->words[i]);
        before = unpacked->words[i].end;
    }
    const struct words words = {.items = unpacked->words, .count = head.count};
    const struct terms terms = {unpacked->words, unpacked->forms, head.count};
    struct record record = {.kind = head.kind};
    if (head.kind == RECORD_TERMS) {
        record.as.terms = &terms;
    } else {
        record.as.words = &words;
    }
    return take(context, &record);
}

static enum status hand_on_piece(const struct waiting_words *waiting, struct unpacked *unpacked,
                                 waiting_words_take *take, void *context)
{
    if (waiting->length == 0) { /* bytes may be NULL */
        return STATUS_OK;
    }
    const char *at = waiting->bytes, *const end = at + waiting->length;
    while (at < end) {
        if (hand_on_slice(&at, unpacked, take, context) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status hand_on_file(struct waiting_words *waiting, struct unpacked *unpacked, waiting_words_take *take,
                                void *context, struct failure *failure)
{
    if (waiting->length > 0 && write_piece(waiting, NULL, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (lseek(waiting->file, 0, SEEK_SET) != 0) {
        return fail_read(errno, failure);
    }
    for (uint64_t left = waiting->file_bytes; left > 0; left -= sizeof waiting->length + waiting->length) {
        waiting->length = 0;
        size_t length;
        if (read_all(waiting->file, (char *)&length, sizeof length, failure) != STATUS_OK ||
            reserve(waiting, length, failure) != STATUS_OK ||
            read_all(waiting->file, waiting->bytes, length, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        waiting->length = length;
        if (hand_on_piece(waiting, unpacked, take, context) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

enum status waiting_words_hand_on(struct waiting_words *waiting, waiting_words_take *take, void *context,
                                  struct failure *failure)
{
    struct unpacked unpacked; /* not zeroed: a tenth of the time of short documents */
    return waiting->has_file ? hand_on_file(waiting, &unpacked, take, context, failure)
                             : hand_on_piece(waiting, &unpacked, take, context);
}

void waiting_words_clear(struct waiting_words *waiting, size_t most_bytes)
{
    if (waiting->has_file) {
        (void)close(waiting->file);
    }
    if (waiting->capacity > most_bytes) {
        free(waiting->bytes);
        *waiting = (struct waiting_words){0};
    }
    *waiting = (struct waiting_words){.bytes = waiting->bytes, .capacity = waiting->capacity};
}
