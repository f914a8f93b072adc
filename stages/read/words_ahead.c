/*
 * words_ahead.c - a bit for each hash, and from the bits that are not set the number of different words (Whang,
 * Vander-Zanden and Taylor 1990, "A linear-time probabilistic counting algorithm for database applications", ACM TODS
 * 15.2): n = -m ln(zeros / m), which 2^21 bits tell of ten million words to a half percent.
 *
 * A word is a run of letters of ASCII and of bytes beyond it, and of such characters that JSON escapes. It need not be
 * exactly one of tokenize's, as only the ratio of two counts is told. Text without spaces grows faster by that than its
 * words do, which is on the safe side.
 */
#include "words_ahead.h"

#include <math.h>
#include <stdlib.h>

#include "word_head.h"

enum { SKETCH_BITS = 1 << 21, PLACE_BITS = 64, ESCAPE_BYTES = 6 /* of \u0627 */ };

/* Of different items. */
struct sketch {
    uint64_t places[SKETCH_BITS / PLACE_BITS];
    uint64_t bits; /* that are set */
};

struct counted {
    uint64_t bytes;
    double words, of_worker;
};

struct words_ahead {
    uint64_t done, documents, bytes;
    unsigned workers;
    struct counted first; /* in the first documents */
    struct sketch all, of_worker;
};

enum status words_ahead_open(struct words_ahead **ahead, uint64_t done, unsigned workers, struct failure *failure)
{
    *ahead = calloc(1, sizeof **ahead);
    if (*ahead == NULL) {
        return failure_memory(failure, "a look at the documents to come");
    }
    (*ahead)->done = done;
    (*ahead)->workers = workers;
    return STATUS_OK;
}

void words_ahead_close(struct words_ahead *ahead)
{
    free(ahead);
}

static void sketch_add(struct sketch *sketch, uint64_t hash)
{
    uint64_t *const place = &sketch->places[hash % SKETCH_BITS / PLACE_BITS];
    const uint64_t bit = UINT64_C(1) << hash % PLACE_BITS;
    sketch->bits += (*place & bit) == 0;
    *place |= bit;
}

static double sketch_count(const struct sketch *sketch)
{
    const double all = SKETCH_BITS, zeros = all - (double)sketch->bits;
    return zeros > 0 ? -all * log(zeros / all) : INFINITY;
}

static struct counted count_now(const struct words_ahead *ahead)
{
    return (struct counted){ahead->bytes, sketch_count(&ahead->all), sketch_count(&ahead->of_worker)};
}

void words_ahead_begin(struct words_ahead *ahead)
{
    if (ahead->documents == ahead->done) {
        ahead->first = count_now(ahead);
    }
    ahead->documents++;
}

/* What stands at a place: so many bytes, of a word or between two. */
struct sign {
    size_t bytes;
    bool is_letter;
};

static struct sign sign_at(struct span part, size_t at)
{
    const char *const bytes = part.bytes + at;
    const size_t left = part.length - at;
    if (bytes[0] != '\\') {
        return (struct sign){1, (unsigned char)bytes[0] >= 0x80 || (unsigned char)((bytes[0] | 0x20) - 'a') < 26};
    }
    if (left < 2 || bytes[1] != 'u') { /* \n is no letter */
        return (struct sign){left < 2 ? 1 : 2, false};
    }
    const bool is_ascii = left >= ESCAPE_BYTES && memcmp(bytes + 2, "00", 2) == 0 && bytes[4] < '8';
    return (struct sign){left < ESCAPE_BYTES ? left : ESCAPE_BYTES, !is_ascii};
}

static void add_word(struct words_ahead *ahead, struct span part, struct span word)
{
    uint64_t head[2];
    word_head_read_in(part, word, head);
    const uint64_t hash = word_head_hash(head, word, 0);
    sketch_add(&ahead->all, hash);
    if (ahead->documents % ahead->workers == 0) {
        sketch_add(&ahead->of_worker, hash);
    }
}

void words_ahead_add(struct words_ahead *ahead, struct span part)
{
    size_t length = 0;
    ahead->bytes += part.length;
    for (size_t i = 0; i < part.length;) {
        const struct sign sign = sign_at(part, i);
        if (!sign.is_letter && length > 0) {
            add_word(ahead, part, (struct span){part.bytes + i - length, length});
        }
        length = sign.is_letter ? length + sign.bytes : 0;
        i += sign.bytes;
    }
    if (length > 0) {
        add_word(ahead, part, (struct span){part.bytes + part.length - length, length});
    }
}

uint64_t words_ahead_bytes(const struct words_ahead *ahead)
{
    return ahead->bytes;
}

bool words_ahead_tell(const struct words_ahead *ahead, struct spill_outlook *outlook)
{
    const struct counted all = count_now(ahead), first = ahead->documents > ahead->done ? ahead->first : all;
    if (!(first.of_worker > 0) || isinf(all.words)) {
        return false;
    }
    const double words = all.words / first.words, learned = all.of_worker / first.of_worker;
    /* a giant that another worker had: nobody learns more than there is */
    *outlook = (struct spill_outlook){.documents = ahead->documents,
                                      .learned = fmin(learned, ahead->workers * words),
                                      .words = words,
                                      .text = (double)all.bytes / (double)first.bytes};
    return true;
}
