/* page_script_words.h - what the page's script says, in the languages of the page. */
#ifndef MIZAN_PAGE_SCRIPT_WORDS_H
#define MIZAN_PAGE_SCRIPT_WORDS_H

#include <stddef.h>

#include "writer.h"

/* English, Arabic, Russian, French, in the order of --report-language. */
enum { PAGE_SCRIPT_LANGUAGES = 4 };

struct page_script_word {
    const char *key;
    const char *texts[PAGE_SCRIPT_LANGUAGES]; /* %s: where the script puts a value; as many in each */
};

extern const struct page_script_word page_script_words[];
extern const size_t page_script_word_count;

/* The JSON object {"key": "text", ...} in one of the languages. */
void page_script_words_write(struct writer *writer, size_t language);

#endif
