/* check_text.c - the findings for people. A line is never broken: a continuation that began with a name could be a
 * command to the machine that reads the log. */
#include "check_files.h"
#include "check_words.h"

enum { CAUSES_SHOWN = 10, CHANGES_SHOWN = 5 };

static void write_sentence(struct writer *writer, const struct sentence *sentence)
{
    writer_bytes(writer, sentence->text, sentence->length);
    writer_byte(writer, '\n');
}

static void write_more(struct writer *writer, const char *indent, uint64_t more, const char *of_what)
{
    struct sentence sentence = {.length = 0};
    if (more == 0)
        return;
    sentence_text(&sentence, indent);
    sentence_text(&sentence, "and ");
    sentence_count(&sentence, more);
    sentence_text(&sentence, of_what);
    write_sentence(writer, &sentence);
}

/* Those of one kind and cause, which begin at `at`; returns where they end. */
static size_t write_kind(struct writer *writer, const struct check_account *account, size_t at)
{
    const struct check_change *const first = &account->changes[at];
    const struct check_cause *const cause = &account->causes[first->cause];
    size_t end = at, shown = 0;
    writer_text(writer, "  ");
    writer_text(writer, check_words_kind(first->kind));
    writer_byte(writer, '\n');
    for (; end < account->change_count && account->changes[end].cause == first->cause &&
           account->changes[end].kind == first->kind;
         end++) {
        if (shown == CHANGES_SHOWN)
            continue;
        struct sentence sentence = {.length = 0};
        sentence_text(&sentence, "    - ");
        check_words_change(&sentence, &account->changes[end]);
        write_sentence(writer, &sentence);
        shown++;
    }
    write_more(writer, "      ", cause->changed[first->kind] - shown, " more");
    return end;
}

static void write_cause(struct writer *writer, const struct check_account *account, size_t cause, size_t *at)
{
    struct sentence sentence = {.length = 0};
    sentence_text(&sentence, "\nWhy: ");
    check_words_cause(&sentence, &account->causes[cause]);
    write_sentence(writer, &sentence);
    while (*at < account->change_count && account->changes[*at].cause == cause)
        *at = write_kind(writer, account, *at);
}

static void write_idle(struct writer *writer, const struct check_account *account)
{
    if (account->idle_count == 0)
        return;
    writer_text(writer, "\nAlso not as in the baseline, and by itself without effect on a finding:\n");
    for (size_t i = 0; i < account->idle_count && i < CAUSES_SHOWN; i++) {
        struct sentence sentence = {.length = 0};
        sentence_text(&sentence, "  - ");
        check_words_cause(&sentence, &account->idle[i]);
        write_sentence(writer, &sentence);
    }
    write_more(writer, "    ", account->idle_count > CAUSES_SHOWN ? account->idle_count - CAUSES_SHOWN : 0, " more");
}

static void write_notes(struct writer *writer, const struct check_account *account)
{
    if (account->note_count > 0)
        writer_text(writer, "\nNot compared:\n");
    for (size_t i = 0; i < account->note_count; i++) {
        writer_text(writer, "  - ");
        writer_span(writer, account->notes[i]);
        writer_byte(writer, '\n');
    }
}

static void write_head(struct writer *writer, const struct check_account *account)
{
    struct sentence sentence = {.length = 0};
    uint64_t compared = 0;
    for (int kind = 0; kind < CHECK_KIND_COUNT; kind++)
        compared += account->compared[kind];
    const bool has_baseline = account->baseline.length > 0;
    if (account->changed_in_all == 0) {
        sentence_text(&sentence, has_baseline ? "No finding differs from " : "No similarity is beyond its bound in ");
        sentence_name(&sentence, has_baseline ? account->baseline : account->output);
        sentence_text(&sentence, ": ");
        sentence_count(&sentence, compared);
        sentence_text(&sentence, " compared.");
    } else {
        sentence_text(&sentence, has_baseline ? "Not as in " : "In ");
        sentence_name(&sentence, has_baseline ? account->baseline : account->output);
        sentence_text(&sentence, ": ");
        check_words_counts(&sentence, account->changed);
        sentence_text(&sentence, " (");
        sentence_count(&sentence, compared);
        sentence_text(&sentence, " compared).");
    }
    write_sentence(writer, &sentence);
}

enum status check_text_write(struct writer *writer, const struct check_account *account, struct failure *failure)
{
    size_t at = 0;
    uint64_t more = 0;
    write_head(writer, account);
    for (size_t cause = 0; cause < account->cause_count; cause++) {
        if (cause < CAUSES_SHOWN)
            write_cause(writer, account, cause, &at);
        else
            more += account->causes[cause].changed_in_all;
    }
    if (account->cause_count > CAUSES_SHOWN) {
        struct sentence sentence = {.length = 0};
        sentence_text(&sentence, "\nAnd ");
        sentence_count(&sentence, account->cause_count - CAUSES_SHOWN);
        sentence_text(&sentence, " more causes with ");
        sentence_count(&sentence, more);
        sentence_text(&sentence, more == 1 ? " change" : " changes");
        write_sentence(writer, &sentence);
    }
    write_idle(writer, account);
    write_notes(writer, account);
    return writer_check(writer, failure);
}
