// SPDX-License-Identifier: GPL-3.0-or-later
// The exchange rates of the reference.
#include "reference/ask.h"

static bool find(void *context, const char *currency, struct ht_date day, struct ht_rate *out) {
    struct ht_reference *ref = context;
    struct db_stmt *stmt = ask(ref, ASK_RATE);
    db_bind_text(stmt, 1, currency);
    db_bind_int(stmt, 2, ht_date_first(day));
    if (!db_step(stmt))
        return false;
    struct ht_amount rate = read_amount(ref, stmt, 1);
    const char *id = read_text(ref, stmt, 2);
    *out = (struct ht_rate){read_date(stmt, 0), rate.number, id};
    db_reset(stmt);
    const struct ht_source_row *source = id ? ht_reference_source(ref, id) : NULL;
    if (source && source->publisher)
        out->source = source->publisher;
    return rate.known && ht_decimal_sign(rate.number) > 0;
}

bool ht_reference_rates(struct ht_reference *ref, struct ht_rates *out) {
    struct db_stmt *stmt = ask(ref, ASK_ANY_RATE);
    bool any = db_step(stmt);
    if (any)
        db_reset(stmt);
    *out = (struct ht_rates){.title = "rates.csv of the reference", .find = find, .context = ref};
    return any;
}
