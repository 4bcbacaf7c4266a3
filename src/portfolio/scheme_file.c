// SPDX-License-Identifier: GPL-3.0-or-later
// The table that makes a scheme of several managers' files: see scheme_file.h.
#include "holdtrace/scheme_file.h"

#include <string.h>

#include "holdtrace/container.h"
#include "holdtrace/reader.h"
#include "holdtrace/values.h"

enum { HEADER_ROWS = 60, SHARE_PLACES = 6 };

enum column { FILE_COLUMN, MANDATE, MANAGER, FUND, SHARE, VALUE, CURRENCY, COLUMNS };

static const struct {
    const char *header;
    enum column column;
} HEADERS[] = {{"file", FILE_COLUMN}, {"mandate", MANDATE}, {"manager", MANAGER}, {"fund", FUND},
               {"share", SHARE},      {"share_pct", SHARE}, {"value", VALUE},     {"currency", CURRENCY}};

enum { NOWHERE = -1 };

struct reading {
    struct ht_arena *arena;
    struct ht_scheme_file *out;
    size_t capacity, lost;
    long lost_line;  // the first that was left out
    int at[COLUMNS]; // the place of each column; NOWHERE
    size_t width;
    size_t shares; // rows with a share
    bool mixed;    // values in several currencies
};

static int column_named(struct ht_slice cell) {
    for (size_t i = 0; i < sizeof HEADERS / sizeof *HEADERS; i++)
        if (ht_slice_same(cell, ht_slice_of(HEADERS[i].header)))
            return (int)HEADERS[i].column;
    return NOWHERE;
}

static const struct ht_row *find_header(const struct ht_grid *grid) {
    for (size_t i = 0; i < grid->count && i < HEADER_ROWS; i++)
        for (size_t k = 0; k < grid->rows[i].width; k++)
            if (column_named(ht_row_cell(&grid->rows[i], k)) == FILE_COLUMN)
                return &grid->rows[i];
    return NULL;
}

static void read_header(struct reading *reading, const struct ht_row *row) {
    reading->width = row->width;
    for (int c = 0; c < COLUMNS; c++)
        reading->at[c] = NOWHERE;
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        int column = column_named(cell);
        if (column != NOWHERE && reading->at[column] == NOWHERE)
            reading->at[column] = (int)i;
        else if (cell.len)
            ht_find(&reading->out->findings, HT_CODE_SCHEME_COLUMN, row->line, "the column %s was not read",
                    ht_arena_copy(reading->arena, cell.data, cell.len));
    }
}

// The cell of COLUMN; NULL when there is none, or nothing in it.
static const char *cell_of(const struct reading *reading, const struct ht_row *row, enum column column) {
    if (reading->at[column] == NOWHERE)
        return NULL;
    struct ht_slice cell = ht_row_cell(row, (size_t)reading->at[column]);
    return cell.len ? ht_arena_copy(reading->arena, cell.data, cell.len) : NULL;
}

// Where FILE, written in the scheme file, lies: beside that unless it begins at the root.
static const char *path_of(const struct reading *reading, const char *file) {
    const char *slash = strrchr(reading->out->path, '/');
    if (*file == '/' || !slash)
        return file;
    return ht_arena_format(reading->arena, "%.*s%s", (int)(slash - reading->out->path + 1), reading->out->path, file);
}

// Reads a number of 0 or more; false when TEXT is something else.
static bool read_number(const char *text, struct ht_amount *out) {
    struct ht_number number;
    *out = ht_amount_unknown();
    if (!text)
        return true;
    enum ht_number_result result = ht_number_parse(text, strlen(text), HT_MARK_AUTO, &number);
    if (result == HT_NUMBER_ABSENT)
        return true;
    if (result != HT_NUMBER_OK || ht_decimal_sign(number.value) < 0)
        return false;
    *out = ht_amount_of(number.value);
    return true;
}

static void lose(struct reading *reading, long line, const char *why) {
    if (reading->lost++ == 0)
        reading->lost_line = line;
    ht_find(&reading->out->findings, HT_CODE_SCHEME_LOST, line, "%s; the line was left out", why);
}

// The currency of the values: the one of all rows that have a value.
static void note_currency(struct reading *reading, const struct ht_scheme_row *row, const char *currency) {
    struct ht_scheme_file *out = reading->out;
    bool first = true;
    for (size_t i = 0; i < out->count; i++)
        first = first && !out->rows[i].value.known;
    if (!row->value.known)
        return;
    reading->mixed = reading->mixed || (!first && !ht_text_equal(out->currency, currency));
    out->currency = currency;
}

static void keep(struct reading *reading, const struct ht_scheme_row *row, const char *currency) {
    struct ht_scheme_file *out = reading->out;
    note_currency(reading, row, currency);
    reading->shares += row->share_pct.known;
    out->rows = ht_arena_grow(reading->arena, out->rows, out->count, &reading->capacity, sizeof *out->rows);
    out->rows[out->count++] = *row;
}

static void read_row(struct reading *reading, const struct ht_row *cells) {
    const char *share = cell_of(reading, cells, SHARE), *value = cell_of(reading, cells, VALUE);
    const char *currency = cell_of(reading, cells, CURRENCY);
    struct ht_scheme_row row = {.line = cells->line, .file = cell_of(reading, cells, FILE_COLUMN)};
    row.fund = cell_of(reading, cells, FUND);
    row.mandate = cell_of(reading, cells, MANDATE);
    row.manager = cell_of(reading, cells, MANAGER);
    if (ht_row_blank(cells))
        return;
    if (cells->width > reading->width)
        ht_find(&reading->out->findings, HT_CODE_RAGGED_ROW, cells->line,
                "the line has %zu cells and the header %zu; the rest was not read", cells->width, reading->width);
    if (!row.file) {
        lose(reading, cells->line, "no file is named");
    } else if (!read_number(share, &row.share_pct) ||
               (row.share_pct.known && ht_decimal_cmp(row.share_pct.number, ht_decimal_int(100)) > 0)) {
        lose(reading, cells->line, ht_arena_format(reading->arena, "the share '%s' is no percentage", share));
    } else if (!read_number(value, &row.value)) {
        lose(reading, cells->line, ht_arena_format(reading->arena, "the value '%s' is no number", value));
    } else if (currency && !ht_currency_known(currency)) {
        lose(reading, cells->line, ht_arena_format(reading->arena, "'%s' is no currency", currency));
    } else {
        row.path = path_of(reading, row.file);
        row.mandate = row.mandate ? row.mandate : row.file;
        keep(reading, &row, currency);
    }
}

// Leaves out what has no share where other rows have one.
static void drop_without_share(struct reading *reading) {
    struct ht_scheme_file *out = reading->out;
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++)
        if (out->rows[i].share_pct.known)
            out->rows[kept++] = out->rows[i];
        else
            lose(reading, out->rows[i].line, "no share is stated");
    out->count = kept;
}

static void sum_values(struct reading *reading) {
    struct ht_scheme_file *out = reading->out;
    struct ht_amount sum = ht_amount_unknown();
    bool whole = out->count > 0 && !reading->mixed;
    for (size_t i = 0; i < out->count && whole; i++)
        whole = out->rows[i].value.known && ht_amount_add(&sum, out->rows[i].value);
    out->value = whole ? sum : ht_amount_unknown();
    out->currency = reading->mixed ? NULL : out->currency;
}

/*
 * 100 x PART / WHOLE cut, not rounded, to six decimals; *REST is what was cut, in units of 10^-18 percent. False
 * where that does not fit.
 */
static bool cut_percent(struct ht_decimal part, struct ht_decimal whole, struct ht_decimal *out, ht_int128 *rest) {
    struct ht_decimal fine;
    if (!ht_decimal_percent(part, whole, 18, &fine))
        return false;
    ht_int128 step = 1000000000000;
    *out = (struct ht_decimal){fine.units / step, SHARE_PLACES};
    *rest = fine.units % step;
    return true;
}

// Shares from values that add up to 100 exactly: what cutting leaves goes to the largest rests, the first lines
// first.
static bool share_by_value(struct reading *reading) {
    struct ht_scheme_file *out = reading->out;
    ht_int128 *rests = ht_arena_array(reading->arena, out->count, sizeof *rests), left = 100000000;
    for (size_t i = 0; i < out->count; i++) {
        out->rows[i].share_pct.known = true;
        if (!cut_percent(out->rows[i].value.number, out->value.number, &out->rows[i].share_pct.number, &rests[i]))
            return false;
        left -= out->rows[i].share_pct.number.units;
    }
    for (; left > 0; left--) {
        size_t largest = 0;
        for (size_t i = 1; i < out->count; i++)
            if (rests[i] > rests[largest])
                largest = i;
        out->rows[largest].share_pct.number.units++;
        rests[largest] = -1;
    }
    out->by_value = true;
    return true;
}

// A line that keeps shares from being made from values.
static long line_without_value(const struct reading *reading) {
    const struct ht_scheme_file *out = reading->out;
    for (size_t i = 0; i < out->count && !reading->lost; i++)
        if (!out->rows[i].value.known)
            return out->rows[i].line;
    return reading->lost_line;
}

static enum ht_status set_shares(struct reading *reading, struct ht_error *err) {
    struct ht_scheme_file *out = reading->out;
    if (reading->shares) {
        drop_without_share(reading);
        sum_values(reading);
        return HT_OK;
    }
    if (out->count == 0)
        return reading->lost ? HT_OK : ht_fail(err, HT_ERR_FORMAT, "%s: no line follows the header", out->path);
    sum_values(reading);
    if (reading->at[SHARE] == NOWHERE && reading->at[VALUE] == NOWHERE)
        return ht_fail(err, HT_ERR_FORMAT, "%s: there is no column 'share' (percent of the scheme) or 'value'",
                       out->path);
    if (reading->mixed)
        return ht_fail(err, HT_ERR_FORMAT, "%s: values in different currencies make no shares; give shares",
                       out->path);
    if (!out->value.known || reading->lost)
        return ht_fail(err, HT_ERR_FORMAT,
                       "%s: without shares each line needs a file and a value that can be read; line %ld has not",
                       out->path, line_without_value(reading));
    if (ht_decimal_sign(out->value.number) <= 0 || !share_by_value(reading))
        return ht_fail(err, HT_ERR_FORMAT, "%s: the values add up to nothing that shares can be made from",
                       out->path);
    return HT_OK;
}

static enum ht_status read_parts(struct reading *reading, const struct ht_parts *parts, struct ht_error *err) {
    struct ht_findings *findings = &reading->out->findings;
    bool read = false;
    for (size_t i = 0; i < parts->count; i++) {
        const struct ht_part *part = &parts->items[i];
        const struct ht_row *header = read ? NULL : find_header(&part->grid);
        if (!header && part->grid.count && parts->count > 1)
            ht_find(findings, HT_CODE_SCHEME_COLUMN, 0, "the sheet %s was not read", part->name);
        if (!header)
            continue;
        read = true;
        ht_findings_add(findings, &part->findings);
        if (part->grid.dropped && reading->lost == 0)
            reading->lost_line = part->findings.items[0].line;
        reading->lost += part->grid.dropped;
        read_header(reading, header);
        for (const struct ht_row *row = header + 1; row < part->grid.rows + part->grid.count; row++)
            read_row(reading, row);
    }
    if (!read)
        return ht_fail(err, HT_ERR_FORMAT,
                       "%s: no line names a column 'file': a scheme has a header with file, mandate, share",
                       reading->out->path);
    return set_shares(reading, err);
}

static enum ht_status read_source(struct reading *reading, const struct ht_source *source, struct ht_error *err) {
    const struct ht_reader_options options = {0};
    const struct ht_reader *reader = ht_reader_of(source);
    struct ht_parts parts = {0};
    if (reader != &ht_reader_csv && reader != &ht_reader_xlsx && reader != &ht_reader_spreadsheetml)
        return ht_fail(err, HT_ERR_FORMAT, "%s is %s, not a table of a scheme", reading->out->path,
                       ht_content_describe(source->content));
    enum ht_status status = reader->read(source, &options, reading->arena, &parts, &reading->out->findings, err);
    return status == HT_OK ? read_parts(reading, &parts, err) : status;
}

enum ht_status ht_scheme_file_read(const char *path, struct ht_arena *arena, struct ht_scheme_file *out,
                                   struct ht_error *err) {
    *out = (struct ht_scheme_file){.path = ht_arena_string(arena, path), .findings = ht_findings_in(arena)};
    struct reading reading = {.arena = arena, .out = out};
    struct ht_container *container = NULL;
    struct ht_item item;
    enum ht_status status = ht_container_open(path, &container, err);
    if (status != HT_OK)
        return status;
    strcpy(out->sha256, ht_container_sha256(container));
    if (ht_container_is_archive(container))
        status = ht_fail(err, HT_ERR_FORMAT, "%s is an archive of files, not a table of a scheme", path);
    else if (ht_container_next(container, arena, &item, &out->findings) && item.source)
        status = read_source(&reading, item.source, err);
    else
        status = ht_fail(err, HT_ERR_FORMAT, "%s: could not be unpacked", path);
    ht_container_close(container);
    return status;
}
