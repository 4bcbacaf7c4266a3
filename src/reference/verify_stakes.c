// SPDX-License-Identifier: GPL-3.0-or-later
// Rules about ownership: each statement by itself, statements that contradict each other, shares above 100 %.
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/decimal.h"
#include "reference/verify.h"

static struct ht_amount percent(const char *cell) {
    struct ht_decimal number;
    if (cell && ht_decimal_parse(cell, strlen(cell), &number))
        return ht_amount_of(number);
    return ht_amount_unknown();
}

static void check_stake(const struct verify *verify, const struct ref_row *row) {
    struct ht_amount least = percent(row->cells[STAKE_PERCENT_MIN]), most = percent(row->cells[STAKE_PERCENT_MAX]);
    if (least.known && most.known && ht_decimal_cmp(least.number, most.number) > 0)
        VERIFY_FAULT(verify, REF_OWNERSHIP, row, "percent_min is above percent_max");
    if (verify_same(row->cells[STAKE_OWNER], row->cells[STAKE_OWNED]))
        VERIFY_FAULT(verify, REF_OWNERSHIP, row, "the owner and the owned are the same");
}

static void stake_keys(struct verify_groups *groups, const struct ref_row *row) {
    const char *const *cells = row->cells;
    verify_group(groups, row, "%s|%s|%s|%s|%s|%s", verify_text(cells[STAKE_OWNER]), verify_text(cells[STAKE_OWNED]),
                 verify_text(cells[STAKE_KIND]), verify_text(cells[STAKE_NATURE]), verify_text(cells[STAKE_STATUS]),
                 verify_text(cells[STAKE_AS_OF]));
}

// Statements of one day follow each other when one begins later; else nothing says which of them stands.
static void two_stakes(const struct verify *verify, const char *group, const struct ref_row *a,
                       const struct ref_row *b) {
    (void)group;
    if (verify_overlap(a, b, STAKE_VALID_FROM, STAKE_VALID_TO) &&
        verify_same(a->cells[STAKE_VALID_FROM], b->cells[STAKE_VALID_FROM]) &&
        !(verify_same(a->cells[STAKE_PERCENT_MIN], b->cells[STAKE_PERCENT_MIN]) &&
          verify_same(a->cells[STAKE_PERCENT_MAX], b->cells[STAKE_PERCENT_MAX])))
        VERIFY_FAULT(verify, REF_OWNERSHIP, b,
                     "the stake is given with other percentages in line %ld, of the same day", a->line);
}

void verify_stakes(const struct verify *verify) {
    const struct ref_rows *rows = &verify->data->files[REF_OWNERSHIP];
    for (size_t i = 0; i < rows->count; i++)
        check_stake(verify, &rows->items[i]);
    verify_pairs(verify, REF_OWNERSHIP, stake_keys, two_stakes);
}

// The day from which a statement stands: as_of, else valid_from, else always.
static int32_t day_of(const struct ref_row *row) {
    struct ht_date as_of = verify_date(row->cells[STAKE_AS_OF]);
    return ht_date_first(ht_date_known(as_of) ? as_of : verify_date(row->cells[STAKE_VALID_FROM]));
}

/*
 * Only direct economic stakes that are closed and sourced add up: votes of a group contain those of its members, and
 * the rest is no share.
 */
static bool adds_up(const struct ref_row *row) {
    const char *status = row->cells[STAKE_STATUS];
    return strcmp(verify_text(row->cells[STAKE_KIND]), "economic") == 0 &&
           (!status || strcmp(status, "closed") == 0) &&
           !verify_same(row->cells[STAKE_CONFIDENCE], "from-knowledge") &&
           percent(row->cells[STAKE_PERCENT_MIN]).known;
}

static bool stands_on(const struct ref_row *row, int32_t day) {
    return day_of(row) <= day && ht_date_first(verify_date(row->cells[STAKE_VALID_FROM])) <= day &&
           ht_date_last(verify_date(row->cells[STAKE_VALID_TO])) >= day;
}

// Stakes in one entity.
struct owners {
    const struct ref_row **items;
    size_t count, capacity;
};

// Whether another statement of the same owner takes the place of ITEMS[INDEX] on DAY; of equals the last one stands.
static bool superseded(const struct owners *owners, size_t index, int32_t day) {
    const struct ref_row *row = owners->items[index];
    for (size_t i = 0; i < owners->count; i++) {
        const struct ref_row *other = owners->items[i];
        if (i == index || !verify_same(other->cells[STAKE_OWNER], row->cells[STAKE_OWNER]) || !stands_on(other, day))
            continue;
        if (day_of(other) > day_of(row) || (day_of(other) == day_of(row) && i > index))
            return true;
    }
    return false;
}

static void check_sum(const struct verify *verify, const struct owners *owners, const struct ref_row *at) {
    struct ht_decimal sum = ht_decimal_int(0);
    int32_t day = day_of(at);
    for (size_t i = 0; i < owners->count; i++) {
        const struct ref_row *row = owners->items[i];
        if (stands_on(row, day) && !superseded(owners, i, day))
            (void)ht_decimal_add(sum, percent(row->cells[STAKE_PERCENT_MIN]).number, &sum);
    }
    char text[HT_DECIMAL_TEXT];
    if (ht_decimal_cmp(sum, ht_decimal_int(100)) > 0)
        VERIFY_FAULT(verify, REF_OWNERSHIP, at, "economic stakes in \"%s\" add up to %s %%",
                     verify_text(at->cells[STAKE_OWNED]), ht_decimal_text(sum, text));
}

void verify_shares(const struct verify *verify) {
    struct ht_arena *arena = verify->data->arena;
    const struct ref_rows *rows = &verify->data->files[REF_OWNERSHIP];
    struct ht_map *by_owned = ht_map_new(arena);
    for (size_t i = 0; i < rows->count; i++) {
        const char *owned = rows->items[i].cells[STAKE_OWNED];
        if (!owned || !adds_up(&rows->items[i]))
            continue;
        struct owners *owners = ht_map_get(by_owned, owned);
        if (!owners) {
            owners = ht_arena_alloc(arena, sizeof *owners);
            ht_map_put(by_owned, owned, owners);
        }
        owners->items = ht_arena_grow(arena, owners->items, owners->count, &owners->capacity, sizeof *owners->items);
        owners->items[owners->count++] = &rows->items[i];
    }
    for (size_t i = 0; i < ht_map_count(by_owned); i++) {
        const struct owners *owners = ht_map_value_at(by_owned, i);
        for (size_t k = 0; k < owners->count; k++)
            check_sum(verify, owners, owners->items[k]);
    }
}
