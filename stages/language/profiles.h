/* profiles.h - which language's profile of letter sequences is a text nearest to? A front to libexttextcat. */
#ifndef MIZAN_PROFILES_H
#define MIZAN_PROFILES_H

#include <stdbool.h>

#include "failure.h"
#include "record.h"

struct profiles; /* one per thread; the profiles of a script are read when they are first asked for */

enum status profiles_open(struct profiles **profiles, struct failure *failure) MUST_CHECK;
void profiles_close(struct profiles *profiles);

/* Are there several languages to choose from in this script? */
bool profiles_cover(enum script script);

/*
 * The ISO 639 code (static string) of the language of `script` that the text is nearest to. The text is valid UTF-8
 * with letters of this script and has a NUL behind its last byte. FAILURE_CONFIGURATION if the profiles are not
 * installed.
 */
enum status profiles_nearest(struct profiles *profiles, enum script script, struct span text, const char **code,
                             struct failure *failure) MUST_CHECK;

#endif
