/* vertical_tag.h - the <doc ...> line of the vertical format. */
#ifndef MIZAN_VERTICAL_TAG_H
#define MIZAN_VERTICAL_TAG_H

#include <stdbool.h>

#include "arena.h"
#include "metadata.h"

/* Does the line hold the tag `name` ("doc", "/doc"): `<name`, then a space, tab, slash, `>` or the line's end? */
bool vertical_tag_is(struct span line, const char *name);

/*
 * The attributes of a tag line: name="value" or name='value', with &amp; &lt; &gt; &quot; &apos; and character
 * references resolved. Names and values point into the line or the arena, the columns into the arena. Nothing may stand
 * behind the tag. FAILURE_DATA names the line by `number` of standard input.
 */
enum status vertical_tag_attributes(struct span line, uint64_t number, struct arena *arena, struct metadata *metadata,
                                    struct failure *failure) MUST_CHECK;

#endif
