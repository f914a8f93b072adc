/*
 * repair.c - mends what PDF extraction does to Arabic text: halves of words, moved numbers, ranges, swapped ligatures,
 * presentation forms, words written backwards, letters spaced apart, tatweel. Each kind is a file of its own, named as
 * the kind; what is evidence for it stands there.
 *
 * Words are held back until the document ends, or SAMPLE_BYTES of it have come: what the lines that begin within them
 * show is the evidence for all of it, and their words are what the document attests. So a repair depends on the
 * document and on nothing else: not on blocks, workers, other documents, or the user's background.
 *
 * It stands behind apparatus, which looks at what is between the words of the text as it is. Only documents in Arabic,
 * and in its script without a known language, are looked at: Persian and Urdu have no background to ask, and a rule for
 * Arabic words is none for theirs. Words from the vertical format are mended already, or meant to be as they are.
 */
#include <stdlib.h>

#include "array.h"
#include "document_details.h"
#include "held_blocks.h"
#include "lam_alef.h"
#include "lam_meem.h"
#include "language.h"
#include "moved_numbers.h"
#include "spaced_letters.h"
#include "stages.h"
#include "visual_order.h"
#include "word_halves.h"

enum { SAMPLE_BYTES = 1 << 20 };

struct repair_state {
    bool is_on;
    struct names *names;
    struct mending mending;
    struct held_blocks held;
    /* of the document */
    bool is_known;    /* whether it is looked at */
    bool is_arabic;   /* it is */
    bool has_sampled; /* nothing more is held back */
};

static enum status repair_open(void *memory, const struct settings *settings, struct flow *flow)
{
    struct repair_state *const state = memory;
    state->is_on = settings->repair;
    if (!state->is_on) {
        return STATUS_OK;
    }
    const bool keeps_list = settings->list_repairs && settings->command == COMMAND_COMPARE;
    if (names_open(&state->names, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return mending_open(&state->mending, keeps_list, flow_failure(flow));
}

static void repair_close(void *memory)
{
    struct repair_state *const state = memory;
    held_blocks_free(&state->held);
    mending_close(&state->mending);
    names_close(state->names);
    state->names = NULL;
}

static enum status repair_begin_document(void *memory, struct flow *flow)
{
    (void)flow; /* its language may not be known before its first words */
    struct repair_state *const state = memory;
    held_blocks_clear(&state->held);
    if (state->is_on) {
        mending_begin(&state->mending);
    }
    state->is_known = false;
    state->has_sampled = false;
    return STATUS_OK;
}

static bool is_arabic(const struct document *document)
{
    const struct language *const language = language_find(document->language);
    return language != NULL ? language == language_find(span_of("ar"))
                            : document->script == SCRIPT_ARABIC && document->language.length == 0;
}

static enum status look_at_line(struct repair_state *state, const struct line *line, unsigned signs,
                                struct failure *failure)
{
    struct mending *const mending = &state->mending;
    enum damage_evidence halves = EVIDENCE_NONE;
    bool has_number = false;
    const bool may_be_turned =
        (signs & (SIGN_TURNED | SIGN_FORMS)) != 0 || mending->damage.reversed_lines >= DAMAGE_CASES_LEAST;
    if ((may_be_turned && visual_order_look(mending, line, failure) != STATUS_OK) ||
        word_halves_look(mending, line, &halves, failure) != STATUS_OK ||
        ((signs & SIGN_NUMBER) != 0 &&
         moved_numbers_are_clear(state->names, mending, line, &has_number, failure) != STATUS_OK)) {
        return STATUS_FAILED;
    }
    mending->damage.lines++;
    mending->damage.turned_lines += has_number ? EVIDENCE_STRONG : halves;
    if ((signs & SIGN_LAM_ALEF) != 0 && lam_alef_look(mending, line, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return (signs & SIGN_LAM_MEEM) != 0 ? lam_meem_look(mending, line, failure) : STATUS_OK;
}

static enum status look_for_sound(struct repair_state *state, const struct line *line, unsigned signs,
                                  struct failure *failure)
{
    (void)signs, (void)failure;
    lam_alef_look_for_sound(&state->mending, line);
    return STATUS_OK;
}

static enum status attest_line(struct repair_state *state, const struct line *line, unsigned signs,
                               struct failure *failure)
{
    (void)signs;
    for (size_t i = 0; i < line->count; i++) {
        if (known_forms_add(&state->mending.forms, line->words[i].surface, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* What is done with each line of the sample; `signs` of the line and of its block's text. */
typedef enum status sample_step(struct repair_state *, const struct line *, unsigned signs, struct failure *);

static enum status for_sample(struct repair_state *state, sample_step *each, struct flow *flow)
{
    for (size_t i = 0; i < state->held.count; i++) {
        const struct held_block *const block = &state->held.items[i];
        for (size_t l = 0; l < block->line_count; l++) {
            const struct held_line *const held = &block->lines[l];
            const struct line line = line_at(&block->text, block->words + held->first, held->count);
            if (line.offset >= SAMPLE_BYTES) {
                return STATUS_OK;
            }
            if (each(state, &line, held->signs | block->signs, flow_failure(flow)) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    return STATUS_OK;
}

static enum status turn_back(struct repair_state *state, struct line *line, bool may_have_halves, bool may_have_moves,
                             struct failure *failure)
{
    struct mending *const mending = &state->mending;
    struct half_pairs pairs = {.count = 0};
    struct number_moves moves = {.range_count = 0};
    if ((may_have_halves && word_halves_find(mending, line, &pairs, failure) != STATUS_OK) ||
        (may_have_moves && moved_numbers_find(state->names, mending, line, &moves, failure) != STATUS_OK) ||
        word_halves_join(mending, line, &pairs, failure) != STATUS_OK ||
        moved_numbers_apply(mending, line, &moves, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (pairs.count > 0) {
        line_take_out_empty(line);
    }
    return STATUS_OK;
}

/* Is a line with these signs, having been looked at, in order for certain? So most are. */
static bool is_in_order(const struct mending *mending, unsigned signs)
{
    const struct damage *const damage = &mending->damage;
    return (signs & (SIGN_NUMBER | SIGN_LETTERS | SIGN_TATWEEL)) == 0 && damage->odd_lines == 0 &&
           damage->alef_lines == 0 && damage->turned_lines == 0 && damage->lam_meem == 0 &&
           mending_is_untouched(mending);
}

/* What the look at the whole sample found in none of its lines is not looked for in each of them again. */
static enum status mend_line(struct repair_state *state, struct line *line, unsigned signs, struct failure *failure)
{
    struct mending *const mending = &state->mending;
    const struct damage *const damage = &mending->damage;
    const bool was_looked_at = line->offset < SAMPLE_BYTES;
    bool is_turned = false;
    if ((signs & SIGN_LETTERS) != 0 && spaced_letters_join(mending, line, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const bool may_be_turned = !was_looked_at || damage->odd_lines > 0 || !mending_is_untouched(mending);
    if ((may_be_turned && visual_order_mend(mending, line, &is_turned, failure) != STATUS_OK) ||
        ((signs & SIGN_TATWEEL) != 0 && spaced_letters_take_tatweel(mending, line, failure) != STATUS_OK) ||
        ((!was_looked_at || damage->alef_lines > 0) && lam_alef_mend(mending, line, failure) != STATUS_OK) ||
        lam_meem_mend(mending, line, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const bool may_have_halves = !was_looked_at || damage->turned_lines > 0 || !mending_is_untouched(mending);
    const bool may_have_moves = (signs & SIGN_NUMBER) != 0;
    return is_turned ? STATUS_OK : turn_back(state, line, may_have_halves, may_have_moves, failure);
}

static enum status mend_block(struct repair_state *state, struct held_block *block, struct flow *flow)
{
    const bool was_looked_at = block->text.offset + block->text.utf8.length <= SAMPLE_BYTES;
    size_t kept = 0;
    for (size_t i = 0; i < block->line_count; i++) {
        const struct held_line *const held = &block->lines[i];
        const unsigned signs = held->signs | block->signs;
        struct line line = {.words = block->words + held->first, .count = held->count};
        if (!was_looked_at || !is_in_order(&state->mending, signs)) {
            line = line_at(&block->text, line.words, line.count);
            if (mend_line(state, &line, signs, flow_failure(flow)) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
        if (kept != held->first) {
            memmove(block->words + kept, line.words, line.count * sizeof *line.words);
        }
        kept += line.count;
    }
    block->count = kept;
    const struct words words = {block->words, block->count, block->text};
    if (flow_emit(flow, &(struct record){.kind = RECORD_WORDS, .as.words = &words}) != STATUS_OK) {
        return STATUS_FAILED;
    }
    arena_clear(&state->mending.arena);
    return STATUS_OK;
}

static enum status mend_held(struct repair_state *state, struct flow *flow)
{
    for (size_t i = 0; i < state->held.count; i++) {
        if (mend_block(state, &state->held.items[i], flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    held_blocks_clear(&state->held);
    return STATUS_OK;
}

/* All of the sample has come. */
static enum status end_sample(struct repair_state *state, struct flow *flow)
{
    state->has_sampled = true;
    if (for_sample(state, look_at_line, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    arena_clear(&state->mending.arena);
    if (state->mending.damage.lam_alef > 0 && for_sample(state, look_for_sound, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (mending_has_turned_lines(&state->mending) && for_sample(state, attest_line, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return mend_held(state, flow);
}

static enum status repair_accept(void *memory, const struct record *record, struct flow *flow)
{
    struct repair_state *const state = memory;
    const struct words *const words = record->as.words;
    if (!state->is_known) {
        state->is_arabic = state->is_on && is_arabic(flow_document(flow));
        state->is_known = true;
    }
    if (!state->is_arabic || words->text.utf8.length == 0) {
        return flow_emit(flow, record);
    }
    struct held_block *block;
    if (held_blocks_add(&state->held, words, &block, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (state->has_sampled) {
        return mend_held(state, flow);
    }
    return block->text.offset + block->text.utf8.length < SAMPLE_BYTES ? STATUS_OK : end_sample(state, flow);
}

static enum status keep_account(const struct mending *mending, struct flow *flow)
{
    struct arena *const arena = flow_document_arena(flow);
    struct document_details *details;
    void *list = NULL;
    uint64_t repairs_made = 0;
    for (int kind = 0; kind < REPAIR_COUNT; kind++) {
        repairs_made += mending->counts[kind];
    }
    if (repairs_made == 0) {
        return STATUS_OK;
    }
    if (document_details_make(flow_document(flow), arena, &details, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(details->repairs, mending->counts, sizeof details->repairs);
    if (mending->list_count == 0) {
        return STATUS_OK;
    }
    if (arena_take(arena, mending->list_count * sizeof(struct repair), &list, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct repair *const repairs = list;
    for (size_t i = 0; i < mending->list_count; i++) {
        repairs[i] = mending->list[i];
        if (arena_copy(arena, mending->list[i].written, &repairs[i].written, flow_failure(flow)) != STATUS_OK ||
            arena_copy(arena, mending->list[i].mended, &repairs[i].mended, flow_failure(flow)) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    details->repair_list = repairs;
    details->repair_list_count = mending->list_count;
    return STATUS_OK;
}

static enum status repair_end_document(void *memory, struct flow *flow)
{
    struct repair_state *const state = memory;
    if (state->held.count > 0 && end_sample(state, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return state->is_on ? keep_account(&state->mending, flow) : STATUS_OK;
}

const struct stage_type repair_stage = {
    .name = "repair",
    .placement = PER_WORKER,
    .consumes = RECORD_WORDS,
    .produces = RECORD_WORDS,
    .state_size = sizeof(struct repair_state),
    .open = repair_open,
    .begin_document = repair_begin_document,
    .accept = repair_accept,
    .end_document = repair_end_document,
    .close = repair_close,
};
