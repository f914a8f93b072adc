/* utf8.h - is it well-formed UTF-8 (Unicode 15, table 3-7), and what to do where it is not. */
#ifndef MIZAN_READ_UTF8_H
#define MIZAN_READ_UTF8_H

#include "arena.h"
#include "failure.h"
#include "span.h"

enum { UTF8_LONGEST = 4 };

/* U+FFFD, which stands for each maximal broken part. */
#define UTF8_REPLACEMENT "\xEF\xBF\xBD"
/* U+FEFF at the head of a text. */
#define UTF8_MARK "\xEF\xBB\xBF"

/* Bytes of the longest well-formed head of `bytes`; *multibyte (if not NULL) is raised by its characters above U+007F.
 */
size_t utf8_valid_prefix(struct span bytes, uint64_t *multibyte);

/* For bytes that do not start well-formed: the length (>= 1) of the maximal subpart that one U+FFFD replaces. *open
 * says that the bytes end inside a sequence that further bytes may complete. */
size_t utf8_broken_subpart(struct span bytes, bool *open);

/* Is all of it well-formed? If not, *broken is the offset of the first byte that is not. */
bool utf8_is_valid(struct span bytes, size_t *broken);

/* `bytes` themselves if well-formed, else a copy in the arena with U+FFFD for every maximal broken part. */
enum status utf8_repair(struct span bytes, struct arena *arena, struct span *repaired,
                        struct failure *failure) MUST_CHECK;

/* The longest head of well-formed `bytes` of at most `limit` bytes that ends between two characters. */
size_t utf8_floor(struct span bytes, size_t limit);

#endif
