/*
 * summary_notes.c - near-duplicates are told by the plain cosine, which is 1 for a text and itself; the corrected
 * similarity may pass 1 for texts that are merely about the same.
 */
#include "summary_notes.h"

#include <string.h>

#include "document_details.h"
#include "repairs_csv.h"
#include "text_width.h"

/* Larger cosine first; the order of rows decides between equals. */
static bool is_before(const struct notes_pair *x, const struct notes_pair *y)
{
    if (x->cosine != y->cosine)
        return x->cosine > y->cosine;
    return x->a != y->a ? x->a < y->a : x->b < y->b;
}

static void keep_pair(struct summary_notes *notes, const struct notes_pair *pair)
{
    size_t place = notes->pair_count;
    for (size_t i = 0; i < notes->pair_count; i++) {
        if (notes->pairs[i].a == pair->a && notes->pairs[i].b == pair->b)
            return; /* told by the other of the two */
    }
    while (place > 0 && is_before(pair, &notes->pairs[place - 1]))
        place--;
    if (place == NOTES_SHOWN_PAIRS)
        return;
    if (notes->pair_count < NOTES_SHOWN_PAIRS)
        notes->pair_count++;
    memmove(&notes->pairs[place + 1], &notes->pairs[place], (notes->pair_count - place - 1) * sizeof *pair);
    notes->pairs[place] = *pair;
}

void summary_notes_add(struct summary_notes *notes, const struct neighbour *neighbour)
{
    const size_t x = neighbour->document, y = neighbour->neighbour;
    if (!(neighbour->cosine >= NOTES_NEARLY_SAME))
        return;
    if (notes->last != x + 1)
        notes->documents++;
    notes->last = x + 1;
    const struct notes_pair pair = {x < y ? x : y, x < y ? y : x, neighbour->cosine};
    keep_pair(notes, &pair);
}

static void write_pairs(const struct summary_notes *notes, const struct counts *counts, struct screen *screen)
{
    struct writer *const writer = &screen->writer;
    size_t told = 0; /* documents that the pairs shown name */
    for (size_t i = 0; i < notes->pair_count; i++) {
        const struct notes_pair *const pair = &notes->pairs[i];
        bool is_new[2] = {true, true};
        for (size_t j = 0; j < i; j++) {
            is_new[0] = is_new[0] && notes->pairs[j].a != pair->a && notes->pairs[j].b != pair->a;
            is_new[1] = is_new[1] && notes->pairs[j].a != pair->b && notes->pairs[j].b != pair->b;
        }
        told += (size_t)is_new[0] + (size_t)is_new[1];
        writer_text(writer, "  ");
        text_show(writer, counts->documents[pair->a]->id);
        writer_text(writer, " and ");
        text_show(writer, counts->documents[pair->b]->id);
        writer_text(writer, " are nearly the same text (");
        screen_fixed(screen, pair->cosine, 2);
        writer_text(writer, ").\n");
    }
    if (told < notes->documents) {
        writer_text(writer, "  In all ");
        screen_grouped(screen, notes->documents);
        writer_text(writer, " documents have such a double: cosine 0.9 or more in neighbours.csv.\n");
    }
}

/* The rows of the shortest and the longest document that have words; false if there are none. */
static bool find_extremes(const struct counts *counts, size_t *shortest, size_t *longest)
{
    bool found = false;
    for (size_t i = 0; i < counts->document_count; i++) {
        const uint64_t tokens = counts->documents[i]->tokens;
        if (tokens == 0)
            continue;
        if (!found || tokens < counts->documents[*shortest]->tokens)
            *shortest = i;
        if (!found || tokens > counts->documents[*longest]->tokens)
            *longest = i;
        found = true;
    }
    return found;
}

static void write_lengths(const struct document *shortest, const struct document *longest,
                          const struct settings *settings, struct screen *screen)
{
    struct writer *const writer = &screen->writer;
    writer_text(writer, "  Lengths are very unequal: ");
    text_show(writer, longest->id);
    writer_text(writer, " has ");
    screen_count(screen, longest->tokens, "word", "words");
    writer_text(writer, " and ");
    text_show(writer, shortest->id);
    writer_byte(writer, ' ');
    screen_grouped(screen, shortest->tokens);
    writer_text(writer, settings->similarity == SIMILARITY_CORRECTED
                            ? "; the similarity allows for that, but few words say little.\n"
                        : similarity_is_distance(settings->similarity)
                            ? "; this distance depends on lengths, --similarity corrected does not.\n"
                            : "; this similarity favours long texts, --similarity corrected does not.\n");
}

/* Sums up what was mended; false if nothing was. */
static bool count_repairs(const struct counts *counts, uint64_t repairs[REPAIR_COUNT], size_t *documents)
{
    *documents = 0;
    memset(repairs, 0, REPAIR_COUNT * sizeof *repairs);
    for (size_t i = 0; i < counts->document_count; i++) {
        for (int kind = 0; kind < REPAIR_COUNT; kind++)
            repairs[kind] += document_details(counts->documents[i])->repairs[kind];
        *documents += repairs_csv_count(counts->documents[i]) > 0;
    }
    return *documents > 0;
}

static void write_repairs(const uint64_t repairs[REPAIR_COUNT], size_t documents, const struct settings *settings,
                          struct screen *screen)
{
    static const char *const kinds[REPAIR_COUNT][2] = {{"word in halves", "words in halves"},
                                                       {"moved number", "moved numbers"},
                                                       {"turned range", "turned ranges"},
                                                       {"swapped lam-alef", "swapped lam-alefs"},
                                                       {"word in presentation forms", "words in presentation forms"},
                                                       {"word written backwards", "words written backwards"},
                                                       {"word of spaced letters", "words of spaced letters"},
                                                       {"run of tatweel", "runs of tatweel"}};
    struct writer *const writer = &screen->writer;
    bool is_first = true;
    writer_text(writer, "  Mended in ");
    screen_count(screen, documents, "document", "documents");
    writer_text(writer, ", damage as PDF extraction does: ");
    for (int kind = 0; kind < REPAIR_COUNT; kind++) {
        if (repairs[kind] == 0)
            continue;
        writer_text(writer, is_first ? "" : ", ");
        screen_count(screen, repairs[kind], kinds[kind][0], kinds[kind][1]);
        is_first = false;
    }
    writer_text(writer,
                settings->list_repairs ? "; repairs.csv has them all.\n" : "; --list-repairs writes them down.\n");
}

static bool is_of_terms(const struct warning *warning)
{
    static const char *const beginnings[] = {WARNING_NAMES_MERGED, WARNING_NAME_STOPPED, WARNING_MANY_FORMS};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        const size_t length = strlen(beginnings[i]);
        if (warning->text.length > length && memcmp(warning->text.bytes, beginnings[i], length) == 0)
            return true;
    }
    return false;
}

/* Writes them, or merely says whether there are any. */
static bool tell_terms(const struct journal *journal, struct screen *screen)
{
    bool found = false;
    for (size_t i = 0; i < journal->warning_count; i++) {
        if (!is_of_terms(&journal->warnings[i]))
            continue;
        found = true;
        if (screen != NULL) {
            writer_text(&screen->writer, "  In the vocabulary ");
            text_show(&screen->writer, journal->warnings[i].text);
            writer_text(&screen->writer, ".\n");
        }
    }
    return found;
}

void summary_notes_write(const struct summary_notes *notes, const struct settings *settings,
                         const struct counts *counts, const struct journal *journal, struct screen *screen)
{
    size_t shortest = 0, longest = 0;
    const bool is_unequal =
        find_extremes(counts, &shortest, &longest) &&
        counts->documents[longest]->tokens > counts->documents[shortest]->tokens * NOTES_UNEQUAL_LENGTHS;
    uint64_t repairs[REPAIR_COUNT];
    size_t repaired = 0;
    const bool has_repairs = count_repairs(counts, repairs, &repaired);
    if (notes->pair_count == 0 && !is_unequal && !has_repairs && !tell_terms(journal, NULL))
        return;
    screen_heading(screen, "Worth knowing");
    write_pairs(notes, counts, screen);
    if (is_unequal)
        write_lengths(counts->documents[shortest], counts->documents[longest], settings, screen);
    if (has_repairs)
        write_repairs(repairs, repaired, settings, screen);
    (void)tell_terms(journal, screen);
}
