// SPDX-License-Identifier: GPL-3.0-or-later
// Volumes by the reader's own file: see volumes.h.
#include "holdtrace/volumes.h"

#include <stdint.h>

#include "divest/codes.h"
#include "holdtrace/arena.h"
#include "holdtrace/identifiers.h"
#include "holdtrace/rows.h"
#include "holdtrace/stream.h"

struct ht_volumes {
    const char *path;
    char sha256[HT_SHA256_TEXT];
    struct ht_map *shares; // code to struct ht_decimal
};

enum column { ISIN, TICKER, SHARES, COLUMNS };
static const char *const NAMES[COLUMNS] = {"isin", "ticker", "adv_shares"};

struct reading {
    struct ht_volumes *out;
    struct ht_arena *arena;
    struct ht_findings *findings;
    struct ht_tally tally;
    bool headed;
    size_t at[COLUMNS]; // SIZE_MAX: there is no such column
};

static void complain(struct reading *reading, long line, const char *what) {
    if (ht_tally_shows(&reading->tally, HT_CODE_BAD_ROW))
        ht_find(reading->findings, HT_CODE_BAD_ROW, line, "%s; the row was left out", what);
}

static void read_header(struct reading *reading, const struct ht_row *row) {
    for (int column = 0; column < COLUMNS; column++) {
        reading->at[column] = SIZE_MAX;
        for (size_t i = 0; i < row->width; i++)
            if (ht_slice_same(ht_row_cell(row, i), ht_slice_of(NAMES[column])))
                reading->at[column] = i;
    }
    reading->headed = true;
}

static struct ht_slice cell_of(const struct reading *reading, const struct ht_row *row, enum column column) {
    return reading->at[column] == SIZE_MAX ? ht_slice_of(NULL) : ht_row_cell(row, reading->at[column]);
}

// Keeps SHARES under the code that CELL prints; false when there is none.
static bool keep(struct reading *reading, const struct ht_row *row, struct ht_slice cell,
                 const struct ht_decimal *shares) {
    char key[DIV_CODE_TEXT];
    if (!div_code_key(cell, key))
        return false;
    if (ht_map_get(reading->out->shares, key)) {
        complain(reading, row->line, ht_arena_format(reading->arena, "%s has a volume already", key));
        return true;
    }
    struct ht_decimal *kept = ht_arena_alloc(reading->arena, sizeof *kept);
    *kept = *shares;
    ht_map_put(reading->out->shares, key, kept);
    return true;
}

static bool take(void *context, const struct ht_row *row) {
    struct reading *reading = context;
    struct ht_decimal shares;
    if (!reading->headed) {
        read_header(reading, row);
        return reading->at[SHARES] != SIZE_MAX && (reading->at[ISIN] != SIZE_MAX || reading->at[TICKER] != SIZE_MAX);
    }
    struct ht_slice number = cell_of(reading, row, SHARES), isin = cell_of(reading, row, ISIN);
    char normal[HT_ID_TEXT];
    if (!ht_decimal_parse(number.data, number.len, &shares) || ht_decimal_sign(shares) <= 0) {
        complain(reading, row->line, "adv_shares is no number above zero");
        return true;
    }
    bool valid = ht_id_parse(HT_ID_ISIN, isin.data, isin.len, normal);
    if (!(valid && keep(reading, row, isin, &shares)) && !keep(reading, row, cell_of(reading, row, TICKER), &shares))
        complain(reading, row->line, "no security is named by an ISIN or a ticker");
    return true;
}

enum ht_status ht_volumes_read(const char *path, struct ht_arena *arena, struct ht_volumes **out,
                               struct ht_findings *findings, struct ht_error *err) {
    struct ht_volumes *volumes = ht_arena_alloc(arena, sizeof *volumes);
    struct reading reading = {.out = volumes, .arena = arena, .findings = findings};
    *volumes = (struct ht_volumes){.path = ht_arena_string(arena, path), .shares = ht_map_new(arena)};
    *out = volumes;
    enum ht_status status = ht_rows_read(path, 0, take, &reading, findings, err);
    if (status == HT_OK)
        status = ht_stream_digest(path, volumes->sha256, err);
    if (status != HT_OK)
        return status;
    if (!reading.headed || reading.at[SHARES] == SIZE_MAX ||
        (reading.at[ISIN] == SIZE_MAX && reading.at[TICKER] == SIZE_MAX))
        return ht_fail(err, HT_ERR_FORMAT, "%s: the header has to name isin or ticker, and adv_shares", path);
    ht_tally_rest(&reading.tally, findings);
    if (ht_map_count(volumes->shares) == 0)
        return ht_fail(err, HT_ERR_FORMAT, "%s: the file holds no volume", path);
    return HT_OK;
}

const char *ht_volumes_path(const struct ht_volumes *volumes) {
    return volumes->path;
}

const char *ht_volumes_sha256(const struct ht_volumes *volumes) {
    return volumes->sha256;
}

size_t ht_volumes_count(const struct ht_volumes *volumes) {
    return ht_map_count(volumes->shares);
}

struct ht_amount ht_volumes_of(const struct ht_volumes *volumes, const struct ht_position *position) {
    const struct ht_decimal *shares = div_code_find(volumes->shares, position);
    return shares ? ht_amount_of(*shares) : ht_amount_unknown();
}
