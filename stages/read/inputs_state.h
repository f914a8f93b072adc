/* inputs_state.h - what the stage `inputs` knows, for the files that it is made of. */
#ifndef MIZAN_INPUTS_STATE_H
#define MIZAN_INPUTS_STATE_H

#include "events_file.h"
#include "line_reader.h"
#include "record.h"
#include "stage.h"
#include "settings.h"

struct inputs {
    const struct settings *settings;
    enum role role;               /* of what is read now, and */
    const struct settings *asked; /* which columns it is asked for: the settings, of reference texts `plain` */
    struct settings plain;
    struct arena arena;       /* what a corpus lists */
    struct arena line_arena;  /* what is needed for one line */
    uint64_t emitted, passed; /* documents, and whatever role they have */
    uint64_t later;           /* documents of what is read behind this corpus, where that is known */
    bool is_later_known;
    struct events_file events; /* of --events FILE, read at the start, likewise; its strings in event_arena */
    struct arena event_arena;
    struct line_reader *queries; /* opened at the start, so that a wrong name is known before the work */
    struct failure failure;      /* of plain functions; handed to the flow at the end */
};

/* Counts a document and emits it. `block` (NULL: none) is the memory that `payload` lies in, for who wants to keep it.
 */
enum status inputs_emit(struct inputs *inputs, struct flow *flow, enum input_kind kind, struct span payload,
                        char **block, const struct document *declared) MUST_CHECK;

/* Tells how many documents there will be: `waiting` more of this corpus. Where what comes behind it is not known,
 * nothing is said. */
void inputs_expect(const struct inputs *inputs, struct flow *flow, uint64_t waiting, bool is_estimate);

/* FAILURE_NO_INPUT: the corpus at `path` is empty; `expected` says what was expected, as a clause. */
enum status inputs_no_texts(struct inputs *inputs, const char *path, const char *expected) MUST_CHECK;

#endif
