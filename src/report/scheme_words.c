// SPDX-License-Identifier: GPL-3.0-or-later
// A whole scheme in words: see scheme_words.h.
#include "report/scheme_words.h"

#include "report/wording.h"

enum { NAMED = 5 };

const char *ht_word_mandate(struct ht_arena *arena, const struct ht_scheme_mandate *mandate) {
    return mandate->manager ? ht_arena_format(arena, "%s (%s)", mandate->name, mandate->manager) : mandate->name;
}

const char *ht_word_scheme_holders(struct ht_arena *arena, const struct ht_scheme_sum *row, bool in_full) {
    const char **names = ht_arena_array(arena, row->held_by_count, sizeof *names);
    for (size_t i = 0; i < row->held_by_count; i++) {
        const struct ht_scheme_holder *holder = &row->held_by[i];
        names[i] = holder->mandate->name;
        if (in_full)
            names[i] = ht_arena_format(arena, "%s %s", ht_word_mandate(arena, holder->mandate),
                                       ht_word_percent(arena, holder->holds.weight_pct));
    }
    if (in_full || row->held_by_count <= NAMED)
        return ht_word_and(arena, names, row->held_by_count);
    names[NAMED] = ht_arena_format(arena, "%s more", ht_word_number(arena, (int64_t)(row->held_by_count - NAMED)));
    return ht_word_and(arena, names, NAMED + 1);
}

// The counted categories together.
static struct ht_scheme_amounts counted_of(struct ht_text_report *report, const struct ht_scheme *scheme) {
    struct ht_scheme_amounts out = {0};
    bool longs = true, shorts = true;
    for (size_t i = 0; i < scheme->by_category.count; i++) {
        const struct ht_scheme_sum *row = &scheme->by_category.items[i];
        if (!ht_category_is_counted(report->scan->screen, row->category))
            continue;
        out.positions += row->sum.positions;
        longs = longs && row->sum.long_pct.known && ht_amount_add(&out.long_pct, row->sum.long_pct);
        shorts = shorts && row->sum.short_pct.known && ht_amount_add(&out.short_pct, row->sum.short_pct);
    }
    out.long_pct = longs ? out.long_pct : ht_amount_unknown();
    out.short_pct = shorts ? out.short_pct : ht_amount_unknown();
    return out;
}

static bool is_zero(struct ht_amount amount) {
    return amount.known && ht_decimal_sign(amount.number) == 0;
}

static void say_exposure(struct ht_text_report *report, const struct ht_scheme *scheme,
                         const struct ht_scheme_amounts *counted, struct ht_buffer *text) {
    struct ht_arena *arena = report->arena;
    if (scheme->positions == 0)
        ht_buffer_string(text, "no position could be read, so that nothing was tested");
    else if (counted->positions == 0)
        ht_buffer_format(text, "no %sexposure found in %s", scheme->by_category.count ? "counted " : "",
                         ht_word_count(arena, scheme->positions, "position"));
    else
        ht_buffer_format(text, "%s of %s, %s%s, %s exposed", ht_word_number(arena, (int64_t)counted->positions),
                         ht_word_count(arena, scheme->positions, "position"),
                         counted->long_pct.known
                             ? ht_arena_format(arena, "%s of the scheme", ht_word_percent(arena, counted->long_pct))
                             : "a share of the scheme that is not known",
                         is_zero(counted->short_pct) ? ""
                         : counted->short_pct.known  ? ht_arena_format(arena, " long and %s short",
                                                                       ht_word_percent(arena, counted->short_pct))
                                                     : " long and an unknown share short",
                         counted->positions == 1 ? "is" : "are");
}

static void say_issuers(struct ht_text_report *report, const struct ht_scheme *scheme, struct ht_buffer *text) {
    size_t said = 0, more = 0;
    for (size_t i = 0; i < scheme->by_issuer.count; i++) {
        const struct ht_scheme_sum *row = &scheme->by_issuer.items[i];
        if (!ht_category_is_counted(report->scan->screen, row->category))
            continue;
        if (said == NAMED) {
            more++;
            continue;
        }
        ht_buffer_format(text, "%s%s (%s, held by %s)", said++ ? ", " : ": ", row->entity->name,
                         ht_word_percent(report->arena, row->sum.weight_pct),
                         ht_word_scheme_holders(report->arena, row, false));
    }
    if (more)
        ht_buffer_format(text, " and %s more", ht_word_number(report->arena, (int64_t)more));
}

// Counted positions that are derivatives: they weigh what they are worth, which can be nothing.
static size_t count_derivatives(struct ht_text_report *report, const struct ht_scheme *scheme) {
    size_t count = 0;
    for (size_t i = 0; i < scheme->part_count; i++) {
        const struct ht_account *account = scheme->parts[i].account;
        for (size_t k = 0; account && k < account->line_count; k++)
            count += ht_category_is_counted(report->scan->screen, account->lines[k].category) &&
                     ht_kind_is_derivative(account->lines[k].resolved->position->kind);
    }
    return count;
}

// What else has to be known to read the figure.
static void say_beside(struct ht_text_report *report, const struct ht_scheme *scheme, struct ht_buffer *text) {
    struct ht_arena *arena = report->arena;
    size_t uncounted = 0, derivatives = count_derivatives(report, scheme);
    if (derivatives)
        ht_buffer_format(text, "; %s of the exposed positions %s, whose notional is in no percentage",
                         ht_word_number(arena, (int64_t)derivatives),
                         derivatives == 1 ? "is a derivative" : "are derivatives");
    for (size_t i = 0; i < scheme->by_category.count; i++)
        if (!ht_category_is_counted(report->scan->screen, scheme->by_category.items[i].category))
            uncounted += scheme->by_category.items[i].sum.positions;
    if (uncounted)
        ht_buffer_format(text, "; %s %s tied to a selected company in a way that this screen does not count",
                         ht_word_count(arena, uncounted, "position"), uncounted == 1 ? "is" : "are");
    if (scheme->possible)
        ht_buffer_format(text, "; %s need%s a decision and %s not counted",
                         ht_word_count(arena, scheme->possible, "possible position"),
                         scheme->possible == 1 ? "s" : "", scheme->possible == 1 ? "is" : "are");
    if (scheme->skipped)
        ht_buffer_format(text, "; %s could not be read and %s not tested",
                         ht_word_count(arena, scheme->skipped, "row"), scheme->skipped == 1 ? "was" : "were");
}

static void say_coverage(struct ht_text_report *report, const struct ht_scheme *scheme, struct ht_buffer *text) {
    struct ht_arena *arena = report->arena;
    ht_buffer_format(text, "; %s of the scheme was read", ht_word_percent(arena, scheme->read_pct));
    if (!is_zero(scheme->unread_pct))
        ht_buffer_format(text, ", %s could not be read and was not tested",
                         ht_word_percent(arena, scheme->unread_pct));
    if (!is_zero(scheme->outside_pct))
        ht_buffer_format(text, ", %s is not in the files and was not tested",
                         ht_word_percent(arena, scheme->outside_pct));
    if (!scheme->comparable_pct.known) {
        ht_buffer_string(text, "; how much of it could be compared is not known");
        return;
    }
    ht_buffer_format(text, "; %s of the scheme could be compared by identifier (held for %s of %s)",
                     ht_word_percent(arena, scheme->comparable_pct),
                     ht_word_number(arena, (int64_t)report->identified),
                     ht_word_count(arena, ht_targets_count(report->scan->targets), "target"));
    if (scheme->comparable_by_name_pct.known)
        ht_buffer_format(text, " and %s by name alone", ht_word_percent(arena, scheme->comparable_by_name_pct));
}

static const char *dates_of(struct ht_text_report *report, const struct ht_scheme *scheme) {
    const char *first = ht_word_date(report->arena, scheme->first_date);
    const char *last = ht_word_date(report->arena, scheme->last_date);
    const char *span = ht_text_equal(first, last) ? first : ht_arena_format(report->arena, "%s to %s", first, last);
    bool some = scheme->undated && ht_date_known(scheme->first_date);
    return some ? ht_arena_format(report->arena, "%s and an unknown date", span) : span;
}

struct ht_scheme_verdict ht_scheme_verdict(struct ht_text_report *report, const struct ht_scheme *scheme) {
    struct ht_scheme_verdict verdict = {.counted = counted_of(report, scheme)};
    struct ht_buffer text = {0};
    ht_buffer_format(&text, "The scheme of %s, %s in %s, holdings of %s: ", scheme->file->path,
                     ht_word_count(report->arena, scheme->mandate_count, "mandate"),
                     ht_word_count(report->arena, scheme->part_count, "line"), dates_of(report, scheme));
    verdict.says = text.len;
    say_exposure(report, scheme, &verdict.counted, &text);
    say_issuers(report, scheme, &text);
    verdict.said = text.len;
    say_beside(report, scheme, &text);
    say_coverage(report, scheme, &text);
    ht_text_say_lists(report, verdict.counted.positions == 0, &text);
    verdict.sentence = ht_arena_copy(report->arena, text.data, text.len);
    ht_buffer_free(&text);
    return verdict;
}

const char *ht_word_scheme_shares(const struct ht_scheme_file *file) {
    return file->by_value ? "their values over the sum of these" : "as the file states them";
}

const char *ht_word_scheme_bounds(struct ht_arena *arena, const struct ht_scheme *scheme) {
    const struct ht_interval *interval = &scheme->interval;
    const char *text = "How much of the scheme the counted exposure is at least and at most is not known";
    if (interval->at_least_pct.known)
        text = ht_arena_format(arena, "Counted exposure of the scheme is at least %s, at most %s",
                               ht_word_percent(arena, interval->at_least_pct),
                               interval->at_most_pct.known ? ht_word_percent(arena, interval->at_most_pct)
                                                           : "a share that is not known");
    for (size_t i = 0; i < interval->reason_count; i++)
        text = ht_arena_format(arena, "%s%s%s", text, i ? "; " : ", because ",
                               ht_told_in(arena, interval->reasons[i].sentence));
    return ht_arena_format(arena, "%s.", text);
}

bool ht_mandate_is_read(const struct ht_scheme_mandate *mandate) {
    for (size_t i = 0; i < mandate->part_count; i++)
        if (mandate->parts[i]->account)
            return true;
    return false;
}

static bool is_whole(const struct ht_scheme_mandate *mandate) {
    for (size_t i = 0; i < mandate->part_count; i++)
        if (!mandate->parts[i]->account)
            return false;
    return true;
}

struct ht_amount ht_scheme_counted_part(const struct ht_screen *screen, const struct ht_scheme *scheme,
                                        const struct ht_scheme_mandate *mandate) {
    struct ht_amount sum = ht_amount_of((struct ht_decimal){0, 6});
    bool known = ht_mandate_is_read(mandate);
    for (size_t i = 0; i < scheme->by_category.count; i++) {
        const struct ht_scheme_sum *row = &scheme->by_category.items[i];
        if (!ht_category_is_counted(screen, row->category))
            continue;
        for (size_t k = 0; k < row->held_by_count; k++)
            if (row->held_by[k].mandate == mandate)
                known = known && row->held_by[k].holds.weight_pct.known &&
                        ht_amount_add(&sum, row->held_by[k].holds.weight_pct);
    }
    return known ? sum : ht_amount_unknown();
}

const char *ht_word_mandate_read(struct ht_arena *arena, const struct ht_scheme_mandate *mandate) {
    if (is_whole(mandate))
        return "yes";
    return ht_mandate_is_read(mandate)
               ? ht_arena_format(arena, "without %s", ht_word_percent(arena, mandate->unread_pct))
               : "no";
}
