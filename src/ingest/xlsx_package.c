// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The package of an xlsx workbook: which member holds what is told by relationships, not by names (ECMA-376-2, 9.3).
 * Only the ends of relationship types are compared, since the strict form has other namespaces than the transitional.
 */
#include <string.h>

#include "ingest/workbook.h"

// --- one member as XML

struct feeding {
    struct ht_xml *xml;
    bool good;
};

static bool feed(void *context, const char *bytes, size_t len) {
    struct feeding *feeding = context;
    feeding->good = ht_xml_feed(feeding->xml, bytes, len, false);
    return feeding->good;
}

bool ht_workbook_parse(struct ht_workbook *book, const char *path, const struct ht_xml_handler *handler,
                       const char *what, struct ht_findings *findings) {
    size_t index = 0;
    struct ht_error failure;
    if (!ht_zip_find(book->zip, path, &index)) {
        ht_find(findings, HT_CODE_MALFORMED, 0, "%s is missing from the workbook", what);
        return false;
    }
    struct feeding feeding = {ht_xml_open(handler, NULL, findings), true};
    if (feeding.xml == NULL)
        return false;
    enum ht_status status = ht_zip_read(book->zip, index, feed, &feeding, &failure);
    if (status != HT_OK) {
        ht_find(findings, status == HT_ERR_LIMIT ? HT_CODE_BOUND : HT_CODE_MALFORMED, 0, "%s: %s", what,
                failure.message);
    } else if (!feeding.good || !ht_xml_feed(feeding.xml, "", 0, true)) {
        ht_xml_report(feeding.xml, what, 0, findings);
        status = HT_ERR_FORMAT;
    }
    ht_xml_close(feeding.xml);
    return status == HT_OK;
}

// --- paths

static const char *base_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

// TARGET as written in a relationship of the member SOURCE, as a path in the package: "../x" and "/x" resolved.
static const char *resolve(struct ht_arena *arena, const char *source, const char *target) {
    size_t room = strlen(source) + strlen(target) + 2, n = 0;
    char *path = ht_arena_alloc(arena, room);
    if (target[0] != '/' && target[0] != '\\') {
        n = (size_t)(base_of(source) - source);
        memcpy(path, source, n);
    }
    while (*target != '\0') {
        size_t len = strcspn(target, "/\\");
        if (len == 2 && memcmp(target, "..", 2) == 0) {
            n -= n > 0;
            while (n > 0 && path[n - 1] != '/')
                n--;
        } else if (len > 0 && !(len == 1 && *target == '.')) {
            memcpy(path + n, target, len);
            n += len;
            if (target[len] != '\0')
                path[n++] = '/';
        }
        target += len + (target[len] != '\0');
    }
    path[n] = '\0';
    return path;
}

// The member that holds the relationships of PATH ("xl/_rels/workbook.xml.rels").
static const char *relations_of(struct ht_arena *arena, const char *path) {
    const char *base = base_of(path);
    return ht_arena_format(arena, "%.*s_rels/%s.rels", (int)(base - path), path, base);
}

// --- relationships

enum { RELATIONSHIP };

static const char *const relation_names[] = {"Relationship", NULL};

struct relations {
    struct ht_workbook *book;
    const char *source; // member whose relationships these are; "" for the package
};

static bool type_is(const char *type, const char *what) {
    return strcmp(base_of(type), what) == 0;
}

static void take_relation(struct relations *relations, const char *id, const char *type, const char *path) {
    struct ht_workbook *book = relations->book;
    if (*relations->source == '\0') {
        if (type_is(type, "officeDocument"))
            book->path = path;
        return;
    }
    if (type_is(type, "sharedStrings"))
        book->strings_path = path;
    if (type_is(type, "styles"))
        book->styles_path = path;
    for (size_t i = 0; type_is(type, "worksheet") && i < book->sheet_count; i++)
        if (strcmp(book->sheets[i].relation, id) == 0)
            book->sheets[i].path = path;
}

static void start_relation(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    (void)xml;
    struct relations *relations = context;
    if (element->id != RELATIONSHIP)
        return;
    const char *id = ht_xml_attribute(element, "Id"), *type = ht_xml_attribute(element, "Type");
    const char *target = ht_xml_attribute(element, "Target"), *mode = ht_xml_attribute(element, "TargetMode");
    bool external = mode != NULL && strcmp(mode, "External") == 0;
    if (id != NULL && type != NULL && target != NULL && !external)
        take_relation(relations, id, type, resolve(relations->book->arena, relations->source, target));
}

static void ignore_end(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    (void)context;
    (void)xml;
    (void)element;
}

static bool read_relations(struct ht_workbook *book, const char *source, struct ht_findings *findings) {
    struct relations relations = {book, source};
    const struct ht_xml_handler handler = {relation_names, start_relation, ignore_end, &relations};
    return ht_workbook_parse(book, relations_of(book->arena, source), &handler, "the list of the workbook's parts",
                             findings);
}

// --- the workbook

enum { PROPERTIES, SHEET };

static const char *const workbook_names[] = {"workbookPr", "sheet", NULL};

static bool is_true(const char *text) {
    return text != NULL && (strcmp(text, "1") == 0 || strcmp(text, "true") == 0 || strcmp(text, "on") == 0);
}

static void add_sheet(struct ht_workbook *book, struct ht_xml *xml, const struct ht_xml_element *element) {
    const char *name = ht_xml_attribute(element, "name"), *relation = ht_xml_attribute(element, "id");
    const char *state = ht_xml_attribute(element, "state");
    if (book->sheet_count == HT_WORKBOOK_SHEETS) {
        ht_xml_stop(xml, "it lists more than 1000 sheets");
        return;
    }
    book->sheets =
        ht_arena_grow(book->arena, book->sheets, book->sheet_count, &book->sheet_capacity, sizeof *book->sheets);
    book->sheets[book->sheet_count++] = (struct ht_workbook_sheet){
        .name = ht_arena_string(book->arena, name != NULL ? name : ""),
        .relation = ht_arena_string(book->arena, relation != NULL ? relation : ""),
        .hidden = state != NULL && strcmp(state, "visible") != 0,
    };
}

static void start_workbook(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct ht_workbook *book = context;
    if (element->id == PROPERTIES && element->depth == 2)
        book->date1904 = is_true(ht_xml_attribute(element, "date1904"));
    else if (element->id == SHEET && element->depth == 3)
        add_sheet(book, xml, element);
}

bool ht_workbook_open(struct ht_workbook *book, struct ht_findings *findings) {
    const struct ht_xml_handler handler = {workbook_names, start_workbook, ignore_end, book};
    if (!read_relations(book, "", findings))
        return false;
    if (book->path == NULL) {
        ht_find(findings, HT_CODE_MALFORMED, 0, "the package does not say which of its parts is the workbook");
        return false;
    }
    return ht_workbook_parse(book, book->path, &handler, "the list of sheets", findings) &&
           read_relations(book, book->path, findings);
}
