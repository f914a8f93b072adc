/*
 * inputs.c - the source of every run on a corpus: one RECORD_INPUT a document, in an order that depends on the corpus
 * alone.
 *
 * Folders and manifests only name their texts here, and the workers read them. Lines of NDJSON are line_inputs.c's.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "array.h"
#include "corpus_kind.h"
#include "corpus_path.h"
#include "event_inputs.h"
#include "folder.h"
#include "inputs_ahead.h"
#include "inputs_state.h"
#include "line_inputs.h"
#include "look_ahead.h"
#include "manifest.h"
#include "metadata.h"
#include "stages.h"
#include "standard_input.h"

static const char reference_name[] = "--reference-corpus ";

/* A wrong name is known before the work. */
static enum status look_at_all(struct inputs *inputs, struct flow *flow)
{
    const struct settings *const settings = inputs->settings;
    const char *const reference = settings->reference_corpus;
    size_t standard_inputs = 0;
    standard_inputs += settings->queries != NULL && standard_input_is_named(settings->queries);
    standard_inputs += reference != NULL && standard_input_is_named(reference);
    enum corpus_kind kind;
    for (size_t i = 0; i < settings->corpus_count; i++) {
        if (corpus_kind_find(settings->corpora[i], "", &kind, &inputs->failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        standard_inputs += standard_input_is_named(settings->corpora[i]);
    }
    if (reference != NULL && corpus_kind_find(reference, reference_name, &kind, &inputs->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (standard_inputs > 1) {
        return failure_set(&inputs->failure, FAILURE_USAGE, "-: standard input is named twice and can be read once");
    }
    if (settings_has_events_file(settings)) {
        return event_inputs_open(&inputs->events, settings->events, &inputs->event_arena, flow, &inputs->failure);
    }
    if (settings->queries == NULL) {
        return STATUS_OK;
    }
    if (corpus_kind_look(settings->queries, "", &kind, &inputs->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return line_reader_open(&inputs->queries, settings->queries, flow, &inputs->failure);
}

/* ---- what all kinds need ------------------------------------------------------------------------------------------
 */

enum status inputs_emit(struct inputs *inputs, struct flow *flow, enum input_kind kind, struct span payload,
                        char **block, const struct document *declared)
{
    const struct input input = {kind, declared->role, payload, block, declared};
    const struct record record = {.kind = RECORD_INPUT, .as.input = &input};
    inputs->emitted += declared->role == ROLE_DOCUMENT;
    inputs->passed++;
    return flow_emit(flow, &record);
}

/* Emits a text file if it satisfies the conditions. The document has path and default id. */
static enum status emit_file(struct inputs *inputs, struct flow *flow, const struct metadata *metadata,
                             struct document *document)
{
    if (!metadata_satisfies(metadata, inputs->asked)) {
        return STATUS_OK;
    }
    if (metadata_apply(metadata, inputs->asked, &inputs->arena, document, &inputs->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return inputs_emit(inputs, flow, INPUT_FILE, (struct span){0}, NULL, document);
}

void inputs_expect(const struct inputs *inputs, struct flow *flow, uint64_t waiting, bool is_estimate)
{
    if (inputs->is_later_known) {
        flow_expect(flow, inputs->passed + waiting + inputs->later, is_estimate || inputs->later > 0);
    }
}

enum status inputs_no_texts(struct inputs *inputs, const char *path, const char *expected)
{
    return failure_set(&inputs->failure, FAILURE_NO_INPUT, "%s: holds no texts; %s", path, expected);
}

/* ---- folders ------------------------------------------------------------------------------------------------------
 */

static enum status warn_of_unread(const struct folder *folder, const char *root, struct flow *flow)
{
    char names[FAILURE_MESSAGE_BYTES / 2] = "";
    size_t used = 0;
    if (folder->unread == 0) {
        return STATUS_OK;
    }
    for (size_t i = 0; i < folder->unread_name_count && used < sizeof names; i++) {
        const int written = snprintf(names + used, sizeof names - used, "%s%.*s", i == 0 ? "" : ", ",
                                     SPAN_ARGUMENTS(folder->unread_names[i]));
        used += written > 0 ? (size_t)written : 0;
    }
    const uint64_t more = folder->unread - folder->unread_name_count;
    if (more > 0 && used < sizeof names) {
        (void)snprintf(names + used, sizeof names - used, " and %" PRIu64 " more", more);
    }
    return flow_warn(flow, "%s: %" PRIu64 " %s not read, texts are .txt and .txt.gz: %s", root, folder->unread,
                     folder->unread == 1 ? "file is" : "files are", names);
}

static enum status emit_folder(struct inputs *inputs, struct flow *flow, const char *root, const struct folder *folder)
{
    for (size_t i = 0; i < folder->text_count; i++) {
        inputs_expect(inputs, flow, folder->text_count - i, false);
        struct document document = {.role = inputs->role};
        struct span id, event, source;
        folder_describe(folder->texts[i], &id, &event, &source);
        struct column columns[] = {{span_of("path"), folder->texts[i]},
                                   {span_of("id"), id},
                                   {span_of("source"), source},
                                   {span_of("event"), event}};
        const struct metadata metadata = {columns, sizeof columns / sizeof *columns};
        if (i == 0 && metadata_check_asked(&metadata, inputs->asked, root, &inputs->failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (corpus_path_join(&inputs->arena, span_of(root), folder->texts[i], &document.path, &inputs->failure) !=
                STATUS_OK ||
            emit_file(inputs, flow, &metadata, &document) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status read_plain_folder(struct inputs *inputs, struct flow *flow, const char *root)
{
    struct folder folder = {0};
    enum status status = folder_list(&folder, root, &inputs->arena, &inputs->failure);
    if (status == STATUS_OK) {
        status = warn_of_unread(&folder, root, flow);
    }
    if (status == STATUS_OK && folder.text_count == 0) {
        status =
            inputs_no_texts(inputs, root, "EVENT/SOURCE.txt, EVENT/SOURCE/name.txt or a manifest.csv was expected");
    }
    if (status == STATUS_OK) {
        status = emit_folder(inputs, flow, root, &folder);
    }
    folder_free(&folder);
    return status;
}

/* ---- manifests ----------------------------------------------------------------------------------------------------
 */

static enum status emit_rows(struct inputs *inputs, struct flow *flow, const struct manifest *manifest)
{
    struct span root;
    void *memory;
    const struct span folder = corpus_path_folder(manifest->path);
    if (array_zeroed(&memory, manifest->column_count, sizeof(struct column), &inputs->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct column *const columns = memory;
    struct span folder_name = {0};
    enum status status =
        arena_copy(&inputs->arena, folder.length > 0 ? folder : span_of("."), &folder_name, &inputs->failure);
    if (status == STATUS_OK) {
        status = corpus_path_resolve(&inputs->arena, folder_name.bytes, &root, &inputs->failure);
    }
    for (size_t i = 0; status == STATUS_OK && i < manifest->row_count; i++) {
        inputs_expect(inputs, flow, manifest->row_count - i, inputs->asked->condition_count > 0);
        struct document document = {.role = inputs->role};
        const struct metadata metadata = manifest_metadata(manifest, i, columns);
        status = manifest_locate(manifest, i, root, &inputs->arena, &document.path, &document.id, &inputs->failure);
        if (status == STATUS_OK) {
            status = emit_file(inputs, flow, &metadata, &document);
        }
    }
    free(columns);
    return status;
}

static enum status use_manifest(struct inputs *inputs, struct flow *flow, const struct manifest *manifest)
{
    const struct input_file file = {manifest->path, manifest->stored_bytes, manifest->stored_crc};
    if (flow_add_input(flow, &file) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (manifest->row_count == 0) {
        return inputs_no_texts(inputs, manifest->path.bytes, "a row for each text was expected behind the header");
    }
    /* names alone: the values are not looked at */
    void *memory;
    if (arena_take(&inputs->arena, manifest->column_count * sizeof(struct column), &memory, &inputs->failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    const struct metadata names = manifest_metadata(manifest, 0, memory);
    if (metadata_check_asked(&names, inputs->settings, manifest->path.bytes, &inputs->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return emit_rows(inputs, flow, manifest);
}

static enum status read_manifest(struct inputs *inputs, struct flow *flow, const char *path)
{
    struct manifest manifest = {0};
    enum status status = manifest_read(&manifest, path, &inputs->arena, flow, &inputs->failure);
    if (status == STATUS_OK) {
        status = use_manifest(inputs, flow, &manifest);
    }
    manifest_free(&manifest);
    return status;
}

static enum status read_folder(struct inputs *inputs, struct flow *flow, const char *root)
{
    struct span path;
    if (corpus_path_join(&inputs->arena, span_of(root), span_of("manifest.csv"), &path, &inputs->failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    /* Whether there is a manifest must be known: without it the same folder is another corpus. */
    if (access(path.bytes, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR)) {
        return read_manifest(inputs, flow, path.bytes);
    }
    return read_plain_folder(inputs, flow, root);
}

/* ---- the stage ----------------------------------------------------------------------------------------------------
 */

/* Hands a failure of a plain function on to the flow; without one the flow knows already. */
static enum status settle(const struct inputs *inputs, struct flow *flow)
{
    if (inputs->failure.kind == FAILURE_NONE) {
        return STATUS_FAILED;
    }
    if (inputs->failure.kind == FAILURE_SIGNAL) {
        return flow_fail_signal(flow);
    }
    return flow_fail(flow, inputs->failure.kind, "%s", inputs->failure.message);
}

static enum status read_corpus(struct inputs *inputs, struct flow *flow, const char *path)
{
    enum corpus_kind kind;
    if (corpus_kind_look(path, inputs->role == ROLE_REFERENCE ? reference_name : "", &kind, &inputs->failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    switch (kind) {
    case CORPUS_FOLDER:
        return read_folder(inputs, flow, path);
    case CORPUS_MANIFEST:
        return read_manifest(inputs, flow, path);
    case CORPUS_NDJSON:
    case CORPUS_UNKNOWN: /* refused when the stage was opened */
        break;
    }
    return line_inputs_read(inputs, flow, path);
}

/* Conditions and columns that were asked for are those of the corpus. */
static enum status read_reference(struct inputs *inputs, struct flow *flow)
{
    inputs->plain = *inputs->settings;
    inputs->plain.condition_count = 0;
    inputs->plain.source_column = inputs->plain.event_column = NULL;
    inputs->asked = &inputs->plain;
    inputs->role = ROLE_REFERENCE;
    return read_corpus(inputs, flow, inputs->settings->reference_corpus);
}

static enum status read_all(struct inputs *inputs, struct flow *flow)
{
    const struct settings *const settings = inputs->settings;
    for (size_t i = 0; i < settings->corpus_count; i++) {
        inputs->is_later_known = inputs_ahead(settings, i, inputs->queries, flow, &inputs->later);
        if (read_corpus(inputs, flow, settings->corpora[i]) != STATUS_OK) {
            return STATUS_FAILED;
        }
        arena_clear(&inputs->arena);
    }
    if (inputs->emitted == 0) {
        return failure_set(&inputs->failure, FAILURE_NO_INPUT, "the corpus holds no texts%s",
                           settings->condition_count > 0 ? " that satisfy --where" : "");
    }
    inputs->later = 0; /* what comes is read now */
    if (inputs->events.count > 0 &&
        event_inputs_emit(&inputs->events, &inputs->event_arena, flow, &inputs->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (settings->reference_corpus != NULL && settings->rereading == NULL) { /* none of them is read again */
        return read_reference(inputs, flow);
    }
    if (inputs->queries == NULL) {
        return STATUS_OK;
    }
    if (flow_wait(flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return line_inputs_use(inputs, flow, inputs->queries, settings->queries, ROLE_QUERY);
}

static enum status inputs_open(void *state, const struct settings *settings, struct flow *flow)
{
    struct inputs *const inputs = state;
    inputs->settings = inputs->asked = settings;
    if (look_ahead_is_possible(settings)) {
        spill_look_ahead_by(flow_spill(flow), look_ahead, settings);
    }
    return look_at_all(inputs, flow) == STATUS_OK ? STATUS_OK : settle(inputs, flow);
}

static enum status inputs_finish(void *state, struct flow *flow)
{
    struct inputs *const inputs = state;
    return read_all(inputs, flow) == STATUS_OK ? STATUS_OK : settle(inputs, flow);
}

static void inputs_close(void *state)
{
    struct inputs *const inputs = state;
    line_reader_close(inputs->queries);
    events_file_free(&inputs->events);
    arena_free(&inputs->event_arena);
    arena_free(&inputs->line_arena);
    arena_free(&inputs->arena);
}

const struct stage_type inputs_stage = {
    .name = "inputs",
    .placement = IN_ORDER,
    .consumes = RECORD_NONE,
    .produces = RECORD_INPUT,
    .state_size = sizeof(struct inputs),
    .open = inputs_open,
    .finish = inputs_finish,
    .close = inputs_close,
};
