// SPDX-License-Identifier: GPL-3.0-or-later
// A fund's sides, its issuers by every denominator, and its concentration in the text report: see shares.h.
#include "report/shares.h"

#include "report/shares_words.h"
#include "report/wording.h"

void ht_text_sides(struct ht_text_report *report, const struct ht_account *account) {
    const char *notionals = ht_word_fund_notionals(report->arena, account);
    const char *sides = ht_word_fund_sides(report->arena, account);
    if (notionals)
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "%s.", notionals);
    if (sides)
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "%s.", sides);
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
    if (account->by_issuer_count > 0 && ht_account_is_short(account))
        write_shares(report, account);
    write_notionals(report, account);
}

void ht_text_concentration(struct ht_text_report *report, const struct ht_account *account) {
    const char *words = ht_word_concentration(report->arena, account);
    if (!words)
        return;
    ht_paper_gap(&report->paper);
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "%s.", words);
}
