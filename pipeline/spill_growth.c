/*
 * spill_growth.c - distinct words grow with a power of the documents (Heaps 1978, Information Retrieval, 7.5).
 *
 * The power falls as they come: slowly in news, fast where words run out. With each doubling to come it is taken to
 * fall by half the ratio that it was seen to fall by, which is on the safe side of what 16 traces of five corpora
 * did. What is fitted are kinds that are counted without gaps: terms, forms of the vocabulary, and what all workers
 * have learned together; how many forms one worker knows hops with the documents that fall to it.
 */
#include "spill_growth.h"

#include <math.h>

enum {
    FIRST_DOCUMENTS = 64,
    EARLY_DOCUMENTS = 8,
    MORE_SHARE = 5, /* a note at each so-th more */
    /* Bytes of one more: least squares over twelve runs (generated and news, English and Arabic, words, n-grams of
     * words and of characters, with and without forms, one to four workers), which they meet to 0.85 to 1.26. */
    LEARNED_BYTES = 270,
    FORM_BYTES = 80,
    TERM_BYTES = 170,
    DOCUMENT_BYTES = 310,
    MANY_BYTES = 16 << 20 /* so much growth tells its own factor */
};

bool spill_growth_is_due(const struct spill_growth *growth, uint64_t documents)
{
    const uint64_t last = growth->note_count > 0 ? growth->notes[growth->note_count - 1].documents : 0;
    return documents <= FIRST_DOCUMENTS || growth->note_count == 0 ||
           (growth->note_count < SPILL_NOTES && documents >= last + last / MORE_SHARE);
}

void spill_growth_add(struct spill_growth *growth, const struct spill_note *note)
{
    growth->note_count = note->documents <= FIRST_DOCUMENTS || growth->note_count == 0 ? 1 : growth->note_count + 1;
    growth->notes[growth->note_count - 1] = *note;
    if (growth->early.documents == 0 && note->documents >= EARLY_DOCUMENTS && note->documents <= FIRST_DOCUMENTS / 2) {
        growth->early = *note;
    }
}

/* The last note of at most so many documents, or the first one. */
static const struct spill_note *note_of(const struct spill_growth *growth, uint64_t documents)
{
    size_t i = growth->note_count;
    while (i > 1 && growth->notes[i - 1].documents > documents) {
        i--;
    }
    return &growth->notes[i > 0 ? i - 1 : 0];
}

static double clamp(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

struct counted {
    uint64_t documents, words;
};

/* The power of the documents with which words grew from `from` to `to`. */
static double power_between(struct counted from, struct counted to)
{
    return from.documents > 0 && from.words > 0 && to.documents > from.documents
               ? clamp(log((double)to.words / (double)from.words) / log((double)to.documents / (double)from.documents),
                       0, 1)
               : 1;
}

/* A quarter of 0 documents: how the power falls is not known, and it stays. */
static double words_to_come(struct counted quarter, struct counted half, struct counted now, uint64_t expected)
{
    const double before = power_between(quarter, half);
    double power = power_between(half, now), exponent = 0;
    const double ratio = quarter.documents == 0 ? 1 : before > 0 ? (1 + clamp(power / before, 0, 1)) / 2 : 1;
    for (double doublings = log2((double)expected / (double)now.documents); doublings > 0; doublings--) {
        power *= ratio;
        exponent += power * (doublings < 1 ? doublings : 1);
    }
    return (double)now.words * exp2(exponent);
}

struct spill_words spill_growth_words(const struct spill_growth *growth, const struct spill_note *now,
                                      uint64_t expected)
{
    if (expected <= now->documents || now->documents == 0 || growth->note_count == 0) {
        return now->words;
    }
    static const struct spill_note unknown = {0};
    const struct spill_note *half = note_of(growth, now->documents / 2);
    const struct spill_note *quarter = note_of(growth, half->documents / 2);
    /* behind the last of the first documents there is too little between two notes to tell a power */
    if (growth->early.documents > 0 && half->documents > now->documents / 2 &&
        growth->early.documents <= now->documents / 2) {
        half = &growth->early;
        quarter = &unknown;
    }
    const struct spill_words *const q = &quarter->words, *const h = &half->words, *const n = &now->words;
    const uint64_t at[] = {quarter->documents, half->documents, now->documents};
#define TO_COME(kind)                                                                                                  \
    (uint64_t) words_to_come((struct counted){at[0], q->kind}, (struct counted){at[1], h->kind},                       \
                             (struct counted){at[2], n->kind}, expected)
    const struct spill_words words = {.learned = TO_COME(learned),
                                      .forms = TO_COME(forms),
                                      .terms = TO_COME(terms),
                                      .entries = (uint64_t)((double)n->entries * (double)expected / (double)at[2])};
#undef TO_COME
    return words;
}

/* Of new words ever fewer are new terms: that share, as it was since half of the documents, counts half. */
struct spill_words spill_growth_seen(const struct spill_growth *growth, const struct spill_note *now,
                                     const struct spill_outlook *seen)
{
    const struct spill_note *const half = note_of(growth, now->documents / 2);
    const double power = power_between((struct counted){half->words.learned, half->words.terms},
                                       (struct counted){now->words.learned, now->words.terms});
    return (struct spill_words){
        .learned = (uint64_t)((double)now->words.learned * seen->learned),
        .forms = (uint64_t)((double)now->words.forms * seen->words),
        .terms = (uint64_t)((double)now->words.terms * pow(seen->words, (1 + power) / 2)),
        .entries = (uint64_t)((double)now->words.entries * seen->text),
    };
}

/* What was measured with many words and documents, from `from` to `to`. */
static double measured_bytes(const struct spill_words *from, const struct spill_words *to, double documents)
{
    return ((double)to->learned - (double)from->learned) * LEARNED_BYTES +
           ((double)to->forms - (double)from->forms) * FORM_BYTES +
           ((double)to->terms - (double)from->terms) * TERM_BYTES + documents * DOCUMENT_BYTES;
}

double spill_growth_bytes(const struct spill_growth *growth, const struct spill_note *now, uint64_t expected,
                          const struct spill_words *words)
{
    if (expected <= now->documents || now->documents == 0 || growth->note_count == 0) {
        return 0;
    }
    const struct spill_note *const from = note_of(growth, now->documents / 4);
    const double seen = (double)now->documents - (double)from->documents;
    const double grown = (double)now->bytes - (double)from->bytes;
    const double to_come = (double)expected - (double)now->documents;
    if (now->words.terms == 0) {
        return seen > 0 && grown > 0 ? grown * to_come / seen : 0;
    }
    const double measured = measured_bytes(&from->words, &now->words, seen);
    /* what was seen counts as far as it is more than tables that are made once */
    const double trust = clamp(measured / MANY_BYTES, 0, 1);
    const double factor = measured > 0 ? trust * clamp(grown / measured, 0.75, 8) + 1 - trust : 1;
    return factor * measured_bytes(&now->words, words, to_come);
}
