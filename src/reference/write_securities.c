// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The securities of one entity after another. A row of another collection that repeats an ISIN and says nothing new
 * adds its sources to the one that is there; all else is kept.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/arena.h"
#include "reference/write.h"

struct security {
    const char *cells[SECURITY_WIDTH];
    uint32_t guarantor;
    const struct ref_collection *from;
    bool folded; // into another one
    size_t place;
};

struct security_stage {
    struct ref_build *build;
    struct keyed_rows *rows;
    struct security_writer *writer;
    struct ht_arena *scratch;
    struct security *items;
    size_t count, capacity, since; // since: entities since the scratch arena was cleared
};

struct security_stage *security_stage_new(struct ref_build *build) {
    struct security_stage *s = ht_heap_alloc(sizeof *s);
    *s = (struct security_stage){.build = build, .scratch = ht_arena_new()};
    s->rows = keyed_rows_of(build, REF_SECURITIES);
    s->writer = security_writer_new(build->db);
    return s;
}

// By ISIN; of one ISIN the curated ones first, then those that say most.
static int compare(const void *a, const void *b) {
    const struct security *x = a, *y = b;
    int order = strcmp(x->cells[SECURITY_ISIN] ? x->cells[SECURITY_ISIN] : "",
                       y->cells[SECURITY_ISIN] ? y->cells[SECURITY_ISIN] : "");
    if (order)
        return order;
    if (x->from->curated != y->from->curated)
        return x->from->curated ? -1 : 1;
    int said = 0;
    for (size_t c = 0; c < SECURITY_SOURCE; c++)
        said += (y->cells[c] != NULL) - (x->cells[c] != NULL);
    return said ? said : (x->place > y->place) - (x->place < y->place);
}

static int compare_places(const void *a, const void *b) {
    const struct security *x = a, *y = b;
    return (x->place > y->place) - (x->place < y->place);
}

// Whether B says nothing that A does not say.
static bool adds_nothing(const struct security *a, const struct security *b) {
    if (b->guarantor && b->guarantor != a->guarantor)
        return false;
    for (size_t c = SECURITY_NAME; c < SECURITY_WIDTH; c++) {
        if (c == SECURITY_CONFIDENCE || c == SECURITY_SOURCE || c == SECURITY_GUARANTOR || !b->cells[c])
            continue;
        if (!a->cells[c] || strcmp(a->cells[c], b->cells[c]) != 0)
            return false;
    }
    return true;
}

static void fold(struct security_stage *s) {
    qsort(s->items, s->count, sizeof *s->items, compare);
    for (size_t i = 1; i < s->count; i++) {
        struct security *b = &s->items[i];
        for (size_t k = i; b->cells[SECURITY_ISIN] && k-- > 0;) {
            struct security *a = &s->items[k];
            if (!a->cells[SECURITY_ISIN] || strcmp(a->cells[SECURITY_ISIN], b->cells[SECURITY_ISIN]) != 0)
                break;
            if (a->folded || a->from == b->from || !adds_nothing(a, b))
                continue;
            a->cells[SECURITY_SOURCE] =
                ref_join_sources(s->scratch, a->cells[SECURITY_SOURCE], b->cells[SECURITY_SOURCE]);
            b->folded = true;
            break;
        }
    }
    qsort(s->items, s->count, sizeof *s->items, compare_places);
}

static void gather(struct security_stage *s, uint32_t entity) {
    struct keyed_row row;
    bool several = false;
    s->count = 0;
    while (keyed_rows_next(s->rows, entity, &row)) {
        if (s->count == s->capacity) {
            s->capacity = s->capacity * 2 + 16;
            s->items = ht_heap_resize(s->items, s->capacity * sizeof *s->items);
        }
        struct security *item = &s->items[s->count];
        *item = (struct security){.guarantor = row.other, .from = row.from, .place = s->count};
        const char *copy = ht_arena_copy(s->scratch, (const char *)row.packed, row.packed_len);
        for (size_t c = 0; c < SECURITY_WIDTH; c++)
            item->cells[c] = row.cells[c] ? copy + (row.cells[c] - (const char *)row.packed) : NULL;
        several = several || row.from != s->items[0].from;
        s->count++;
    }
    if (several)
        fold(s);
}

// Whether CODE, a valid one, is what an ISIN of one of two countries holds from FROM on.
static bool inside(const char *isin, const char *code, const char *first, const char *second, size_t from) {
    return isin && code && strlen(isin) == from + strlen(code) + 1 &&
           (strncmp(isin, first, from) == 0 || strncmp(isin, second, from) == 0) &&
           strncmp(isin + from, code, strlen(code)) == 0;
}

static bool cusip_is_inside(const char *const *cells) {
    return inside(cells[SECURITY_ISIN], cells[SECURITY_CUSIP], "US", "CA", 2);
}

static bool sedol_is_inside(const char *const *cells) {
    return inside(cells[SECURITY_ISIN], cells[SECURITY_SEDOL], "GB00", "IE00", 4);
}

static void index_identifiers(struct ref_build *build, const struct security *security, uint32_t entity,
                              uint64_t number) {
    const char *const *cells = security->cells;
    const char *isin = cells[SECURITY_ISIN], *cusip = cells[SECURITY_CUSIP], *sedol = cells[SECURITY_SEDOL];
    bool bounded = cells[SECURITY_VALID_FROM] || cells[SECURITY_VALID_TO];
    char code[HT_ID_TEXT];
    if (isin)
        write_index(build, KEY_ISIN, isin, entity, number, bounded);
    // What is part of the ISIN is found by it.
    if (cusip && !cusip_is_inside(cells))
        write_index(build, KEY_CUSIP, cusip, entity, number, bounded);
    if (sedol && !sedol_is_inside(cells))
        write_index(build, KEY_SEDOL, sedol, entity, number, bounded);
    for (const char *figi = cells[SECURITY_FIGI]; figi && *figi;) {
        size_t len = strcspn(figi, "|");
        memcpy(code, figi, len < HT_ID_TEXT ? len : HT_ID_TEXT - 1);
        code[len < HT_ID_TEXT ? len : HT_ID_TEXT - 1] = '\0';
        write_index(build, KEY_FIGI, code, entity, number, bounded);
        figi += len + (figi[len] == '|');
    }
}

static void index_ticker(struct ref_build *build, const struct security *security, uint32_t entity, uint64_t number) {
    const char *ticker = security->cells[SECURITY_TICKER], *mic = security->cells[SECURITY_MIC];
    if (!ticker || !mic)
        return; // a ticker is asked for on an exchange only
    struct ht_buffer both = {0};
    ht_buffer_format(&both, "%s\x1f%s", ticker, mic);
    write_index(build, KEY_TICKER, both.data, entity, number, false);
    ht_buffer_free(&both);
}

static struct stored_security stored(struct ref_build *build, const struct security *security, uint32_t entity) {
    static const size_t texts[] = {SECURITY_NAME,     SECURITY_TYPE,   SECURITY_ISIN,   SECURITY_CUSIP,
                                   SECURITY_SEDOL,    SECURITY_FIGI,   SECURITY_TICKER, SECURITY_MIC,
                                   SECURITY_CURRENCY, SECURITY_SHARES, SECURITY_NOTE};
    struct stored_security out = {.entity = entity, .guarantor = security->guarantor};
    const char *const *cells = security->cells;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        out.texts[texts[i]].data = cells[texts[i]];
        out.texts[texts[i]].len = cells[texts[i]] ? strlen(cells[texts[i]]) : 0;
    }
    if (cusip_is_inside(cells))
        out.texts[SECURITY_CUSIP].len = 0;
    if (sedol_is_inside(cells))
        out.texts[SECURITY_SEDOL].len = 0;
    out.source = write_source_set(build, cells[SECURITY_SOURCE]);
    if (cells[SECURITY_CONFIDENCE])
        out.confidence = (uint64_t)ref_word(&ref_confidences, cells[SECURITY_CONFIDENCE]) + 1;
    out.valid_from = (uint64_t)ref_date_number(cells[SECURITY_VALID_FROM]);
    out.valid_to = (uint64_t)ref_date_number(cells[SECURITY_VALID_TO]);
    return out;
}

void security_stage_entity(struct security_stage *s, uint32_t entity, struct name_set *names,
                           struct ht_buffer *keys) {
    enum { REST = 128 };
    gather(s, entity);
    for (size_t i = 0; i < s->count; i++) {
        if (s->items[i].folded)
            continue;
        const struct stored_security row = stored(s->build, &s->items[i], entity);
        uint64_t number = security_writer_add(s->writer, &row);
        index_identifiers(s->build, &s->items[i], entity, number);
        index_ticker(s->build, &s->items[i], entity, number);
        const char *name = s->items[i].cells[SECURITY_NAME];
        if (name && name_set_add(names, name))
            write_name_keys(s->build, s->scratch, name, true, NAME_OF_SECURITY, number, keys);
        s->build->securities = number;
    }
    if (++s->since >= REST) {
        s->since = 0;
        ht_arena_clear(s->scratch);
    }
}

enum ht_status security_stage_end(struct security_stage *s, struct ht_error *err) {
    enum ht_status status = keyed_rows_status(s->rows, err);
    security_writer_end(s->writer);
    keyed_rows_free(s->rows);
    ht_arena_free(s->scratch);
    free(s->items);
    free(s);
    return status;
}
