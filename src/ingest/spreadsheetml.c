// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader of SpreadsheetML 2003, the XML form of a workbook that is saved as .xls: one part a sheet. Rows and
 * cells follow each other unless ss:Index says where they stand; a cell without a style has that of its row, else
 * that of its column.
 */
#include <stdlib.h>
#include <string.h>

#include "holdtrace/map.h"
#include "holdtrace/reader.h"
#include "holdtrace/xml.h"
#include "ingest/cell_value.h"
#include "ingest/sheet_grid.h"

enum { PROBE_BYTES = 4096, SHEETS_MAX = 1000, STYLES_MAX = 100000 };

enum { STYLE, FORMAT, WORKSHEET, COLUMN, ROW, CELL, DATA, VISIBLE };

static const char *const names[] = {"Style", "NumberFormat", "Worksheet", "Column", "Row",
                                    "Cell",  "Data",         "Visible",   NULL};

struct style {
    enum ht_cell_style shown;
};

struct book {
    struct ht_arena *arena;
    struct ht_parts *parts;
    size_t part_capacity;
    struct ht_findings *findings;
    struct ht_map *styles; // id -> struct style
    size_t style_count;
    struct style *style; // whose definition is being read
    struct ht_sheet_grid sheet;
    bool hidden; // the sheet being read
    size_t hidden_capacity;
    const struct style **columns; // styles of its columns; NULL: none
    size_t column_count;          // of them
    const struct style *row;      // of the row being read
    const struct style *cell;     // of the cell being read
    size_t column, next_column;   // of the cell being read, of the one after it
    bool has_formula, has_value;  // of that cell
    char type;                    // first letter of the type of its data: String, Number, DateTime, Boolean, Error
    struct ht_buffer text;        // of its data
};

static bool reads(const struct ht_source *source) {
    static const char space[] = "urn:schemas-microsoft-com:office:spreadsheet";
    size_t probe = source->size < PROBE_BYTES ? source->size : PROBE_BYTES;
    if (source->content != HT_CONTENT_XML)
        return false;
    for (size_t i = 0; i + sizeof space - 1 <= probe; i++)
        if (memcmp(source->bytes + i, space, sizeof space - 1) == 0)
            return true;
    return false;
}

static size_t number_of(const struct ht_xml_element *element, const char *attribute) {
    const char *text = ht_xml_attribute(element, attribute);
    long value = text != NULL ? strtol(text, NULL, 10) : 0;
    return value > 0 ? (size_t)value : 0;
}

static const struct style *style_of(const struct book *book, const struct ht_xml_element *element) {
    const char *id = ht_xml_attribute(element, "StyleID");
    return id != NULL ? ht_map_get(book->styles, id) : NULL;
}

// A style begins as the one that it is based on.
static void start_style(struct book *book, struct ht_xml *xml, const struct ht_xml_element *element) {
    const char *id = ht_xml_attribute(element, "ID"), *parent = ht_xml_attribute(element, "Parent");
    const struct style *based_on = parent != NULL ? ht_map_get(book->styles, parent) : NULL;
    if (book->style_count++ == STYLES_MAX) {
        ht_xml_stop(xml, "it defines more than 100000 styles");
        return;
    }
    book->style = ht_arena_alloc(book->arena, sizeof *book->style);
    book->style->shown = based_on != NULL ? based_on->shown : HT_CELL_PLAIN;
    if (id != NULL)
        ht_map_put(book->styles, id, book->style);
}

static void start_sheet(struct book *book, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct ht_parts *parts = book->parts;
    const char *name = ht_xml_attribute(element, "Name");
    if (parts->count == SHEETS_MAX) {
        ht_xml_stop(xml, "it has more than 1000 sheets");
        return;
    }
    parts->items = ht_arena_grow(book->arena, parts->items, parts->count, &book->part_capacity, sizeof *parts->items);
    parts->items[parts->count++] = (struct ht_part){.name = ht_arena_string(book->arena, name != NULL ? name : ""),
                                                    .findings = ht_findings_in(book->arena)};
    ht_sheet_grid_start(&book->sheet);
    book->hidden = false;
    book->column_count = 0;
}

static void start_column(struct book *book, const struct ht_xml_element *element) {
    size_t first = number_of(element, "Index"), span = number_of(element, "Span");
    const struct style *style = style_of(book, element);
    for (first = first > 0 ? first - 1 : book->column_count; book->column_count < first;) {
        if (book->column_count == HT_SHEET_COLUMNS)
            return;
        book->columns[book->column_count++] = NULL;
    }
    for (size_t i = 0; i <= span && book->column_count < HT_SHEET_COLUMNS; i++)
        book->columns[book->column_count++] = style;
}

static void start_row(struct book *book, const struct ht_xml_element *element) {
    ht_sheet_grid_row(&book->sheet, (long)number_of(element, "Index"));
    book->row = style_of(book, element);
    book->next_column = 0;
}

static void start_cell(struct book *book, const struct ht_xml_element *element) {
    size_t index = number_of(element, "Index");
    book->column = index > 0 ? index - 1 : book->next_column;
    book->next_column = book->column + 1 + number_of(element, "MergeAcross");
    book->has_formula = ht_xml_attribute(element, "Formula") != NULL;
    book->has_value = false;
    book->cell = style_of(book, element);
    if (book->cell == NULL)
        book->cell = book->row;
    if (book->cell == NULL && book->column < book->column_count)
        book->cell = book->columns[book->column];
    ht_buffer_clear(&book->text);
}

static void on_start(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct book *book = context;
    const char *text;
    switch (element->id) {
    case STYLE:
        start_style(book, xml, element);
        break;
    case FORMAT:
        text = ht_xml_attribute(element, "Format");
        if (text != NULL && book->style != NULL)
            book->style->shown = ht_cell_style_of(text);
        break;
    case WORKSHEET:
        start_sheet(book, xml, element);
        break;
    case COLUMN:
        start_column(book, element);
        break;
    case ROW:
        start_row(book, element);
        break;
    case CELL:
        start_cell(book, element);
        break;
    case DATA:
        text = ht_xml_attribute(element, "Type");
        if (ht_xml_parent(element, 1) == CELL) // and not a comment's
            book->type = text != NULL ? text[0] : 'S';
        break;
    default:
        break;
    }
    ht_sheet_grid_check(&book->sheet, xml);
}

static struct ht_slice cell_text(const struct book *book) {
    struct ht_slice value = {book->text.data, book->text.len};
    char text[HT_CELL_TEXT];
    if (book->type == 'B')
        return ht_slice_of(value.data[0] == '1' ? "TRUE" : "FALSE");
    if (book->type == 'D') {
        const char *time = memchr(value.data, 'T', value.len);
        value.len = time != NULL ? (size_t)(time - value.data) : value.len;
    } else if (book->type == 'N') {
        value = ht_slice_trim(value);
        if (ht_cell_number(value.data, value.len, book->cell != NULL ? book->cell->shown : HT_CELL_PLAIN, false,
                           text))
            value = ht_slice_of(text);
    }
    return (struct ht_slice){ht_arena_copy(book->arena, value.data, value.len), value.len};
}

static void take_cell(struct book *book) {
    if (book->type == 'N' && book->cell != NULL && book->cell->shown == HT_CELL_SCALED)
        ht_sheet_grid_scaled(&book->sheet, book->column);
    ht_sheet_grid_cell(&book->sheet, book->column, cell_text(book));
}

static void end_sheet(struct book *book) {
    struct ht_part *part = &book->parts->items[book->parts->count - 1];
    part->grid = book->sheet.grid;
    ht_sheet_grid_report(&book->sheet, part->name, &part->findings);
    if (book->hidden) {
        ht_find(book->findings, HT_CODE_HIDDEN_SHEET, 0, "the sheet \"%s\" is hidden and is not counted", part->name);
        struct ht_parts *parts = book->parts;
        parts->hidden = ht_arena_grow(book->arena, parts->hidden, parts->hidden_count, &book->hidden_capacity,
                                      sizeof *parts->hidden);
        parts->hidden[parts->hidden_count++] = *part;
        parts->count--;
    }
}

// Whether ELEMENT stands in the data of a cell: a run of rich text.
static bool in_data(const struct ht_xml_element *element) {
    for (size_t steps = 1; steps < element->depth; steps++)
        if (ht_xml_parent(element, steps) == DATA)
            return ht_xml_parent(element, steps + 1) == CELL;
    return false;
}

static void on_end(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct book *book = context;
    bool data = element->id == DATA && ht_xml_parent(element, 1) == CELL;
    book->has_value |= data;
    if (data || (element->id == HT_XML_OTHER && in_data(element)))
        ht_buffer_add(&book->text, element->text.data, element->text.len);
    else if (element->id == CELL && book->text.len > 0)
        take_cell(book);
    else if (element->id == CELL && book->has_formula && !book->has_value)
        ht_sheet_grid_formula(&book->sheet);
    else if (element->id == ROW)
        ht_sheet_grid_end_row(&book->sheet);
    else if (element->id == STYLE)
        book->style = NULL;
    else if (element->id == VISIBLE)
        book->hidden |= ht_text_starts(element->text.data, "SheetHidden") ||
                        ht_text_starts(element->text.data, "SheetVeryHidden");
    else if (element->id == WORKSHEET && book->parts->count > 0)
        end_sheet(book);
    ht_sheet_grid_check(&book->sheet, xml);
}

static enum ht_status read_parts(const struct ht_source *source, const struct ht_reader_options *options,
                                 struct ht_arena *arena, struct ht_parts *out, struct ht_findings *findings,
                                 struct ht_error *err) {
    struct book book = {.arena = arena, .parts = out, .findings = findings, .sheet = ht_sheet_grid_in(arena)};
    const struct ht_xml_handler handler = {names, on_start, on_end, &book};
    struct ht_slice text;
    *out = (struct ht_parts){0};
    enum ht_status status = ht_xml_decode(source, options->encoding, arena, &text, &out->encoding, findings, err);
    if (status != HT_OK)
        return status;
    book.styles = ht_map_new(arena);
    book.columns = ht_arena_array(arena, HT_SHEET_COLUMNS, sizeof *book.columns);
    // The sheet in which the text breaks off keeps what stands before.
    if (!ht_xml_parse(text, 0, &handler, findings) && out->count > 0)
        out->items[out->count - 1].grid = book.sheet.grid;
    ht_buffer_free(&book.text);
    return HT_OK;
}

const struct ht_reader ht_reader_spreadsheetml = {
    .name = "spreadsheetml",
    .title = "Excel workbook in XML (SpreadsheetML 2003)",
    .reads = reads,
    .read = read_parts,
};
