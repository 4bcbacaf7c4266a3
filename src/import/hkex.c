// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The list of securities of the Hong Kong exchange, as a workbook or saved as CSV. It names no issuer; the build
 * gives a security to the one that another source has for its ISIN. Warrants and the like, which banks issue on the
 * shares of others, are left out.
 */
#include <stdlib.h>
#include <string.h>

#include "holdtrace/reader.h"
#include "holdtrace/text.h"
#include "holdtrace/values.h"
#include "import/importer.h"

enum { CODE, NAME, CATEGORY, SUB_CATEGORY, ISIN, CURRENCY, RMB_COUNTER, COLUMNS };

// By the beginning of the title, for titles have had notes behind them.
static const struct {
    const char *title;
    bool required;
} columns[COLUMNS] = {
    [CODE] = {"Stock Code", true},
    [NAME] = {"Name of Securities", true},
    [CATEGORY] = {"Category", true},
    [SUB_CATEGORY] = {"Sub-Category", true},
    [ISIN] = {"ISIN", true},
    [CURRENCY] = {"Trading Currency", false},
    [RMB_COUNTER] = {"RMB Counter", false},
};

enum { WARRANTS, BARE, LEFT };

struct list {
    size_t place[COLUMNS]; // index of the cell + 1
    struct import_left left[LEFT + 1];
};

static bool knows(const struct import_sample *sample) {
    bool packed = sample->bytes.len >= 4 && memcmp(sample->bytes.data, "PK\003\004", 4) == 0;
    if (packed) // a workbook's sheet is too deep in it to be looked at: the exchange's name for it tells
        return ht_text_starts(sample->name, "ListOfSecurities") && strstr(sample->name, ".xls");
    return import_text_has(sample, "List of Securities") && import_text_has(sample, "Stock Code,Name of Securities");
}

static bool read_header(struct list *list, const struct ht_row *row) {
    memset(list->place, 0, sizeof list->place);
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        for (size_t c = 0; c < COLUMNS; c++)
            if (!list->place[c] && ht_slice_same(cell, ht_slice_of(columns[c].title)))
                list->place[c] = i + 1;
    }
    for (size_t c = 0; c < COLUMNS; c++)
        if (columns[c].required && !list->place[c])
            return false;
    return true;
}

static const char *cell_of(struct import *import, const struct list *list, const struct ht_row *row, size_t column) {
    struct ht_slice cell = list->place[column] ? ht_row_cell(row, list->place[column] - 1) : ht_slice_of(NULL);
    return cell.len ? ht_arena_copy(import->row, cell.data, cell.len) : NULL;
}

// "Updated as at 11/10/2021": day, month, year.
static void read_day(struct import *import, const struct ht_row *row) {
    static const char label[] = "Updated as at ";
    char day[HT_DATE_TEXT];
    struct ht_date date;
    for (size_t i = 0; i < row->width; i++) {
        const char *text = row->cells[i].len ? strstr(row->cells[i].data, label) : NULL;
        if (!text)
            continue;
        struct ht_slice rest = ht_slice_trim(ht_slice_of(text + strlen(label)));
        if (ht_date_read(ht_arena_copy(import->row, rest.data, rest.len), HT_ORDER_DMY, &date))
            import->published_on = ht_arena_string(import->arena, ht_date_text(date, day));
    }
}

// Type of the reference by category; "" for what is left out, NULL for what the category does not tell.
static const char *type_of(const char *category, const char *sub) {
    static const char *const types[][2] = {
        {"Equity Warrants", ""},     {"Derivative Warrants", ""},
        {"Callable Bull", ""},       {"Inline Warrants", ""},
        {"Equity", "equity"},        {"Real Estate Investment Trusts", "equity"},
        {"Debt Securities", "bond"}, {"Exchange Traded Products", "fund"},
    };
    if (sub && strstr(sub, "Depositary"))
        return "adr";
    for (size_t i = 0; category && i < sizeof types / sizeof *types; i++)
        if (ht_text_starts(category, types[i][0]))
            return types[i][1];
    return NULL;
}

static void leave_out(struct import *import, struct list *list, size_t what) {
    list->left[what].count++;
    import_skip(import);
}

static void write_security(struct import *import, const struct list *list, const struct ht_row *row, const char *code,
                           const char *isin, const char *type) {
    const char *counter = cell_of(import, list, row, RMB_COUNTER), *currency = cell_of(import, list, row, CURRENCY);
    const char *cells[SECURITY_WIDTH] = {
        [SECURITY_NAME] = cell_of(import, list, row, NAME),
        [SECURITY_TYPE] = type,
        [SECURITY_ISIN] = isin,
        [SECURITY_TICKER] = ht_arena_format(import->row, "%05ld", strtol(code, NULL, 10)),
        [SECURITY_MIC] = "XHKG",
        [SECURITY_CURRENCY] = ht_text_equal(currency, "RMB") ? "CNY" : currency,
        [SECURITY_CONFIDENCE] = "official",
        [SECURITY_NOTE] = counter ? ht_arena_format(import->row, "RMB counter %s", counter) : NULL,
    };
    import_write(import, REF_SECURITIES, cells);
}

static void take_row(struct import *import, struct list *list, const struct ht_row *row) {
    ht_arena_clear(import->row);
    import->line = row->line;
    import->file->rows++;
    const char *code = cell_of(import, list, row, CODE);
    const char *type = type_of(cell_of(import, list, row, CATEGORY), cell_of(import, list, row, SUB_CATEGORY));
    if (!code || strlen(code) > 5 || code[strspn(code, "0123456789")]) {
        import_find(import, HT_CODE_BAD_ROW, "\"%s\" is no stock code; the row was left out", code ? code : "");
        import_skip(import);
        return;
    }
    if (!import_first(import, code)) {
        import_find(import, HT_CODE_BAD_ROW, "the stock code %s is there twice; the row was left out", code);
        import_skip(import);
        return;
    }
    if (type && !*type) {
        leave_out(import, list, WARRANTS);
        return;
    }
    const char *isin = import_identifier(import, HT_ID_ISIN, cell_of(import, list, row, ISIN));
    if (isin)
        write_security(import, list, row, code, isin, type);
    else
        leave_out(import, list, BARE);
}

static enum ht_status take_grid(struct import *import, struct list *list, const struct ht_grid *grid,
                                struct ht_error *err) {
    bool header = false;
    for (size_t i = 0; i < grid->count; i++) {
        const struct ht_row *row = &grid->rows[i];
        if (ht_row_blank(row))
            continue;
        if (header)
            take_row(import, list, row);
        else if (!(header = read_header(list, row)))
            read_day(import, row);
    }
    if (header)
        return HT_OK;
    return ht_fail(err, HT_ERR_FORMAT,
                   "%s: no row has the columns Stock Code, Name of Securities, Category, "
                   "Sub-Category and ISIN; this is not a file of the format hkex",
                   import->file->path);
}

// Damage found by the reader of workbooks or text.
static void copy_damage(struct import *import, const struct ht_findings *findings) {
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i].severity != HT_TROUBLE)
            continue;
        import->line = findings->items[i].line;
        import_find(import, HT_CODE_BAD_ROW, "%s", findings->items[i].message);
    }
}

static enum ht_status read_file(struct import *import, size_t index, struct list *list, struct ht_error *err) {
    struct ht_source *source = NULL;
    struct ht_arena *arena = ht_arena_new(); // of the file's rows
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_parts parts = {0};
    import_open_file(import, index);
    enum ht_status status = ht_source_open(import->file->path, &source, err);
    const struct ht_reader *reader = status == HT_OK ? ht_reader_of(source) : NULL;
    const struct ht_reader_options options = {0};
    if (status == HT_OK && !reader)
        status = ht_fail(err, HT_ERR_FORMAT, "%s: this is %s, no list of securities", import->file->path,
                         ht_content_describe(source->content));
    if (status == HT_OK && reader)
        status = reader->read(source, &options, arena, &parts, &findings, err);
    if (status == HT_OK && parts.count == 0)
        status = ht_fail(err, HT_ERR_FORMAT, "%s: %s", import->file->path,
                         findings.count ? findings.items[0].message : "there is no table in it");
    copy_damage(import, &findings);
    if (status == HT_OK) {
        copy_damage(import, &parts.items[0].findings);
        status = take_grid(import, list, &parts.items[0].grid, err);
    }
    import->line = 0;
    ht_source_close(source);
    ht_arena_free(arena);
    return status;
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    struct list list = {
        .left = {{"warrants, bull and bear contracts and the like", 0}, {"securities without ISIN", 0}}};
    enum ht_status status = HT_OK;
    for (size_t i = 0; i < import->result->file_count && status == HT_OK; i++)
        status = read_file(import, i, &list, err);
    import_say_left(import, list.left);
    return status;
}

const struct importer importer_hkex = {
    .name = "hkex",
    .title = "Hong Kong exchange, list of securities",
    .publisher = "Hong Kong Exchanges and Clearing Limited",
    .url = "https://www.hkex.com.hk/eng/services/trading/securities/securitieslists/ListOfSecurities.xlsx",
    .licence = "terms of hkex.com.hk",
    .redistributable = false,
    .knows = knows,
    .run = run,
};
