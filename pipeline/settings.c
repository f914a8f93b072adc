/* settings.c - the documented defaults. */
#include <unistd.h>

#include "mizan.h"

const char *const similarity_names[] = {"corrected", "cosine", "jensen-shannon", "burrows-delta", "cosine-delta"};

enum { DEFAULT_NEIGHBOURS = 10, DEFAULT_CONTEXT_WORDS = 8, DEFAULT_CONTRASTS = 20, DEFAULT_BLOCK_BYTES = 1 << 16 };

struct settings settings_default(void)
{
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    const long pages = sysconf(_SC_PHYS_PAGES), page_bytes = sysconf(_SC_PAGESIZE);
    const uint64_t machine_bytes =
        pages > 0 && page_bytes > 0 ? (uint64_t)pages * (uint64_t)page_bytes : UINT64_C(1) << 32;
    return (struct settings){
        .command = COMMAND_COMPARE,
        .stemmer = STEMMER_AUTO,
        .stop_words_builtin = true,
        .repair = true,
        .report = true,
        .ngrams = 1,
        .min_df = {.is_share = false, .value = 1},
        .max_df = {.is_share = true, .value = 1},
        .rows = ROWS_DOCUMENTS,
        .weight = "auto",
        .background_builtin = true,
        .similarity = SIMILARITY_CORRECTED,
        .contrasts = DEFAULT_CONTRASTS,
        .tolerance = 0.005, /* half of the last digit that the summary shows of a similarity */
        .context = DEFAULT_CONTEXT_WORDS,
        .top = DEFAULT_NEIGHBOURS,
        .workers = processors > 0 ? (unsigned)processors : 1,
        .memory_bytes = machine_bytes / 2,
        .seed = 1,
        .block_bytes = DEFAULT_BLOCK_BYTES,
    };
}
