/* kept_texts.h - OUT/texts: what mizan explain cannot read again from where it came. */
#ifndef MIZAN_KEPT_TEXTS_H
#define MIZAN_KEPT_TEXTS_H

#include "results_folder.h"
#include "stage.h"
#include "writer.h"

/*
 * Copies standard input into the folder if it is one of the corpora (standard_input.h); warns where it could not be
 * kept. `writer` is closed before and after; in between it is the caller's to discard.
 */
enum status kept_texts_write(const struct results_folder *folder, const struct settings *settings,
                             struct writer *writer, struct flow *flow) MUST_CHECK;

#endif
