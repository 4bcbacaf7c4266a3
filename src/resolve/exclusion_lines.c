// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Reading the reader's own list as it was found: lines of a title above the header, any delimiter, a workbook. Which
 * column is the company, the ISIN, the country is the header vocabulary's to say; what such lists print besides (the
 * criterion, the decision, its date) becomes the line's note.
 */
#include "resolve/exclusion_lines.h"

#include <string.h>

#include "holdtrace/container.h"
#include "holdtrace/layout.h"
#include "holdtrace/reader.h"
#include "holdtrace/values.h"
#include "resolve/exclusion_words.h"

enum { HEADER_ROWS = 60 };

struct column {
    enum ht_field field; // HT_FIELD_NONE: not one that tells the company
    enum exclusion_word word;
    const char *header;
};

struct reading {
    struct run *run;
    const struct ht_layouts *layouts;
    struct exclusion_taker taker;
    size_t *lost;
    const char *sheet;
    struct column *columns;
    size_t column_count;
};

static bool tells_company(enum ht_field field) {
    switch (field) {
    case HT_FIELD_NAME:
    case HT_FIELD_ISSUER_NAME:
    case HT_FIELD_ISIN:
    case HT_FIELD_CUSIP:
    case HT_FIELD_SEDOL:
    case HT_FIELD_FIGI:
    case HT_FIELD_LEI:
    case HT_FIELD_SECURITY_ID:
    case HT_FIELD_TICKER:
        return true;
    default:
        return false;
    }
}

static bool helps(enum ht_field field) {
    return field == HT_FIELD_COUNTRY || field == HT_FIELD_INCORPORATION || field == HT_FIELD_EXCHANGE;
}

// The words of such lists come first: their "Category" is no asset class.
static struct column column_of(const struct reading *reading, struct ht_slice header) {
    struct column column = {HT_FIELD_NONE, exclusion_word_of(header),
                            ht_arena_copy(reading->run->arena, header.data, header.len)};
    if (column.word == EXCLUSION_WORD_NONE)
        column.field = ht_layouts_header_field(reading->layouts, header);
    return column;
}

// The first row that has the header of a column that tells the company and of another one, else of the first alone.
static const struct ht_row *find_header(const struct reading *reading, const struct ht_grid *grid) {
    const struct ht_row *found = NULL;
    for (size_t i = 0; i < grid->count && i < HEADER_ROWS; i++) {
        size_t known = 0, telling = 0;
        for (size_t k = 0; k < grid->rows[i].width; k++) {
            struct column column = column_of(reading, ht_row_cell(&grid->rows[i], k));
            telling += tells_company(column.field);
            known += column.field != HT_FIELD_NONE || column.word != EXCLUSION_WORD_NONE;
        }
        if (telling && known > 1)
            return &grid->rows[i];
        if (telling && !found)
            found = &grid->rows[i];
    }
    return found;
}

// Says which columns were not understood, in one sentence.
static void report_unread(const struct reading *reading, long line) {
    const char *names = "";
    size_t count = 0;
    for (size_t i = 0; i < reading->column_count; i++) {
        const struct column *column = &reading->columns[i];
        if (*column->header && column->word == EXCLUSION_WORD_NONE && !tells_company(column->field) &&
            !helps(column->field))
            names = ht_arena_format(reading->run->arena, "%s%s%s", names, count++ ? ", " : "", column->header);
    }
    if (count)
        run_find(reading->run, HT_CODE_EXCLUSION_LOOSE, line, "%s not read: %s",
                 count == 1 ? "a column was" : "columns were", names);
}

static void read_header(struct reading *reading, const struct ht_row *row) {
    reading->column_count = row->width;
    reading->columns = ht_arena_array(reading->run->arena, row->width, sizeof *reading->columns);
    for (size_t i = 0; i < row->width; i++)
        reading->columns[i] = column_of(reading, ht_row_cell(row, i));
    report_unread(reading, row->line);
}

static void add_id(struct reading *reading, struct exclusion_line *line, enum ht_id_kind kind, const char *value) {
    struct ht_arena *arena = reading->run->arena;
    line->ids = ht_arena_grow(arena, line->ids, line->id_count, &line->id_capacity, sizeof *line->ids);
    line->ids[line->id_count++] = (struct exclusion_id){kind, ht_arena_string(arena, value)};
}

// The kinds that a cell of FIELD can hold; returns their number.
static size_t kinds_of(enum ht_field field, enum ht_id_kind kinds[HT_ID_KINDS]) {
    static const enum ht_id_kind all[] = {HT_ID_ISIN, HT_ID_LEI, HT_ID_FIGI, HT_ID_CUSIP, HT_ID_SEDOL};
    static const enum ht_field fields[] = {HT_FIELD_ISIN, HT_FIELD_LEI, HT_FIELD_FIGI, HT_FIELD_CUSIP,
                                           HT_FIELD_SEDOL};
    size_t count = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (field == fields[i] || field == HT_FIELD_SECURITY_ID)
            kinds[count++] = all[i];
    return count;
}

static bool take_id(struct reading *reading, struct exclusion_line *line, enum ht_field field, struct ht_slice text) {
    enum ht_id_kind kinds[HT_ID_KINDS];
    size_t count = kinds_of(field, kinds);
    char id[HT_ID_TEXT];
    for (size_t i = 0; i < count; i++) {
        if (ht_id_parse(kinds[i], text.data, text.len, id)) {
            add_id(reading, line, kinds[i], id);
            return true;
        }
    }
    return false;
}

static void report_bad_id(const struct reading *reading, const struct exclusion_line *line, enum ht_field field,
                          struct ht_slice text) {
    run_find(reading->run, HT_CODE_BAD_IDENTIFIER, line->line, "%s is no valid %s; it was not used",
             ht_arena_copy(reading->run->arena, text.data, text.len),
             field == HT_FIELD_SECURITY_ID ? "identifier" : ht_field_name(field));
}

// The next run of characters between separators, from *AT on; empty at the end.
static struct ht_slice next_token(struct ht_slice cell, size_t *at) {
    static const char separators[] = " ;,|/\r\n\t";
    while (*at < cell.len && strchr(separators, cell.data[*at]))
        (*at)++;
    size_t from = *at;
    while (*at < cell.len && !strchr(separators, cell.data[*at]))
        (*at)++;
    return (struct ht_slice){cell.data + from, *at - from};
}

// One identifier, or several of one company in a cell. Where none is valid the cell as a whole is reported.
static void read_ids(struct reading *reading, struct exclusion_line *line, enum ht_field field,
                     struct ht_slice cell) {
    if (take_id(reading, line, field, cell))
        return;
    size_t before = line->id_count, at = 0;
    struct ht_slice token;
    while ((token = next_token(cell, &at)).len > 0)
        take_id(reading, line, field, token);
    if (line->id_count == before) {
        report_bad_id(reading, line, field, cell);
        return;
    }
    struct exclusion_line ignored = {.line = line->line};
    for (at = 0; (token = next_token(cell, &at)).len > 0;)
        if (!take_id(reading, &ignored, field, token))
            report_bad_id(reading, line, field, token);
}

static void add_note(struct reading *reading, struct exclusion_line *line, const struct column *column,
                     const char *text) {
    const char *before = line->note ? line->note : "", *joint = line->note ? "; " : "";
    line->note = column->word == EXCLUSION_WORD_NOTE
                     ? ht_arena_format(reading->run->arena, "%s%s%s", before, joint, text)
                     : ht_arena_format(reading->run->arena, "%s%s%s: %s", before, joint, column->header, text);
    line->ended = line->ended || column->word == EXCLUSION_WORD_ENDED_ON ||
                  (column->word == EXCLUSION_WORD_STATUS && exclusion_has_ended(text));
}

static void read_country(struct reading *reading, struct exclusion_line *line, const char *text) {
    const char *code = ht_country_code(text);
    if (!code && exclusion_is_blank(ht_slice_of(text)))
        return;
    if (code)
        line->country = code;
    else
        run_find(reading->run, HT_CODE_BAD_CELL, line->line, "%s is no country; it was left out", text);
}

static void read_cell(struct reading *reading, struct exclusion_line *line, const struct column *column,
                      struct ht_slice cell) {
    const char *text = ht_arena_copy(reading->run->arena, cell.data, cell.len);
    if (column->word != EXCLUSION_WORD_NONE) {
        add_note(reading, line, column, text);
        return;
    }
    switch (column->field) {
    case HT_FIELD_ISSUER_NAME: // says more of the company than the name of a security does
        line->name = text;
        break;
    case HT_FIELD_NAME:
        line->name = line->name ? line->name : text;
        break;
    case HT_FIELD_TICKER:
        line->ticker = text;
        break;
    case HT_FIELD_EXCHANGE:
        line->exchange = text;
        break;
    case HT_FIELD_COUNTRY:
        read_country(reading, line, text);
        break;
    case HT_FIELD_INCORPORATION:
        if (!line->country)
            read_country(reading, line, text);
        break;
    default:
        if (tells_company(column->field))
            read_ids(reading, line, column->field, cell);
    }
}

static void read_line(struct reading *reading, const struct ht_row *row) {
    struct exclusion_line line = {.line = row->line, .sheet = reading->sheet};
    for (size_t i = 0; i < reading->column_count; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        bool country = helps(reading->columns[i].field); // "NA" is Namibia there
        if (cell.len && (country || !exclusion_is_blank(cell)))
            read_cell(reading, &line, &reading->columns[i], cell);
    }
    if (row->width > reading->column_count) {
        run_find(reading->run, HT_CODE_RAGGED_ROW, row->line,
                 "the line has %zu cells and the header %zu; the rest was not read", row->width,
                 reading->column_count);
    }
    if (line.name || line.id_count || line.ticker) {
        reading->taker.take(reading->taker.user, &line);
    } else if (!ht_row_blank(row)) {
        ++*reading->lost;
        run_find(reading->run, HT_CODE_EXCLUSION_LOST, row->line,
                 "the line has no name and no valid identifier; it was left out");
    }
}

// Reads one table; false when no row is a header.
static bool read_part(struct reading *reading, const struct ht_part *part) {
    const struct ht_row *header = find_header(reading, &part->grid);
    ht_findings_add(reading->run->findings, &part->findings);
    if (!header)
        return false;
    read_header(reading, header);
    for (const struct ht_row *row = header + 1; row < part->grid.rows + part->grid.count; row++)
        read_line(reading, row);
    return true;
}

static enum ht_status read_parts(struct reading *reading, const char *path, const struct ht_parts *parts,
                                 struct ht_error *err) {
    size_t read = 0;
    for (size_t i = 0; i < parts->count; i++) {
        const struct ht_part *part = &parts->items[i];
        reading->sheet = parts->count > 1 ? part->name : NULL;
        bool has_header = read_part(reading, part);
        read += has_header;
        if (!has_header && part->grid.count && parts->count > 1)
            run_find(reading->run, HT_CODE_EXCLUSION_LOOSE, 0,
                     "the sheet %s has no header that names a company and was not read", part->name);
    }
    for (size_t i = 0; i < parts->hidden_count; i++)
        run_find(reading->run, HT_CODE_EXCLUSION_LOOSE, 0, "the sheet %s is hidden and was not read",
                 parts->hidden[i].name);
    if (read)
        return HT_OK;
    bool empty = parts->count == 0 || parts->items[0].grid.count == 0;
    return ht_fail(err, HT_ERR_FORMAT,
                   empty ? "%s: no header line"
                         : "%s: no column is named as one of companies, such as name, company, issuer, isin, lei, "
                           "figi, sedol, cusip or ticker",
                   path);
}

static enum ht_status read_source(struct reading *reading, const char *path, const struct ht_source *source,
                                  struct ht_error *err) {
    static const char *const readers[] = {"csv", "xlsx", "spreadsheetml"};
    const struct ht_reader_options options = {0};
    const struct ht_reader *reader = ht_reader_of(source);
    struct ht_parts parts = {0};
    bool fits = false;
    for (size_t i = 0; reader && i < sizeof readers / sizeof *readers; i++)
        fits = fits || strcmp(reader->name, readers[i]) == 0;
    if (!fits)
        return ht_fail(err, HT_ERR_FORMAT, "%s is %s, not a table of exclusions", path,
                       ht_content_describe(source->content));
    enum ht_status status = reader->read(source, &options, reading->run->arena, &parts, reading->run->findings, err);
    return status == HT_OK ? read_parts(reading, path, &parts, err) : status;
}

enum ht_status exclusion_lines_read(struct run *run, const char *path, struct exclusion_taker taker,
                                    char sha256[HT_SHA256_TEXT], size_t *lost, struct ht_error *err) {
    struct reading reading = {.run = run, .layouts = ht_layouts_builtin(run->arena), .taker = taker, .lost = lost};
    struct ht_container *container = NULL;
    struct ht_item item;
    enum ht_status status = ht_container_open(path, &container, err);
    if (status != HT_OK)
        return status;
    strcpy(sha256, ht_container_sha256(container));
    if (ht_container_is_archive(container))
        status = ht_fail(err, HT_ERR_FORMAT, "%s is an archive of files, not a table of exclusions", path);
    else if (ht_container_next(container, run->arena, &item, run->findings) && item.source)
        status = read_source(&reading, path, item.source, err);
    else
        status = ht_fail(err, HT_ERR_FORMAT, "%s: could not be unpacked", path);
    ht_container_close(container);
    return status;
}
