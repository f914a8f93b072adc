/*
 * look_ahead.c - documents in the order in which `inputs` emits them. Of NDJSON a document is a line, whatever is in
 * it: the few that are rejected do not matter to a ratio.
 */
#include "look_ahead.h"

#include <sys/stat.h>
#include <unistd.h>

#include "byte_source.h"
#include "corpus_kind.h"
#include "corpus_path.h"
#include "folder.h"
#include "line_reader.h"
#include "standard_input.h"
#include "words_ahead.h"

enum { CHUNK_BYTES = 1 << 16 };
#define LOOKED_BYTES_MOST (UINT64_C(1) << 30) /* some three seconds */

bool look_ahead_is_possible(const struct settings *settings)
{
    return settings->rereading == NULL && !standard_input_is_asked(settings) && settings->condition_count == 0 &&
           !settings_has_events_file(settings) && settings->ngrams <= 1 && settings->characters == 0;
}

/* Lines, a document each. `begun` is kept from chunk to chunk: something of the line was seen. */
static void add_lines(struct words_ahead *ahead, struct span chunk, bool *begun)
{
    for (size_t i = 0; i < chunk.length;) {
        const char *const end = memchr(chunk.bytes + i, '\n', chunk.length - i);
        const size_t length = end != NULL ? (size_t)(end - chunk.bytes) - i : chunk.length - i;
        const struct span part = {chunk.bytes + i, length};
        if (!*begun && !line_is_blank(part)) {
            words_ahead_begin(ahead);
            *begun = true;
        }
        words_ahead_add(ahead, part);
        *begun = *begun && end == NULL;
        i += length + 1;
    }
}

/* Two bytes a letter are no text to words_ahead: what holds NUL bytes cannot be told. */
static enum status add_file(struct words_ahead *ahead, const char *path, bool is_lines, struct failure *failure)
{
    char chunk[CHUNK_BYTES];
    struct byte_source *source;
    struct stat facts;
    size_t count = 0;
    bool begun = false;
    if (stat(path, &facts) != 0 || !S_ISREG(facts.st_mode) ||
        byte_source_open(&source, path, NULL, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    byte_source_skip_crc(source);
    enum status status = STATUS_OK;
    if (!is_lines) {
        words_ahead_begin(ahead);
    }
    do {
        status = byte_source_read(source, chunk, sizeof chunk, &count, failure);
        if (status == STATUS_OK &&
            (words_ahead_bytes(ahead) > LOOKED_BYTES_MOST || memchr(chunk, '\0', count) != NULL)) {
            status = STATUS_FAILED;
        }
        if (status == STATUS_OK && is_lines) {
            add_lines(ahead, (struct span){chunk, count}, &begun);
        } else if (status == STATUS_OK) {
            words_ahead_add(ahead, (struct span){chunk, count});
        }
    } while (status == STATUS_OK && count > 0);
    byte_source_close(source);
    return status;
}

static enum status add_texts(struct words_ahead *ahead, const char *root, const struct folder *folder,
                             struct failure *failure)
{
    struct arena arena = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < folder->text_count; i++) {
        struct span path;
        arena_clear(&arena);
        status = corpus_path_join(&arena, span_of(root), folder->texts[i], &path, failure);
        if (status == STATUS_OK) {
            status = add_file(ahead, path.bytes, false, failure);
        }
    }
    arena_free(&arena);
    return status;
}

static enum status add_folder(struct words_ahead *ahead, const char *root, struct failure *failure)
{
    struct arena arena = {0};
    struct folder folder = {0};
    struct span manifest;
    enum status status = corpus_path_join(&arena, span_of(root), span_of("manifest.csv"), &manifest, failure);
    if (status == STATUS_OK && access(manifest.bytes, F_OK) == 0) {
        status = STATUS_FAILED;
    }
    if (status == STATUS_OK) {
        status = folder_list(&folder, root, &arena, failure);
    }
    if (status == STATUS_OK) {
        status = add_texts(ahead, root, &folder, failure);
    }
    folder_free(&folder);
    arena_free(&arena);
    return status;
}

static enum status add_corpus(struct words_ahead *ahead, const char *path, struct failure *failure)
{
    enum corpus_kind kind;
    if (standard_input_is_named(path) || corpus_kind_look(path, "", &kind, failure) != STATUS_OK ||
        kind == CORPUS_MANIFEST || kind == CORPUS_UNKNOWN) {
        return STATUS_FAILED;
    }
    return kind == CORPUS_FOLDER ? add_folder(ahead, path, failure) : add_file(ahead, path, true, failure);
}

static enum status add_all(struct words_ahead *ahead, const struct settings *settings, struct failure *failure)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < settings->corpus_count; i++) {
        status = add_corpus(ahead, settings->corpora[i], failure);
    }
    if (status == STATUS_OK && settings->reference_corpus != NULL) {
        status = add_corpus(ahead, settings->reference_corpus, failure);
    } else if (status == STATUS_OK && settings->queries != NULL) {
        status = add_corpus(ahead, settings->queries, failure);
    }
    return status;
}

bool look_ahead(const void *context, uint64_t done, struct spill_outlook *outlook)
{
    const struct settings *const settings = context;
    struct failure failure = {0}; /* is told by who reads */
    struct words_ahead *ahead;
    const bool is_told =
        words_ahead_open(&ahead, done, settings->workers > 0 ? settings->workers : 1, &failure) == STATUS_OK &&
        add_all(ahead, settings, &failure) == STATUS_OK && words_ahead_tell(ahead, outlook);
    words_ahead_close(ahead);
    return is_told;
}
