// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Signs that a file has its rows twice: the same holdings in another place, weights that add up to a multiple of
 * 100, weights that are twice the share of the value. Nothing is left out for them; they are said.
 */
#include <string.h>

#include "holdtrace/large.h"
#include "portfolio/reading.h"

enum { ENOUGH = 3, MOST_TIMES = 20 };

// A place in a table of rows by what they hold; INDEX is one more than that of the row, 0: empty.
struct place {
    uint64_t hash;
    size_t index;
};

static uint64_t mix(uint64_t hash, const void *data, size_t len) {
    const unsigned char *bytes = data;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001B3); // FNV-1a
    return hash;
}

static uint64_t mix_text(uint64_t hash, const char *text) {
    return text != NULL ? mix(hash, text, strlen(text) + 1) : mix(hash, "\1", 1);
}

static uint64_t mix_amount(uint64_t hash, struct ht_amount amount) {
    return amount.known ? mix(hash, &amount.number.units, sizeof amount.number.units) : mix(hash, "\2", 1);
}

// What a row holds: security, quantity and amounts. Two lines may be of one security, but hardly of all the same.
static uint64_t hash_of(const struct ht_position *p) {
    const char *const texts[] = {p->name, p->isin, p->cusip, p->sedol, p->figi, p->ticker, p->currency};
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        hash = mix_text(hash, texts[i]);
    hash = mix_amount(hash, p->quantity);
    hash = mix_amount(hash, p->value);
    hash = mix_amount(hash, p->notional);
    return mix_amount(hash, p->weight_file_pct);
}

static bool is_telling(const struct ht_position *p) {
    return ht_position_identified(p) && ((p->value.known && ht_decimal_sign(p->value.number) != 0) ||
                                         (p->quantity.known && ht_decimal_sign(p->quantity.number) != 0));
}

// What each row holds, as an odd number; 0 for those that could be alike by chance.
static uint64_t *hashes_of(const struct ht_portfolio *portfolio, struct ht_arena *arena) {
    uint64_t *hashes = ht_arena_array(arena, portfolio->position_count, sizeof *hashes);
    for (size_t i = 0; i < portfolio->position_count; i++) {
        const struct ht_position *p = &portfolio->positions[i];
        hashes[i] = is_telling(p) ? hash_of(p) | 1 : 0;
        ht_large_rest();
    }
    return hashes;
}

struct repeats {
    size_t count, first; // of rows that stand further up too; the first of them
};

// Whether HASH is looked at in the pass PART of PARTS.
static bool belongs(uint64_t hash, size_t part, size_t parts) {
    return hash != 0 && (hash >> 40) % parts == part;
}

// Counts the rows that stand further up too, among those of PART. Directly above, they are lots of one security.
static void count_part(const uint64_t *hashes, size_t count, size_t part, size_t parts, struct ht_arena *scratch,
                       struct repeats *repeats) {
    size_t size = 1, rows = 0;
    for (size_t i = 0; i < count; i++)
        rows += belongs(hashes[i], part, parts);
    while (size < rows * 2)
        size *= 2;
    struct place *places = ht_arena_array(scratch, size, sizeof *places);
    for (size_t i = 0; i < count; i++) {
        if (!belongs(hashes[i], part, parts))
            continue;
        size_t at = (size_t)(hashes[i] >> 1) & (size - 1);
        while (places[at].index != 0 && places[at].hash != hashes[i])
            at = (at + 1) & (size - 1);
        if (places[at].index != 0 && places[at].index != i) {
            repeats->first = i < repeats->first ? i : repeats->first;
            repeats->count++;
        }
        places[at] = (struct place){hashes[i], i + 1};
    }
    ht_arena_clear(scratch);
}

// Where there are very many rows, in several passes: a table of all would be gone through back and forth.
static size_t count_repeated(const struct ht_portfolio *portfolio, struct ht_arena *arena, long *line) {
    enum { AT_ONCE = 100000 };
    size_t count = portfolio->position_count, parts = count / AT_ONCE + 1;
    struct repeats repeats = {0, count};
    const uint64_t *hashes = hashes_of(portfolio, arena);
    struct ht_arena *scratch = ht_arena_new();
    for (size_t part = 0; part < parts; part++)
        count_part(hashes, count, part, parts, scratch, &repeats);
    ht_arena_free(scratch);
    *line = repeats.count > 0 ? portfolio->positions[repeats.first].line : 0;
    return repeats.count;
}

static void report_rows(struct ht_filling *filling) {
    const struct ht_portfolio *portfolio = &filling->portfolio;
    size_t count = portfolio->position_count;
    long line = 0;
    if (count < (size_t)ENOUGH * 2)
        return;
    struct ht_arena *scratch = ht_arena_new();
    size_t repeated = count_repeated(portfolio, scratch, &line);
    ht_arena_free(scratch);
    if (repeated >= ENOUGH && repeated * 4 >= count) {
        ht_report(
            filling, HT_CODE_REPEATED_ROWS, line,
            "%zu of %zu positions stand further up with the same security, quantity and value; all were counted:"
            " the file may print its holdings several times, once for each mandate, share class or date",
            repeated, count);
    }
}

// Whether AMOUNT is WHOLE, but for one part in a hundred.
static bool about(struct ht_decimal amount, struct ht_decimal whole) {
    struct ht_decimal off;
    return ht_decimal_sub(amount, whole, &off) && ht_decimal_mul(off, ht_decimal_int(100), &off) &&
           ht_decimal_cmp(ht_decimal_abs(off), ht_decimal_abs(whole)) <= 0;
}

// How many times 100 the weights are, within a point; 0 when they are no multiple.
static int times_whole(struct ht_amount sum) {
    struct ht_decimal off;
    for (int times = 2; sum.known && times <= MOST_TIMES; times++)
        if (ht_decimal_sub(sum.number, ht_decimal_int(100 * (int64_t)times), &off) &&
            ht_decimal_cmp(ht_decimal_abs(off), ht_decimal_int(1)) <= 0)
            return times;
    return 0;
}

// Whether the weight of P is twice its share of SUM, in percent.
static bool is_double(const struct ht_position *p, struct ht_amount sum) {
    struct ht_decimal of_sum, of_value;
    return p->value.known && sum.known && ht_decimal_mul(p->weight_file_pct.number, sum.number, &of_sum) &&
           ht_decimal_mul(p->value.number, ht_decimal_int(200), &of_value) && about(of_sum, of_value);
}

// Whether every weight of some size is twice the share of the value.
static bool all_double(const struct ht_portfolio *portfolio, struct ht_amount sum) {
    size_t seen = 0;
    for (size_t i = 0; i < portfolio->position_count; i++) {
        const struct ht_position *p = &portfolio->positions[i];
        bool sized = p->weight_file_pct.known && ht_decimal_cmp(p->weight_file_pct.number, ht_decimal_int(1)) >= 0;
        ht_large_rest();
        seen += sized;
        if (sized && !is_double(p, sum))
            return false;
    }
    return seen >= ENOUGH;
}

void ht_doubles_report(struct ht_filling *filling) {
    struct ht_amount weights = ht_amount_unknown(), values = ht_amount_unknown();
    const struct ht_portfolio *portfolio = &filling->portfolio;
    for (size_t i = 0; i < portfolio->position_count; i++) {
        ht_large_rest();
        ht_amount_add(&weights, portfolio->positions[i].weight_file_pct);
        ht_amount_add(&values, portfolio->positions[i].value);
    }
    report_rows(filling);
    int times = times_whole(weights);
    if (times > 0) {
        ht_report(filling, HT_CODE_REPEATED_ROWS, 0,
                  "the weights add up to %d times 100: rows are probably counted %s, such as subtotals beside their"
                  " rows, or a list for each share class",
                  times, times == 2 ? "twice" : "several times");
    } else if (all_double(portfolio, values)) {
        ht_report(filling, HT_CODE_REPEATED_ROWS, 0,
                  "every weight is twice the share of its value in the sum of values: rows are probably counted"
                  " twice, such as subtotals beside their rows");
    }
}
