// SPDX-License-Identifier: GPL-3.0-or-later
// A fund's sides, its issuers by every denominator, and its concentration in the text report: see shares.h.
#include "report/shares.h"

#include <string.h>

#include "report/wording.h"

// "net assets", "gross value", ...: what a share is a share of.
static const char *whole_words(const struct ht_account *account, enum ht_denominator denominator) {
    static const char *const WORDS[HT_DENOMINATOR_COUNT] = {NULL, "gross value", "long value",
                                                            "long value without cash"};
    if (denominator != HT_OF_NAV)
        return WORDS[denominator];
    static const char OF[] = "of ";
    const char *words = ht_word_denominator(account->denominator);
    return strncmp(words, OF, sizeof OF - 1) == 0 ? words + sizeof OF - 1 : words;
}

static bool has_shorts(const struct ht_account *account) {
    for (size_t i = 0; i < account->total_count; i++)
        if (ht_sum_has_shorts(&account->totals[i]))
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
    const struct ht_share *share = &account->share;
    say_notionals(report, account);
    if (!has_shorts(account) || !share->net_pct.known)
        return;
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "In shares %s: long %s, short %s, net %s; gross %s.",
                    ht_word_denominator(account->denominator), ht_word_percent(report->arena, share->long_pct),
                    ht_word_percent(report->arena, share->short_pct), ht_word_percent(report->arena, share->net_pct),
                    ht_word_percent(report->arena, share->gross_pct));
}

enum { ISSUER_COLUMNS = 5, ISSUER_ROWS = 1 + HT_DENOMINATOR_COUNT };

// The rows of one issuer: its name, then its shares by each denominator.
static void fill_shares(struct ht_text_report *report, const struct ht_account *account,
                        const struct ht_issuer_sum *issuer, const char **cells) {
    cells[0] = ht_word_entity(report->arena, issuer->entity);
    for (int i = 1; i < ISSUER_COLUMNS; i++)
        cells[i] = "";
    for (int i = 0; i < HT_DENOMINATOR_COUNT; i++) {
        const struct ht_share *share = &issuer->shares[i];
        cells += ISSUER_COLUMNS;
        cells[0] = ht_arena_format(report->arena, "  %s", whole_words(account, (enum ht_denominator)i));
        cells[1] = ht_word_percent(report->arena, share->long_pct);
        cells[2] = ht_word_percent(report->arena, share->short_pct);
        cells[3] = ht_word_percent(report->arena, share->net_pct);
        cells[4] = ht_word_percent(report->arena, share->gross_pct);
    }
}

static void write_shares(struct ht_text_report *report, const struct ht_account *account) {
    static const struct ht_column_spec SPECS[ISSUER_COLUMNS] = {
        {"Issuer, in shares of", false}, {"Long", true}, {"Short", true}, {"Net", true}, {"Gross", true}};
    size_t rows = account->by_issuer_count * ISSUER_ROWS;
    const char **cells = ht_arena_array(report->arena, rows * ISSUER_COLUMNS, sizeof *cells);
    for (size_t i = 0; i < account->by_issuer_count; i++)
        fill_shares(report, account, &account->by_issuer[i], cells + i * ISSUER_ROWS * ISSUER_COLUMNS);
    struct ht_columns columns = ht_columns_of(SPECS, ISSUER_COLUMNS, 2, true);
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
    if (account->by_issuer_count > 0 && has_shorts(account))
        write_shares(report, account);
    write_notionals(report, account);
}

void ht_text_concentration(struct ht_text_report *report, const struct ht_account *account) {
    const struct ht_concentration *c = &account->concentration;
    char index[HT_DECIMAL_TEXT], number[HT_DECIMAL_TEXT];
    if (!c->index.known || !c->effective_number.known)
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
