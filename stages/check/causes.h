/*
 * causes.h - what two runs were made from that is not the same, and which of it a changed finding is due to.
 *
 * A finding is due to the one thing that differs, if there is but one that can have changed it; a finding about certain
 * documents to the input of theirs that changed, as long as only inputs did. Where several can have done it, it is said
 * that they cannot be told apart; where nothing that run.json records can, it is the code, or an edited table.
 */
#ifndef MIZAN_CAUSES_H
#define MIZAN_CAUSES_H

#include "check.h"
#include "failure.h"
#include "run_facts.h"

#define NO_CAUSE SIZE_MAX

/* An input that is renamed has two, of one cause. */
struct input_key {
    struct span name; /* as RUN_INPUTS has it */
    size_t cause;
    bool has_text; /* a document comes from it; else it is a manifest */
};

/* Zero-initialized it is empty. */
struct causes {
    struct check_cause *items; /* inputs first, then options, files, tables, libraries, the program or formula */
    size_t count, capacity;
    size_t input_cause_count; /* the first of them */
    struct input_key *inputs; /* sorted by name */
    size_t input_count, input_capacity;
    size_t code, several; /* CAUSE_CODE and CAUSE_SEVERAL: always there, the last two */
    struct arena arena;
};

/* Lists what differs between the baseline's run and this one. Free it also after a failure. */
enum status causes_find(struct causes *causes, const struct run_facts *before, const struct run_facts *after,
                        struct failure *failure) MUST_CHECK;

/* The cause that is this input, by its name in RUN_INPUTS, of which it is noted that a document comes from it;
 * NO_CAUSE: it has not changed. */
size_t causes_mark_text(struct causes *causes, struct span name);

/* The one manifest that changed; NO_CAUSE where it is none or several. Once all inputs with texts are marked. */
size_t causes_of_manifest(const struct causes *causes);

/* The cause of a change of this kind. `direct` are the causes among the inputs that the finding's own documents come
 * from (NO_CAUSE in all: none of them changed). */
size_t causes_attribute(const struct causes *causes, enum check_kind kind, const size_t *direct, size_t direct_count);

void causes_free(struct causes *causes);

#endif
