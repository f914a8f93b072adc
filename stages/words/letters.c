/* letters.c - combining marks: U+064B-065F, U+0670, U+0610-061A, U+06D6-06ED (less the signs among them that are no
 * marks, which no word has inside). */
#include "letters.h"

#include <unicode/utf8.h>

#include "code_point.h"

enum { TATWEEL = 0x0640, UTF8_BYTES_MOST = 4 };

static bool is_mark(int32_t character)
{
    return (character >= 0x064B && character <= 0x065F) || character == 0x0670 ||
           (character >= 0x0610 && character <= 0x061A) || (character >= 0x06D6 && character <= 0x06ED);
}

bool letters_read(struct span word, struct letters *letters)
{
    letters->count = 0;
    for (size_t at = 0; at < word.length;) {
        if (letters->count == LETTERS_MOST) {
            return false;
        }
        letters->items[letters->count++] = code_point_next(word, &at);
    }
    return true;
}

enum status letters_write(const struct letters *letters, struct arena *arena, struct span *word,
                          struct failure *failure)
{
    void *memory = NULL;
    if (arena_take(arena, letters->count * UTF8_BYTES_MOST, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    uint8_t *const bytes = memory;
    size_t used = 0;
    for (size_t i = 0; i < letters->count; i++) {
        U8_APPEND_UNSAFE(bytes, used, (uint32_t)letters->items[i]);
    }
    *word = (struct span){memory, used};
    return STATUS_OK;
}

void letters_reverse(struct letters *letters)
{
    const struct letters old = *letters;
    size_t place = 0;
    for (size_t end = old.count; end > 0;) {
        size_t start = end - 1;
        while (start > 0 && is_mark(old.items[start])) {
            start--;
        }
        for (size_t i = start; i < end; i++) {
            letters->items[place++] = old.items[i];
        }
        end = start;
    }
}

size_t letters_count(struct span word)
{
    size_t count = 0;
    for (size_t at = 0; at < word.length;) {
        const int32_t character = code_point_next(word, &at);
        count += !is_mark(character) && character != TATWEEL;
    }
    return count;
}
