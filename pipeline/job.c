/* job.c - what a job's document left behind is used again, but for what was unusually large. */
#include "job.h"

#include <stdlib.h>

#include "array.h"

enum { SPARE_BYTES = 1 << 16 /* the most that a job keeps for the next document */ };

static void give_back_taken(struct job *job)
{
    for (size_t i = 0; i < job->taken_count; i++) {
        spill_free(job->spill, job->taken[i]);
    }
    job->taken_count = 0;
}

void job_free(struct job *job)
{
    if (job == NULL) {
        return;
    }
    if (job->kept != NULL) {
        arena_free(&job->kept->arena);
        free(job->kept);
    }
    spill_free(job->spill, job->block);
    free(job->records);
    waiting_words_clear(&job->words, 0);
    give_back_taken(job);
    free(job->taken);
    free(job->warnings);
    arena_free(&job->document_arena);
    arena_free(&job->arena);
    free(job);
}

void job_free_all(struct job *first)
{
    struct job *next = NULL;
    for (struct job *job = first; job != NULL; job = next) {
        next = job->next;
        job_free(job);
    }
}

struct job *job_new(struct job *again, struct failure *failure)
{
    struct job *job = again;
    void *memory = job;
    if (job == NULL && array_zeroed(&memory, 1, sizeof(struct job), failure) != STATUS_OK) {
        return NULL;
    }
    job = memory;
    if (job->kept == NULL && array_zeroed(&memory, 1, sizeof(struct kept_document), failure) != STATUS_OK) {
        job_free(job);
        return NULL;
    }
    job->kept = job->kept == NULL ? memory : job->kept;
    job->kept->arena = job->document_arena;
    job->document_arena = (struct arena){0};
    return job;
}

size_t job_waiting_bytes(const struct job *job)
{
    return job->arena.bytes + job->words.capacity + job->taken_bytes;
}

void job_clear(struct job *job)
{
    if (job->kept != NULL) {
        arena_free(&job->kept->arena);
        *job->kept = (struct kept_document){0};
    }
    arena_clear(&job->arena);
    if (job->arena.bytes > SPARE_BYTES) {
        arena_free(&job->arena);
    }
    if (job->document_arena.bytes > SPARE_BYTES) {
        arena_free(&job->document_arena);
    }
    waiting_words_clear(&job->words, SPARE_BYTES);
    give_back_taken(job);
    *job = (struct job){.kept = job->kept,
                        .document_arena = job->document_arena,
                        .arena = job->arena,
                        .records = job->records,
                        .record_capacity = job->record_capacity,
                        .words = job->words,
                        .taken = job->taken,
                        .taken_capacity = job->taken_capacity,
                        .warnings = job->warnings,
                        .warning_capacity = job->warning_capacity};
}

static void prefetch(const void *memory, size_t bytes)
{
    enum { LINE_BYTES = 64, MOST_BYTES = 1 << 13 };
    for (size_t i = 0; i < bytes && i < MOST_BYTES; i += LINE_BYTES) {
        __builtin_prefetch((const char *)memory + i);
    }
}

void job_prefetch_input(const struct job *job)
{
    if (job != NULL) {
        prefetch(job->input.payload.bytes, job->input.payload.length);
    }
}

void job_prefetch_records(const struct job *job)
{
    if (job != NULL && job->record_count > 0 && job->records[0].kind == RECORD_BAG) {
        const struct bag *const bag = job->records[0].as.bag;
        prefetch(bag->terms, bag->term_count * sizeof *bag->terms);
    }
}
