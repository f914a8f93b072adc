/* summary_factors.c - means in the order of the table, then shares in whole per cents: more would be no more true. */
#include "summary_factors.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "paragraph.h"

/* By relation, as the means arrive. */
static const char *const relations[] = {"two sources on one event", "one source on two events",
                                        "two sources on two events"};

void summary_factors_add(struct summary_factors *factors, const struct factor_finding *factor)
{
    if (factor->kind == FACTOR_PAIRS && factors->mean_count < SUMMARY_FACTOR_MEANS) {
        factors->means[factors->mean_count++] = *factor;
    } else if (factor->kind == FACTOR_SHARE && factors->share_count < SUMMARY_FACTOR_SHARES) {
        (void)snprintf(factors->statuses[factors->share_count], SUMMARY_FACTOR_STATUS, "%s", factor->status);
        factors->shares[factors->share_count++] = *factor;
    }
}

/* " 0.52 (28 pairs)" */
static void say_mean(struct paragraph *paragraph, const struct factor_finding *mean)
{
    paragraph_text(paragraph, " ");
    paragraph_fixed(paragraph, mean->similarity, 2);
    paragraph_text(paragraph, " (");
    paragraph_count(paragraph, mean->pairs);
    paragraph_text(paragraph, mean->pairs == 1 ? " pair)" : " pairs)");
}

/* Of one kind of pairs, in one language or across; returns how many relations were told. */
static size_t say_means(struct paragraph *paragraph, const struct summary_factors *factors, size_t across)
{
    size_t told = 0;
    for (size_t i = across; i < factors->mean_count; i += 2) {
        if (factors->means[i].pairs == 0)
            continue;
        if (told == 0)
            paragraph_text(paragraph, across                 ? " Across languages: "
                                      : factors->is_distance ? "Mean distance of tellings in one language: "
                                                             : "Mean similarity of tellings in one language: ");
        else
            paragraph_text(paragraph, ", ");
        paragraph_text(paragraph, relations[i / 2]);
        say_mean(paragraph, &factors->means[i]);
        told++;
    }
    if (told > 0)
        paragraph_text(paragraph, ".");
    return told;
}

static void say_percent(struct paragraph *paragraph, double share)
{
    paragraph_fixed(paragraph, floor(share * 100 + 0.5), 0);
    paragraph_text(paragraph, "%");
}

/* "Language cannot be told from source." The name stands in front of the status, and begins the sentence. */
static void say_statuses(struct paragraph *paragraph, const struct summary_factors *factors)
{
    for (size_t i = 0; i < factors->share_count; i++) {
        const char *const status = factors->statuses[i];
        if (!isnan(factors->shares[i].share) || *status == '\0' || factors->shares[i].levels < 2)
            continue;
        paragraph_text(paragraph, strcmp(factors->shares[i].name, "language") == 0 ? " Language"
                                  : strcmp(factors->shares[i].name, "source") == 0 ? " Source"
                                                                                   : " Event");
        paragraph_text(paragraph, status + strlen(factors->shares[i].name));
        paragraph_text(paragraph, ".");
    }
}

static void say_shares(struct paragraph *paragraph, const struct summary_factors *factors)
{
    size_t told = 0;
    for (size_t i = 0; i < factors->share_count; i++) {
        const struct factor_finding *const share = &factors->shares[i];
        if (isnan(share->share))
            continue;
        paragraph_text(paragraph, told == 0 ? "Of all differences between tellings " : ", ");
        say_percent(paragraph, share->share);
        paragraph_text(paragraph, told == 0 ? " go with " : " with ");
        paragraph_text(paragraph, share->name);
        if (!isnan(share->by_chance)) {
            paragraph_text(paragraph, " (");
            say_percent(paragraph, share->by_chance);
            paragraph_text(paragraph, told == 0 ? " would with as many groups at random)" : ")");
        }
        told++;
    }
    paragraph_text(paragraph, ".");
    say_statuses(paragraph, factors);
}

static bool has_shares(const struct summary_factors *factors)
{
    for (size_t i = 0; i < factors->share_count; i++) {
        if (!isnan(factors->shares[i].share))
            return true;
    }
    return false;
}

static bool has_relations(const struct summary_factors *factors)
{
    size_t told = 0;
    for (size_t i = 0; i + 1 < factors->mean_count; i += 2)
        told += factors->means[i].pairs + factors->means[i + 1].pairs > 0;
    return told > 1;
}

void summary_factors_write(const struct summary_factors *factors, struct screen *screen)
{
    struct paragraph paragraph;
    const struct outlet outlet = {.screen = screen};
    if (!has_relations(factors))
        return;
    screen_heading(screen, "What goes with event, source and language");
    paragraph_open(&paragraph, &outlet, 2, 4);
    (void)say_means(&paragraph, factors, 0);
    (void)say_means(&paragraph, factors, 1);
    paragraph_close(&paragraph);
    paragraph_open(&paragraph, &outlet, 2, 4);
    if (has_shares(factors)) {
        say_shares(&paragraph, factors);
    } else if (factors->share_count > 0) {
        paragraph_text(&paragraph, "Which part of the differences goes with each cannot be said: ");
        const char *const status = factors->statuses[0];
        static const char prefix[] = "no-shares: ";
        paragraph_text(&paragraph, status + sizeof prefix - 1);
        paragraph_text(&paragraph, ".");
    }
    paragraph_close(&paragraph);
}
