/* gates.h - bounds on the similarities of one results folder: near-copies, and translations that drift away. */
#ifndef MIZAN_GATES_H
#define MIZAN_GATES_H

#include "comparison.h"
#include "settings.h"

/* The causes of gates stand behind those of the comparison: `first` is that of --max-similarity, then one for each
 * --min-similarity. */
struct gates {
    struct check_cause *causes;
    size_t count;
};

/*
 * Tells every pair of documents above --max-similarity, and every --min-similarity that is not reached, as changes of
 * kind CHECK_GATES. A similarity that cannot be estimated reaches no minimum. FAILURE_USAGE where a name is neither a
 * document nor a source of OUT; FAILURE_DATA where OUT does not hold the similarity that is asked for (--full writes
 * all of them). Free the gates also after a failure.
 */
enum status gates_try(struct gates *gates, struct comparison *comparison, const struct settings *settings,
                      struct failure *failure) MUST_CHECK;
void gates_free(struct gates *gates);

#endif
