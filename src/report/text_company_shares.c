// SPDX-License-Identifier: GPL-3.0-or-later
// How much of each company a fund holds, in the text report.
#include "report/text.h"
#include "report/wording.h"

static const char *quantity(struct ht_text_report *report, struct ht_amount amount) {
    char text[HT_DECIMAL_TEXT];
    return amount.known ? ht_arena_string(report->arena, ht_decimal_text_grouped(amount.number, text)) : "not known";
}

// "Hikvision (hikvision), CNE100000PM8"; ", all shares" of the company as a whole.
static const char *held_name(struct ht_text_report *report, const struct ht_company_share *share) {
    const struct ht_security *security = share->security;
    const char *of = !security ? "all shares" : security->isin ? security->isin : security->name;
    return ht_arena_format(report->arena, "%s, %s", ht_word_entity(report->arena, share->issuer), of);
}

// Since when, and by which source, the number of shares holds.
static const char *stated(struct ht_text_report *report, const struct ht_security *security) {
    if (!security)
        return "";
    ht_text_cite(report, security->source);
    return ht_arena_format(report->arena, " (from %s, source %s)", ht_word_date(report->arena, security->valid_from),
                           ht_word_sources(report->arena, security->source));
}

static void say_share(struct ht_text_report *report, const struct ht_company_share *share) {
    bool reached = share->reaches_line == HT_YES;
    if (!share->pct.known) {
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "%s: not known, because %s.", held_name(report, share),
                        share->why);
        return;
    }
    ht_paper_format(&report->paper, 2, 4, reached ? HT_RED : HT_PLAIN, "%s: %s, %s of %s outstanding%s; %s 0.5 %%.",
                    held_name(report, share), ht_word_percent(report->arena, share->pct),
                    quantity(report, share->quantity), quantity(report, share->outstanding),
                    stated(report, share->security), reached ? "at or above" : "below");
}

void ht_text_company_shares(struct ht_text_report *report, const struct ht_account *account) {
    if (account->company_share_count == 0)
        return;
    ht_paper_gap(&report->paper);
    ht_paper_text(&report->paper, 2, 2, HT_BOLD, "Share of the company that the fund holds");
    for (size_t i = 0; i < account->company_share_count; i++)
        say_share(report, &account->company_shares[i]);
}
