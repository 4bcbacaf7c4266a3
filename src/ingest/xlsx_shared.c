// SPDX-License-Identifier: GPL-3.0-or-later
// What the sheets of an xlsx workbook share: strings, and the formats that make a number a date or a percentage.
#include <stdlib.h>
#include <string.h>

#include "ingest/workbook.h"

// --- shared strings: <si> holds <t>, or runs <r> of <t>; readings <rPh> for a phonetic guide are no text of the cell

enum { ITEM, TEXT, PHONETIC };

static const char *const string_names[] = {"si", "t", "rPh", NULL};

struct strings {
    struct ht_workbook *book;
    struct ht_buffer text; // of the item being read
};

static void start_string(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    (void)xml;
    struct strings *strings = context;
    if (element->id == ITEM && strings->text.len > 0)
        ht_buffer_clear(&strings->text);
}

static void add_string(struct ht_workbook *book, struct ht_xml *xml, struct ht_buffer *text) {
    size_t len = text->len > 0 ? ht_cell_unescape(text->data, text->len) : 0;
    book->string_bytes += len;
    if (book->string_bytes / 1024 / 1024 >= HT_WORKBOOK_STRINGS_MIB) {
        ht_xml_stop(xml, "they take more than 1024 MiB");
        return;
    }
    book->strings =
        ht_arena_grow(book->arena, book->strings, book->string_count, &book->string_capacity, sizeof *book->strings);
    struct ht_slice *slot = &book->strings[book->string_count++];
    *slot = len > 0 ? (struct ht_slice){ht_arena_copy(book->arena, text->data, len), len} : (struct ht_slice){"", 0};
}

static void end_string(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct strings *strings = context;
    if (element->id == TEXT && ht_xml_parent(element, 1) != PHONETIC)
        ht_buffer_add(&strings->text, element->text.data, element->text.len);
    else if (element->id == ITEM)
        add_string(strings->book, xml, &strings->text);
}

bool ht_workbook_read_strings(struct ht_workbook *book, struct ht_findings *findings) {
    struct strings strings = {.book = book};
    const struct ht_xml_handler handler = {string_names, start_string, end_string, &strings};
    bool good = book->strings_path == NULL ||
                ht_workbook_parse(book, book->strings_path, &handler, "the table of texts", findings);
    ht_buffer_free(&strings.text);
    return good;
}

// --- formats: <numFmts> gives codes numbers, <cellXfs> lists the formats that cells refer to by place

enum { FORMATS, FORMAT, CELL_FORMATS, CELL_FORMAT };

static const char *const style_names[] = {"numFmts", "numFmt", "cellXfs", "xf", NULL};

struct format {
    long id;
    enum ht_cell_style style;
};

struct styles {
    struct ht_workbook *book;
    struct format *formats; // that the workbook defines itself
    size_t count, capacity;
};

static long number_of(const struct ht_xml_element *element, const char *attribute) {
    const char *text = ht_xml_attribute(element, attribute);
    return text != NULL ? strtol(text, NULL, 10) : 0;
}

static void add_format(struct styles *styles, struct ht_xml *xml, const struct ht_xml_element *element) {
    const char *code = ht_xml_attribute(element, "formatCode");
    if (styles->count == HT_WORKBOOK_FORMATS) {
        ht_xml_stop(xml, "it defines more than 5000 number formats");
        return;
    }
    styles->formats = ht_arena_grow(styles->book->arena, styles->formats, styles->count, &styles->capacity,
                                    sizeof *styles->formats);
    styles->formats[styles->count++] =
        (struct format){number_of(element, "numFmtId"), ht_cell_style_of(code != NULL ? code : "")};
}

static enum ht_cell_style style_of(const struct styles *styles, long id) {
    for (size_t i = 0; i < styles->count; i++)
        if (styles->formats[i].id == id)
            return styles->formats[i].style;
    return ht_cell_style_builtin(id);
}

static void add_cell_format(struct styles *styles, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct ht_workbook *book = styles->book;
    if (book->style_count == HT_WORKBOOK_STYLES) {
        ht_xml_stop(xml, "it lists more than 100000 cell formats");
        return;
    }
    book->styles =
        ht_arena_grow(book->arena, book->styles, book->style_count, &book->style_capacity, sizeof *book->styles);
    book->styles[book->style_count++] = style_of(styles, number_of(element, "numFmtId"));
}

static void start_style(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    int parent = ht_xml_parent(element, 1);
    if (element->id == FORMAT && parent == FORMATS)
        add_format(context, xml, element);
    else if (element->id == CELL_FORMAT && parent == CELL_FORMATS)
        add_cell_format(context, xml, element);
}

static void end_style(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    (void)context;
    (void)xml;
    (void)element;
}

bool ht_workbook_read_styles(struct ht_workbook *book, struct ht_findings *findings) {
    struct styles styles = {.book = book};
    const struct ht_xml_handler handler = {style_names, start_style, end_style, &styles};
    return book->styles_path == NULL ||
           ht_workbook_parse(book, book->styles_path, &handler, "the table of formats", findings);
}
