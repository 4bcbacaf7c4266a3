// SPDX-License-Identifier: GPL-3.0-or-later
// Two files that say they are of one fund on one day: whether they tell the same of it.
#include <stdint.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/position.h"
#include "holdtrace/text.h"

// What of a position is compared, as 32 bits each; 0: the file does not tell it.
enum { ID_MARKS = 6 };

struct marks {
    uint32_t ids[ID_MARKS], name, value, notional;
};

// FNV-1a, folded; see http://www.isthe.com/chongo/tech/comp/fnv/.
static uint32_t mark_of(const char *text, bool fold) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    if (!text)
        return 0;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)(fold ? ht_to_lower(*text) : *text)) * UINT64_C(0x100000001b3);
    uint32_t folded = (uint32_t)(hash ^ hash >> 32);
    return folded ? folded : 1;
}

// 1.50 and 1.5 are one value.
static uint32_t mark_of_amount(struct ht_amount amount) {
    char text[HT_DECIMAL_TEXT];
    if (!amount.known)
        return 0;
    ht_decimal_text(amount.number, text);
    size_t len = strlen(text);
    while (strchr(text, '.') && (text[len - 1] == '0' || text[len - 1] == '.'))
        text[--len] = '\0';
    return mark_of(strcmp(text, "-0") == 0 ? "0" : text, false);
}

static struct marks marks_of(const struct ht_position *position) {
    return (struct marks){
        .ids = {mark_of(position->isin, false), mark_of(position->cusip, false), mark_of(position->sedol, false),
                mark_of(position->figi, false), mark_of(position->lei, false), mark_of(position->ticker, false)},
        .name = mark_of(position->name, true),
        .value = mark_of_amount(position->value),
        .notional = mark_of_amount(position->notional),
    };
}

static bool differ(uint32_t a, uint32_t b) {
    return a && b && a != b;
}

static bool same_position(const struct marks *a, const struct marks *b) {
    bool shared = false;
    for (size_t i = 0; i < ID_MARKS; i++) {
        if (differ(a->ids[i], b->ids[i]))
            return false;
        shared = shared || (a->ids[i] && b->ids[i]);
    }
    if (!shared && differ(a->name, b->name))
        return false;
    return !differ(a->value, b->value) && !differ(a->notional, b->notional);
}

static void add_marks(struct ht_buffer *out, const struct ht_position *positions, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct marks marks = marks_of(&positions[i]);
        ht_buffer_add(out, (const char *)&marks, sizeof marks);
    }
}

// First how many of the positions are counted.
void ht_portfolio_marks(const struct ht_portfolio *portfolio, struct ht_buffer *out) {
    uint64_t counted = portfolio->position_count;
    ht_buffer_add(out, (const char *)&counted, sizeof counted);
    add_marks(out, portfolio->positions, portfolio->position_count);
    add_marks(out, portfolio->looked_through, portfolio->looked_through_count);
}

bool ht_marks_same(struct ht_slice a, struct ht_slice b) {
    size_t at = sizeof(uint64_t);
    bool same = a.len == b.len && a.len >= at && memcmp(a.data, b.data, at) == 0;
    for (; same && at + sizeof(struct marks) <= a.len; at += sizeof(struct marks)) {
        struct marks x, y;
        memcpy(&x, a.data + at, sizeof x);
        memcpy(&y, b.data + at, sizeof y);
        same = same_position(&x, &y);
    }
    return same;
}

bool ht_portfolio_same_positions(const struct ht_portfolio *a, const struct ht_portfolio *b) {
    struct ht_buffer x = {0}, y = {0};
    ht_portfolio_marks(a, &x);
    ht_portfolio_marks(b, &y);
    bool same = ht_marks_same((struct ht_slice){x.data, x.len}, (struct ht_slice){y.data, y.len});
    ht_buffer_free(&x);
    ht_buffer_free(&y);
    return same;
}

const char *ht_portfolio_day_key(const struct ht_portfolio *portfolio, struct ht_arena *arena) {
    const char *name = portfolio->fund.named_by_sheet ? NULL : portfolio->fund.name;
    const char *fund = portfolio->fund.id ? portfolio->fund.id : name;
    const char *investor = portfolio->fund.investor ? portfolio->fund.investor : "";
    char date[HT_DATE_TEXT];
    if (!fund || !ht_date_known(portfolio->holdings_date))
        return NULL;
    return ht_arena_format(arena, "%s\n%s\n%s", investor, fund, ht_date_text(portfolio->holdings_date, date));
}
