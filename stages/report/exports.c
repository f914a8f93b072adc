/* exports.c - which export takes which finding. */
#include "exports.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "graphml.h"
#include "npz.h"
#include "similarity_long.h"

enum { BLOCK_BYTES = 1 << 16 };

static bool wants(const struct exports *exports, enum export_form form)
{
    return (exports->settings->exports & (unsigned)form) != 0;
}

enum status exports_open(struct exports *exports, const struct settings *settings, struct results_folder *folder,
                         struct failure *failure)
{
    exports->settings = settings;
    exports->folder = folder;
    if (wants(exports, EXPORT_NPZ) && npz_prepare(failure) != STATUS_OK)
        return STATUS_FAILED;
    if (settings->sqlite == NULL)
        return STATUS_OK;
    if (database_open(&exports->database, settings->sqlite, settings->force, failure) != STATUS_OK)
        return STATUS_FAILED;
    folder->database = &exports->database;
    return STATUS_OK;
}

static enum status write_weights(const struct exports *exports, const struct weighted *weighted,
                                 struct failure *failure)
{
    struct writer writer = {0};
    enum status status = results_folder_create(exports->folder, "weights.npz", &writer, failure);
    if (status == STATUS_OK)
        status = npz_write_weights(&writer, weighted, weighted->counts->document_count, failure);
    if (status == STATUS_OK)
        status = writer_close(&writer, failure);
    writer_discard(&writer);
    return status;
}

enum status exports_begin(struct exports *exports, const struct weighted *weighted, struct failure *failure)
{
    exports->counts = weighted->counts;
    if (wants(exports, EXPORT_NPZ) && write_weights(exports, weighted, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (wants(exports, EXPORT_GRAPHML) &&
        (results_folder_create(exports->folder, "graph.graphml", &exports->graph, failure) != STATUS_OK ||
         graphml_begin(&exports->graph, exports->counts, !exports->settings->has_threshold, failure) != STATUS_OK))
        return STATUS_FAILED;
    if (!wants(exports, EXPORT_LONG))
        return STATUS_OK;
    return results_folder_create(exports->folder, "similarity_long.csv", &exports->pairs, failure) == STATUS_OK
               ? similarity_long_begin(&exports->pairs, failure)
               : STATUS_FAILED;
}

static enum status add_row(struct exports *exports, const struct similarity_row *row, struct failure *failure)
{
    if (wants(exports, EXPORT_LONG) &&
        similarity_long_add_row(&exports->pairs, exports->counts, row, failure) != STATUS_OK)
        return STATUS_FAILED;
    return exports->folder->database == NULL ? STATUS_OK
                                             : database_add_row(&exports->database, exports->counts, row, failure);
}

static enum status add_pair(struct exports *exports, const struct similarity_pair *pair, struct failure *failure)
{
    if (wants(exports, EXPORT_LONG) &&
        similarity_long_add_pair(&exports->pairs, exports->counts, pair, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (wants(exports, EXPORT_GRAPHML) && graphml_add_pair(&exports->graph, pair, failure) != STATUS_OK)
        return STATUS_FAILED;
    return exports->folder->database == NULL ? STATUS_OK
                                             : database_add_pair(&exports->database, exports->counts, pair, failure);
}

enum status exports_add(struct exports *exports, const struct finding *finding, struct failure *failure)
{
    if (finding->kind == FINDING_SIMILARITY)
        return add_row(exports, &finding->as.similarity, failure);
    if (finding->kind == FINDING_PAIR)
        return add_pair(exports, &finding->as.pair, failure);
    if (finding->kind == FINDING_NEIGHBOUR && wants(exports, EXPORT_GRAPHML) && !exports->settings->has_threshold)
        return graphml_add_neighbour(&exports->graph, &finding->as.neighbour, failure);
    return STATUS_OK;
}

/* The whole of run.json; free the text. */
static enum status read_run(const struct exports *exports, char **text, size_t *length, struct failure *failure)
{
    size_t capacity = 0;
    char *path = NULL;
    if (asprintf(&path, "%s/run.json", exports->folder->made) < 0)
        return failure_memory(failure, "run.json");
    FILE *const file = fopen(path, "rbe");
    free(path);
    if (file == NULL)
        return failure_errno(failure, "open", "run.json", errno);
    enum status status = STATUS_OK;
    size_t taken = 0;
    do {
        status = array_reserve((void **)text, &capacity, *length + BLOCK_BYTES, 1, failure);
        taken = status == STATUS_OK ? fread(*text + *length, 1, BLOCK_BYTES, file) : 0;
        *length += taken;
    } while (taken > 0);
    if (status == STATUS_OK && ferror(file))
        status = failure_errno(failure, "read", "run.json", errno);
    (void)fclose(file);
    return status;
}

static enum status end_database(struct exports *exports, struct failure *failure)
{
    char *text = NULL;
    size_t length = 0;
    enum status status = read_run(exports, &text, &length, failure);
    if (status == STATUS_OK)
        status = database_add_run(&exports->database, (struct span){text, length}, failure);
    free(text);
    exports->folder->database = NULL;
    return status == STATUS_OK ? database_commit(&exports->database, failure) : STATUS_FAILED;
}

enum status exports_end(struct exports *exports, struct failure *failure)
{
    if (exports->graph.buffer != NULL && graphml_end(&exports->graph, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (writer_close(&exports->graph, failure) != STATUS_OK || writer_close(&exports->pairs, failure) != STATUS_OK)
        return STATUS_FAILED;
    return exports->folder->database == NULL ? STATUS_OK : end_database(exports, failure);
}

enum status exports_place(struct exports *exports, struct failure *failure)
{
    return database_place(&exports->database, failure);
}

void exports_close(struct exports *exports)
{
    writer_discard(&exports->graph);
    writer_discard(&exports->pairs);
    if (exports->folder != NULL)
        exports->folder->database = NULL;
    database_close(&exports->database);
}
