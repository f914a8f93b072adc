/* phrases.c - the table is folded when mizan is built (word_list_compile.c); what is looked up is folded and compared
 * as a whole. */
#include "phrases.h"

#include <stdlib.h>

#include "array.h"
#include "fold_character.h"
#include "tables.h"
#include "word_table.h"

enum { LETTER_BYTES_MOST = 2 };
enum { LATIN_LETTERS = 'z' - 'a' + 1, BEGINNINGS = LATIN_LETTERS * LATIN_LETTERS };
enum { SECOND_BYTES = 64 };
static const unsigned damaged_kinds = PHRASE_BIT(PHRASE_NOTES) | PHRASE_BIT(PHRASE_APPENDED);

_Static_assert(PHRASE_KIND_COUNT <= 8 * sizeof(uint8_t), "each kind has a bit");

struct phrases {
    struct folder *folder;
    const struct word_table *table;      /* by kind */
    uint64_t lengths[PHRASE_KIND_COUNT]; /* bit i: one has i bytes; the last: as many or more */
    uint8_t beginnings[BEGINNINGS + 1];  /* by two Latin letters: bits of the kinds with a phrase that begins so */
    uint8_t
        first_letters[SECOND_BYTES]; /* the same by the first Arabic letter, by the last six bits of its two bytes */
    char *key;                       /* of the words that are looked up */
    size_t key_capacity, key_bytes;
};

static uint64_t length_bit(struct span key)
{
    enum { LAST_BIT = 63 };
    return UINT64_C(1) << (key.length < LAST_BIT ? key.length : LAST_BIT);
}

/* The number of a letter of the Latin alphabet in either case; LATIN_LETTERS or more for anything else. */
static unsigned latin_letter(char byte)
{
    return ((unsigned)(unsigned char)byte | 0x20) - 'a';
}

/* The number of the two Latin letters that begin the word; BEGINNINGS if others do. */
static unsigned beginning_of(struct span word)
{
    const bool is_latin =
        word.length >= 2 && latin_letter(word.bytes[0]) < LATIN_LETTERS && latin_letter(word.bytes[1]) < LATIN_LETTERS;
    return is_latin ? latin_letter(word.bytes[0]) * LATIN_LETTERS + latin_letter(word.bytes[1]) : BEGINNINGS;
}

static unsigned last_six_bits(struct span letter)
{
    return (unsigned char)letter.bytes[1] % SECOND_BYTES;
}

/* Does the word begin with two Arabic letters that fold to themselves? */
static bool begins_plain(struct span word)
{
    return word.length >= 4 && character_is_plain_arabic((unsigned char)word.bytes[0], (unsigned char)word.bytes[1]) &&
           character_is_plain_arabic((unsigned char)word.bytes[2], (unsigned char)word.bytes[3]);
}

/* Do two letters tell that the word begins no phrase of these kinds? So most words need not be folded: a letter with no
 * mark behind it, which would compose with it, stays itself, of ASCII in lower case. Of a phrase written backwards the
 * first letter tells nothing. */
static bool begins_none(const struct phrases *phrases, unsigned kinds, struct span word)
{
    if ((kinds & damaged_kinds) == 0 && begins_plain(word)) {
        return (phrases->first_letters[last_six_bits(word)] & kinds) == 0;
    }
    const unsigned beginning = beginning_of(word);
    return beginning < BEGINNINGS && (word.length == 2 || latin_letter(word.bytes[2]) < LATIN_LETTERS) &&
           (phrases->beginnings[beginning] & kinds) == 0;
}

static enum status append_folded(struct phrases *phrases, struct span word, struct failure *failure)
{
    struct span folded;
    if (folder_fold(phrases->folder, word, false, &folded, failure) != STATUS_OK ||
        array_reserve((void **)&phrases->key, &phrases->key_capacity, phrases->key_bytes + folded.length + 1, 1,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (folded.length > 0) {
        memcpy(phrases->key + phrases->key_bytes, folded.bytes, folded.length);
        phrases->key_bytes += folded.length;
    }
    return STATUS_OK;
}

enum status phrases_open(struct phrases **phrases, struct failure *failure)
{
    void *memory = NULL;
    if (array_zeroed(&memory, 1, sizeof(struct phrases), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct phrases *const made = memory;
    if (folder_open(&made->folder, failure) != STATUS_OK) {
        phrases_close(made);
        return STATUS_FAILED;
    }
    made->table = (const struct word_table *)(const void *)table_phrases;
    for (size_t i = 0; i < made->table->form_count; i++) {
        const struct word_table_word phrase = word_table_word(made->table, i);
        made->lengths[phrase.context] |= length_bit(phrase.word);
        made->beginnings[beginning_of(phrase.word)] |= (uint8_t)PHRASE_BIT(phrase.context);
        if (character_is_plain_arabic((unsigned char)phrase.word.bytes[0], (unsigned char)phrase.word.bytes[1])) {
            made->first_letters[last_six_bits(phrase.word)] |= (uint8_t)PHRASE_BIT(phrase.context);
        }
    }
    *phrases = made;
    return STATUS_OK;
}

void phrases_close(struct phrases *phrases)
{
    if (phrases == NULL) {
        return;
    }
    free(phrases->key);
    folder_close(phrases->folder);
    free(phrases);
}

/* Most lines are no phrase, and have another length than each. */
static bool is_phrase(const struct phrases *phrases, enum phrase_kind kind, struct span key)
{
    uint32_t unused;
    return (phrases->lengths[kind] & length_bit(key)) != 0 && word_table_find(phrases->table, kind, key, &unused);
}

static unsigned kinds_of(const struct phrases *phrases, unsigned kinds, struct span key)
{
    unsigned found = 0;
    for (unsigned kind = 0; kind < PHRASE_KIND_COUNT; kind++) {
        const unsigned bit = PHRASE_BIT(kind);
        found |= (kinds & bit) != 0 && is_phrase(phrases, (enum phrase_kind)kind, key) ? bit : 0;
    }
    return found;
}

static bool ends_with(struct span key, const char *end)
{
    const size_t length = strlen(end);
    return key.length >= length && memcmp(key.bytes + key.length - length, end, length) == 0;
}

static void reverse(char *bytes, size_t length)
{
    for (size_t i = 0; i < length / 2; i++) {
        const char byte = bytes[i];
        bytes[i] = bytes[length - 1 - i];
        bytes[length - 1 - i] = byte;
    }
}

/*
 * A heading as PDF extraction leaves it, mended in place: written backwards, as its article at the end shows, or with
 * lam and meem, one sign in print, in the wrong order. Repair comes later, and has no background for a line of one
 * word.
 */
static bool mend_heading(char *key, size_t length)
{
    static const char swapped[] = "امل", article[] = "الم", turned[] = "لا";
    enum { LETTER_BYTES = 2 };
    const struct span whole = {key, length};
    if (length >= sizeof swapped - 1 && memcmp(key, swapped, sizeof swapped - 1) == 0) {
        memcpy(key, article, sizeof article - 1);
        return true;
    }
    if (!ends_with(whole, turned)) {
        return false;
    }
    for (size_t i = 0; i < length; i += LETTER_BYTES) {
        if (i + 1 == length || (unsigned char)key[i] < 0xD8 || (unsigned char)key[i] > 0xDB) {
            return false; /* not all in Arabic letters, which are two bytes each */
        }
    }
    reverse(key, length);
    for (size_t i = 0; i < length; i += LETTER_BYTES) {
        reverse(key + i, LETTER_BYTES);
    }
    return true;
}

/* Is the word one that a phrase is made of? */
static bool is_of_phrase(const struct word *word)
{
    return word->field == FIELD_BODY && (word->flags & WORD_NUMERIC) == 0;
}

/* Are the words too many for a phrase? So they are of most lines: none of them is folded then. */
static bool are_too_many(const struct line *line, size_t first, size_t last)
{
    size_t words = 0, letters = 0;
    for (size_t i = first; i < last && words <= PHRASE_WORDS_MOST && letters <= PHRASE_LETTERS_MOST; i++) {
        const bool is_letter = line->words[i].surface.length <= LETTER_BYTES_MOST; /* of a heading with spaces in it */
        const bool is_counted = is_of_phrase(&line->words[i]);
        words += is_counted && !is_letter;
        letters += is_counted && is_letter;
    }
    return words > PHRASE_WORDS_MOST || letters > PHRASE_LETTERS_MOST;
}

/* Folds the words into phrases->key; nothing if they are too many for a phrase, or begin none of these kinds. */
static enum status fold_words(struct phrases *phrases, unsigned kinds, const struct line *line, size_t first,
                              size_t last, struct failure *failure)
{
    phrases->key_bytes = 0;
    if (are_too_many(line, first, last)) {
        return STATUS_OK;
    }
    for (size_t i = first; i < last; i++) {
        const struct word *const word = &line->words[i];
        if (!is_of_phrase(word)) {
            continue;
        }
        if (phrases->key_bytes == 0 && begins_none(phrases, kinds, word->surface)) {
            return STATUS_OK;
        }
        if (append_folded(phrases, word->surface, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

enum status phrases_find(struct phrases *phrases, unsigned kinds, const struct line *line, size_t first, size_t last,
                         unsigned *found, struct failure *failure)
{
    const unsigned damaged = kinds & damaged_kinds;
    *found = 0;
    if (fold_words(phrases, kinds, line, first, last, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (phrases->key_bytes == 0) {
        return STATUS_OK;
    }
    const struct span key = {phrases->key, phrases->key_bytes};
    *found = kinds_of(phrases, kinds, key);
    if (damaged != 0 && mend_heading(phrases->key, key.length)) {
        *found |= kinds_of(phrases, damaged, key);
    }
    return STATUS_OK;
}

enum status phrases_match(struct phrases *phrases, enum phrase_kind kind, const struct line *line, size_t first,
                          size_t last, bool *matches, struct failure *failure)
{
    unsigned found;
    *matches = false;
    if (phrases_find(phrases, PHRASE_BIT(kind), line, first, last, &found, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *matches = found != 0;
    return STATUS_OK;
}
