// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The method by ticker and exchange. A ticker is lent by the exchange and may pass to another company (HKEX 00020 was
 * Wheelock's before it became SenseTime's), so it is read as of the holdings date; and where the date or the ticker
 * itself is uncertain it needs the row's name beside it.
 */
#include <string.h>

#include "holdtrace/names.h"
#include "holdtrace/told.h"
#include "resolve/row.h"

static bool in_force(const struct run *run, const struct ht_security *security) {
    return !ht_date_known(run->date) || ht_date_within(run->date, security->valid_from, security->valid_to);
}

static bool is_dated(const struct ht_security *security) {
    return ht_date_known(security->valid_from) || ht_date_known(security->valid_to);
}

// Whether this ticker belonged to more than one company, as far as the reference knows.
static bool was_reused(struct row *row, struct ht_securities all, const struct ht_security *security) {
    for (size_t i = 0; i < all.count; i++)
        if (!same_entity(all.items[i]->issuer, security->issuer))
            return true;
    return row_lookalike(row, security->issuer) & LOOKALIKE_TICKER;
}

// Whether the holdings date settles whose the ticker was.
static bool date_settles(struct row *row, struct ht_securities all, const struct ht_security *security) {
    if (!ht_date_known(row->run->date))
        return false;
    for (size_t i = 0; i < all.count; i++)
        if (in_force(row->run, all.items[i]) && !same_entity(all.items[i]->issuer, security->issuer))
            return false;
    return is_dated(security) || !(row_lookalike(row, security->issuer) & LOOKALIKE_TICKER);
}

// Puts SECURITY among the candidates, with the reason why its ticker does not match alone.
static void doubt(struct row *row, const struct ht_security *security, bool reused) {
    const struct ht_position *p = row->position;
    if (!reused) {
        row_candidate(row, security->issuer, "ticker %s on %s is %s's, but its zeros or its exchange are not certain",
                      p->ticker, p->mic, security->issuer->name);
        return;
    }
    if (row->candidate_count == 0) {
        run_find(row->run, HT_CODE_TICKER_REUSE, p->line,
                 "ticker %s on %s changed hands and the %s; it was not matched by the ticker alone", p->ticker,
                 p->mic,
                 ht_date_known(row->run->date) ? "dates of the change are not known" : "holdings date is not known");
    }
    row_candidate(row, security->issuer, "ticker %s on %s is %s's, but was another company's at another time",
                  p->ticker, p->mic, security->issuer->name);
}

static void note_outdated(struct row *row, const struct ht_security *security) {
    char day[HT_FIGURE_TEXT], from[HT_FIGURE_TEXT], to[HT_FIGURE_TEXT];
    const struct ht_position *p = row->position;
    if (row->claim_count)
        return;
    ht_told_date(security->valid_from, from);
    ht_told_date(security->valid_to, to);
    run_find(row->run, HT_CODE_TICKER_REUSE, p->line,
             "ticker %s on %s is %s's only%s%s%s%s; on %s it was not matched by the ticker", p->ticker, p->mic,
             security->issuer->name, from[0] ? " from " : "", from, to[0] ? " until " : "", to,
             ht_told_date(row->run->date, day));
}

static bool is_claimed(const struct row *row, const struct ht_entity *issuer) {
    for (size_t i = 0; i < row->claim_count; i++)
        if (row->claims[i].method == HT_BY_TICKER && same_entity(row->claims[i].entity, issuer))
            return true;
    return false;
}

// Whether the row's name is ISSUER's, or the short name that an exchange of the mainland could have made of it.
static bool name_agrees(struct row *row, const struct ht_entity *issuer) {
    const char *name = row->position->name;
    if (row_bears_name_of(row, issuer))
        return true;
    if (!name || !ht_name_is_chinese(name))
        return false;
    struct ht_names names = ht_reference_names_of(row->run->ref, issuer);
    for (size_t i = 0; i < names.count; i++)
        if (ht_name_is_chinese_short(name, names.items[i].name))
            return true;
    return false;
}

// Claims SECURITY when its ticker may match, alone or with the row's name; or, in a second turn, DOUBTING, when
// nothing was claimed, puts it among the candidates.
static void consider(struct row *row, struct ht_securities all, const struct ht_security *security, bool doubting) {
    if (row_lookalike(row, security->issuer) & (LOOKALIKE_ISIN | LOOKALIKE_NAME))
        return;
    bool reused = was_reused(row, all, security) && !date_settles(row, all, security);
    if (doubting) {
        doubt(row, security, reused);
        return;
    }
    bool alone = !reused && !row->position->ticker_uncertain;
    if (!is_claimed(row, security->issuer) && (alone || name_agrees(row, security->issuer))) {
        const char *value = ht_arena_format(row->run->arena, "%s %s", security->ticker, security->mic);
        row_claim(
            row, (struct claim){HT_BY_TICKER, security->issuer, security, ht_method_name(HT_BY_TICKER), value, true});
    }
}

void try_ticker(struct row *row) {
    const struct ht_position *p = row->position;
    if (!p->ticker || !p->mic || !kind_rule_of(p->kind).ticker)
        return;
    struct ht_securities all = ht_reference_by_ticker(row->run->ref, p->ticker, p->mic);
    const struct ht_security *outdated = NULL;
    bool any = false;
    for (size_t i = 0; i < all.count; i++) {
        if (ht_confidence_counts(all.items[i]->confidence) && in_force(row->run, all.items[i])) {
            any = true;
            consider(row, all, all.items[i], false);
        } else if (ht_confidence_counts(all.items[i]->confidence)) {
            outdated = all.items[i];
        }
    }
    if (!any && outdated)
        note_outdated(row, outdated);
    // Where another identifier has decided, an uncertain ticker neither adds nor contradicts.
    for (size_t i = 0; i < all.count && row->claim_count == 0; i++)
        if (ht_confidence_counts(all.items[i]->confidence) && in_force(row->run, all.items[i]))
            consider(row, all, all.items[i], true);
}
