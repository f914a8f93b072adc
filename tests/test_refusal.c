/*
 * Every allocation of our own refused in turn, over whole commands. MIZAN_REFUSE_STEP=1 tries each one; by default a
 * sample, larger where few are looked at. A run ends with the failure of memory, or it does without (character_table.c,
 * where no page is to be had) and gives the same results.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <gsl/gsl_errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mizan.h"
#include "refusal.h"

enum { DEFAULT_STEP = 61, SMALL_STEP = 3, PATH_BYTES = 256, PAGES_MOST = 20 };

static const char *const texts[] = {
    "{\"id\":\"a\",\"source\":\"s\",\"event\":\"e\",\"text\":\"The ministers signed a treaty in London in 1942. It "
    "held.\"}\n"
    "{\"id\":\"b\",\"source\":\"t\",\"event\":\"e\",\"language\":\"ar\",\"text\":\"وقعت بريطانيا والاتحاد السوفيتي "
    "معاهدة "
    "التحالف في لندن عام 1942.\"}\n"
    "{\"id\":\"c\",\"text\":\"Договор был подписан в Лондоне в мае 1942 года. Signed and sealed.\"}\n"
    "[\"no object\"]\n"
    "{\"id\":\"d\",\"date\":\"1942\",\"x\":\"y\",\"text\":\"日本とソ連の条約 and the treaty of the ministers\"}\n",
    "{\"id\":\"q\",\"text\":\"who signed the treaty in London?\"}\n",
    "<doc id=\"a\" source=\"s\" event=\"e\" "
    "language=\"en\">\n<s>\nministers\t0\t9\tministers\tminist\nsigned\t10\t16\tsigned\tsign\n</s>\n"
    "</doc>\n",
    "<doc id=\"a\" source=\"s\" event=\"e\" language=\"en\">\n<s>\nministers\t0\t9\nsigned\t10\t16\n</s>\n</doc>\n",
};

struct place {
    char shown[PATH_BYTES], folder[PATH_BYTES], corpus[PATH_BYTES], queries[PATH_BYTES], vertical[PATH_BYTES],
        output[PATH_BYTES], database[PATH_BYTES];
};

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file);
    cr_assert_geq(fputs(text, file), 0);
    cr_assert_eq(fclose(file), 0);
}

static void make_place(struct place *place)
{
    snprintf(place->folder, sizeof place->folder, "/tmp/mizan-refusal-XXXXXX");
    cr_assert_not_null(mkdtemp(place->folder));
    snprintf(place->shown, sizeof place->shown, "%.200s.shown", place->folder);
    snprintf(place->corpus, sizeof place->corpus, "%.200s/texts.ndjson", place->folder);
    snprintf(place->queries, sizeof place->queries, "%.200s/queries.ndjson", place->folder);
    snprintf(place->vertical, sizeof place->vertical, "%.200s/words.vrt", place->folder);
    snprintf(place->output, sizeof place->output, "%.200s/out", place->folder);
    snprintf(place->database, sizeof place->database, "%.200s/out.db", place->folder);
    write_file(place->corpus, texts[0]);
    write_file(place->queries, texts[1]);
}

/* What the filter reads: terms for vectorize, words for stem. */
static void write_vertical(const struct place *place, enum command command)
{
    write_file(place->vertical, texts[command == COMMAND_VECTORIZE ? 2 : 3]);
}

/* Entries of the folder that a run may leave: only the three inputs. */
static size_t entries(const char *folder)
{
    DIR *directory = opendir(folder);
    cr_assert_not_null(directory);
    size_t count = 0;
    for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    closedir(directory);
    return count;
}

static void remove_tree(const char *path)
{
    char command[PATH_BYTES + 16];
    snprintf(command, sizeof command, "rm -rf '%s'", path);
    cr_assert_eq(system(command), 0);
}

/* FNV-1a, 64 bits, of what the file holds, on top of `sum`. */
static uint64_t add_file(uint64_t sum, const char *path)
{
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    for (int byte = getc(file); byte != EOF; byte = getc(file)) {
        sum = (sum ^ (uint64_t)byte) * 0x100000001B3U;
    }
    fclose(file);
    return sum;
}

static int is_result(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Of what was shown and of all results, by name; these are removed, for another run. */
static uint64_t take_results(const struct place *place)
{
    uint64_t sum = add_file(0xCBF29CE484222325U, place->shown);
    struct dirent **names = NULL;
    const int count = scandir(place->output, &names, is_result, alphasort);
    for (int i = 0; i < count; i++) {
        char path[2 * PATH_BYTES + 32];
        snprintf(path, sizeof path, "%s/%s", place->output, names[i]->d_name);
        sum = add_file(sum, path);
        free(names[i]);
    }
    free(names);
    remove_tree(place->output);
    remove_tree(place->database);
    return sum;
}

static enum status run_once(const struct settings *settings, const struct place *place, struct failure *failure)
{
    if (settings->command == COMMAND_STEM || settings->command == COMMAND_VECTORIZE) {
        cr_assert_not_null(freopen(place->vertical, "r", stdin));
    }
    cr_assert_not_null(freopen(place->shown, "w", stdout));
    return mizan_run(settings, failure);
}

static long step_of_environment(long step_by_default)
{
    const char *step = getenv("MIZAN_REFUSE_STEP");
    return step != NULL ? atol(step) : step_by_default;
}

/* Runs the command with allocation 0, step, 2 step ... refused until one run needs fewer than that. */
static void refuse_each(struct settings settings, const struct place *place, bool from_then_on, long step)
{
    gsl_set_error_handler_off(); /* libraries_prepare would also lend ICU our refused malloc */
    struct failure failure = {0};
    cr_assert_eq(run_once(&settings, place, &failure), STATUS_OK, "%s", failure.message);
    fflush(stdout);
    const uint64_t results = take_results(place);
    long refused = 0, done_without = 0;
    for (long index = 0;; index += step) {
        failure = (struct failure){0};
        refuse_allocation(index, from_then_on);
        const enum status status = run_once(&settings, place, &failure);
        const long asked = refuse_nothing();
        fflush(stdout);
        if (asked <= index) {
            cr_assert_eq(status, STATUS_OK, "with nothing refused: %s", failure.message);
            break;
        }
        if (status == STATUS_OK) {
            cr_assert_eq(take_results(place), results, "allocation %ld was refused, and the results are others", index);
            done_without++;
        } else {
            cr_assert_eq(failure.kind, FAILURE_MEMORY, "allocation %ld: kind %d, %s", index, (int)failure.kind,
                         failure.message);
        }
        cr_assert_eq(entries(place->folder), 3, "allocation %ld left something behind", index);
        refused++;
    }
    cr_assert_gt(refused, 0);
    cr_assert_leq(done_without, PAGES_MOST, "%ld of %ld refusals made no difference", done_without, refused);
    remove_tree(place->folder);
    remove_tree(place->shown);
}

static void refuse_in_turn(struct settings settings, const struct place *place, bool from_then_on)
{
    refuse_each(settings, place, from_then_on, step_of_environment(DEFAULT_STEP));
}

static void run_case(enum command command, unsigned workers, bool from_then_on)
{
    struct place place;
    make_place(&place);
    write_vertical(&place, command);
    const char *const corpora[] = {place.corpus};
    const char *const queries = place.queries;
    struct settings settings = settings_default();
    settings.command = command;
    settings.workers = workers;
    settings.ngrams = 2;
    settings.characters = 3;
    if (command == COMMAND_COMPARE) {
        settings.output = place.output;
        settings.exports = EXPORT_NPZ | EXPORT_GRAPHML | EXPORT_LONG;
        settings.sqlite = place.database;
    }
    if (command == COMMAND_NEAREST) {
        settings.queries = queries;
    }
    settings.term = "treaty";
    settings.sort = SORT_LEFT;
    if (command != COMMAND_STEM && command != COMMAND_VECTORIZE) {
        settings.corpora = corpora;
        settings.corpus_count = 1;
    }
    refuse_in_turn(settings, &place, from_then_on);
}

Test(refusal, compare_survives_each_refused_allocation, .timeout = 3000)
{
    run_case(COMMAND_COMPARE, 1, false);
}

/* The table of events stands where the queries do, which compare does not read. */
static void run_events(const char *events, bool from_then_on)
{
    struct place place;
    make_place(&place);
    write_vertical(&place, COMMAND_COMPARE);
    write_file(place.queries, "event,years,words\ntreaty,1942,London treaty Лондоне معاهدة\n");
    const char *const corpora[] = {place.corpus};
    struct settings settings = settings_default();
    settings.command = COMMAND_COMPARE;
    settings.workers = 1;
    settings.events = events != NULL ? events : place.queries;
    settings.output = place.output;
    settings.report = false;
    settings.corpora = corpora;
    settings.corpus_count = 1;
    refuse_in_turn(settings, &place, from_then_on);
}

Test(refusal, passages_of_events_survive_each_refused_allocation, .timeout = 3000)
{
    run_events(NULL, false);
    run_events(NULL, true);
}

Test(refusal, found_events_survive_each_refused_allocation, .timeout = 3000)
{
    run_events(EVENTS_AUTO, false);
}

/* The reference texts stand where the queries do; one is short, one a text of the corpus. */
Test(refusal, reference_texts_survive_each_refused_allocation, .timeout = 3000)
{
    struct place place;
    make_place(&place);
    write_vertical(&place, COMMAND_COMPARE);
    FILE *const file = fopen(place.queries, "w");
    cr_assert_not_null(file);
    for (int text = 0; text < 11; text++) {
        cr_assert_gt(fprintf(file, "{\"id\":\"r%d\",\"language\":\"en\",\"text\":\"", text), 0);
        for (int word = 0; word < (text == 10 ? 3 : 410); word++) {
            cr_assert_gt(fprintf(file, "%s%c%c ", word % 9 == 0 ? "ministers" : "harvest", 'a' + text, 'a' + word % 7),
                         0);
        }
        cr_assert_geq(fputs("\"}\n", file), 0);
    }
    cr_assert_eq(fclose(file), 0);
    const char *const corpora[] = {place.corpus};
    struct settings settings = settings_default();
    settings.command = COMMAND_COMPARE;
    settings.workers = 1;
    settings.reference_corpus = place.queries;
    settings.robustness = ROBUSTNESS_NONE;
    settings.output = place.output;
    settings.report = false;
    settings.corpora = corpora;
    settings.corpus_count = 1;
    refuse_in_turn(settings, &place, false);
}

/* A genre, a column, repairs, and an address that is cut: each of a document that has none of the others. */
static const char detailed[] = "{\"id\":\"a\",\"genre\":\"news\",\"text\":\"The ministers signed a treaty.\"}\n"
                               "{\"id\":\"b\",\"page\":\"7\",\"text\":\"A treaty was signed in May.\"}\n"
                               "{\"id\":\"c\",\"text\":\"ةيبرعلا ةغللا ةسردم ةنيدم\"}\n"
                               "{\"id\":\"d\",\"text\":\"They signed it.\\nhttps://example.org/treaty\"}\n";

Test(refusal, details_of_documents_survive_each_refused_allocation, .timeout = 3000)
{
    struct place place;
    make_place(&place);
    write_vertical(&place, COMMAND_COMPARE);
    write_file(place.corpus, detailed);
    const char *const corpora[] = {place.corpus};
    struct settings settings = settings_default();
    settings.command = COMMAND_COMPARE;
    settings.workers = 1;
    settings.robustness = ROBUSTNESS_NONE;
    settings.list_repairs = true;
    settings.report = false;
    settings.output = place.output;
    settings.corpora = corpora;
    settings.corpus_count = 1;
    refuse_each(settings, &place, false, step_of_environment(SMALL_STEP));
}

Test(refusal, compare_survives_refusal_from_some_allocation_on, .timeout = 3000)
{
    run_case(COMMAND_COMPARE, 1, true);
}

Test(refusal, two_workers_survive_too, .timeout = 3000)
{
    run_case(COMMAND_COMPARE, 2, true);
}

Test(refusal, nearest_survives_each_refused_allocation, .timeout = 3000)
{
    run_case(COMMAND_NEAREST, 1, false);
}

Test(refusal, tokenize_and_inspect_survive_each_refused_allocation, .timeout = 3000)
{
    run_case(COMMAND_TOKENIZE, 1, false);
    run_case(COMMAND_INSPECT, 1, false);
}

Test(refusal, concordance_survives_each_refused_allocation, .timeout = 3000)
{
    run_case(COMMAND_CONCORDANCE, 1, false);
    run_case(COMMAND_CONCORDANCE, 2, true);
}

Test(refusal, the_filters_survive_each_refused_allocation, .timeout = 3000)
{
    run_case(COMMAND_STEM, 1, false);
    run_case(COMMAND_VECTORIZE, 1, false);
}
