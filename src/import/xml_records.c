// SPDX-License-Identifier: GPL-3.0-or-later
// XML files as records of cells: see importer.h.
#include <stdlib.h>
#include <string.h>

#include "holdtrace/stream.h"
#include "holdtrace/xml.h"
#include "import/importer.h"

enum { FIELDS_MOST = 64 };

// A field with its names as ids.
struct field {
    int parent, name, counted; // COUNTED: HT_XML_OTHER when the field is single
    const char *attribute;     // NULL: the text
};

struct reading {
    struct import *import;
    const struct import_xml_table *table;
    void *context;
    struct ht_xml *xml;
    const char *names[HT_XML_NAMES + 1];
    size_t name_count;
    struct field fields[FIELDS_MOST];
    size_t field_count;
    int record, date;
    size_t depth;                // of the record being read; 0: none
    size_t counts[HT_XML_NAMES]; // of elements of each name in the record
    const char **cells;
    struct ht_findings findings; // why reading failed
};

static int id_of(struct reading *r, const char *name) {
    if (!name)
        return HT_XML_OTHER;
    for (size_t i = 0; i < r->name_count; i++)
        if (strcmp(r->names[i], name) == 0)
            return (int)i;
    r->names[r->name_count] = name;
    return (int)r->name_count++;
}

static void prepare(struct reading *r) {
    const struct import_xml_field *field = r->table->fields;
    r->record = id_of(r, r->table->record);
    r->date = id_of(r, r->table->date);
    for (; field->name; field++) {
        bool attribute = field->name[0] == '@';
        r->fields[r->field_count++] = (struct field){
            .parent = id_of(r, field->parent),
            .name = attribute ? HT_XML_OTHER : id_of(r, field->name),
            .counted = id_of(r, field->counted),
            .attribute = attribute ? field->name + 1 : NULL,
        };
    }
    r->cells = ht_arena_array(r->import->arena, r->table->width, sizeof *r->cells);
}

// Puts TEXT where the field INDEX says, unless something stands there: the first of several counts.
static void put(struct reading *r, size_t index, struct ht_slice text) {
    const struct import_xml_field *field = &r->table->fields[index];
    size_t column = field->column;
    text = ht_slice_trim(text);
    if (text.len == 0)
        return;
    if (field->counted) {
        size_t nth = r->counts[r->fields[index].counted] - 1;
        if (nth >= field->most) {
            import_find(r->import, HT_CODE_BAD_CELL, "only %zu elements <%s> of a record are read", field->most,
                        field->counted);
            return;
        }
        column += nth * field->step;
    }
    if (!r->cells[column])
        r->cells[column] = ht_arena_copy(r->import->row, text.data, text.len);
}

static void begin_record(struct reading *r, const struct ht_xml_element *element) {
    ht_arena_clear(r->import->row);
    memset(r->cells, 0, r->table->width * sizeof *r->cells);
    memset(r->counts, 0, sizeof r->counts);
    r->depth = element->depth;
    r->import->line = ht_xml_line(r->xml);
    r->import->file->rows++;
}

static void on_start(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct reading *r = context;
    (void)xml;
    if (element->id == HT_XML_OTHER)
        return;
    if (r->depth == 0) {
        if (element->id == r->record)
            begin_record(r, element);
        return;
    }
    r->counts[element->id]++;
    for (size_t i = 0; i < r->field_count; i++)
        if (r->fields[i].attribute && r->fields[i].parent == element->id)
            put(r, i, ht_slice_of(ht_xml_attribute(element, r->fields[i].attribute)));
}

static void take_date(struct reading *r, struct ht_slice text) {
    struct import *import = r->import;
    if (!import->published_on && text.len > 0)
        import->published_on =
            ht_arena_string(import->arena, import_day(import, ht_arena_copy(import->row, text.data, text.len)));
}

static void on_end(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct reading *r = context;
    if (element->id == HT_XML_OTHER)
        return;
    if (r->depth == 0) {
        if (element->id == r->date)
            take_date(r, ht_slice_trim(element->text));
        return;
    }
    int parent = ht_xml_parent(element, 1);
    for (size_t i = 0; i < r->field_count; i++)
        if (r->fields[i].name == element->id && r->fields[i].parent == parent)
            put(r, i, element->text);
    if (element->depth != r->depth)
        return;
    r->depth = 0;
    r->table->take(r->import, r->cells, r->context);
    if (r->import->write_failed)
        ht_xml_stop(xml, "what is read cannot be written");
}

// What is wrong is told at once, as its line is counted in these bytes.
static bool feed_part(struct reading *r, const char *bytes, size_t len, bool last) {
    bool good = ht_xml_feed(r->xml, bytes, len, last);
    if (!good)
        ht_xml_report(r->xml, "the file", 0, &r->findings);
    return good;
}

static bool feed(void *context, const char *bytes, size_t len) {
    return feed_part(context, bytes, len, false);
}

// What keeps expat from reading is the end of the import, whatever may be skipped: nobody knows what follows.
static enum ht_status fail(struct reading *r, struct ht_error *err) {
    const struct ht_finding *finding = &r->findings.items[0];
    const char *why = finding->message; // what follows it says what readers of holdings do then
    return ht_fail(err, HT_ERR_FORMAT, "%s:%ld: %.*s; nothing was imported", r->import->file->path, finding->line,
                   (int)strcspn(why, ";"), why);
}

enum ht_status import_xml_read(struct import *import, size_t file, const struct import_xml_table *table,
                               void *context, struct ht_error *err) {
    struct reading *r = ht_arena_alloc(import->arena, sizeof *r);
    *r = (struct reading){
        .import = import, .table = table, .context = context, .findings = ht_findings_in(import->arena)};
    import_open_file(import, file);
    prepare(r);
    const struct ht_xml_handler handler = {r->names, on_start, on_end, r};
    r->xml = ht_xml_open(&handler, "UTF-8", &r->findings);
    if (!r->xml)
        return fail(r, err);
    enum ht_status status = ht_stream_read(import->file->path, feed, r, err);
    if (status == HT_OK && r->findings.count == 0)
        (void)feed_part(r, "", 0, true);
    ht_xml_close(r->xml);
    if (status == HT_OK && r->findings.count > 0 && !import->write_failed)
        status = fail(r, err);
    import->line = 0;
    if (status == HT_OK && import->file->rows == 0)
        status = ht_fail(err, HT_ERR_FORMAT, "%s: there is no element <%s> in it", import->file->path, table->record);
    return status;
}
