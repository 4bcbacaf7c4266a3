// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Stakes, merged: one that two collections state alike is kept once, with the sources of both; where their figures
 * differ, both are kept, and that is a conflict. Then two owners who at one time have a majority each.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/arena.h"
#include "holdtrace/date.h"
#include "holdtrace/decimal.h"
#include "reference/majorities.h"
#include "reference/write.h"

struct stake {
    const char *cells[STAKE_WIDTH];
    uint32_t owner, owned;
    const struct ref_collection *from;
    bool folded;
};

struct stake_stage {
    struct ref_build *build;
    struct db_stmt *insert;
    struct ht_arena *scratch;
    struct majorities *majorities;
    struct stake *items; // of one owner in one owned
    size_t count, capacity;
};

static const char *cell(const struct stake *stake, size_t column, const char *otherwise) {
    return stake->cells[column] ? stake->cells[column] : otherwise;
}

static struct ht_date date(const struct stake *stake, size_t column) {
    struct ht_date out = {0};
    if (stake->cells[column])
        (void)ht_date_parse(stake->cells[column], &out);
    return out;
}

static bool overlap(const struct stake *a, const struct stake *b) {
    return ht_date_first(date(a, STAKE_VALID_FROM)) <= ht_date_last(date(b, STAKE_VALID_TO)) &&
           ht_date_first(date(b, STAKE_VALID_FROM)) <= ht_date_last(date(a, STAKE_VALID_TO));
}

static bool same_word(const struct stake *a, const struct stake *b, size_t column, const char *otherwise) {
    return strcmp(cell(a, column, otherwise), cell(b, column, otherwise)) == 0;
}

// Equal numbers, 50 and 50.00 alike, or both unknown.
static bool same_number(const struct stake *a, const struct stake *b, size_t column) {
    struct ht_decimal x, y;
    const char *p = a->cells[column], *q = b->cells[column];
    if (!p || !q)
        return p == q;
    return ht_decimal_parse(p, strlen(p), &x) && ht_decimal_parse(q, strlen(q), &y) && ht_decimal_cmp(x, y) == 0;
}

// Whether A and B, of two collections, are about one stake at one time.
static bool about_one(const struct stake *a, const struct stake *b) {
    return a->from != b->from && same_word(a, b, STAKE_KIND, "") && same_word(a, b, STAKE_NATURE, "ordinary") &&
           same_word(a, b, STAKE_STATUS, "closed") && overlap(a, b);
}

static bool agree(const struct stake *a, const struct stake *b) {
    return same_number(a, b, STAKE_PERCENT_MIN) && same_number(a, b, STAKE_PERCENT_MAX);
}

/*
 * Figures that cannot both be right: known ones, for the same day or one that is not told. Figures of different days
 * are the course of a stake.
 */
static bool contradict(const struct stake *a, const struct stake *b) {
    const char *p = a->cells[STAKE_AS_OF], *q = b->cells[STAKE_AS_OF];
    bool known = (a->cells[STAKE_PERCENT_MIN] || a->cells[STAKE_PERCENT_MAX]) &&
                 (b->cells[STAKE_PERCENT_MIN] || b->cells[STAKE_PERCENT_MAX]);
    return known && (!p || !q || strcmp(p, q) == 0);
}

static const char *figures(struct ht_arena *arena, const struct stake *stake) {
    const char *least = stake->cells[STAKE_PERCENT_MIN], *most = stake->cells[STAKE_PERCENT_MAX];
    if (least && most && strcmp(least, most) == 0)
        return ht_arena_format(arena, "%s %%", least);
    return ht_arena_format(arena, "%s to %s %%", least ? least : "?", most ? most : "?");
}

static void conflict(struct stake_stage *s, const struct stake *a, const struct stake *b) {
    struct ht_arena *arena = s->build->arena;
    const char *text = ht_arena_format(arena, "the %s stake of %s (%s): %s or %s", cell(a, STAKE_KIND, "unstated"),
                                       ref_build_name(s->build, a->owner), ref_build_id(s->build, a->owner),
                                       figures(arena, a), figures(arena, b));
    ref_conflict_add(&s->build->conflicts, arena,
                     (struct ref_conflict){CONFLICT_STAKE, false, a->owned, text,
                                           ref_join_sources(arena, a->cells[STAKE_SOURCE], b->cells[STAKE_SOURCE])});
}

// Curated ones first; else in the order they have.
static void curated_first(struct stake_stage *s) {
    size_t at = 0;
    for (size_t i = 0; i < s->count; i++) {
        struct stake item = s->items[i];
        if (!item.from->curated)
            continue;
        for (size_t k = i; k > at; k--)
            s->items[k] = s->items[k - 1];
        s->items[at++] = item;
    }
}

static void fold(struct stake_stage *s) {
    curated_first(s);
    for (size_t i = 0; i < s->count; i++)
        for (size_t k = 0; k < i && !s->items[i].folded; k++) {
            struct stake *a = &s->items[k], *b = &s->items[i];
            if (a->folded || !about_one(a, b))
                continue;
            if (agree(a, b)) {
                a->cells[STAKE_SOURCE] = ref_join_sources(s->scratch, a->cells[STAKE_SOURCE], b->cells[STAKE_SOURCE]);
                b->folded = true;
            } else if (contradict(a, b)) {
                conflict(s, a, b);
            }
        }
}

static void end_pair(struct stake_stage *s) {
    bool several = false;
    for (size_t i = 1; i < s->count; i++)
        several = several || s->items[i].from != s->items[0].from;
    if (several)
        fold(s);
    for (size_t i = 0; i < s->count; i++) {
        struct stake *stake = &s->items[i];
        if (stake->folded)
            continue;
        db_bind_int(s->insert, 1, (int64_t)++s->build->stakes);
        db_bind_int(s->insert, 2, stake->owner);
        db_bind_int(s->insert, 3, stake->owned);
        for (size_t c = STAKE_PERCENT_MIN; c < STAKE_WIDTH; c++)
            write_bind_cell(s->build, s->insert, (int)c + 2, &ref_files[REF_OWNERSHIP].columns[c], stake->cells[c]);
        db_step(s->insert);
        majorities_add(s->majorities, (uint32_t)s->build->stakes, stake->owner, stake->owned, stake->cells);
    }
    s->count = 0;
    ht_arena_clear(s->scratch);
}

static void add(struct stake_stage *s, uint32_t owner, const struct keyed_row *row) {
    if (s->count && (s->items[0].owner != owner || s->items[0].owned != row->other))
        end_pair(s);
    if (s->count == s->capacity) {
        s->capacity = s->capacity * 2 + 8;
        s->items = ht_heap_resize(s->items, s->capacity * sizeof *s->items);
    }
    struct stake *stake = &s->items[s->count++];
    *stake = (struct stake){.owner = owner, .owned = row->other, .from = row->from};
    for (size_t c = STAKE_PERCENT_MIN; c < STAKE_WIDTH; c++)
        stake->cells[c] = ht_arena_string(s->scratch, row->cells[c]);
}

enum ht_status write_stakes(struct ref_build *build, struct ht_error *err) {
    struct stake_stage s = {.build = build, .scratch = ht_arena_new(), .majorities = majorities_new()};
    struct keyed_rows *rows = keyed_rows_of(build, REF_OWNERSHIP);
    struct keyed_row row;
    uint32_t owner;
    s.insert = write_prepare(build->db, &ref_files[REF_OWNERSHIP]);
    while (keyed_rows_peek(rows, &owner))
        while (keyed_rows_next(rows, owner, &row))
            add(&s, owner, &row);
    end_pair(&s);
    majorities_end(s.majorities, build);
    enum ht_status status = keyed_rows_status(rows, err);
    keyed_rows_free(rows);
    free(s.items);
    ht_arena_free(s.scratch);
    return status;
}

enum ht_status write_exceptions(struct ref_build *build, struct ht_error *err) {
    struct keyed_rows *rows = keyed_rows_of(build, REF_EXCEPTIONS);
    struct db_stmt *insert =
        db_prepare(build->db, "INSERT INTO exception (entity, n, category, reason, reference, source,"
                              " note) VALUES (?, ?, ?, ?, ?, ?, ?)");
    static const size_t columns[] = {EXCEPTION_CATEGORY, EXCEPTION_REASON, EXCEPTION_REFERENCE, EXCEPTION_SOURCE,
                                     EXCEPTION_NOTE};
    struct keyed_row row;
    uint32_t entity;
    while (keyed_rows_peek(rows, &entity))
        for (int64_t n = 1; keyed_rows_next(rows, entity, &row); n++) {
            db_bind_int(insert, 1, entity);
            db_bind_int(insert, 2, n);
            for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
                // Words and sources that come again and again are numbers.
                bool common = columns[i] == EXCEPTION_REASON || columns[i] == EXCEPTION_SOURCE;
                if (common)
                    db_bind_int(insert, (int)i + 3, (int64_t)write_source_set(build, row.cells[columns[i]]));
                else
                    db_bind_text(insert, (int)i + 3, row.cells[columns[i]]);
            }
            db_step(insert);
        }
    enum ht_status status = keyed_rows_status(rows, err);
    keyed_rows_free(rows);
    return status;
}
