/* pair_terms.c - the two rows are walked side by side. */
#include "pair_terms.h"

#include "keyness.h"

enum status pair_terms_open(struct pair_terms *terms, const struct vocabulary_term *vocabulary, struct failure *failure)
{
    *terms = (struct pair_terms){.vocabulary = vocabulary};
    return top_lists_open(&terms->lists, EVIDENCE_PARTS, PAIR_TERMS_MOST, failure);
}

void pair_terms_close(struct pair_terms *terms)
{
    top_lists_close(&terms->lists);
}

/* A term of one or both sides: where it stands in the rows. */
struct place {
    size_t column;
    bool has[2];
    double values[2];
    uint32_t counts[2];
};

static void look(const struct pair_side *side, bool has, size_t at, struct place *place, size_t which)
{
    place->has[which] = has;
    place->values[which] = has ? side->row.values[at] : 0;
    place->counts[which] = has ? side->row.row.counts[at] : 0;
    place->column = has ? side->row.row.columns[at] : place->column;
}

static bool next_term(const struct pair_side *a, const struct pair_side *b, size_t *i, size_t *k, struct place *place)
{
    const struct term_row first = a->row.row, second = b->row.row;
    if (*i == first.count && *k == second.count) {
        return false;
    }
    const bool has_a = *i < first.count && (*k == second.count || first.columns[*i] <= second.columns[*k]);
    const bool has_b = *k < second.count && (*i == first.count || second.columns[*k] <= first.columns[*i]);
    look(a, has_a, *i, place, 0);
    look(b, has_b, *k, place, 1);
    *i += has_a;
    *k += has_b;
    return true;
}

/* True where side x has the term far more often than y, in as many words, and not by chance. */
static bool is_far_more(uint64_t count_x, uint64_t words_x, uint64_t count_y, uint64_t words_y)
{
    const struct keyness_table table = {count_x, count_y, words_x > count_x ? words_x : count_x,
                                        words_y > count_y ? words_y : count_y};
    const double rate_x = (double)count_x / (double)table.total_a, rate_y = (double)count_y / (double)table.total_b;
    return rate_x >= PAIR_RATIO * rate_y && keyness_two_cell(&table) >= PAIR_G2;
}

/* A date makes several terms; to say what is missing its day or its year is enough. */
static bool is_day_or_year(struct span term)
{
    static const char any_year[] = TERM_DATE_PREFIX "--", decade[] = TERM_DECADE_PREFIX;
    const bool is_of_any_year =
        term.length >= sizeof any_year - 1 && memcmp(term.bytes, any_year, sizeof any_year - 1) == 0;
    const bool is_decade = term.length >= sizeof decade - 1 && memcmp(term.bytes, decade, sizeof decade - 1) == 0;
    return !is_of_any_year && !is_decade;
}

static size_t others(const uint32_t *tellers, const struct place *place)
{
    return tellers != NULL ? tellers[place->column] - (size_t)place->has[0] - (size_t)place->has[1] : 0;
}

static void offer_of_both(struct pair_terms *terms, const struct pair_side *a, const struct pair_side *b,
                          const struct place *place)
{
    const double difference = place->values[0] - place->values[1];
    if (difference > 0 && is_far_more(place->counts[0], a->words, place->counts[1], b->words)) {
        top_list_offer(&terms->lists.items[EVIDENCE_APART_A], difference, place->column);
    } else if (difference < 0 && is_far_more(place->counts[1], b->words, place->counts[0], a->words)) {
        top_list_offer(&terms->lists.items[EVIDENCE_APART_B], -difference, place->column);
    }
}

static void offer_of_one(struct pair_terms *terms, const uint32_t *tellers, const struct place *place)
{
    const double value = place->has[0] ? place->values[0] : place->values[1];
    const size_t other = others(tellers, place);
    if (value <= 0) {
        return;
    }
    if (other > 0) { /* most others first; the value orders those that as many have */
        top_list_offer(&terms->lists.items[place->has[0] ? EVIDENCE_LEFT_OUT_B : EVIDENCE_LEFT_OUT_A],
                       (double)other + value / (1 + value), place->column);
    } else {
        top_list_offer(&terms->lists.items[place->has[0] ? EVIDENCE_APART_A : EVIDENCE_APART_B], value, place->column);
    }
}

/* How often a row has a column. */
static uint32_t count_in(struct term_row row, size_t column)
{
    size_t low = 0, high = row.count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (row.columns[middle] < column) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < row.count && row.columns[low] == column ? row.counts[low] : 0;
}

static void settle_list(struct pair_terms *terms, const struct pair_side *a, const struct pair_side *b,
                        const uint32_t *tellers, size_t part)
{
    struct top_list *const list = &terms->lists.items[part];
    top_list_sort(list);
    terms->counts[part] = list->count;
    for (size_t i = 0; i < list->count; i++) {
        const size_t column = list->entries[i].index;
        const uint32_t in_a = count_in(a->row.row, column), in_b = count_in(b->row.row, column);
        const bool has_share = part == EVIDENCE_SHARED && terms->product > 0;
        terms->items[part][i] = (struct evidence_term){
            .term = column,
            .share = has_share ? list->entries[i].value / terms->product : 0,
            .counts = {in_a, in_b},
            .others = others(tellers, &(struct place){.column = column, .has = {in_a > 0, in_b > 0}})};
    }
}

void pair_terms_fill(struct pair_terms *terms, const struct pair_side *a, const struct pair_side *b,
                     const uint32_t *tellers, bool words_compare, const size_t lengths[EVIDENCE_PARTS])
{
    struct place place = {0};
    terms->product = 0;
    terms->shared = 0;
    for (size_t part = 0; part < EVIDENCE_PARTS; part++) {
        terms->lists.items[part].count = 0;
        terms->lists.items[part].capacity = lengths[part];
    }
    for (size_t i = 0, k = 0; next_term(a, b, &i, &k, &place);) {
        const struct vocabulary_term *const term = &terms->vocabulary[place.column];
        const bool is_both = place.has[0] && place.has[1];
        const double product = place.values[0] * place.values[1];
        terms->product += is_both ? product : 0;
        terms->shared += is_both;
        if (term->channel == CHANNEL_CHARACTER) {
            continue;
        }
        if (product > 0) {
            top_list_offer(&terms->lists.items[EVIDENCE_SHARED], product, place.column);
        }
        if (term->channel == CHANNEL_DATE ? !is_day_or_year(term->term) : !words_compare) {
            continue;
        }
        if (is_both) {
            offer_of_both(terms, a, b, &place);
        } else {
            offer_of_one(terms, tellers, &place);
        }
    }
    for (size_t part = 0; part < EVIDENCE_PARTS; part++) {
        settle_list(terms, a, b, tellers, part);
    }
}
