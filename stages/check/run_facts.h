/* run_facts.h - what run.json says a results folder was made from. */
#ifndef MIZAN_RUN_FACTS_H
#define MIZAN_RUN_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "failure.h"
#include "span.h"

/* A name and what stands for it, as text. */
struct run_fact {
    struct span name, value;
};

struct run_fact_list {
    struct run_fact *items; /* sorted by name, each name once */
    size_t count, capacity;
};

enum run_fact_group {
    RUN_VERSIONS, /* "mizan", "ICU" ... */
    RUN_OPTIONS,  /* by the name of the option; "none" and "no" where it is not in force */
    RUN_TABLES,   /* language tables: CRC-32 */
    RUN_FILES,    /* the user's own lists: CRC-32 */
    RUN_INPUTS,   /* path: "BYTES bytes, CRC-32 X"; its folder as "#1/", the first CORPUS, so that it may move */
    RUN_FORMULAS, /* weighting and measure */
    RUN_GROUP_COUNT
};

/* Zero-initialized it is empty. */
struct run_facts {
    struct run_fact_list groups[RUN_GROUP_COUNT];
    struct run_fact_list corpora; /* "#1": the path as given */
    struct arena arena;
};

/*
 * Reads FOLDER/run.json. FAILURE_NO_INPUT where the folder or the file is not there, FAILURE_DATA with file and line or
 * key where it is no run.json of mizan. Free it also after a failure.
 */
enum status run_facts_read(struct run_facts *facts, const char *folder, struct failure *failure) MUST_CHECK;

/* The value, or NULL. */
const struct run_fact *run_facts_find(const struct run_facts *facts, enum run_fact_group group, struct span name);

/* A path of an input with its CORPUS in front again. */
enum status run_facts_path(const struct run_facts *facts, struct span name, struct arena *arena, struct span *path,
                           struct failure *failure) MUST_CHECK;

/* The name of an input as RUN_INPUTS has it, from a path. */
enum status run_facts_name(const struct run_facts *facts, struct span path, struct arena *arena, struct span *name,
                           struct failure *failure) MUST_CHECK;

void run_facts_free(struct run_facts *facts);

#endif
