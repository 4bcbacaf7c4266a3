// SPDX-License-Identifier: GPL-3.0-or-later
// A fund's sides, its issuers by every denominator, and its concentration in the text report: see shares.h.
#include "report/shares.h"

#include "report/wording.h"

// Whether shares depend on their denominator: a fund that is short of more than cash.
static bool is_short(const struct ht_account *account) {
    for (size_t i = 0; i < account->by_kind_count; i++)
        if (account->by_kind[i].kind != HT_KIND_CASH && ht_sum_has_shorts(&account->by_kind[i].sum))
            return true;
    return false;
}

// "long USD 5.00, short USD -1.00".
static const char *notional_words(struct ht_arena *arena, const struct ht_notionals *notionals,
                                  const char *currency) {
    const char *longs = ht_word_money(arena, notionals->long_side, currency);
    const char *shorts = ht_word_money(arena, notionals->short_side, currency);
    if (!notionals->short_side.known)
        return ht_arena_format(arena, "long %s", longs);
    return notionals->long_side.known ? ht_arena_format(arena, "long %s, short %s", longs, shorts)
                                      : ht_arena_format(arena, "short %s", shorts);
}

// Derivatives of the whole fund, also those on an index, which is no company.
static void say_notionals(struct ht_text_report *report, const struct ht_account *account) {
    const char *words = NULL;
    for (size_t i = 0; i < account->by_kind_count; i++) {
        const struct ht_kind_sum *kind = &account->by_kind[i];
        if (!ht_kind_is_derivative(kind->kind) ||
            !(kind->notionals.long_side.known || kind->notionals.short_side.known))
            continue;
        const char *one = ht_arena_format(report->arena, "%s %s",
                                          ht_word_count(report->arena, kind->sum.positions, ht_kind_name(kind->kind)),
                                          notional_words(report->arena, &kind->notionals, kind->sum.currency));
        words = words ? ht_arena_format(report->arena, "%s; %s", words, one) : one;
    }
    if (words)
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Notionals, which are in no sum of values: %s.", words);
}

void ht_text_sides(struct ht_text_report *report, const struct ht_account *account) {
    const struct ht_side_shares *share = &account->share;
    say_notionals(report, account);
    if (!is_short(account) || !share->net_pct.known)
        return;
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "In shares %s: long %s, short %s, net %s; gross %s.",
                    ht_word_denominator(account->denominator), ht_word_percent(report->arena, share->long_pct),
                    ht_word_percent(report->arena, share->short_pct), ht_word_percent(report->arena, share->net_pct),
                    ht_word_percent(report->arena, share->gross_pct));
}

enum { ISSUER_COLUMNS = 2 + HT_DENOMINATOR_COUNT, ISSUER_ROWS = 4 };

static struct ht_amount side_of(const struct ht_side_shares *share, int row) {
    const struct ht_amount sides[ISSUER_ROWS] = {share->long_pct, share->short_pct, share->net_pct, share->gross_pct};
    return sides[row];
}

// The rows of one issuer: its only side, or both with net and gross. Returns how many.
static size_t fill_shares(struct ht_text_report *report, const struct ht_issuer_sum *issuer, const char **cells) {
    static const char *const NAMES[ISSUER_ROWS] = {"long", "short", "net", "gross"};
    bool both = ht_sum_has_longs(&issuer->sum) && ht_sum_has_shorts(&issuer->sum);
    int first = !both && ht_sum_has_shorts(&issuer->sum) ? 1 : 0, last = both ? ISSUER_ROWS - 1 : first;
    for (int row = first; row <= last; row++, cells += ISSUER_COLUMNS) {
        cells[0] = row == first ? ht_word_entity(report->arena, issuer->entity) : "";
        cells[1] = NAMES[row];
        for (int i = 0; i < HT_DENOMINATOR_COUNT; i++)
            cells[2 + i] = ht_word_percent(report->arena, side_of(&issuer->shares[i], row));
    }
    return (size_t)(last - first) + 1;
}

static void write_shares(struct ht_text_report *report, const struct ht_account *account) {
    const struct ht_column_spec specs[ISSUER_COLUMNS] = {
        {"Issuer", false},    {"Side", false},     {ht_word_weight_title(account->denominator), true},
        {"% of gross", true}, {"% of long", true}, {"% of non-cash long", true}};
    size_t most = account->by_issuer_count * ISSUER_ROWS, rows = 0;
    const char **cells = ht_arena_array(report->arena, most * ISSUER_COLUMNS, sizeof *cells);
    for (size_t i = 0; i < account->by_issuer_count; i++)
        rows += fill_shares(report, &account->by_issuer[i], cells + rows * ISSUER_COLUMNS);
    struct ht_columns columns = ht_columns_of(specs, ISSUER_COLUMNS, 2, true);
    ht_paper_gap(&report->paper);
    ht_columns_table(&columns, &report->paper, cells, rows);
}

static bool has_notional(const struct ht_issuer_sum *issuer) {
    return issuer->notionals.long_side.known || issuer->notionals.short_side.known;
}

static const char *money_or_dash(struct ht_text_report *report, struct ht_amount amount, const char *currency) {
    return amount.known ? ht_word_money(report->arena, amount, currency) : "-";
}

// What is written on an issuer, by notional.
static void write_notionals(struct ht_text_report *report, const struct ht_account *account) {
    static const struct ht_column_spec SPECS[] = {
        {"Issuer that derivatives are written on", false}, {"Notional long", true}, {"Notional short", true}};
    enum { COUNT = sizeof SPECS / sizeof *SPECS };
    const char **cells = ht_arena_array(report->arena, account->by_issuer_count * COUNT, sizeof *cells);
    size_t rows = 0;
    for (size_t i = 0; i < account->by_issuer_count; i++) {
        const struct ht_issuer_sum *issuer = &account->by_issuer[i];
        if (!has_notional(issuer))
            continue;
        const char **row = cells + rows++ * COUNT;
        row[0] = ht_word_entity(report->arena, issuer->entity);
        row[1] = money_or_dash(report, issuer->notionals.long_side, issuer->sum.currency);
        row[2] = money_or_dash(report, issuer->notionals.short_side, issuer->sum.currency);
    }
    if (rows == 0)
        return;
    struct ht_columns columns = ht_columns_of(SPECS, COUNT, 2, true);
    ht_paper_gap(&report->paper);
    ht_columns_table(&columns, &report->paper, cells, rows);
}

void ht_text_issuers(struct ht_text_report *report, const struct ht_account *account) {
    if (account->by_issuer_count > 0 && is_short(account))
        write_shares(report, account);
    write_notionals(report, account);
}

void ht_text_concentration(struct ht_text_report *report, const struct ht_account *account) {
    const struct ht_concentration *c = &account->concentration;
    char index[HT_DECIMAL_TEXT], number[HT_DECIMAL_TEXT];
    if (!c->index.known || !c->effective_number.known || c->issuers == 0)
        return;
    ht_paper_gap(&report->paper);
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN,
                    "Concentration, of the long %s without cash and derivatives: %s known, %s of unknown issuers; "
                    "the ten largest are %s; Herfindahl index %s, as of %s equal holdings.",
                    c->base, ht_word_count(report->arena, c->issuers, "issuer"),
                    ht_word_count(report->arena, c->unresolved_lines, "row"),
                    ht_word_percent(report->arena, c->top_ten_pct), ht_decimal_text(c->index.number, index),
                    ht_decimal_text(c->effective_number.number, number));
}
