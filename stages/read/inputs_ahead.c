/* inputs_ahead.c - sizes of files and lengths of lines; nothing is read that must be read again later. */
#include "inputs_ahead.h"

#include "corpus_kind.h"
#include "standard_input.h"

static bool add_lines(const struct line_reader *reader, uint64_t *documents)
{
    uint64_t read, size;
    const double line_bytes = line_reader_line_bytes(reader);
    line_reader_position(reader, &read, &size);
    *documents += line_bytes > 0 ? (uint64_t)((double)size / line_bytes) : 0;
    return line_bytes > 0;
}

static bool add_corpus(const char *path, struct flow *flow, uint64_t *documents)
{
    struct failure failure = {0};
    struct line_reader *reader = NULL;
    enum corpus_kind kind;
    if (standard_input_is_named(path) || corpus_kind_look(path, "", &kind, &failure) != STATUS_OK ||
        kind != CORPUS_NDJSON || line_reader_open(&reader, path, flow, &failure) != STATUS_OK) {
        return false;
    }
    const bool is_known = add_lines(reader, documents);
    line_reader_close(reader);
    return is_known;
}

bool inputs_ahead(const struct settings *settings, size_t corpus, const struct line_reader *queries, struct flow *flow,
                  uint64_t *documents)
{
    const char *const reference = settings->rereading == NULL ? settings->reference_corpus : NULL;
    *documents = 0;
    for (size_t i = corpus + 1; i < settings->corpus_count; i++) {
        if (!add_corpus(settings->corpora[i], flow, documents)) {
            return false;
        }
    }
    if (reference != NULL) {
        return add_corpus(reference, flow, documents);
    }
    return queries == NULL || add_lines(queries, documents);
}
