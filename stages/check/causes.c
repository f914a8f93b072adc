/* causes.c - what an option or a library cannot change it is not taken for the cause of: --top moves no similarity. */
#include "causes.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

#define BIT(kind) (1u << (kind))

enum {
    EVERYTHING = (1 << CHECK_KIND_COUNT) - 1 - (1 << CHECK_GATES),
    FINDINGS = EVERYTHING - (1 << CHECK_DOCUMENTS) /* what is found in the documents there are */
};

struct reach {
    const char *name;
    unsigned kinds;
};

/* Options that change less than FINDINGS. */
static const struct reach option_reach[] = {
    {"encoding", EVERYTHING},
    {"language", EVERYTHING},
    {"source-column", EVERYTHING},
    {"event-column", EVERYTHING},
    {"where", EVERYTHING},
    {"events", EVERYTHING},
    {"strict", 0},
    {"excel", 0},
    {"list-repairs", 0},
    {"export", 0},
    {"sqlite", 0},
    {"report", 0},
    {"report-language", 0},
    {"top", BIT(CHECK_NEIGHBOURS)},
    {"threshold", BIT(CHECK_MATRIX)},
    {"full", BIT(CHECK_MATRIX)},
    {"topics", BIT(CHECK_TOPICS)},
    {"robustness", BIT(CHECK_ROBUSTNESS)},
    {"contrasts", BIT(CHECK_CONTRASTS) | BIT(CHECK_SILENCES)},
    {"reference-corpus", BIT(CHECK_SOURCES)},
    {"reference", BIT(CHECK_CONTRASTS) | BIT(CHECK_SILENCES)},
    {"sort", BIT(CHECK_CONTRASTS)},
    {"seed", BIT(CHECK_SOURCES) | BIT(CHECK_CONTRASTS) | BIT(CHECK_SILENCES) | BIT(CHECK_EVENTS)},
};

/* Libraries that hand bytes on as they are. */
static const struct reach library_reach[] = {{"zlib", 0}, {"jansson", 0}};

static unsigned find_reach(const struct reach *table, size_t count, struct span name, unsigned usual)
{
    for (size_t i = 0; i < count; i++) {
        if (span_equal(name, span_of(table[i].name)))
            return table[i].kinds;
    }
    return usual;
}

static enum status add(struct causes *causes, const struct check_cause *cause, struct failure *failure)
{
    if (array_reserve((void **)&causes->items, &causes->capacity, causes->count + 1, sizeof *causes->items, failure) !=
        STATUS_OK)
        return STATUS_FAILED;
    causes->items[causes->count++] = *cause;
    return STATUS_OK;
}

static enum status add_input(struct causes *causes, struct span name, struct failure *failure)
{
    if (array_reserve((void **)&causes->inputs, &causes->input_capacity, causes->input_count + 1,
                      sizeof *causes->inputs, failure) != STATUS_OK)
        return STATUS_FAILED;
    causes->inputs[causes->input_count++] = (struct input_key){.name = name, .cause = causes->count};
    return STATUS_OK;
}

struct walk {
    struct causes *causes;
    const struct run_facts *before, *after;
    struct failure *failure;
};

static enum status note(const struct walk *walk, enum run_fact_group group, struct span name, struct span before,
                        struct span after, bool is_before, bool is_after)
{
    struct check_cause cause = {.name = name, .before = before, .after = after, .kinds = FINDINGS};
    switch (group) {
    case RUN_INPUTS:
        cause.kind = !is_before ? CAUSE_INPUT_ADDED : !is_after ? CAUSE_INPUT_REMOVED : CAUSE_INPUT_CHANGED;
        cause.kinds = EVERYTHING;
        if (run_facts_path(is_after ? walk->after : walk->before, name, &walk->causes->arena, &cause.name,
                           walk->failure) != STATUS_OK ||
            add_input(walk->causes, name, walk->failure) != STATUS_OK)
            return STATUS_FAILED;
        break;
    case RUN_VERSIONS:
        cause.kind = span_equal(name, span_of("mizan")) ? CAUSE_PROGRAM : CAUSE_LIBRARY;
        cause.kinds = find_reach(library_reach, sizeof library_reach / sizeof *library_reach, name, EVERYTHING);
        break;
    case RUN_OPTIONS:
        cause.kind = CAUSE_OPTION;
        cause.kinds = find_reach(option_reach, sizeof option_reach / sizeof *option_reach, name, FINDINGS);
        break;
    case RUN_FILES:
        cause.kind = CAUSE_FILE;
        break;
    case RUN_TABLES:
        cause.kind = CAUSE_TABLE;
        cause.kinds = EVERYTHING;
        break;
    case RUN_FORMULAS:
    case RUN_GROUP_COUNT:
        cause.kind = CAUSE_FORMULA;
        break;
    }
    return add(walk->causes, &cause, walk->failure);
}

static bool has_option(const struct run_facts *facts, const char *name, const char *value)
{
    const struct run_fact *const option = run_facts_find(facts, RUN_OPTIONS, span_of(name));
    return option != NULL && span_equal(option->value, span_of(value));
}

/* INTERFACE: an explicit --weight brings the plain cosine and no background with it. Where each side has what its
 * weight brings, the weight alone is the option that differs. */
static bool follows_from_weight(const struct walk *walk, struct span name)
{
    const char *const usual = span_equal(name, span_of("similarity"))   ? "corrected"
                              : span_equal(name, span_of("background")) ? "auto"
                                                                        : NULL;
    if (usual == NULL)
        return false;
    const char *const brought = strcmp(usual, "auto") == 0 ? "none" : "cosine";
    const bool was_auto = has_option(walk->before, "weight", "auto"),
               is_auto = has_option(walk->after, "weight", "auto");
    return was_auto != is_auto && has_option(walk->before, name.bytes, was_auto ? usual : brought) &&
           has_option(walk->after, name.bytes, is_auto ? usual : brought);
}

static enum status walk_group(const struct walk *walk, enum run_fact_group group)
{
    const struct run_fact_list *const old = &walk->before->groups[group];
    const struct run_fact_list *const new = &walk->after->groups[group];
    for (size_t i = 0, k = 0; i < old->count || k < new->count;) {
        const int order = i == old->count   ? 1
                          : k == new->count ? -1
                                            : span_compare(old->items[i].name, new->items[k].name);
        const struct run_fact none = {{"", 0}, {"", 0}};
        const struct run_fact *const before = order <= 0 ? &old->items[i++] : &none;
        const struct run_fact *const after = order >= 0 ? &new->items[k++] : &none;
        if (order == 0 && (span_equal(before->value, after->value) ||
                           (group == RUN_OPTIONS && follows_from_weight(walk, before->name))))
            continue;
        if (note(walk, group, order <= 0 ? before->name : after->name, before->value, after->value, order <= 0,
                 order >= 0) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

/* An option says more than the formula that follows from it, and so does a version. */
static bool says_why_the_formula_differs(const struct causes *causes)
{
    for (size_t i = 0; i < causes->count; i++) {
        const struct check_cause *const cause = &causes->items[i];
        if (cause->kind == CAUSE_PROGRAM ||
            (cause->kind == CAUSE_OPTION &&
             (span_equal(cause->name, span_of("weight")) || span_equal(cause->name, span_of("similarity")) ||
              span_equal(cause->name, span_of("background")))))
            return true;
    }
    return false;
}

/* An input that only one run has, by its facts: "BYTES bytes, CRC-32 X". */
struct lone_input {
    struct span facts;
    bool is_added;
    size_t cause;
};

static int compare_lone(const void *first, const void *second)
{
    const struct lone_input *const a = first, *const b = second;
    const int order = span_compare(a->facts, b->facts);
    if (order != 0)
        return order;
    return a->is_added != b->is_added ? a->is_added - b->is_added : (a->cause > b->cause) - (a->cause < b->cause);
}

static size_t gather_lone(const struct causes *causes, struct lone_input *lone)
{
    static const char empty[] = "0 bytes,";
    size_t count = 0;
    for (size_t i = 0; i < causes->count; i++) {
        const struct check_cause *const cause = &causes->items[i];
        const bool is_added = cause->kind == CAUSE_INPUT_ADDED;
        const struct span facts = is_added ? cause->after : cause->before;
        const bool is_empty = facts.length < strlen(empty) || memcmp(facts.bytes, empty, strlen(empty)) == 0;
        if (cause->kind != CAUSE_INPUT_CHANGED && !is_empty)
            lone[count++] = (struct lone_input){facts, is_added, i};
    }
    return count;
}

/* replaced_by[removed] = added, of inputs with the same bytes: the first by name with the first. */
static void pair_renamed(struct causes *causes, const struct lone_input *lone, size_t count, size_t *replaced_by)
{
    for (size_t first = 0, end = 0; first < count; first = end) {
        size_t added = first;
        while (end < count && span_equal(lone[first].facts, lone[end].facts))
            end++;
        while (added < end && !lone[added].is_added)
            added++;
        for (size_t gone = first, came = added; gone < added && came < end; gone++, came++) {
            struct check_cause *const cause = &causes->items[lone[came].cause];
            replaced_by[lone[gone].cause] = lone[came].cause;
            cause->kind = CAUSE_INPUT_RENAMED;
            cause->before = causes->items[lone[gone].cause].name;
            cause->after = cause->name;
        }
    }
}

/* Leaves out what is replaced, and sets each key to what its cause has become. */
static void close_gaps(struct causes *causes, const size_t *replaced_by, size_t *places)
{
    size_t kept = 0;
    for (size_t i = 0; i < causes->count; i++) {
        if (replaced_by[i] == NO_CAUSE) {
            places[i] = kept;
            causes->items[kept++] = causes->items[i];
        }
    }
    causes->count = kept;
    for (size_t i = 0; i < causes->input_count; i++) {
        const size_t cause = causes->inputs[i].cause;
        causes->inputs[i].cause = places[replaced_by[cause] != NO_CAUSE ? replaced_by[cause] : cause];
    }
}

/* There are causes of inputs alone by now. */
static enum status join_renamed(struct causes *causes, struct failure *failure)
{
    void *lone = NULL, *replaced_by = NULL, *places = NULL;
    enum status status = array_zeroed(&lone, causes->count, sizeof(struct lone_input), failure);
    if (status == STATUS_OK)
        status = array_zeroed(&replaced_by, causes->count, sizeof(size_t), failure);
    if (status == STATUS_OK)
        status = array_zeroed(&places, causes->count, sizeof(size_t), failure);
    if (status == STATUS_OK && causes->count > 0) {
        const size_t count = gather_lone(causes, lone);
        qsort(lone, count, sizeof(struct lone_input), compare_lone);
        for (size_t i = 0; i < causes->count; i++)
            ((size_t *)replaced_by)[i] = NO_CAUSE;
        pair_renamed(causes, lone, count, replaced_by);
        close_gaps(causes, replaced_by, places);
    }
    causes->input_cause_count = causes->count;
    free(lone);
    free(replaced_by);
    free(places);
    return status;
}

static enum status list_causes(const struct walk *walk)
{
    static const enum run_fact_group order[] = {RUN_OPTIONS, RUN_FILES, RUN_TABLES, RUN_VERSIONS};
    struct causes *const causes = walk->causes;
    if (walk_group(walk, RUN_INPUTS) != STATUS_OK || join_renamed(causes, walk->failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (walk_group(walk, order[i]) != STATUS_OK)
            return STATUS_FAILED;
    }
    if (!says_why_the_formula_differs(causes) && walk_group(walk, RUN_FORMULAS) != STATUS_OK)
        return STATUS_FAILED;
    const struct check_cause code = {.kind = CAUSE_CODE}, several = {.kind = CAUSE_SEVERAL};
    causes->code = causes->count;
    causes->several = causes->count + 1;
    return add(causes, &code, walk->failure) == STATUS_OK ? add(causes, &several, walk->failure) : STATUS_FAILED;
}

enum status causes_find(struct causes *causes, const struct run_facts *before, const struct run_facts *after,
                        struct failure *failure)
{
    *causes = (struct causes){0};
    const struct walk walk = {causes, before, after, failure};
    return list_causes(&walk);
}

static struct input_key *find_key(const struct causes *causes, struct span name)
{
    size_t low = 0, high = causes->input_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = span_compare(causes->inputs[middle].name, name);
        if (order == 0)
            return &causes->inputs[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

size_t causes_mark_text(struct causes *causes, struct span name)
{
    struct input_key *const key = find_key(causes, name);
    if (key == NULL)
        return NO_CAUSE;
    key->has_text = true;
    return key->cause;
}

/* The only input with texts, or without, that changed; `several` where there are more. */
static size_t only_input(const struct causes *causes, bool has_text)
{
    size_t found = NO_CAUSE;
    for (size_t i = 0; i < causes->input_count; i++) {
        const struct input_key *const key = &causes->inputs[i];
        if (key->has_text == has_text && key->cause != found)
            found = found == NO_CAUSE ? key->cause : causes->several;
    }
    return found;
}

size_t causes_of_manifest(const struct causes *causes)
{
    const size_t found = only_input(causes, false);
    return found == causes->several ? NO_CAUSE : found;
}

/* The only thing beside inputs that can have changed it. */
static size_t only_other(const struct causes *causes, enum check_kind kind)
{
    size_t found = NO_CAUSE;
    for (size_t i = causes->input_cause_count; i < causes->count; i++) {
        if ((causes->items[i].kinds & BIT(kind)) != 0)
            found = found == NO_CAUSE ? i : causes->several;
    }
    return found;
}

size_t causes_attribute(const struct causes *causes, enum check_kind kind, const size_t *direct, size_t direct_count)
{
    const size_t other = only_other(causes, kind);
    size_t found = NO_CAUSE;
    for (size_t i = 0; i < direct_count; i++) {
        if (direct[i] != NO_CAUSE && direct[i] != found)
            found = found == NO_CAUSE ? direct[i] : causes->several;
    }
    if (found == NO_CAUSE) /* other documents: through how common its words are, by now */
        found = only_input(causes, true);
    if (found == NO_CAUSE && other == NO_CAUSE)
        found = only_input(causes, false);
    if (found != NO_CAUSE && other != NO_CAUSE)
        return causes->several;
    return found != NO_CAUSE ? found : other != NO_CAUSE ? other : causes->code;
}

void causes_free(struct causes *causes)
{
    free(causes->items);
    free(causes->inputs);
    arena_free(&causes->arena);
    *causes = (struct causes){0};
}
