/*
 * read.c - one input in, blocks of decoded text out.
 *
 * Nothing is emitted before the first DETECT_SAMPLE_BYTES are decoded or the text ends: what the later stages do
 * depends on the language, and the language on that sample alone, so that no block size shows in a result.
 */
#include <inttypes.h>
#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <zlib.h>

#include "charset.h"
#include "corpus_path.h"
#include "detect.h"
#include "document_details.h"
#include "json_text.h"
#include "language.h"
#include "ndjson.h"
#include "spill.h"
#include "stages.h"
#include "survey.h"
#include "text_blocks.h"
#include "usual_language.h"
#include "utf8.h"

enum { TAG_BYTES = 64, SLICE_BYTES = 1 << 16, KEPT_BYTES = 1 << 20 /* of one line's memory, for the next */ };

struct reader {
    const struct settings *settings;
    char language[TAG_BYTES]; /* --language, normalized; "" for none */
    struct detector *detector;
    struct survey survey;
    struct text_blocks blocks;
    struct arena arena; /* for one NDJSON line */
    bool has_usual;     /* the languages below are known: from the first query on */
    struct span usual[SCRIPT_COUNT];

    /* of the current document */
    struct flow *flow;
    bool wants_crc;      /* nearest neither shows it nor reads a text again */
    bool begun;          /* text has come */
    uint64_t text_bytes; /* of all of it, or nearly so many; 0 until they are known */
    struct spill_part part;
    bool described;          /* script and language are known */
    bool has_text;           /* more than white space */
    struct failure failure;  /* of plain functions */
    char piece[SLICE_BYTES]; /* of a text with escapes */
};

/* ---- language -----------------------------------------------------------------------------------------------------
 */

static enum status set_language(struct reader *reader, struct document *document, struct span tag)
{
    char normalized[TAG_BYTES];
    (void)language_normalize_tag(tag, normalized, sizeof normalized);
    return arena_copy(flow_document_arena(reader->flow), span_of(normalized), &document->language, &reader->failure);
}

/* A query speaks as most documents of its script do. */
static enum status find_usual(struct reader *reader)
{
    const struct journal *const journal = flow_journal(reader->flow);
    if (reader->has_usual) {
        return STATUS_OK;
    }
    reader->has_usual = true;
    return usual_languages(journal->documents, journal->document_count, reader->usual, &reader->failure);
}

/* What is declared and no tag ("English") says nothing that could be used: the language is found as if it were not
 * there. */
static enum status check_declared(struct reader *reader, struct document *document)
{
    const struct span declared = document->language;
    if (declared.length == 0 || language_is_tag(declared)) {
        return STATUS_OK;
    }
    const struct language *const meant = language_named(declared);
    document->language = (struct span){0};
    return flow_warn_alike(reader->flow, "documents name a language by what is no BCP 47 tag",
                           "its language \"%.*s\" is no BCP 47 tag such as %s, and is not used",
                           SPAN_ARGUMENTS(declared), meant != NULL ? meant->code : "ar or en");
}

/* Sets the document's language, and its script: the detector finds both at once. */
static enum status choose_language(struct reader *reader, struct document *document, struct span sample)
{
    if (check_declared(reader, document) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const bool is_query = document->role == ROLE_QUERY || document->role == ROLE_EVENT;
    const bool is_declared = document->language.length > 0;
    if (is_declared || is_query || reader->language[0] != '\0') {
        const struct language *const declared =
            language_find(is_declared ? document->language : span_of(reader->language));
        document->script = (unsigned char)usual_script(sample, declared != NULL ? declared->script : SCRIPT_NONE);
    }
    if (is_declared) {
        return set_language(reader, document, document->language);
    }
    if (is_query) {
        if (find_usual(reader) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (reader->usual[document->script].length > 0) {
            document->language = reader->usual[document->script];
            return STATUS_OK;
        }
    }
    if (reader->language[0] != '\0') {
        return set_language(reader, document, span_of(reader->language));
    }
    const char *code;
    enum script script;
    if (detector_detect(reader->detector, sample, &script, &code, &reader->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    document->script = (unsigned char)script;
    document->language_detected = code[0] != '\0';
    return set_language(reader, document, span_of(code));
}

static enum status describe(struct reader *reader)
{
    struct document *const document = flow_document(reader->flow);
    struct span sample = text_blocks_waiting(&reader->blocks);
    sample.length = utf8_floor(sample, DETECT_SAMPLE_BYTES);
    reader->described = true;
    return choose_language(reader, document, sample);
}

/* ---- text ---------------------------------------------------------------------------------------------------------
 */

static enum status emit_blocks(struct reader *reader, bool last)
{
    struct text text;
    if (!reader->described) {
        if (!last && text_blocks_waiting(&reader->blocks).length < DETECT_SAMPLE_BYTES) {
            return STATUS_OK;
        }
        if (describe(reader) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    while (text_blocks_take(&reader->blocks, reader->settings->block_bytes, last, &text)) {
        const struct record record = {.kind = RECORD_TEXT, .as.text = &text};
        if (flow_emit(reader->flow, &record) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static bool holds_text(struct span utf8)
{
    for (size_t at = 0; at < utf8.length;) {
        UChar32 character;
        U8_NEXT_UNSAFE(utf8.bytes, at, character);
        if (!u_isUWhiteSpace(character)) {
            return true;
        }
    }
    return false;
}

/* Takes decoded text, in pieces of whole characters. */
static enum status take_text(void *context, struct span utf8, struct failure *failure)
{
    struct reader *const reader = context;
    struct document *const document = flow_document(reader->flow);
    if (!reader->begun && utf8.length >= strlen(UTF8_MARK) && memcmp(utf8.bytes, UTF8_MARK, strlen(UTF8_MARK)) == 0) {
        utf8 = (struct span){utf8.bytes + strlen(UTF8_MARK), utf8.length - strlen(UTF8_MARK)};
        document->own_bytes = false;
    }
    reader->begun = true;
    reader->text_bytes = reader->text_bytes > utf8.length ? reader->text_bytes : utf8.length;
    while (utf8.length > 0) {
        const struct span slice = {utf8.bytes, utf8_floor(utf8, SLICE_BYTES)};
        if (memchr(slice.bytes, '\0', slice.length) != NULL) {
            return failure_set(
                failure, FAILURE_DATA,
                "%.*s: binary data: U+0000 in the text decoded as %s; name the charset with --encoding if "
                "it is text",
                SPAN_ARGUMENTS(document->path), document->encoding);
        }
        reader->has_text = reader->has_text || holds_text(slice);
        if (reader->wants_crc) {
            document->crc = (uint32_t)crc32(document->crc, (const Bytef *)slice.bytes, (uInt)slice.length);
        }
        if (document->bytes / SPILL_PIECE_BYTES != (document->bytes + slice.length) / SPILL_PIECE_BYTES) {
            spill_make_room(flow_spill(reader->flow)); /* for the line that it may lie in */
        }
        document->bytes += slice.length;
        if (text_blocks_add(&reader->blocks, slice, failure) != STATUS_OK || emit_blocks(reader, false) != STATUS_OK ||
            spill_check_part(flow_spill(reader->flow), &reader->part, document->bytes, reader->text_bytes, failure) !=
                STATUS_OK) {
            return STATUS_FAILED;
        }
        utf8 = (struct span){utf8.bytes + slice.length, utf8.length - slice.length};
    }
    return STATUS_OK;
}

static enum status end_text(struct reader *reader)
{
    if (emit_blocks(reader, true) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (reader->has_text || flow_document(reader->flow)->told_empty) {
        return STATUS_OK;
    }
    flow_document(reader->flow)->told_empty = true;
    return flow_warn_alike(reader->flow, "documents hold no text", "holds no text");
}

/* ---- files --------------------------------------------------------------------------------------------------------
 */

static enum status reject_binary(struct reader *reader, const char *path, const struct charset *charset)
{
    if (reader->survey.has_nul) {
        return failure_set(&reader->failure, FAILURE_DATA,
                           "%s: binary data: a NUL byte at byte offset %" PRIu64 "; a text file was expected", path,
                           reader->survey.first_nul);
    }
    return failure_set(&reader->failure, FAILURE_DATA,
                       "%s: binary data, or text in a charset that cannot be told: at byte offset %" PRIu64
                       " it is not UTF-8%s%s; name the charset with --encoding if it is text",
                       path, reader->survey.utf8.first_broken,
                       charset->name != NULL ? ", and too little speaks for " : "",
                       charset->name != NULL ? charset->name : "");
}

/* Only text in UTF-8 is valid UTF-8 beyond ASCII, but for a very short one; in one charset for all files of a folder
 * that is easily overlooked. */
static bool is_utf8_read_as_other(const struct reader *reader, const struct decoder *decoder)
{
    const struct decoder_facts *const bytes = &reader->survey.utf8;
    return reader->settings->encoding != NULL && strcmp(decoder_name(decoder), "UTF-8") != 0 && bytes->broken == 0 &&
           bytes->multibyte > 0 && !reader->survey.has_nul;
}

static enum status warn_of_charset(struct reader *reader, const struct charset *charset, const struct decoder *decoder)
{
    const struct decoder_facts *const facts = decoder_facts(decoder);
    if (is_utf8_read_as_other(reader, decoder) &&
        flow_warn_alike(reader->flow, "documents are valid UTF-8, but read as --encoding says",
                        "is valid UTF-8, but read as %s, as --encoding says; compare it without --encoding",
                        decoder_name(decoder)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (charset->kind == CHARSET_DETECTED &&
        flow_warn_alike(reader->flow, "documents are not UTF-8, and their charset is a guess",
                        "is not UTF-8: read as %s, a guess of confidence %d of 100; --encoding names a charset",
                        decoder_name(decoder), charset->confidence) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (facts->broken == 0) {
        return STATUS_OK;
    }
    return flow_warn_alike(reader->flow, "documents hold malformed parts, replaced by U+FFFD",
                           "%" PRIu64 " malformed %s of %s replaced by U+FFFD, the first at byte offset %" PRIu64,
                           facts->broken, facts->broken == 1 ? "part" : "parts", decoder_name(decoder),
                           facts->first_broken);
}

static enum status decode(struct reader *reader, const char *path, const struct charset *charset,
                          struct decoder *decoder)
{
    struct document *const document = flow_document(reader->flow);
    const struct decoded decoded = {take_text, reader};
    document->encoding = decoder_name(decoder);
    reader->text_bytes = reader->survey.utf8.bytes;
    document->own_bytes =
        strcmp(document->encoding, "UTF-8") == 0 && reader->survey.utf8.broken == 0 && !reader->survey.gzip;
    if (survey_replay(&reader->survey, path, reader->flow, decoder, &decoded, &reader->failure) != STATUS_OK ||
        warn_of_charset(reader, charset, decoder) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return end_text(reader);
}

static enum status choose_charset(struct reader *reader, struct charset *charset)
{
    const struct survey *const survey = &reader->survey;
    if (reader->settings->encoding != NULL) {
        *charset = (struct charset){CHARSET_MARKED, reader->settings->encoding, 100};
        return STATUS_OK;
    }
    const size_t head = survey->kept_length < CHARSET_HEAD_BYTES ? survey->kept_length : CHARSET_HEAD_BYTES;
    const struct charset_facts facts = {&survey->utf8, survey->has_nul, {survey->kept, head}};
    return charset_choose(&facts, charset, &reader->failure);
}

static enum status read_file(struct reader *reader)
{
    struct document *const document = flow_document(reader->flow);
    const char *const path = document->path.bytes;
    struct document_details *details;
    if (document_details_make(document, flow_document_arena(reader->flow), &details, &reader->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const enum status surveyed = survey_file(&reader->survey, path, reader->flow, &reader->failure);
    details->stored_bytes = reader->survey.stored_bytes;
    details->stored_crc = reader->survey.stored_crc;
    struct charset charset;
    if (surveyed != STATUS_OK && reader->failure.kind == FAILURE_NO_INPUT && corpus_path_dangles(path)) {
        reader->failure = (struct failure){0};
        return failure_set(&reader->failure, FAILURE_DATA,
                           "%s: is a link that leads nowhere; set it right, or remove it", path);
    }
    if (surveyed != STATUS_OK || choose_charset(reader, &charset) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (charset.kind == CHARSET_BINARY) {
        return reject_binary(reader, path, &charset);
    }
    struct decoder *decoder;
    if (decoder_open(&decoder, charset.name, &reader->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const enum status status = decode(reader, path, &charset, decoder);
    decoder_close(decoder);
    return status;
}

/* ---- lines of NDJSON ----------------------------------------------------------------------------------------------
 */

static enum status keep_metadata(struct reader *reader, const struct metadata *metadata)
{
    struct document *const document = flow_document(reader->flow);
    struct arena *const arena = flow_document_arena(reader->flow);
    for (size_t i = 0; i < metadata->count; i++) {
        struct column *const column = &metadata->columns[i];
        if (arena_copy(arena, column->name, &column->name, &reader->failure) != STATUS_OK ||
            arena_copy(arena, column->value, &column->value, &reader->failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    const struct settings *const settings = document->role == ROLE_DOCUMENT ? reader->settings : NULL;
    return metadata_apply(metadata, settings, arena, document, &reader->failure);
}

static enum status take_written(struct reader *reader, const struct ndjson *ndjson)
{
    struct span rest = ndjson->text;
    if (ndjson->text_spared == 0) {
        return take_text(reader, rest, &reader->failure);
    }
    reader->text_bytes = rest.length;
    while (rest.length > 0) {
        const struct span piece = json_text_take(&rest, reader->piece, sizeof reader->piece);
        if (take_text(reader, piece, &reader->failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status read_object(struct reader *reader, struct ndjson *ndjson, struct span line)
{
    struct document *const document = flow_document(reader->flow);
    struct failure failure = {0};
    if (ndjson_parse(ndjson, line, flow_spill(reader->flow), &reader->arena, &failure) != STATUS_OK) {
        return failure.kind != FAILURE_DATA
                   ? failure_set(&reader->failure, failure.kind, "%s", failure.message)
                   : failure_set(&reader->failure, FAILURE_DATA, "%.*s:%" PRIu64 ": %s", SPAN_ARGUMENTS(document->path),
                                 document->line, failure.message);
    }
    document->encoding = "UTF-8";
    if (keep_metadata(reader, &ndjson->metadata) != STATUS_OK || take_written(reader, ndjson) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return end_text(reader);
}

static enum status read_line(struct reader *reader, struct span line)
{
    struct ndjson ndjson = {0};
    arena_clear(&reader->arena);
    const enum status status = read_object(reader, &ndjson, line);
    ndjson_free(&ndjson);
    if (reader->arena.bytes > KEPT_BYTES) {
        arena_free(&reader->arena);
    }
    return status;
}

/* ---- texts that come as they are ----------------------------------------------------------------------------------
 */

static enum status read_plain(struct reader *reader, struct span text)
{
    flow_document(reader->flow)->encoding = "UTF-8";
    return take_text(reader, text, &reader->failure) == STATUS_OK ? end_text(reader) : STATUS_FAILED;
}

/* ---- the stage ----------------------------------------------------------------------------------------------------
 */

/* A failure of a plain function becomes the flow's; damage rejects the document. Without one the flow knows already. */
static enum status settle(struct reader *reader)
{
    const struct failure *const failure = &reader->failure;
    switch (failure->kind) {
    case FAILURE_NONE:
        return STATUS_FAILED;
    case FAILURE_DATA:
        return flow_reject_document(reader->flow, "%s", failure->message);
    case FAILURE_SIGNAL:
        return flow_fail_signal(reader->flow);
    default:
        return flow_fail(reader->flow, failure->kind, "%s", failure->message);
    }
}

static enum status read_open(void *state, const struct settings *settings, struct flow *flow)
{
    struct reader *const reader = state;
    reader->settings = settings;
    reader->wants_crc = settings->command != COMMAND_NEAREST || settings->reference_corpus != NULL;
    if (settings->language != NULL && !language_is_tag(span_of(settings->language))) {
        const struct language *const meant = language_named(span_of(settings->language));
        return flow_fail(flow, FAILURE_USAGE, "--language %s: a BCP 47 tag such as %s is expected", settings->language,
                         meant != NULL ? meant->code : "ar or en");
    }
    (void)language_normalize_tag(span_of(settings->language), reader->language, sizeof reader->language);
    if (settings->encoding != NULL) {
        struct decoder *decoder;
        if (decoder_open(&decoder, settings->encoding, flow_failure(flow)) != STATUS_OK) {
            return STATUS_FAILED;
        }
        decoder_close(decoder);
    }
    return detector_open(&reader->detector, flow_failure(flow));
}

static enum status read_accept(void *state, const struct record *record, struct flow *flow)
{
    struct reader *const reader = state;
    const struct input *const input = record->as.input;
    reader->flow = flow;
    reader->begun = reader->described = reader->has_text = false;
    reader->text_bytes = 0;
    reader->part = (struct spill_part){0};
    reader->failure = (struct failure){0};
    text_blocks_clear(&reader->blocks);
    const enum status status = input->kind == INPUT_FILE   ? read_file(reader)
                               : input->kind == INPUT_TEXT ? read_plain(reader, input->payload)
                                                           : read_line(reader, input->payload);
    return status == STATUS_OK ? STATUS_OK : settle(reader);
}

static void read_close(void *state)
{
    struct reader *const reader = state;
    detector_close(reader->detector);
    survey_free(&reader->survey);
    text_blocks_free(&reader->blocks);
    arena_free(&reader->arena);
}

const struct stage_type read_stage = {
    .name = "read",
    .placement = PER_WORKER,
    .consumes = RECORD_INPUT,
    .produces = RECORD_TEXT,
    .state_size = sizeof(struct reader),
    .open = read_open,
    .accept = read_accept,
    .close = read_close,
};
