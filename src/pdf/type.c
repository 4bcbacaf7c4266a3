// SPDX-License-Identifier: GPL-3.0-or-later
// Text by pango: type.h. The only file that knows it.
#include "pdf/type.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "base/utf8.h"
#include "holdtrace/arena.h"
#include "holdtrace/map.h"
#include "holdtrace/text.h"

// Sans-serif fonts with figures of one width, then those for Chinese, Japanese and Korean. Fontconfig takes the first
// that is there, and goes on to any other for characters that none of them has.
#define FAMILIES                                                                                                     \
    "Liberation Sans,Arimo,DejaVu Sans,Noto Sans,Noto Sans CJK SC,Source Han Sans SC,WenQuanYi Micro Hei,sans-serif"

// So that lines of one page do not depend on which font a name in it needed.
static const double LEADING = 1.32;

void type_open(struct type *type, struct ht_arena *arena) {
    PangoFontMap *fonts = pango_cairo_font_map_new();
    cairo_font_options_t *options = cairo_font_options_create();
    *type = (struct type){.arena = arena, .replaced = ht_map_new(arena)};
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts), 72);
    type->context = pango_font_map_create_context(fonts);
    g_object_unref(fonts); // the context keeps it
    type->font = pango_font_description_from_string(FAMILIES);
    // Nothing is fitted to the dots of a screen.
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(type->context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(type->context, FALSE);
    pango_context_set_base_dir(type->context, PANGO_DIRECTION_LTR);
    pango_context_set_language(type->context, pango_language_from_string("en"));
}

void type_close(struct type *type) {
    pango_font_description_free(type->font);
    g_object_unref(type->context);
    type->context = NULL;
}

// The length of the address at TEXT, without what ends the sentence; 0: none begins there.
static size_t address_length(const char *text) {
    if (strncmp(text, "https://", 8) != 0 && strncmp(text, "http://", 7) != 0)
        return 0;
    size_t len = strcspn(text, " ");
    while (len > 0 && strchr(".,;:)", text[len - 1]))
        len--;
    return len;
}

static void add_attribute(PangoAttrList *list, PangoAttribute *attribute, size_t from, size_t to) {
    attribute->start_index = (guint)from;
    attribute->end_index = (guint)to;
    pango_attr_list_insert(list, attribute);
}

static guint16 part(double of_one) {
    return (guint16)(of_one * 65535);
}

static void colour_addresses(PangoAttrList *list, const char *text) {
    struct rgb rgb = ink_rgb(INK_HEAD);
    for (const char *at = text; (at = strstr(at, "http"));) {
        size_t len = address_length(at);
        if (len)
            add_attribute(list, pango_attr_foreground_new(part(rgb.red), part(rgb.green), part(rgb.blue)),
                          (size_t)(at - text), (size_t)(at - text) + len);
        at += len ? len : 4;
    }
}

static PangoLayout *layout_of(struct type *type, const char *text, struct face face, double width) {
    PangoLayout *layout = pango_layout_new(type->context);
    PangoFontDescription *font = type->font;
    PangoAttrList *list = pango_attr_list_new();
    pango_font_description_set_absolute_size(font, face.size * PANGO_SCALE);
    pango_font_description_set_weight(font, face.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    // Ligatures make two letters one where text is searched or copied.
    pango_attr_list_insert(list, pango_attr_font_features_new("liga=0, clig=0"));
    // A hyphen at the end of a line would be read as part of a number or an address.
    pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
    if (type->links)
        colour_addresses(list, text);
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout, text, -1);
    if (width >= 0)
        pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    return layout;
}

// A percent sign stays with its number.
static const char *bound(struct ht_arena *arena, const char *text) {
    static const char NO_BREAK[] = "\xC2\xA0";
    size_t signs = 0;
    for (const char *at = text; (at = strstr(at, " %")); at += 2)
        signs++;
    if (!signs)
        return text;
    char *out = ht_arena_alloc(arena, strlen(text) + signs + 1), *to = out;
    for (; *text; text++) {
        if (text[0] == ' ' && text[1] == '%') {
            memcpy(to, NO_BREAK, 2);
            to += 2;
        } else {
            *to++ = *text;
        }
    }
    *to = '\0';
    return out;
}

bool type_has(struct type *type, const char *text, struct face face) {
    PangoLayout *layout = layout_of(type, text, face, -1);
    bool whole = pango_layout_get_unknown_glyphs_count(layout) == 0;
    g_object_unref(layout);
    return whole;
}

bool type_has_letters(struct type *type) {
    static const struct face FACES[] = {{9, false, INK_TEXT}, {9, true, INK_TEXT}};
    PangoFontFamily **families = NULL;
    int count = 0;
    pango_context_list_families(type->context, &families, &count);
    g_free(families);
    return count > 0 && type_has(type, "Az 09,.%", FACES[0]) && type_has(type, "Az 09,.%", FACES[1]);
}

// TEXT with the numbers of the characters that no font has.
static const char *numbered(struct type *type, const char *text, struct face face) {
    struct ht_buffer out = {0};
    while (*text) {
        const char *next = text;
        uint32_t number = ht_utf8_next(&next);
        const char *one = ht_arena_copy(type->arena, text, (size_t)(next - text));
        if ((unsigned char)*text < 0x80 || type_has(type, one, face))
            ht_buffer_string(&out, one);
        else
            ht_buffer_format(&out, "%sU+%04X", out.len && out.data[out.len - 1] != ' ' ? " " : "", (unsigned)number);
        text = next;
    }
    const char *kept = ht_arena_copy(type->arena, out.data, out.len);
    ht_buffer_free(&out);
    return kept;
}

// What is set for FIELD, whose characters no font has; told once for each text.
static const char *replaced(struct type *type, struct field field, struct face face) {
    const char *known = ht_map_get(type->replaced, field.text);
    if (known)
        return known;
    bool named = field.latin && type_has(type, field.latin, face);
    char *text = ht_arena_string(type->arena, named ? field.latin : numbered(type, field.text, face));
    ht_map_put(type->replaced, field.text, text);
    type->named += named;
    type->numbered += !named;
    return text;
}

struct lines type_set(struct type *type, struct field field, struct face face, double width) {
    const char *text = bound(type->arena, field.text);
    struct lines lines = {
        .layout = layout_of(type, text, face, width), .text = text, .face = face, .links = type->links};
    if (pango_layout_get_unknown_glyphs_count(lines.layout) > 0) {
        g_object_unref(lines.layout);
        lines.text = bound(type->arena, replaced(type, field, face));
        lines.layout = layout_of(type, lines.text, face, width);
    }
    lines.count = (size_t)pango_layout_get_line_count(lines.layout);
    for (size_t i = 0; i < lines.count; i++) {
        struct line_size size = lines_size(&lines, i);
        lines.height += size.height;
        lines.width = size.width > lines.width ? size.width : lines.width;
    }
    return lines;
}

void lines_free(struct lines *lines) {
    g_object_unref(lines->layout);
    lines->layout = NULL;
}

struct line_size lines_size(const struct lines *lines, size_t line) {
    PangoRectangle around;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(lines->layout, (int)line), NULL, &around);
    return (struct line_size){lines->face.size * LEADING, (double)around.width / PANGO_SCALE};
}

double type_longest_word(struct type *type, struct field field, struct face face) {
    // In no width at all each word has a line.
    PangoLayout *layout = layout_of(type, bound(type->arena, field.text), face, -1);
    int width, height;
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_width(layout, 0);
    pango_layout_get_size(layout, &width, &height);
    g_object_unref(layout);
    return (double)width / PANGO_SCALE;
}

// Links the part of the address from FROM to TO that stands in LINE.
static void link_part(const struct lines *lines, PangoLayoutLine *line, size_t from, size_t to, struct sheet *sheet,
                      struct box box) {
    int start = pango_layout_line_get_start_index(line), end = start + pango_layout_line_get_length(line), left,
        right;
    int first = (int)from > start ? (int)from : start, last = (int)to < end ? (int)to : end;
    if (first >= last)
        return;
    pango_layout_line_index_to_x(line, first, FALSE, &left);
    pango_layout_line_index_to_x(line, last, FALSE, &right);
    box.x += (double)left / PANGO_SCALE;
    box.width = (double)(right - left) / PANGO_SCALE;
    if (box.width > 0)
        sheet_link_out(sheet, box, ht_arena_copy(sheet->arena, lines->text + from, to - from));
}

void lines_draw(const struct lines *lines, size_t number, struct sheet *sheet, double x, double y) {
    PangoLayoutLine *line = pango_layout_get_line_readonly(lines->layout, (int)number);
    struct rgb rgb = ink_rgb(lines->face.ink);
    double height = lines->face.size * LEADING;
    cairo_set_source_rgb(sheet->cairo, rgb.red, rgb.green, rgb.blue);
    cairo_move_to(sheet->cairo, x, y + lines->face.size * 1.02);
    // What has a link as its part keeps its text in another part.
    bool parts = lines->links && strstr(lines->text, "http");
    if (parts)
        sheet_tag(sheet, "Span");
    pango_cairo_show_layout_line(sheet->cairo, line);
    if (parts)
        sheet_untag(sheet, "Span");
    for (const char *at = lines->text; parts && (at = strstr(at, "http"));) {
        size_t from = (size_t)(at - lines->text), len = address_length(at);
        if (len)
            link_part(lines, line, from, from + len, sheet, (struct box){x, y, 0, height});
        at += len ? len : 4;
    }
}
