/* wording.c - one look-up over both tables. */
#include "wording_tables.h"

const char *wording_text(enum report_language language, enum wording wording)
{
    return wording < WORDING_SENTENCE_COUNT ? wording_sentences[wording].texts[language]
                                            : wording_labels[wording - WORDING_SENTENCE_COUNT].texts[language];
}
