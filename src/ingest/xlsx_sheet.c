// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One sheet of an xlsx workbook (ECMA-376-1, 18.3.1): rows <row r> of cells <c r t s> with a value <v> or a text
 * <is>. Each r may be missing; the cell then follows the one before.
 */
#include <stdlib.h>
#include <string.h>

#include "ingest/workbook.h"

enum { DATA, ROW, CELL, VALUE, FORMULA, TEXT, PHONETIC };

static const char *const names[] = {"sheetData", "row", "c", "v", "f", "t", "rPh", NULL};

enum type { TYPE_NUMBER, TYPE_SHARED, TYPE_TEXT, TYPE_BOOLEAN, TYPE_DATE };

struct reading {
    struct ht_workbook *book;
    struct ht_sheet_grid *sheet;
    size_t column, next_column; // of the cell being read, of the one after it
    enum type type;
    size_t style;
    bool has_formula;
    bool has_value;        // <v> was there: <is> then says nothing
    struct ht_buffer text; // of the cell
    size_t lost;           // cells that refer to a text that is not there
    long lost_line;
};

// "AB12" -> 27. False when REF does not begin with letters, or with too many.
static bool column_of(const char *ref, size_t *column) {
    size_t value = 0, n = 0;
    for (; n < 4 && ht_is_alpha(ref[n]); n++)
        value = value * 26 + (size_t)(ht_to_upper(ref[n]) - 'A') + 1;
    *column = value - 1;
    return n > 0 && n < 4;
}

static enum type type_of(const char *text) {
    static const struct {
        const char *name;
        enum type type;
    } types[] = {{"s", TYPE_SHARED}, {"str", TYPE_TEXT}, {"inlineStr", TYPE_TEXT}, {"b", TYPE_BOOLEAN},
                 {"e", TYPE_TEXT},   {"d", TYPE_DATE},   {"n", TYPE_NUMBER}};
    for (size_t i = 0; text != NULL && i < sizeof types / sizeof *types; i++)
        if (strcmp(text, types[i].name) == 0)
            return types[i].type;
    return TYPE_NUMBER;
}

static void start_row(struct reading *reading, const struct ht_xml_element *element) {
    const char *line = ht_xml_attribute(element, "r");
    ht_sheet_grid_row(reading->sheet, line != NULL ? strtol(line, NULL, 10) : 0);
    reading->next_column = 0;
}

static void start_cell(struct reading *reading, const struct ht_xml_element *element) {
    const char *ref = ht_xml_attribute(element, "r"), *style = ht_xml_attribute(element, "s");
    if (ref == NULL || !column_of(ref, &reading->column))
        reading->column = reading->next_column;
    reading->next_column = reading->column + 1;
    reading->type = type_of(ht_xml_attribute(element, "t"));
    reading->style = style != NULL ? strtoul(style, NULL, 10) : 0;
    reading->has_value = reading->has_formula = false;
    if (reading->text.len > 0)
        ht_buffer_clear(&reading->text);
}

static void on_start(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct reading *reading = context;
    int parent = ht_xml_parent(element, 1);
    if (element->id == CELL && parent == ROW)
        start_cell(reading, element);
    else if (element->id == FORMULA)
        reading->has_formula = true;
    else if (element->id == ROW && parent == DATA)
        start_row(reading, element);
    ht_sheet_grid_check(reading->sheet, xml);
}

static struct ht_slice keep(struct reading *reading, const char *text, size_t len) {
    return (struct ht_slice){ht_arena_copy(reading->book->arena, text, len), len};
}

static struct ht_slice shared_text(struct reading *reading, const char *text) {
    const struct ht_workbook *book = reading->book;
    char *end = NULL;
    unsigned long index = strtoul(text, &end, 10);
    if (end != text && index < book->string_count)
        return book->strings[index];
    reading->lost_line = reading->lost++ == 0 ? reading->sheet->line : reading->lost_line;
    return (struct ht_slice){"", 0};
}

static struct ht_slice number_text(struct reading *reading, struct ht_slice value) {
    const struct ht_workbook *book = reading->book;
    char text[HT_CELL_TEXT];
    enum ht_cell_style style = reading->style < book->style_count ? book->styles[reading->style] : HT_CELL_PLAIN;
    value = ht_slice_trim(value);
    if (style == HT_CELL_SCALED)
        ht_sheet_grid_scaled(reading->sheet, reading->column);
    if (!ht_cell_number(value.data, value.len, style, book->date1904, text))
        return keep(reading, value.data, value.len);
    return keep(reading, text, strlen(text));
}

static struct ht_slice cell_text(struct reading *reading) {
    struct ht_buffer *text = &reading->text;
    struct ht_slice value = {text->data, text->len};
    switch (reading->type) {
    case TYPE_SHARED:
        return shared_text(reading, text->data);
    case TYPE_NUMBER:
        return reading->has_value ? number_text(reading, value) : keep(reading, value.data, value.len);
    case TYPE_BOOLEAN:
        return ht_slice_of(value.data[0] == '1' ? "TRUE" : "FALSE");
    case TYPE_DATE: {
        const char *time = memchr(value.data, 'T', value.len);
        return keep(reading, value.data, time != NULL ? (size_t)(time - value.data) : value.len);
    }
    default:
        return keep(reading, value.data, ht_cell_unescape(text->data, text->len));
    }
}

// <v>; <t> of <is>, also inside runs; <t> of a phonetic guide is no text of the cell.
static void take_text(struct reading *reading, const struct ht_xml_element *element) {
    if (element->id == VALUE && ht_xml_parent(element, 1) == CELL) {
        reading->has_value = true;
        if (reading->text.len > 0)
            ht_buffer_clear(&reading->text);
        ht_buffer_add(&reading->text, element->text.data, element->text.len);
    } else if (element->id == TEXT && !reading->has_value && ht_xml_parent(element, 1) != PHONETIC) {
        ht_buffer_add(&reading->text, element->text.data, element->text.len);
    }
}

static void on_end(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct reading *reading = context;
    int parent = ht_xml_parent(element, 1);
    if (element->id == VALUE || element->id == TEXT)
        take_text(reading, element);
    else if (element->id == CELL && parent == ROW && reading->text.len > 0)
        ht_sheet_grid_cell(reading->sheet, reading->column, cell_text(reading));
    else if (element->id == CELL && parent == ROW && reading->has_formula && !reading->has_value)
        ht_sheet_grid_formula(reading->sheet);
    else if (element->id == ROW && parent == DATA)
        ht_sheet_grid_end_row(reading->sheet);
    ht_sheet_grid_check(reading->sheet, xml);
}

void ht_workbook_read_sheet(struct ht_workbook *book, const struct ht_workbook_sheet *sheet, struct ht_grid *grid,
                            struct ht_findings *findings) {
    struct reading reading = {.book = book, .sheet = &book->sheet};
    const struct ht_xml_handler handler = {names, on_start, on_end, &reading};
    const char *what = ht_arena_format(book->arena, "the sheet \"%s\"", sheet->name);
    ht_sheet_grid_start(&book->sheet);
    ht_workbook_parse(book, sheet->path, &handler, what, findings);
    if (reading.lost > 0)
        ht_find(findings, HT_CODE_MALFORMED, reading.lost_line,
                "%zu cells refer to a text that the workbook does not have; they were left empty", reading.lost);
    ht_sheet_grid_report(&book->sheet, sheet->name, findings);
    *grid = book->sheet.grid;
    ht_buffer_free(&reading.text);
}
