// SPDX-License-Identifier: GPL-3.0-or-later
// How much of each company a fund holds, in the text report.
#include "report/shares_words.h"
#include "report/text.h"
#include "report/wording.h"

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
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "%s: not known, because %s.",
                        ht_word_shared_company(report->arena, share), share->why);
        return;
    }
    ht_paper_format(&report->paper, 2, 4, reached ? HT_RED : HT_PLAIN, "%s: %s, %s of %s outstanding%s; %s %s.",
                    ht_word_shared_company(report->arena, share), ht_word_percent(report->arena, share->pct),
                    ht_word_quantity(report->arena, share->quantity),
                    ht_word_quantity(report->arena, share->outstanding), stated(report, share->security),
                    reached ? "at or above" : "below", ht_word_shares_line(report->arena));
}

void ht_text_company_shares(struct ht_text_report *report, const struct ht_account *account) {
    if (account->company_share_count == 0)
        return;
    ht_paper_gap(&report->paper);
    ht_paper_text(&report->paper, 2, 2, HT_BOLD, "Share of the company that the fund holds");
    for (size_t i = 0; i < account->company_share_count; i++)
        say_share(report, &account->company_shares[i]);
}
