/* mending.h - what the kinds of repair share: evidence, memory, and the account of what was mended. */
#ifndef MIZAN_MENDING_H
#define MIZAN_MENDING_H

#include <stdbool.h>

#include "arena.h"
#include "known_forms.h"
#include "line.h"

/*
 * A word is mended for its own evidence alone if that is strong; for weaker evidence, if the document shows elsewhere
 * that its text was damaged in this way. DAMAGE_CASES_LEAST strong cases do.
 */
enum { DAMAGE_CASES_LEAST = 3 };

/* A line that is good evidence counts as one case, one that is strong as two. */
enum damage_evidence { EVIDENCE_NONE, EVIDENCE_GOOD, EVIDENCE_STRONG };

/* What was seen in the document. */
struct damage {
    uint64_t lines;
    uint64_t turned_lines;   /* sum of enum damage_evidence for a word in halves or a moved number, line by line */
    uint64_t lam_alef;       /* words that can only come from a swapped ligature */
    uint64_t sound_lam_alef; /* words with lam and alef in order */
    uint64_t lam_meem;       /* words that can only come from lam and meem swapped */
    uint64_t reversed_lines; /* that read better backwards */
    uint64_t odd_lines;      /* with words that may stand backwards, or presentation forms */
    uint64_t alef_lines;     /* where alef stands before another alef and lam */
};

struct mending {
    struct known_forms forms;
    struct arena arena;   /* of mended words; its owner clears it when they are emitted */
    struct damage damage; /* of the document */
    uint64_t counts[REPAIR_COUNT];
    bool keeps_list;
    struct arena list_arena;
    struct repair *list;
    size_t list_count, list_capacity;
};

enum status mending_open(struct mending *mending, bool keeps_list, struct failure *failure) MUST_CHECK;
void mending_close(struct mending *mending);

/* Forgets the document. */
void mending_begin(struct mending *mending);

/* Is the document known to have turned lines, swapped ligatures? */
bool mending_has_turned_lines(const struct mending *mending);
bool mending_has_swapped_ligatures(const struct mending *mending);

/* Was no word of the document mended so far? */
bool mending_is_untouched(const struct mending *mending);

/* Counts a repair, and keeps it for the list if there is one. `word` is the mended word with its places; what was
 * written there is copied. */
enum status mending_note(struct mending *mending, enum repair_kind kind, const struct word *word, struct span written,
                         struct failure *failure) MUST_CHECK;

/* first + between + second in memory of the mending. */
enum status mending_join(struct mending *mending, struct span first, const char *between, struct span second,
                         struct span *joined, struct failure *failure) MUST_CHECK;

#endif
