// SPDX-License-Identifier: GPL-3.0-or-later
// What a fund is made of: its wholes, its kinds, its exposed issuers by every denominator, how concentrated it is;
// and how much of each company it holds.
#include "report/html.h"
#include "report/shares_words.h"
#include "report/wording.h"

enum { SIDES = 4 };

static struct ht_amount side_of(const struct ht_side_shares *share, int side) {
    const struct ht_amount sides[SIDES] = {share->long_pct, share->short_pct, share->net_pct, share->gross_pct};
    return sides[side];
}

static const char *whole_name(const struct ht_account *account, int denominator) {
    static const char *const NAMES[HT_DENOMINATOR_COUNT] = {
        [HT_OF_GROSS] = "Gross value: long and short, both taken as positive",
        [HT_OF_LONG] = "Value of long positions",
        [HT_OF_LONG_WITHOUT_CASH] = "Value of long positions without cash"};
    if (denominator == HT_OF_NAV)
        return ht_text_equal(account->denominator, "nav") ? "Net assets, as the file states them" : "Sum of values";
    return NAMES[denominator];
}

// What percentages can be shares of: the amounts.
static void put_wholes(struct ht_page *page, const struct ht_account *account) {
    const char *currency = account->total_count == 1 ? account->totals->currency : NULL;
    bool any = false;
    for (int i = 0; i < HT_DENOMINATOR_COUNT; i++)
        any = any || account->denominators[i].known;
    if (!any)
        return;
    ht_page_put(page, "<dl class=\"facts wide wholes\">\n");
    for (int i = 0; i < HT_DENOMINATOR_COUNT; i++) {
        if (!account->denominators[i].known)
            continue;
        ht_page_put(page, "<div><dt>%s</dt><dd>", whole_name(account, i));
        ht_page_money(page, account->denominators[i], currency);
        ht_page_put(page, "</dd></div>\n");
    }
    ht_page_put(page, "</dl>\n");
}

static void put_kind(struct ht_page *page, const struct ht_kind_sum *kind, const struct ht_page_column *columns,
                     struct ht_amount largest) {
    const struct ht_sum *sum = &kind->sum;
    const char *name = ht_kind_name(kind->kind);
    ht_page_put(page, "<tr><th scope=\"row\">%s</th>", name ? ht_word_code(page->arena, name) : "not known");
    ht_page_cell_text(page, &columns[1], ht_word_number(page->arena, (int64_t)sum->positions));
    ht_page_side(page, &columns[2], ht_sum_has_longs(sum), sum->long_value, sum->currency);
    ht_page_side(page, &columns[3], ht_sum_has_shorts(sum), sum->short_value, sum->currency);
    ht_page_percent_cell(page, &columns[4], kind->share.net_pct);
    ht_page_weight_bar(page, kind->share.net_pct, largest);
    ht_page_put(page, "</tr>\n");
}

static void put_kinds(struct ht_page *page, const struct ht_account *account) {
    const struct ht_page_column columns[] = {{"Kind", false},
                                             {"Positions", true},
                                             {"Long", true},
                                             {"Short", true},
                                             {ht_word_weight_title(account->denominator), true},
                                             {"To scale", false}};
    struct ht_amount largest = ht_amount_unknown();
    for (size_t i = 0; i < account->by_kind_count; i++)
        largest = ht_page_larger(largest, account->by_kind[i].share.net_pct);
    ht_page_table(page, "stack kinds", "All positions by kind", columns, sizeof columns / sizeof *columns);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < account->by_kind_count; i++)
        put_kind(page, &account->by_kind[i], columns, largest);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
}

enum { ISSUER_COLUMNS = 2 + HT_DENOMINATOR_COUNT };

// The only side of ISSUER, or both with net and gross.
static void put_issuer(struct ht_page *page, const struct ht_issuer_sum *issuer,
                       const struct ht_page_column *columns) {
    static const char *const NAMES[SIDES] = {"long", "short", "net", "gross"};
    bool both = ht_sum_has_longs(&issuer->sum) && ht_sum_has_shorts(&issuer->sum);
    int first = !both && ht_sum_has_shorts(&issuer->sum) ? 1 : 0, last = both ? SIDES - 1 : first;
    for (int side = first; side <= last; side++) {
        ht_page_put(page, "<tr class=\"%s\"><th scope=\"row\">%s</th>", NAMES[side], issuer->entity->name);
        ht_page_cell_text(page, &columns[1], NAMES[side]);
        for (int i = 0; i < HT_DENOMINATOR_COUNT; i++)
            ht_page_percent_cell(page, &columns[2 + i], side_of(&issuer->shares[i], side));
        ht_page_put(page, "</tr>\n");
    }
}

static void put_issuers(struct ht_page *page, const struct ht_account *account) {
    const struct ht_page_column columns[ISSUER_COLUMNS] = {
        {"Issuer", false},    {"Side", false},     {ht_word_weight_title(account->denominator), true},
        {"% of gross", true}, {"% of long", true}, {"% of non-cash long", true}};
    if (account->by_issuer_count == 0)
        return;
    ht_page_table(page, "stack issuers", "Exposed issuers, all their securities together, by every denominator",
                  columns, ISSUER_COLUMNS);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < account->by_issuer_count; i++)
        put_issuer(page, &account->by_issuer[i], columns);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
}

static void put_notionals(struct ht_page *page, const struct ht_account *account) {
    static const struct ht_page_column COLUMNS[] = {
        {"Issuer that derivatives are written on", false}, {"Notional long", true}, {"Notional short", true}};
    bool open = false;
    for (size_t i = 0; i < account->by_issuer_count; i++) {
        const struct ht_issuer_sum *issuer = &account->by_issuer[i];
        const struct ht_notionals *notionals = &issuer->notionals;
        if (!notionals->long_side.known && !notionals->short_side.known)
            continue;
        if (!open) {
            ht_page_table(page, "stack notionals", "What is written on an issuer, by notional; in no sum of values",
                          COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
            ht_page_put(page, "<tbody>\n");
            open = true;
        }
        ht_page_put(page, "<tr><th scope=\"row\">%s</th>", issuer->entity->name);
        ht_page_side(page, &COLUMNS[1], notionals->long_side.known, notionals->long_side, issuer->sum.currency);
        ht_page_side(page, &COLUMNS[2], notionals->short_side.known, notionals->short_side, issuer->sum.currency);
        ht_page_put(page, "</tr>\n");
    }
    if (!open)
        return;
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
}

void ht_page_shares(struct ht_page *page, const struct ht_account *account) {
    const char *words[] = {ht_word_fund_sides(page->arena, account), ht_word_fund_notionals(page->arena, account),
                           ht_word_concentration(page->arena, account)};
    if (account->by_kind_count == 0)
        return;
    ht_page_section(page, "made", "What the fund is made of");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i])
            ht_page_put(page, "<p class=\"note\">%s.</p>\n", words[i]);
    ht_page_fold(page, "Kinds, and exposed issuers by every denominator");
    put_wholes(page, account);
    put_kinds(page, account);
    put_issuers(page, account);
    put_notionals(page, account);
    ht_page_fold_end(page);
    ht_page_section_end(page);
}

static void put_outstanding(struct ht_page *page, const struct ht_page_column *column,
                            const struct ht_company_share *share) {
    const struct ht_security *security = share->security;
    ht_page_cell(page, column);
    ht_page_data(page, share->outstanding, ht_word_quantity(page->arena, share->outstanding));
    if (security && share->pct.known) {
        ht_page_cite(page, security->source);
        ht_page_put(page, " <span class=\"what\">from %s</span>", ht_word_date(page->arena, security->valid_from));
    }
    ht_page_cell_end(page);
}

static void put_company_share(struct ht_page *page, const struct ht_company_share *share,
                              const struct ht_page_column *columns) {
    bool reached = share->reaches_line == HT_YES;
    ht_page_put(page, "<tr class=\"%s\"><th scope=\"row\">%s", reached ? "counted" : "none",
                ht_word_shared_company(page->arena, share));
    ht_page_wrap(page, " <span class=\"what\">not known, because ", share->why, "</span>");
    ht_page_put(page, "</th>");
    ht_page_cell(page, &columns[1]);
    ht_page_data(page, share->quantity, ht_word_quantity(page->arena, share->quantity));
    ht_page_cell_end(page);
    put_outstanding(page, &columns[2], share);
    ht_page_percent_cell(page, &columns[3], share->pct);
    ht_page_cell_text(page, &columns[4], !share->pct.known ? "not known" : reached ? "at or above" : "below");
    ht_page_put(page, "</tr>\n");
}

void ht_page_company_shares(struct ht_page *page, const struct ht_account *account) {
    const char *line = ht_arena_format(page->arena, "Line of %s", ht_word_shares_line(page->arena));
    const struct ht_page_column columns[] = {
        {"Company", false}, {"Held", true}, {"Outstanding", true}, {"Share", true}, {line, false}};
    if (account->company_share_count == 0)
        return;
    ht_page_section(page, "company-shares", "Share of the company that the fund holds");
    ht_page_table(page, "stack company-share", "By class, and of all shares", columns,
                  sizeof columns / sizeof *columns);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < account->company_share_count; i++)
        put_company_share(page, &account->company_shares[i], columns);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
    ht_page_section_end(page);
}
