// SPDX-License-Identifier: GPL-3.0-or-later
// What differs between two scans, for a reader.
#include "holdtrace/scan_diff.h"

#include "report/paper.h"
#include "report/wording.h"

const char *ht_change_name(enum ht_change change) {
    static const char *const NAMES[HT_CHANGE_COUNT] = {"new", "gone", "moved", "grown", "shrunk"};
    return NAMES[change];
}

const char *ht_cause_name(unsigned cause) {
    static const char *const NAMES[HT_CAUSES] = {"holding", "price",    "value", "list",    "reference",   "day",
                                                 "screen",  "decision", "file",  "unknown", "look_through"};
    for (unsigned i = 0; i < HT_CAUSES; i++)
        if (cause == 1u << i)
            return NAMES[i];
    return NULL;
}

bool ht_scan_differs(const struct ht_scan_diff *diff) {
    return diff->change_count > 0 || diff->listing_count > 0;
}

// --- why

static const char *number(struct ht_arena *arena, struct ht_amount amount) {
    return amount.known ? ht_word_grouped(arena, amount.number) : "not known";
}

static const char *holding_words(const struct ht_position_change *change, struct ht_arena *arena) {
    if (change->change == HT_CHANGE_NEW)
        return "the holding: the file of before does not hold it";
    if (change->change == HT_CHANGE_GONE)
        return "the holding: the file of now does not hold it";
    return ht_arena_format(arena, "the holding: %s, before %s", number(arena, change->after.quantity),
                           number(arena, change->before.quantity));
}

static const char *price_words(const struct ht_scan_diff *diff, const struct ht_position_change *change) {
    bool converted = diff->before->base_currency || diff->after->base_currency ||
                     !ht_text_equal(change->before.first->currency, change->after.first->currency);
    if (change->causes & HT_CAUSE_HOLDING)
        return converted ? "the price or the exchange rate" : "the price";
    return converted ? "the price or the exchange rate: the quantity is the same"
                     : "the price: the quantity is the same";
}

static const char *reference_words(const struct ht_scan_diff *diff, struct ht_arena *arena) {
    return ht_arena_format(arena,
                           "the reference: another one (data of %s, before %s) knows other listings, owners or "
                           "securities",
                           ht_word_date(arena, diff->after->reference_date),
                           ht_word_date(arena, diff->before->reference_date));
}

static const char *day_words(const struct ht_scan_diff *diff, struct ht_arena *arena) {
    return ht_arena_format(arena, "the day: lists and owners as of %s, before as of %s",
                           ht_word_date(arena, diff->after->as_of), ht_word_date(arena, diff->before->as_of));
}

static const char *cause_words(const struct ht_scan_diff *diff, const struct ht_position_change *change,
                               unsigned cause, struct ht_arena *arena) {
    switch (cause) {
    case HT_CAUSE_HOLDING:
        return holding_words(change, arena);
    case HT_CAUSE_PRICE:
        return price_words(diff, change);
    case HT_CAUSE_VALUE:
        return change->before.quantity.known && change->after.quantity.known
                   ? "perhaps the price or the size of the fund: no values can be compared"
                   : "the holding or the price: a file states no quantity";
    case HT_CAUSE_LIST:
        return "the list: a listing began or ended between the two days";
    case HT_CAUSE_REFERENCE:
        return reference_words(diff, arena);
    case HT_CAUSE_DAY:
        return day_words(diff, arena);
    case HT_CAUSE_SCREEN:
        return diff->same_screen ? "the reader's own list is another one" : "the screen has another definition";
    case HT_CAUSE_DECISION:
        return "a decision of an analyst";
    case HT_CAUSE_FILE:
        return change->in_other == HT_UNKNOWN
                   ? "the holding or the file: the other file has a position of this name, by other identifiers"
                   : "the file: it tells the position by other identifiers or another name";
    case HT_CAUSE_LOOK_THROUGH:
        return "the look-through: funds were looked through by other files";
    default:
        return "nothing that is kept tells why; the program may have changed";
    }
}

const char *ht_change_why(const struct ht_scan_diff *diff, const struct ht_position_change *change,
                          struct ht_arena *arena) {
    const char *words[HT_CAUSES];
    size_t count = 0;
    for (unsigned i = 0; i < HT_CAUSES; i++)
        if (change->causes & 1u << i)
            words[count++] = cause_words(diff, change, 1u << i, arena);
    const char *held = change->in_other == HT_YES && change->change == HT_CHANGE_NEW    ? "; it was held before"
                       : change->in_other == HT_YES && change->change == HT_CHANGE_GONE ? "; it is still held"
                                                                                        : "";
    return ht_arena_format(arena, "%s%s", ht_word_and(arena, words, count), held);
}

// --- text

static void add_side(struct ht_paper *paper, const char *label, const struct ht_kept_scan *scan) {
    struct ht_arena *arena = paper->arena;
    ht_paper_format(paper, 0, 8, HT_PLAIN, "%-7s holdings of %s, lists and owners as of %s, reference of %s; %s",
                    label, ht_word_date(arena, scan->holdings_date), ht_word_date(arena, scan->as_of),
                    ht_word_date(arena, scan->reference_date), scan->path);
}

static void add_frame(struct ht_paper *paper, const struct ht_scan_diff *diff) {
    enum { PARTS = 7 };
    const char *same[PARTS], *other[PARTS];
    const struct {
        bool same;
        const char *what;
    } parts[PARTS] = {{diff->same_file, "file"},
                      {diff->same_reference, "reference"},
                      {diff->same_day, "day of lists and owners"},
                      {diff->same_screen, "screen"},
                      {diff->same_exclusions, "reader's own list"},
                      {diff->same_decisions, "ledgers of decisions"},
                      {diff->same_look_through, "files of the funds it holds"}};
    size_t same_count = 0, other_count = 0;
    for (size_t i = 0; i < PARTS; i++)
        if (parts[i].same)
            same[same_count++] = parts[i].what;
        else
            other[other_count++] = parts[i].what;
    ht_paper_format(paper, 0, 8, HT_PLAIN, "Other: %s. The same: %s.",
                    other_count ? ht_word_and(paper->arena, other, other_count) : "nothing",
                    same_count ? ht_word_and(paper->arena, same, same_count) : "nothing");
}

static const char *sum_words(struct ht_arena *arena, const struct ht_kept_scan *scan) {
    const struct ht_kept_sum *sums = ht_kept_sums(scan);
    const char *text = "";
    for (size_t i = 0; i < scan->parts[HT_KEPT_SUMS].count; i++)
        text = ht_arena_format(arena, "%s%s%s %s (%s, %s)", text, *text ? "; " : "", sums[i].category,
                               ht_word_percent(arena, sums[i].weight_pct),
                               ht_word_money(arena, sums[i].value, sums[i].currency),
                               ht_word_count(arena, (size_t)sums[i].positions, "position"));
    return *text ? text : "none";
}

static const char *held_words(struct ht_arena *arena, const struct ht_held_sum *sum) {
    return ht_arena_format(arena, "%s, %s", ht_word_percent(arena, sum->weight_pct),
                           ht_word_money(arena, sum->value, sum->first->currency));
}

static const char *amount_words(struct ht_arena *arena, const struct ht_position_change *change) {
    if (!change->before.first)
        return held_words(arena, &change->after);
    if (!change->after.first)
        return ht_arena_format(arena, "before %s", held_words(arena, &change->before));
    return ht_arena_format(arena, "%s, before %s", held_words(arena, &change->after),
                           held_words(arena, &change->before));
}

static const char *category_words(struct ht_arena *arena, const struct ht_position_change *change) {
    const struct ht_kept_position *before = change->before.first, *after = change->after.first;
    if (change->change == HT_CHANGE_MOVED)
        return ht_arena_format(arena, "%s, before %s", after->category, before->category);
    return (after ? after : before)->category;
}

static void add_change(struct ht_paper *paper, const struct ht_scan_diff *diff,
                       const struct ht_position_change *change) {
    static const char MARKS[HT_CHANGE_COUNT] = {'+', '-', '~', '>', '<'};
    struct ht_arena *arena = paper->arena;
    const struct ht_kept_position *row = change->after.first ? change->after.first : change->before.first;
    ht_paper_format(paper, 2, 4, HT_PLAIN, "%c %s%s%s%s: %s; %s", MARKS[change->change],
                    row->name ? row->name : row->key, row->issuer ? " (" : "", row->issuer ? row->issuer : "",
                    row->issuer ? ")" : "", category_words(arena, change), amount_words(arena, change));
    ht_paper_format(paper, 6, 8, HT_PLAIN, "because of %s", ht_change_why(diff, change, arena));
    if (change->by_holding.known && change->causes & HT_CAUSE_HOLDING && change->causes & HT_CAUSE_PRICE)
        ht_paper_format(paper, 6, 8, HT_PLAIN, "of the change of value %s by the holding, %s by the price",
                        ht_word_money(arena, change->by_holding, row->currency),
                        ht_word_money(arena, change->by_price, row->currency));
}

static void add_changes(struct ht_paper *paper, const struct ht_scan_diff *diff) {
    static const char *const TITLES[HT_CHANGE_COUNT] = {"New", "Gone", "In another category", "Grown", "Shrunk"};
    for (int kind = 0; kind < HT_CHANGE_COUNT; kind++) {
        size_t count = 0;
        for (size_t i = 0; i < diff->change_count; i++)
            count += diff->changes[i].change == (enum ht_change)kind;
        if (count)
            ht_paper_format(paper, 0, 2, HT_BOLD, "%s: %s", TITLES[kind],
                            ht_word_number(paper->arena, (int64_t)count));
        for (size_t i = 0; i < diff->change_count; i++)
            if (diff->changes[i].change == (enum ht_change)kind)
                add_change(paper, diff, &diff->changes[i]);
    }
}

static const char *listing_words(struct ht_arena *arena, const struct ht_kept_listing *row) {
    return ht_arena_format(arena, "%s since %s%s%s%s, %s%s%s", row->list, ht_word_date(arena, row->listed_on),
                           row->citation ? " (" : "", row->citation ? row->citation : "", row->citation ? ")" : "",
                           ht_word_code(arena, row->status), ht_date_known(row->delisted_on) ? ", removed on " : "",
                           ht_date_known(row->delisted_on) ? ht_word_date(arena, row->delisted_on) : "");
}

static void add_listing(struct ht_paper *paper, const struct ht_listing_change *change) {
    const struct ht_kept_listing *before = change->before, *after = change->after, *row = after ? after : before;
    if (!row)
        return;
    struct ht_arena *arena = paper->arena;
    ht_paper_format(paper, 2, 4, HT_PLAIN, "%c %s: %s%s%s",
                    !before  ? '+'
                    : !after ? '-'
                             : '~',
                    row->target_name ? row->target_name : row->target, listing_words(arena, row),
                    before && after ? "; before " : "", before && after ? listing_words(arena, before) : "");
}

// Those that came or went with a position alone are told by the position.
static void add_listings(struct ht_paper *paper, const struct ht_scan_diff *diff) {
    size_t count = 0;
    for (size_t i = 0; i < diff->listing_count; i++)
        count += !diff->listings[i].brought;
    if (count)
        ht_paper_format(paper, 0, 2, HT_BOLD, "Listings behind the positions: %s",
                        ht_word_number(paper->arena, (int64_t)count));
    for (size_t i = 0; i < diff->listing_count; i++)
        if (!diff->listings[i].brought)
            add_listing(paper, &diff->listings[i]);
}

void ht_scan_diff_text(const struct ht_scan_diff *diff, size_t width, bool colour, struct ht_arena *arena,
                       struct ht_buffer *buffer) {
    struct ht_paper paper = {.buffer = buffer, .arena = arena, .width = width ? width : 100, .colour = colour};
    ht_paper_reading(&paper);
    const struct ht_kept_scan *after = diff->after;
    ht_paper_format(&paper, 0, 2, HT_BOLD, "%s, screen %s%s%s", ht_kept_fund_name(after), after->screen,
                    after->base_currency ? ", in " : "", after->base_currency ? after->base_currency : "");
    add_side(&paper, "before", diff->before);
    add_side(&paper, "now", diff->after);
    add_frame(&paper, diff);
    ht_paper_format(&paper, 0, 8, HT_PLAIN, "Exposure before: %s.", sum_words(arena, diff->before));
    ht_paper_format(&paper, 0, 8, HT_PLAIN, "Exposure now: %s.", sum_words(arena, diff->after));
    ht_paper_format(&paper, 0, 8, HT_PLAIN, "Could be compared: %s by identifiers, before %s.",
                    ht_word_percent(arena, after->comparable_pct),
                    ht_word_percent(arena, diff->before->comparable_pct));
    add_changes(&paper, diff);
    add_listings(&paper, diff);
    if (!ht_scan_differs(diff))
        ht_paper_text(&paper, 0, 2, HT_PLAIN, "Nothing exposed or possible differs.");
    else
        ht_paper_format(&paper, 0, 2, HT_PLAIN, "Unchanged: %s.", ht_word_count(arena, diff->unchanged, "position"));
}
