// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Identifiers learned from the reader's own holdings files: where a row prints an ISIN beside a SEDOL, a CUSIP, a
 * FIGI or a ticker, they name the same security, and a later file that prints only one of them can be matched. SEDOL
 * and CUSIP numbers are licensed, so what is learned stays with the reader.
 *
 * A code beside different ISINs (a typing error, a changed listing) is learned of none. Names are not learned: what a
 * custodian prints is no name of an issuer.
 */
#include <string.h>

#include "holdtrace/map.h"
#include "holdtrace/portfolio.h"
#include "holdtrace/text.h"
#include "import/importer.h"

// What is learned; SEVERAL: the code stands beside different ISINs.
static char several[] = "";

struct learning {
    struct import *import;
    struct ht_map *isins; // of each code, "sedol 2005973": the ISIN beside it, or `several`
    size_t contradicted;
};

struct code {
    const char *kind, *value;
};

enum { CODES = 4 };

// The codes of POSITION that are certain. A derivative's are those of what it is written on.
static void codes_of(const struct ht_position *position, struct ht_arena *arena, struct code codes[CODES]) {
    bool listed = position->ticker && position->mic && !position->ticker_uncertain;
    codes[0] = (struct code){"cusip", position->cusip};
    codes[1] = (struct code){"sedol", position->sedol};
    codes[2] = (struct code){"figi", position->figi};
    codes[3] =
        (struct code){"ticker", listed ? ht_arena_format(arena, "%s %s", position->mic, position->ticker) : NULL};
}

static bool teaches(const struct ht_position *position) {
    return position->isin && position->repair_count == 0 && !ht_kind_is_derivative(position->kind);
}

static void note_position(struct learning *learning, const struct ht_position *position) {
    struct code codes[CODES];
    if (!teaches(position))
        return;
    codes_of(position, learning->import->row, codes);
    for (size_t i = 0; i < CODES; i++) {
        if (!codes[i].value)
            continue;
        const char *key = ht_arena_format(learning->import->row, "%s %s", codes[i].kind, codes[i].value);
        char *before = ht_map_get(learning->isins, key);
        if (!before) {
            ht_map_put(learning->isins, key, ht_arena_string(learning->import->arena, position->isin));
        } else if (before != several && strcmp(before, position->isin) != 0) {
            ht_map_put(learning->isins, key, several);
            learning->contradicted++;
        }
    }
}

// VALUE, unless it stands beside different ISINs.
static const char *agreed(const struct learning *learning, struct code code) {
    if (!code.value)
        return NULL;
    const char *key = ht_arena_format(learning->import->row, "%s %s", code.kind, code.value);
    return ht_map_get(learning->isins, key) == several ? NULL : code.value;
}

static void write_position(struct learning *learning, const struct ht_position *position) {
    struct import *import = learning->import;
    struct code codes[CODES];
    ht_arena_clear(import->row);
    import->line = position->line;
    if (!teaches(position))
        return;
    codes_of(position, import->row, codes);
    bool listed = agreed(learning, codes[3]) != NULL;
    const char *lei = position->lei_uncertain ? NULL : position->lei;
    const char *cells[SECURITY_WIDTH] = {
        [SECURITY_ENTITY] = lei ? import_lei_id(import, lei) : NULL,
        [SECURITY_ISIN] = position->isin,
        [SECURITY_CUSIP] = agreed(learning, codes[0]),
        [SECURITY_SEDOL] = agreed(learning, codes[1]),
        [SECURITY_FIGI] = agreed(learning, codes[2]),
        [SECURITY_TICKER] = listed ? position->ticker : NULL,
        [SECURITY_MIC] = listed ? position->mic : NULL,
        [SECURITY_CONFIDENCE] = "single-source",
    };
    struct ht_buffer key = {0};
    size_t known = 0;
    for (size_t c = 0; c < SECURITY_MIC + 1; c++) {
        ht_buffer_format(&key, "%s|", cells[c] ? cells[c] : "");
        known += cells[c] != NULL;
    }
    if (known > 1 && import_first(import, key.data))
        import_write(import, REF_SECURITIES, cells);
    ht_buffer_free(&key);
}

static void each_position(const struct ht_holdings_files *files, struct learning *learning,
                          void (*take)(struct learning *, const struct ht_position *)) {
    for (size_t f = 0; f < files->count; f++)
        for (size_t p = 0; p < files->items[f].portfolio_count; p++) {
            const struct ht_portfolio *portfolio = &files->items[f].portfolios[p];
            for (size_t i = 0; i < portfolio->position_count; i++)
                take(learning, &portfolio->positions[i]);
        }
}

static enum ht_status read_files(struct import *import, struct ht_holdings_files *files, struct ht_error *err) {
    const struct ht_read_options how = {.layouts = ht_layouts_builtin(import->arena)};
    for (size_t i = 0; i < import->result->file_count; i++) {
        import_open_file(import, i);
        enum ht_status status = ht_holdings_read(import->file->path, &how, import->arena, &files[i], err);
        if (status != HT_OK)
            return status;
        for (size_t f = 0; f < files[i].count; f++) {
            const struct ht_holdings_file *file = &files[i].items[f];
            for (size_t p = 0; p < file->portfolio_count; p++)
                import->file->rows += file->portfolios[p].position_count;
            if (!file->is_holdings && !file->aside)
                return ht_fail(err, HT_ERR_FORMAT, "%s: no holdings file: %s", file->path,
                               file->findings.count ? file->findings.items[0].message : "nothing is known of it");
        }
    }
    return HT_OK;
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    size_t count = import->result->file_count;
    struct ht_holdings_files *files = ht_arena_array(import->arena, count, sizeof *files);
    struct learning learning = {import, ht_map_new(import->arena), 0};
    enum ht_status status = read_files(import, files, err);
    if (status != HT_OK)
        return status;
    for (size_t i = 0; i < count; i++)
        each_position(&files[i], &learning, note_position);
    for (size_t i = 0; i < count; i++) {
        import_open_file(import, i);
        each_position(&files[i], &learning, write_position);
    }
    if (learning.contradicted)
        import->note = ht_arena_format(import->arena, "not learned, as they stand beside different ISINs: %zu codes",
                                       learning.contradicted);
    return HT_OK;
}

// Never recognised by itself: what is a holdings file is scanned, unless its reader says that it is to be learned
// from.
static bool knows(const struct import_sample *sample) {
    (void)sample;
    return false;
}

const struct importer importer_learned = {
    .name = "holdings",
    .title = "identifiers that stand side by side in one's own holdings files",
    .licence = "SEDOL and CUSIP numbers are licensed: not to be passed on",
    .redistributable = false,
    .knows = knows,
    .run = run,
};
