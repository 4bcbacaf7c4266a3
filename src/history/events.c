// SPDX-License-Identifier: GPL-3.0-or-later
// One const table of events; each is found by its own function.
#include "holdtrace/events.h"

#include <string.h>

struct finder {
    const struct ht_scan_diff *diff;
    struct ht_amount limit;
    const char *event;
    struct ht_arena *arena;
    struct ht_event_list *list;
};

static void add(struct finder *finder, const char *what) {
    const struct ht_kept_scan *scan = finder->diff->after;
    const char *name = scan->fund_name ? scan->fund_name : scan->fund_id ? scan->fund_id : scan->path;
    finder->list->items = ht_arena_grow(finder->arena, finder->list->items, finder->list->count,
                                        &finder->list->capacity, sizeof *finder->list->items);
    finder->list->items[finder->list->count++] =
        (struct ht_event){finder->event, ht_arena_string(finder->arena, name),
                          ht_arena_string(finder->arena, scan->path), ht_told_of(finder->arena, what)};
}

static const char *percent(struct finder *finder, struct ht_amount amount) {
    char text[HT_FIGURE_TEXT];
    return amount.known ? ht_arena_string(finder->arena, ht_told_percent(amount.number, text)) : "not known";
}

static const char *day(struct finder *finder, struct ht_date date) {
    char text[HT_FIGURE_TEXT];
    return ht_date_known(date) ? ht_arena_string(finder->arena, ht_told_date(date, text)) : "a day not stated";
}

static const char *name_of(const struct ht_kept_position *row) {
    return row->name ? row->name : row->key;
}

// --- positions

static void find_new(struct finder *finder) {
    const struct ht_scan_diff *diff = finder->diff;
    for (size_t i = 0; i < diff->change_count; i++) {
        const struct ht_position_change *change = &diff->changes[i];
        if (!change->after.first || !change->after.first->counted ||
            (change->before.first && change->before.first->counted))
            continue;
        add(finder, ht_arena_format(finder->arena, "%s is counted as %s, which it was not before: %s",
                                    name_of(change->after.first), change->after.first->category,
                                    ht_change_why(diff, change, finder->arena)));
    }
}

static void find_possible(struct finder *finder) {
    const struct ht_scan_diff *diff = finder->diff;
    for (size_t i = 0; i < diff->change_count; i++) {
        const struct ht_kept_position *before = diff->changes[i].before.first, *after = diff->changes[i].after.first;
        if (after && strcmp(after->category, "possible") == 0 &&
            !(before && strcmp(before->category, "possible") == 0))
            add(finder, ht_arena_format(finder->arena, "%s is possible and waits for a decision", name_of(after)));
    }
}

static void find_grown(struct finder *finder) {
    struct ht_amount before = finder->diff->before->counted_long_pct, after = finder->diff->after->counted_long_pct;
    struct ht_decimal more;
    if (!before.known && !after.known)
        return;
    if (before.known && after.known &&
        (!ht_decimal_sub(after.number, before.number, &more) || ht_decimal_sign(more) <= 0 ||
         ht_decimal_cmp(more, finder->limit.number) < 0))
        return;
    // A weight that can be told again is no growth.
    if (after.known && !before.known)
        return;
    add(finder, ht_arena_format(finder->arena, "counted exposure is %s of the fund, before %s",
                                percent(finder, after), percent(finder, before)));
}

// --- lists

static bool stands(const struct ht_kept_listing *row) {
    return row && (strcmp(row->status, "in_force") == 0 || strcmp(row->status, "disputed") == 0);
}

static void find_new_list_entry(struct finder *finder) {
    const struct ht_scan_diff *diff = finder->diff;
    for (size_t i = 0; i < diff->listing_count; i++) {
        const struct ht_listing_change *change = &diff->listings[i];
        if (change->brought || !stands(change->after) || stands(change->before))
            continue;
        // Of a company that mattered to nobody before, what else it was on all the time is no news.
        if (change->with_target && !change->after->selects)
            continue;
        add(finder, ht_arena_format(finder->arena, "%s is on %s since %s%s%s%s",
                                    change->after->target_name ? change->after->target_name : change->after->target,
                                    change->after->list, day(finder, change->after->listed_on),
                                    change->after->citation ? " (" : "",
                                    change->after->citation ? change->after->citation : "",
                                    change->after->citation ? ")" : ""));
    }
}

// Whether there are more than LIMIT days from A to B.
static bool over(struct ht_date a, struct ht_date b, struct ht_amount limit) {
    return ht_date_known(a) && ht_date_known(b) &&
           ht_decimal_cmp(ht_decimal_int(ht_date_days(a, b)), limit.number) > 0;
}

static const struct ht_kept_list *list_named(const struct ht_kept_scan *scan, const char *list) {
    const struct ht_kept_list *rows = scan->parts[HT_KEPT_LISTS].items;
    for (size_t i = 0; i < scan->parts[HT_KEPT_LISTS].count; i++)
        if (strcmp(rows[i].list, list) == 0)
            return &rows[i];
    return NULL;
}

static void find_stale_list(struct finder *finder) {
    const struct ht_kept_scan *before = finder->diff->before, *after = finder->diff->after;
    const struct ht_kept_list *rows = after->parts[HT_KEPT_LISTS].items;
    for (size_t i = 0; i < after->parts[HT_KEPT_LISTS].count; i++) {
        const struct ht_kept_list *was = list_named(before, rows[i].list);
        if (over(rows[i].retrieved_on, after->as_of, finder->limit) &&
            !(was && over(was->retrieved_on, before->as_of, finder->limit)))
            add(finder, ht_arena_format(finder->arena, "list %s was retrieved on %s, %ld days before %s",
                                        rows[i].list, day(finder, rows[i].retrieved_on),
                                        ht_date_days(rows[i].retrieved_on, after->as_of), day(finder, after->as_of)));
    }
}

static bool is_due(const struct ht_kept_listing *row, const struct ht_kept_scan *scan, struct ht_amount limit) {
    return row && stands(row) && ht_date_known(row->divest_by) && !over(scan->as_of, row->divest_by, limit);
}

static const struct ht_kept_listing *listing_like(const struct ht_kept_scan *scan,
                                                  const struct ht_kept_listing *wanted) {
    const struct ht_kept_listing *rows = ht_kept_listings(scan);
    for (size_t i = 0; i < scan->parts[HT_KEPT_LISTINGS].count; i++)
        if (strcmp(rows[i].target, wanted->target) == 0 && strcmp(rows[i].list, wanted->list) == 0 &&
            ht_date_first(rows[i].divest_by) == ht_date_first(wanted->divest_by))
            return &rows[i];
    return NULL;
}

static void find_due(struct finder *finder) {
    const struct ht_kept_scan *before = finder->diff->before, *after = finder->diff->after;
    const struct ht_kept_listing *rows = ht_kept_listings(after);
    for (size_t i = 0; i < after->parts[HT_KEPT_LISTINGS].count; i++) {
        if (!is_due(&rows[i], after, finder->limit) || is_due(listing_like(before, &rows[i]), before, finder->limit))
            continue;
        add(finder, ht_arena_format(finder->arena, "%s: %s says to divest by %s, %ld days from %s",
                                    rows[i].target_name ? rows[i].target_name : rows[i].target, rows[i].list,
                                    day(finder, rows[i].divest_by), ht_date_days(after->as_of, rows[i].divest_by),
                                    day(finder, after->as_of)));
    }
}

// --- the fund

static struct ht_amount compared(const struct ht_kept_scan *scan) {
    struct ht_amount sum = scan->comparable_pct;
    return ht_amount_add(&sum, scan->comparable_by_name_pct) ? sum : ht_amount_unknown();
}

static bool is_below(struct ht_amount amount, struct ht_amount limit) {
    return !amount.known || ht_decimal_cmp(amount.number, limit.number) < 0;
}

static void find_coverage(struct finder *finder) {
    struct ht_amount before = compared(finder->diff->before), after = compared(finder->diff->after);
    if (is_below(after, finder->limit) && !is_below(before, finder->limit))
        add(finder, ht_arena_format(finder->arena, "%s could be compared, before %s", percent(finder, after),
                                    percent(finder, before)));
}

static void find_zero_rows(struct finder *finder) {
    if (finder->diff->after->rows_positions == 0 && finder->diff->before->rows_positions > 0)
        add(finder, ht_arena_format(finder->arena, "the file has no position, before %ld",
                                    (long)finder->diff->before->rows_positions));
}

static void find_stale_holdings(struct finder *finder) {
    const struct ht_kept_scan *before = finder->diff->before, *after = finder->diff->after;
    bool lost = ht_date_known(before->holdings_date) && !ht_date_known(after->holdings_date);
    if (lost)
        add(finder, "the file has no date any more, so that its age is not known");
    else if (over(after->holdings_date, after->as_of, finder->limit) &&
             !over(before->holdings_date, before->as_of, finder->limit))
        add(finder,
            ht_arena_format(finder->arena, "holdings of %s, %ld days before %s", day(finder, after->holdings_date),
                            ht_date_days(after->holdings_date, after->as_of), day(finder, after->as_of)));
}

// --- the table

enum limit { NO_LIMIT, POINTS, PERCENT, DAYS };

static const struct {
    const char *name;
    enum limit limit;
    void (*find)(struct finder *finder); // NULL: found over all funds of a run
} EVENTS[HT_EVENT_KINDS] = {
    [HT_EVENT_NEW] = {"new", NO_LIMIT, find_new},
    [HT_EVENT_GROWN] = {"grown", POINTS, find_grown},
    [HT_EVENT_POSSIBLE] = {"possible", NO_LIMIT, find_possible},
    [HT_EVENT_NEW_LIST_ENTRY] = {"new-list-entry", NO_LIMIT, find_new_list_entry},
    [HT_EVENT_COVERAGE] = {"coverage", PERCENT, find_coverage},
    [HT_EVENT_ZERO_ROWS] = {"zero-rows", NO_LIMIT, find_zero_rows},
    [HT_EVENT_MISSING_FUND] = {"missing-fund", NO_LIMIT, NULL},
    [HT_EVENT_STALE_HOLDINGS] = {"stale-holdings", DAYS, find_stale_holdings},
    [HT_EVENT_STALE_LIST] = {"stale-list", DAYS, find_stale_list},
    [HT_EVENT_DUE] = {"due", DAYS, find_due},
};

static const char *all_names(struct ht_arena *arena) {
    static const char *const AFTER[] = {"", ":POINTS", ":PERCENT", ":DAYS"};
    const char *names = "";
    for (int i = 0; i < HT_EVENT_KINDS; i++)
        names = ht_arena_format(arena, "%s%s%s%s", names, i ? ", " : "", EVENTS[i].name, AFTER[EVENTS[i].limit]);
    return names;
}

static bool read_limit(enum limit limit, const char *text, struct ht_amount *out) {
    struct ht_decimal number;
    enum { MOST_DAYS = 36500 };
    if (limit == NO_LIMIT)
        return text == NULL;
    if (!text || !ht_decimal_parse(text, strlen(text), &number) || ht_decimal_sign(number) < 0)
        return false;
    *out = ht_amount_of(number);
    if (limit == DAYS)
        return !strpbrk(text, ".eE") && ht_decimal_cmp(number, ht_decimal_int(MOST_DAYS)) <= 0;
    return ht_decimal_cmp(number, ht_decimal_int(100)) <= 0;
}

static enum ht_status read_rule(const char *word, struct ht_arena *arena, struct ht_event_rules *out,
                                struct ht_error *err) {
    const char *colon = strchr(word, ':');
    const char *name = colon ? ht_arena_copy(arena, word, (size_t)(colon - word)) : word;
    for (int i = 0; i < HT_EVENT_KINDS; i++) {
        if (strcmp(EVENTS[i].name, name) != 0)
            continue;
        out->wanted[i] = true;
        if (read_limit(EVENTS[i].limit, colon ? colon + 1 : NULL, &out->limits[i]))
            return HT_OK;
        break;
    }
    return ht_fail(err, HT_ERR_USAGE, "--fail-on: '%s' is none of %s", word, all_names(arena));
}

enum ht_status ht_event_rules_read(const char *text, struct ht_arena *arena, struct ht_event_rules *out,
                                   struct ht_error *err) {
    size_t count;
    const char **words = ht_text_split(arena, text, ',', &count);
    *out = (struct ht_event_rules){0};
    if (count == 0)
        return ht_fail(err, HT_ERR_USAGE, "--fail-on: names no event; there are %s", all_names(arena));
    for (size_t i = 0; i < count; i++) {
        enum ht_status status = read_rule(words[i], arena, out, err);
        if (status != HT_OK)
            return status;
    }
    return HT_OK;
}

bool ht_event_rules_need_day(const struct ht_event_rules *rules) {
    for (int i = 0; i < HT_EVENT_KINDS; i++)
        if (rules->wanted[i] && EVENTS[i].limit == DAYS)
            return true;
    return false;
}

void ht_events_find(const struct ht_event_rules *rules, const struct ht_scan_diff *diff, struct ht_arena *arena,
                    struct ht_event_list *list) {
    for (int i = 0; i < HT_EVENT_KINDS; i++) {
        struct finder finder = {diff, rules->limits[i], EVENTS[i].name, arena, list};
        if (rules->wanted[i] && EVENTS[i].find)
            EVENTS[i].find(&finder);
    }
}

void ht_events_missing(const struct ht_series *series, struct ht_arena *arena, struct ht_event_list *list) {
    const char *name = series->fund_name ? series->fund_name : series->fund_id ? series->fund_id : series->fund_key;
    list->items = ht_arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = (struct ht_event){EVENTS[HT_EVENT_MISSING_FUND].name,
                                                   ht_arena_string(arena, name),
                                                   NULL,
                                                   {"an earlier run scanned this fund, this one did not", NULL}};
}
