// SPDX-License-Identifier: GPL-3.0-or-later
// The PDF by cairo: sheet.h. The only file that makes a surface.
#include "pdf/sheet.h"

#include <cairo-pdf.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"

static cairo_status_t take(void *closure, const unsigned char *data, unsigned len) {
    struct ht_buffer *out = closure;
    if (out)
        ht_buffer_add(out, (const char *)data, len);
    return CAIRO_STATUS_SUCCESS;
}

static void tell(struct sheet *sheet, cairo_pdf_metadata_t what, const char *text) {
    if (text)
        cairo_pdf_surface_set_metadata(sheet->surface, what, text);
}

void sheet_tag(struct sheet *sheet, const char *tag) {
    cairo_tag_begin(sheet->cairo, tag, NULL);
}

void sheet_untag(struct sheet *sheet, const char *tag) {
    cairo_tag_end(sheet->cairo, tag);
}

void sheet_open(struct sheet *sheet, double width, double height, const struct about *about, struct ht_arena *arena,
                struct ht_buffer *out) {
    *sheet = (struct sheet){.arena = arena, .width = width, .height = height};
    sheet->surface = cairo_pdf_surface_create_for_stream(take, out, width, height);
    sheet->cairo = cairo_create(sheet->surface);
    sheet_tag(sheet, "Document");
    tell(sheet, CAIRO_PDF_METADATA_TITLE, about->title);
    tell(sheet, CAIRO_PDF_METADATA_SUBJECT, about->subject);
    tell(sheet, CAIRO_PDF_METADATA_CREATOR, about->creator);
    // Without one cairo takes the clock's.
    tell(sheet, CAIRO_PDF_METADATA_CREATE_DATE,
         about->date ? ht_arena_format(arena, "%sT00:00:00Z", about->date) : "");
}

void sheet_next(struct sheet *sheet) {
    cairo_show_page(sheet->cairo);
}

const char *sheet_close(struct sheet *sheet) {
    sheet_untag(sheet, "Document");
    cairo_status_t status = cairo_status(sheet->cairo);
    cairo_destroy(sheet->cairo);
    cairo_surface_finish(sheet->surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(sheet->surface);
    cairo_surface_destroy(sheet->surface);
    return status == CAIRO_STATUS_SUCCESS ? NULL : ht_arena_string(sheet->arena, cairo_status_to_string(status));
}

void sheet_fill(struct sheet *sheet, struct box box, enum ink ink) {
    struct rgb rgb = ink_rgb(ink);
    cairo_set_source_rgb(sheet->cairo, rgb.red, rgb.green, rgb.blue);
    cairo_rectangle(sheet->cairo, box.x, box.y, box.width, box.height);
    cairo_fill(sheet->cairo);
}

void sheet_arrow(struct sheet *sheet, double x, double y, enum ink ink) {
    static const double LONG = 6, HALF = 2.6;
    struct rgb rgb = ink_rgb(ink);
    cairo_set_source_rgb(sheet->cairo, rgb.red, rgb.green, rgb.blue);
    cairo_move_to(sheet->cairo, x, y);
    cairo_line_to(sheet->cairo, x - LONG, y - HALF);
    cairo_line_to(sheet->cairo, x - LONG, y + HALF);
    cairo_close_path(sheet->cairo);
    cairo_fill(sheet->cairo);
}

// TEXT in the quotes of an attribute.
static const char *quoted(struct sheet *sheet, const char *text) {
    char *out = ht_arena_alloc(sheet->arena, 2 * strlen(text) + 1), *to = out;
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            *to++ = '\\';
        *to++ = *text;
    }
    *to = '\0';
    return out;
}

// A number for an attribute, which the locale must not give a comma: hundredths are enough.
static const char *number(struct sheet *sheet, double value) {
    long hundredths = (long)(value * 100 + 0.5);
    return ht_arena_format(sheet->arena, "%ld.%02ld", hundredths / 100, hundredths % 100);
}

void sheet_place(struct sheet *sheet, const char *name, double y) {
    const char *attributes =
        ht_arena_format(sheet->arena, "name='%s' x=0 y=%s", quoted(sheet, name), number(sheet, y));
    cairo_tag_begin(sheet->cairo, CAIRO_TAG_DEST, attributes);
    cairo_tag_end(sheet->cairo, CAIRO_TAG_DEST);
}

static void link(struct sheet *sheet, struct box box, const char *key, const char *value) {
    const char *attributes =
        ht_arena_format(sheet->arena, "rect=[%s %s %s %s] %s='%s'", number(sheet, box.x), number(sheet, box.y),
                        number(sheet, box.width), number(sheet, box.height), key, quoted(sheet, value));
    // A link needs something in it: its underline.
    cairo_tag_begin(sheet->cairo, CAIRO_TAG_LINK, attributes);
    sheet_fill(sheet, (struct box){box.x, box.y + box.height - 0.8, box.width, 0.35}, INK_RULE);
    cairo_tag_end(sheet->cairo, CAIRO_TAG_LINK);
}

void sheet_link(struct sheet *sheet, struct box box, const char *name) {
    link(sheet, box, "dest", name);
}

void sheet_link_out(struct sheet *sheet, struct box box, const char *uri) {
    link(sheet, box, "uri", uri);
}

int sheet_outline(struct sheet *sheet, int parent, const char *title, const char *name) {
    const char *attributes = ht_arena_format(sheet->arena, "dest='%s'", quoted(sheet, name));
    return cairo_pdf_surface_add_outline(sheet->surface, parent, title, attributes, CAIRO_PDF_OUTLINE_FLAG_OPEN);
}
