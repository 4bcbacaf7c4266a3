// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Lines of totals that no word tells: a section or a country with the sum of its rows, above or below them. Counted,
 * they would double the fund. A row is taken for one only when it has no identifier, is the sum of a run of rows that
 * ends at another such row, and nothing speaks against it; what is in doubt is counted and said. A row that is left
 * out for its sum alone is kept apart, so that a company that it names does not go unseen.
 */
#include <string.h>

#include "holdtrace/large.h"
#include "holdtrace/names.h"
#include "portfolio/reading.h"

enum { BOUNDARIES = 64, NEAREST = 8, FINEST = 6, ROUNDS = 4, WHOLE_FROM = 95, WHOLE_TO = 105 };

enum { ODD = 10000 };

enum { NEAR = 1000, CLOSE = 1000000 }; // the part of a total that rounding may be off by

enum role { COUNTED, DOUBTED, LEFT_OUT };

struct item {
    const struct ht_position *position;
    struct ht_amount amount;
    enum role role;
    bool candidate; // could be a line of totals
    bool awaited;   // is called a total: never counted
    bool named;     // by a country, a kind or a word for totals
    bool cash;
    bool hint;       // nothing but its sum speaks for it: it is said, not left out
    bool barred;     // it was doubted, and nothing came to its aid
    bool below;      // what it sums up stands below it
    bool disputed;   // it is a sum, but something speaks against that
    size_t from, to; // what it sums up: items
    size_t leaves;   // how many rows of it are counted
    size_t next;     // candidate after it, in the direction of the pass
    struct ht_sum {
        struct ht_amount amount, weight;
        struct ht_amount printed, printed_weight; // without signs, where the file prints shorts so
        size_t leaves, identified, weighted;
        bool overflow; // a sum was too large: none is known
    } rest;            // of the counted rows from it on, in the direction of the pass; where something asks for it
};

struct fold {
    struct ht_reading *reading;
    struct ht_filling *filling;
    struct ht_arena *scratch; // until all is settled
    struct item *items;       // and one more, after the last
    size_t count;
    unsigned scale;
    bool upwards;     // the pass goes over what stands above
    bool by_weight;   // the file has no values
    bool few_known;   // most rows have no identifier, so that to have none says nothing
    bool has_figures; // most rows have a quantity or a price
    bool by_side;     // shorts are told by a word: totals may sum up the amounts as they are printed
    size_t next;
};

static struct item *at(const struct fold *fold, size_t i) {
    return &fold->items[fold->upwards && i < fold->count ? fold->count - 1 - i : i];
}

static bool names_section(const struct fold *fold, const struct item *item) {
    const char *name = item->position->name;
    return item->awaited || (name != NULL && (ht_country_code(name) != NULL ||
                                              ht_sheet_kind_word(fold->reading->sheet, ht_slice_of(name)) != NULL));
}

static bool is_cash(const struct fold *fold, const struct ht_position *p) {
    const char *word = p->name != NULL ? ht_sheet_kind_word(fold->reading->sheet, ht_slice_of(p->name)) : NULL;
    return p->kind == HT_KIND_CASH || (word != NULL && strcmp(word, "cash") == 0);
}

static bool has_figures(const struct ht_position *p) {
    return p->quantity.known || p->price.known;
}

static void survey(struct fold *fold) {
    const struct ht_portfolio *portfolio = &fold->filling->portfolio;
    size_t identified = 0, figures = 0;
    fold->by_weight = true;
    for (size_t i = 0; i < portfolio->position_count; i++) {
        const struct ht_position *p = &portfolio->positions[i];
        ht_large_rest();
        identified += ht_position_identified(p);
        figures += has_figures(p);
        fold->by_weight &= !p->value.known;
    }
    fold->few_known = identified * 4 < portfolio->position_count;
    fold->has_figures = figures * 2 > portfolio->position_count;
    fold->by_side = fold->filling->tally.seen[HT_CODE_BY_SIDE] > 0;
}

static void prepare(struct fold *fold) {
    const struct ht_portfolio *portfolio = &fold->filling->portfolio;
    size_t awaited = 0;
    survey(fold);
    fold->count = portfolio->position_count;
    fold->items = ht_arena_array(fold->scratch, fold->count + 1, sizeof *fold->items);
    for (size_t i = 0; i < fold->count; i++) {
        const struct ht_position *p = &portfolio->positions[i];
        struct item *item = &fold->items[i];
        *item = (struct item){.position = p, .amount = fold->by_weight ? p->weight_file_pct : p->value};
        item->awaited = awaited < fold->filling->awaited_count && fold->filling->awaited[awaited] == p->line;
        awaited += item->awaited;
        ht_large_rest();
        bool open = !ht_position_identified(p) && !p->price.known && item->amount.known &&
                    ht_decimal_sign(item->amount.number) != 0;
        item->named = open && names_section(fold, item);
        item->cash = open && is_cash(fold, p);
        bool bare = fold->has_figures && !has_figures(p);
        item->hint = !item->named && !bare && (fold->few_known || fold->by_weight);
        item->candidate = open && !(item->hint && fold->by_weight);
        if (item->amount.known && item->amount.number.scale > fold->scale)
            fold->scale = item->amount.number.scale < FINEST ? item->amount.number.scale : FINEST;
    }
    fold->items[fold->count] = (struct item){.next = fold->count};
}

static bool is_leaf(const struct item *item) {
    ht_large_rest(); // what passes over all rows comes by here
    return item->role == COUNTED && !item->awaited && item->amount.known;
}

static struct ht_amount minus(struct ht_amount a, struct ht_amount b) {
    struct ht_decimal difference;
    b = ht_amount_or_zero(b);
    return a.known && ht_decimal_sub(a.number, b.number, &difference) ? ht_amount_of(difference)
                                                                      : ht_amount_unknown();
}

// What the counted rows from I up to K sum to, where I and K go in the direction of the pass.
static struct ht_sum between(const struct fold *fold, size_t i, size_t k) {
    const struct ht_sum *a = &at(fold, i)->rest, *b = &at(fold, k)->rest;
    struct ht_sum sum = {.leaves = a->leaves - b->leaves,
                         .identified = a->identified - b->identified,
                         .weighted = a->weighted - b->weighted,
                         .overflow = a->overflow || b->overflow};
    sum.amount = sum.overflow ? ht_amount_unknown() : minus(a->amount, b->amount);
    sum.weight = sum.overflow ? ht_amount_unknown() : minus(a->weight, b->weight);
    if (fold->by_side && !sum.overflow) {
        sum.printed = minus(a->printed, b->printed);
        sum.printed_weight = minus(a->printed_weight, b->printed_weight);
    }
    return sum;
}

static ht_int128 power_of_ten(unsigned exponent) {
    ht_int128 power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

// Whether ITEM is AMOUNT, the sum of LEAVES rows, but for the rounding of what is printed, and never off by more than
// one part of PARTS.
static bool rounds_to(const struct fold *fold, const struct item *item, struct ht_amount amount, size_t leaves,
                      int64_t parts) {
    struct ht_amount off = minus(item->amount, amount);
    struct ht_decimal twice, share;
    unsigned own = item->amount.number.scale < fold->scale ? item->amount.number.scale : fold->scale;
    ht_int128 bound = (ht_int128)leaves + power_of_ten(fold->scale - own);
    if (!amount.known || !off.known)
        return false;
    off.number = ht_decimal_abs(off.number);
    // In units of the scale, where twice what it is off by has no digits behind the point.
    unsigned fewer = fold->scale > off.number.scale ? fold->scale - off.number.scale : 0;
    struct ht_decimal units = {2 * power_of_ten(fewer), 0};
    uint8_t behind = (uint8_t)(off.number.scale + fewer - fold->scale);
    return ht_decimal_mul((struct ht_decimal){off.number.units, behind}, units, &twice) &&
           ht_decimal_cmp(twice, (struct ht_decimal){bound, 0}) <= 0 &&
           ht_decimal_mul(off.number, ht_decimal_int(parts), &share) &&
           ht_decimal_cmp(share, ht_decimal_abs(item->amount.number)) <= 0;
}

// Whether ITEM is the sum of the rows of SUM, with their signs or as they are printed.
static bool sums_up(const struct fold *fold, const struct item *item, const struct ht_sum *sum) {
    // In a long list some sum comes close to some amount; a name says that it is meant.
    int64_t parts = item->named ? NEAR : CLOSE;
    return rounds_to(fold, item, sum->amount, sum->leaves, parts) ||
           (fold->by_side && rounds_to(fold, item, sum->printed, sum->leaves, parts));
}

// Whether the weight of ITEM is TOTAL, that of the rows of SUM, where the file has weights.
static bool weighs_as(const struct item *item, const struct ht_sum *sum, struct ht_amount total) {
    struct ht_amount weight = item->position->weight_file_pct;
    struct ht_amount off = minus(weight, total);
    struct ht_decimal scaled;
    if (!weight.known || sum->weighted < sum->leaves || !off.known)
        return true;
    // One digit after the point is the coarsest that files print.
    return ht_decimal_mul(ht_decimal_abs(off.number), ht_decimal_int(20), &scaled) &&
           ht_decimal_cmp(scaled, ht_decimal_int((int64_t)sum->leaves + 1)) <= 0;
}

// Whether AMOUNT has so many digits that nothing else adds up to it by chance.
static bool is_odd(struct ht_decimal amount) {
    ht_int128 units = ht_decimal_abs(amount).units;
    while (units != 0 && units % 10 == 0)
        units /= 10;
    return units >= ODD;
}

// What ITEM is, if it sums up the rows of SUM: the fewer they are, the more must speak for it.
static enum role judge(const struct fold *fold, struct item *item, const struct ht_sum *sum, bool all) {
    if (sum->leaves == 0 || !sums_up(fold, item, sum))
        return COUNTED;
    const char *name = item->position->name;
    bool currency = name != NULL && ht_currency_known(name);
    if (sum->identified == 0 && (!item->named || currency))
        return COUNTED; // accounts of cash may well add up by chance
    bool weighs = weighs_as(item, sum, sum->weight) || (fold->by_side && weighs_as(item, sum, sum->printed_weight));
    if (!weighs || (item->cash && !item->awaited && sum->identified > 0)) {
        item->disputed |= sum->leaves >= 2;
        return COUNTED;
    }
    if (!item->named && (ht_name_ends_as_company(item->position->name) ||
                         (sum->leaves == 1 && !ht_name_is_common(item->position->name)))) {
        item->disputed |= sum->leaves >= 2;
        return COUNTED;
    }
    if (item->hint) {
        item->disputed |= sum->leaves >= 3;
        return COUNTED;
    }
    bool bare = fold->has_figures && !has_figures(item->position);
    bool told = item->named || bare || (sum->leaves >= 3 && (all || is_odd(item->amount.number)));
    return item->awaited || (told && sum->leaves >= 2) ? LEFT_OUT : DOUBTED;
}

// Finds what candidate I sums up: a run that ends at one of the next candidates, or with the last row.
static bool settle(struct fold *fold, size_t i) {
    struct item *item = at(fold, i);
    size_t k = fold->next, most = item->hint ? NEAREST : BOUNDARIES;
    for (size_t tries = 0; item->role == COUNTED; tries++) {
        k = tries < most ? k : fold->count;
        struct ht_sum sum = {0};
        // What judge() would say of most runs in a file without identifiers, before any sum is formed.
        if (item->named || at(fold, i + 1)->rest.identified != at(fold, k)->rest.identified)
            sum = between(fold, i + 1, k);
        item->role = judge(fold, item, &sum, i == 0 && k == fold->count);
        if (item->role != COUNTED) {
            item->below = !fold->upwards;
            item->leaves = sum.leaves;
            item->from = fold->upwards ? fold->count - k : i + 1;
            item->to = fold->upwards ? fold->count - 1 - i : k;
            return true;
        }
        if (k == fold->count)
            break;
        k = at(fold, k)->next;
    }
    return false;
}

static struct ht_amount unsigned_of(struct ht_amount amount) {
    return amount.known ? ht_amount_of(ht_decimal_abs(amount.number)) : amount;
}

static void add_leaf(const struct fold *fold, const struct item *item, struct ht_sum *sum) {
    const struct ht_position *position = item->position;
    bool good = ht_amount_add(&sum->amount, item->amount) && ht_amount_add(&sum->weight, position->weight_file_pct);
    if (fold->by_side) {
        good = good && ht_amount_add(&sum->printed, unsigned_of(item->amount)) &&
               ht_amount_add(&sum->printed_weight, unsigned_of(position->weight_file_pct));
    }
    sum->overflow |= !good;
    sum->leaves++;
    sum->identified += ht_position_identified(position);
    sum->weighted += position->weight_file_pct.known;
}

// One pass from the far end of the rows, so that what a total sums up is settled before it.
static bool pass(struct fold *fold, bool upwards) {
    bool changed = false;
    struct ht_sum rest = {0};
    fold->upwards = upwards;
    fold->next = fold->count;
    for (size_t i = fold->count; i-- > 0;) {
        struct item *item = at(fold, i);
        changed |= item->candidate && !item->barred && item->role == COUNTED && settle(fold, i);
        if (is_leaf(item))
            add_leaf(fold, item, &rest);
        // What candidates sum up begins behind one and ends at one.
        if (item->candidate || (i > 0 && at(fold, i - 1)->candidate))
            item->rest = rest;
        item->next = fold->next;
        fold->next = item->candidate ? i : fold->next;
    }
    return changed;
}

// Keeps POSITION apart from what is counted.
static void set_aside(struct fold *fold, const struct ht_position *position) {
    struct ht_portfolio *portfolio = &fold->filling->portfolio;
    portfolio->looked_through =
        ht_arena_grow(fold->reading->arena, portfolio->looked_through, portfolio->looked_through_count,
                      &fold->filling->looked_through_capacity, sizeof *portfolio->looked_through);
    struct ht_position *kept = &portfolio->looked_through[portfolio->looked_through_count++];
    *kept = *position;
    kept->is_sum = true;
    kept->table_line = fold->reading->grid->rows[fold->reading->sheet->tables[0].header_row].line;
}

// Whether every row that has an identifier stands under one of several lines that sum up a part of the file.
static bool divided(const struct fold *fold) {
    size_t *opened = ht_arena_array(fold->scratch, fold->count + 1, sizeof *opened);
    size_t *closed = ht_arena_array(fold->scratch, fold->count + 1, sizeof *closed);
    size_t leaves = 0, parts = 0, depth = 0;
    for (size_t i = 0; i < fold->count; i++) {
        leaves += is_leaf(&fold->items[i]);
        opened[i] = closed[i] = 0;
    }
    opened[fold->count] = closed[fold->count] = 0;
    for (size_t i = 0; i < fold->count; i++) {
        const struct item *item = &fold->items[i];
        if (item->role != COUNTED && item->leaves < leaves) {
            parts++;
            opened[item->from]++;
            closed[item->to]++;
        }
    }
    for (size_t i = 0; i < fold->count; i++) {
        depth += opened[i] - closed[i];
        if (depth == 0 && is_leaf(&fold->items[i]) && ht_position_identified(fold->items[i].position))
            return false;
    }
    return parts >= 2;
}

static bool is_whole(struct ht_amount sum) {
    return sum.known && ht_decimal_cmp(sum.number, ht_decimal_int(WHOLE_FROM)) >= 0 &&
           ht_decimal_cmp(sum.number, ht_decimal_int(WHOLE_TO)) <= 0;
}

// Whether the weights of the file say that nothing is to be left out; where there is nothing else, that something is.
static bool weights_object(const struct fold *fold) {
    struct ht_amount all = ht_amount_unknown(), kept = ht_amount_unknown();
    for (size_t i = 0; i < fold->count; i++) {
        const struct item *item = &fold->items[i];
        ht_large_rest();
        struct ht_amount weight = item->awaited ? ht_amount_unknown() : item->position->weight_file_pct;
        ht_amount_add(&all, weight);
        ht_amount_add(&kept, item->role == COUNTED ? weight : ht_amount_unknown());
    }
    return (is_whole(all) && !is_whole(kept)) || (fold->by_weight && !is_whole(kept));
}

// Looks for lines of totals from the start, without those that are barred.
static void search(struct fold *fold) {
    for (size_t i = 0; i < fold->count; i++) {
        fold->items[i].role = COUNTED;
        fold->items[i].disputed = fold->items[i].barred;
    }
    for (int round = 0; round < ROUNDS; round++) {
        bool below = pass(fold, false), above = pass(fold, true);
        if (!below && !above)
            break;
    }
}

// Bars what is doubted and sums up at least so many rows; whether there was such a line.
static bool bar(struct fold *fold, size_t leaves) {
    bool any = false;
    for (size_t i = 0; i < fold->count; i++) {
        struct item *item = &fold->items[i];
        bool barred = item->role == DOUBTED && item->leaves >= leaves;
        item->barred |= barred;
        any |= barred;
    }
    return any;
}

// What is doubted is believed when the whole file is divided so; with as few doubted sums of several rows as can be,
// since those come about by chance. Else it is counted.
static void weigh_doubts(struct fold *fold) {
    search(fold);
    bool parted = divided(fold);
    if (bar(fold, 2)) {
        search(fold);
        if (parted && !divided(fold)) {
            for (size_t i = 0; i < fold->count; i++)
                fold->items[i].barred = false;
            search(fold);
        }
    }
    for (int round = 0; round < ROUNDS && !divided(fold) && bar(fold, 1); round++)
        search(fold);
}

// Settles what is left out: nothing, if the weights are whole with it.
static void decide(struct fold *fold) {
    weigh_doubts(fold);
    bool parted = divided(fold), object;
    for (size_t i = 0; i < fold->count; i++) {
        struct item *item = &fold->items[i];
        if (item->role == DOUBTED) {
            item->role = parted ? LEFT_OUT : COUNTED;
            item->disputed |= !parted;
        }
    }
    object = weights_object(fold);
    for (size_t i = 0; i < fold->count && object; i++) {
        struct item *item = &fold->items[i];
        if (item->role == LEFT_OUT && !item->awaited) {
            item->role = COUNTED;
            item->disputed = true;
        }
    }
}

static void tell(struct fold *fold, const struct item *item) {
    const struct ht_position *p = item->position;
    const char *name = p->name != NULL ? p->name : "";
    if (item->role == LEFT_OUT) {
        ht_report(fold->filling, HT_CODE_TOTAL_ROW, p->line,
                  "\"%s\" is the sum of the %zu %s %s it and no position; it was left out", name, item->leaves,
                  item->leaves == 1 ? "row" : "rows", item->below ? "below" : "above");
    } else if (item->awaited) {
        ht_report(fold->filling, HT_CODE_BAD_ROW, p->line,
                  "the row is called \"%s\" and is not the sum of the rows above it; it was skipped",
                  p->name != NULL ? p->name : "a total");
    } else if (item->disputed) {
        ht_report(fold->filling, HT_CODE_TOTAL_MISMATCH, p->line,
                  "\"%s\" has no identifier and is the sum of rows beside it, but whether it is a line of totals "
                  "cannot be told; it was counted",
                  name);
    }
}

// Takes the lines of totals out of the positions, and their sums out of what totals are held against.
static void apply(struct fold *fold, struct ht_map *sections) {
    static char present;
    struct ht_filling *filling = fold->filling;
    struct ht_portfolio *portfolio = &filling->portfolio;
    size_t kept = 0;
    filling->sum = ht_amount_unknown();
    for (size_t i = 0; i < fold->count; i++) {
        const struct item *item = &fold->items[i];
        bool left = item->role == LEFT_OUT, lost = item->awaited && !left;
        tell(fold, item);
        portfolio->rows.positions -= left || lost;
        portfolio->rows.ignored += left;
        portfolio->rows.skipped += lost;
        if (left && item->position->name != NULL)
            ht_map_put(sections, item->position->name, &present);
        if (left && !item->named)
            set_aside(fold, item->position);
        if (!left && !lost) {
            ht_amount_add(&filling->sum, item->position->value);
            portfolio->positions[kept++] = portfolio->positions[i];
        }
    }
    portfolio->position_count = kept;
}

// A line that holds only a name is a heading when a line of totals has that name too.
static void settle_headings(struct ht_filling *filling, const struct ht_map *sections) {
    for (size_t i = 0; i < filling->heading_count; i++) {
        const struct ht_heading *heading = &filling->headings[i];
        if (ht_map_get(sections, heading->text) != NULL) {
            filling->portfolio.rows.skipped--;
            filling->portfolio.rows.ignored++;
            ht_report(filling, HT_CODE_HEADING, heading->line, "a line that heads the rows below it was left out");
        } else {
            ht_report(filling, HT_CODE_BAD_ROW, heading->line, "the row is no position; it was skipped");
        }
    }
}

void ht_subtotals_settle(struct ht_reading *reading, struct ht_filling *filling) {
    struct fold fold = {.reading = reading, .filling = filling, .scratch = ht_arena_new()};
    struct ht_map *sections = ht_map_new(fold.scratch);
    bool open = filling->awaited_count > 0;
    const struct ht_portfolio *portfolio = &filling->portfolio;
    for (size_t i = 0; i < portfolio->position_count && !open; i++) {
        ht_large_rest();
        open = !ht_position_identified(&portfolio->positions[i]);
    }
    if (open && strcmp(reading->sheet->layout, "generic") == 0) {
        prepare(&fold);
        decide(&fold);
        apply(&fold, sections);
    }
    settle_headings(filling, sections);
    ht_arena_free(fold.scratch);
}
