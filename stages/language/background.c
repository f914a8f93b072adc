/*
 * background.c - the document frequencies of a large collection.
 *
 * The built-in tables come from about 20,000 Arabic and 41,000 English documents (data/ar.tsv.gz, data/en.tsv.gz:
 * figures, no text). They hold surface forms, so that they do not depend on a stemmer. A form that they lack was in
 * fewer than four documents: measured on the seed texts, counting it as three keeps new words valuable without letting
 * a misprint outweigh everything.
 */
#include "background.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "background_table.h"
#include "tables.h"

#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22 /* Linux 5.14; elsewhere it is refused */
#endif

struct builtin {
    const char *code;
    const char *table;
};

static const struct builtin builtins[] = {{"ar", table_background_ar}, {"en", table_background_en}};
enum { BUILTIN_COUNT = sizeof builtins / sizeof builtins[0] };

static const struct background *builtin_table(const struct builtin *builtin)
{
    return (const struct background *)(const void *)builtin->table;
}

const struct background *background_builtin(const char *code)
{
    for (size_t i = 0; code != NULL && i < BUILTIN_COUNT; i++) {
        if (strcmp(builtins[i].code, code) == 0) {
            return builtin_table(&builtins[i]);
        }
    }
    return NULL;
}

enum status background_read(const char *path, struct background **background, struct failure *failure)
{
    return background_table_read(path, "file", background, failure);
}

void background_free(struct background *background)
{
    free(background);
}

/* All of the index but the order of the forms, which few look at: pages that nobody looks at must not count. */
static void expect_index(const char *block, const struct background_index *index)
{
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    const uintptr_t first = (uintptr_t)(block + index->filter) & ~(page - 1), end = (uintptr_t)(block + index->order);
    (void)madvise((void *)first, end - first, MADV_POPULATE_READ); /* NOLINT(performance-no-int-to-ptr) */
}

void background_expect(const struct background *background)
{
    for (size_t i = 0; i < BUILTIN_COUNT; i++) {
        if (builtin_table(&builtins[i]) == background) {
            expect_index(builtins[i].table, &background->forms);
        }
    }
}

uint32_t background_documents(const struct background *background)
{
    return background->documents;
}

static const char *block_of(const struct background *background)
{
    return (const char *)background;
}

static struct background_frequencies find(const struct background *background, const struct background_key *key)
{
    return background_index_find(&background->forms, block_of(background), key);
}

uint32_t background_frequency(const struct background *background, struct span key)
{
    const struct background_key made = background_key_of(key);
    return find(background, &made).written;
}

uint32_t background_folded_frequency(const struct background *background, struct span folded)
{
    const struct background_key made = background_key_of(folded);
    return find(background, &made).folded;
}

void background_ask(const struct background *background, uint64_t hash)
{
    background_index_prefetch(&background->forms, block_of(background), hash);
}

uint32_t background_frequency_of(const struct background *background, const struct background_key *key)
{
    return find(background, key).written;
}

uint32_t background_folded_frequency_of(const struct background *background, const struct background_key *key)
{
    return find(background, key).folded;
}

bool background_may_hold(const struct background *background, uint64_t hash)
{
    return background_index_may_hold(&background->forms, block_of(background), hash);
}

bool background_folded_form(const struct background *background, size_t i, struct background_form *form)
{
    struct background_entry entry;
    if (!background_index_folded(&background->forms, block_of(background), i, form->bytes, &entry)) {
        return false;
    }
    form->text = entry.key;
    form->frequency = entry.frequencies.folded;
    return true;
}

double background_share(const struct background *background, struct span key)
{
    const uint32_t frequency = background_frequency(background, key);
    const uint32_t counted = frequency == 0 ? BACKGROUND_UNSEEN : frequency;
    /* A table of one or two documents: no form can be in more than all of them. */
    return counted > background->documents ? 1.0 : (double)counted / (double)background->documents;
}

const char *background_identity(unsigned i)
{
    return i < BUILTIN_COUNT ? builtin_table(&builtins[i])->identity : NULL;
}
