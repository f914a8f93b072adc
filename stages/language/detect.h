/* detect.h - in which language is this text? A front to libexttextcat, helped by scripts that decide by themselves. */
#ifndef MIZAN_DETECT_H
#define MIZAN_DETECT_H

#include "failure.h"
#include "record.h"

struct detector; /* one per thread; its tables are loaded at the first text that needs them */

enum status detector_open(struct detector **detector, struct failure *failure) MUST_CHECK;
void detector_close(struct detector *detector);

enum { DETECT_SAMPLE_BYTES = 16384 };

/*
 * Looks at the first DETECT_SAMPLE_BYTES of valid UTF-8 text: *script is the script of most of its letters, *code an
 * ISO 639-1 code (static string) or "" if it cannot be told. A text too short for libexttextcat takes the language that
 * its script is mostly used for (Arabic: ar, Cyrillic: ru, Latin: "" ). FAILURE_CONFIGURATION if the tables are not
 * installed.
 */
enum status detector_detect(struct detector *detector, struct span text, enum script *script, const char **code,
                            struct failure *failure) MUST_CHECK;

#endif
