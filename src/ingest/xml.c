// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * XML over expat: the one file that includes its header. Namespaces are kept here and not by expat, whose own
 * handling joins each name anew and costs a third of the speed.
 */
#include "holdtrace/xml.h"

#include <expat.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ingest/library.h"
#include "ingest/xml_names.h"

enum {
    SLICE = 8 * 1024 * 1024,            // bytes given to expat at once: it copies them
    LARGEST_SLICE = 1024 * 1024 * 1024, // and counts them in an int
    MARK_LENGTH = 3
};

// What is used of expat, which is loaded when the first XML is read.
struct expat {
    XML_Parser (*open)(const XML_Char *encoding);
    void (*close)(XML_Parser parser);
    enum XML_Status (*parse)(XML_Parser parser, const char *bytes, int len, int last);
    enum XML_Status (*stop)(XML_Parser parser, XML_Bool resumable);
    void (*set_user)(XML_Parser parser, void *user);
    void (*set_element)(XML_Parser parser, XML_StartElementHandler start, XML_EndElementHandler end);
    void (*set_text)(XML_Parser parser, XML_CharacterDataHandler handler);
    void (*set_skipped)(XML_Parser parser, XML_SkippedEntityHandler handler);
    void (*set_entity)(XML_Parser parser, XML_EntityDeclHandler handler);
    XML_Index (*index)(XML_Parser parser);
    XML_Size (*line)(XML_Parser parser);
    enum XML_Error (*error)(XML_Parser parser);
    const XML_LChar *(*error_text)(enum XML_Error code);
};

static const struct ht_symbol symbols[] = {
    {"XML_ParserCreate", offsetof(struct expat, open)},
    {"XML_ParserFree", offsetof(struct expat, close)},
    {"XML_Parse", offsetof(struct expat, parse)},
    {"XML_StopParser", offsetof(struct expat, stop)},
    {"XML_SetUserData", offsetof(struct expat, set_user)},
    {"XML_SetElementHandler", offsetof(struct expat, set_element)},
    {"XML_SetCharacterDataHandler", offsetof(struct expat, set_text)},
    {"XML_SetSkippedEntityHandler", offsetof(struct expat, set_skipped)},
    {"XML_SetEntityDeclHandler", offsetof(struct expat, set_entity)},
    {"XML_GetCurrentByteIndex", offsetof(struct expat, index)},
    {"XML_GetCurrentLineNumber", offsetof(struct expat, line)},
    {"XML_GetErrorCode", offsetof(struct expat, error)},
    {"XML_ErrorString", offsetof(struct expat, error_text)},
};

// A prefix that an element declares; it holds inside that element.
struct binding {
    const char *prefix, *uri;
    size_t depth;
};

struct ht_xml {
    struct expat expat;
    XML_Parser parser;
    const struct ht_xml_handler *handler;
    struct ht_xml_names names;
    struct ht_arena *arena;
    struct binding *bindings;
    size_t binding_count, binding_capacity;
    size_t binding_most; // how many of `bindings` were ever used
    int path[HT_XML_DEPTH];
    size_t prefix[HT_XML_DEPTH]; // length, with the colon
    size_t depth;
    const char *started; // name with prefix of the element whose start is being told
    struct ht_buffer text;
    bool leaf;           // since the start of the innermost open element no other began or ended
    bool bytewise;       // the encoding is UTF-8, where a line end is a byte
    bool begun;          // something else than blanks and byte order marks was read
    size_t mark;         // bytes of a byte order mark that were just skipped
    long skipped_lines;  // before the document
    struct ht_slice fed; // the bytes being parsed
    XML_Index fed_from;  // their index in the document
    const char *counted; // up to where their lines are counted
    long counted_lines;  // of the document up to there
    const char *why;     // of the bound that was reached; NULL: none
};

static const char *local_name(const char *name) {
    const char *colon = strchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

// --- namespaces

static void bind_prefixes(struct ht_xml *xml, const char **attributes) {
    for (; attributes[0] != NULL; attributes += 2) {
        if (strncmp(attributes[0], "xmlns", 5) != 0 || (attributes[0][5] != '\0' && attributes[0][5] != ':'))
            continue;
        const char *prefix = attributes[0][5] == ':' ? attributes[0] + 6 : "";
        // Registers declare the same prefixes in each of a million records: what stood here last is used again.
        if (xml->binding_count == xml->binding_most) {
            xml->bindings = ht_arena_grow(xml->arena, xml->bindings, xml->binding_count, &xml->binding_capacity,
                                          sizeof *xml->bindings);
            xml->bindings[xml->binding_most++] = (struct binding){"", "", 0};
        }
        struct binding *binding = &xml->bindings[xml->binding_count++];
        if (strcmp(binding->prefix, prefix) != 0 || strcmp(binding->uri, attributes[1]) != 0)
            *binding =
                (struct binding){ht_arena_string(xml->arena, prefix), ht_arena_string(xml->arena, attributes[1]), 0};
        binding->depth = xml->depth;
    }
}

static void unbind_prefixes(struct ht_xml *xml) {
    while (xml->binding_count > 0 && xml->bindings[xml->binding_count - 1].depth > xml->depth)
        xml->binding_count--;
}

const char *ht_xml_namespace(const struct ht_xml *xml) {
    size_t len = (size_t)(local_name(xml->started) - xml->started);
    len -= len > 0;
    for (size_t i = xml->binding_count; i > 0; i--) {
        const struct binding *binding = &xml->bindings[i - 1];
        if (strlen(binding->prefix) == len && memcmp(binding->prefix, xml->started, len) == 0)
            return binding->uri;
    }
    return "";
}

// --- callbacks of expat

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **attributes) {
    struct ht_xml *xml = user;
    if (xml->why != NULL)
        return;
    if (xml->depth >= HT_XML_DEPTH) {
        ht_xml_stop(xml, "elements stand too deep inside each other");
        return;
    }
    const char *local;
    int id = ht_xml_names_find(&xml->names, name, &local);
    xml->prefix[xml->depth] = (size_t)(local - name);
    xml->path[xml->depth++] = id;
    xml->text.len = 0;
    xml->leaf = true;
    if (attributes[0] != NULL)
        bind_prefixes(xml, attributes);
    xml->started = name;
    const struct ht_xml_element element = {id, local, xml->depth, xml->path, attributes, {"", 0}};
    xml->handler->start(xml->handler->context, xml, &element);
}

static void XMLCALL on_end(void *user, const XML_Char *name) {
    struct ht_xml *xml = user;
    if (xml->why != NULL)
        return;
    struct ht_slice text = {xml->leaf && xml->text.len > 0 ? xml->text.data : "", xml->leaf ? xml->text.len : 0};
    const struct ht_xml_element element = {
        xml->path[xml->depth - 1], name + xml->prefix[xml->depth - 1], xml->depth, xml->path, NULL, text};
    xml->handler->end(xml->handler->context, xml, &element);
    xml->leaf = false;
    xml->depth--;
    if (xml->binding_count > 0)
        unbind_prefixes(xml);
}

static void XMLCALL on_text(void *user, const XML_Char *text, int len) {
    struct ht_xml *xml = user;
    if (xml->leaf)
        ht_buffer_add(&xml->text, text, (size_t)len);
}

// Without declared entities nothing can grow and nothing outside the file can be meant; no format of holdings has
// any.
static void XMLCALL on_entity(void *user, const XML_Char *name, int is_parameter, const XML_Char *value, int length,
                              const XML_Char *base, const XML_Char *system_id, const XML_Char *public_id,
                              const XML_Char *notation) {
    (void)name, (void)is_parameter, (void)value, (void)length, (void)base, (void)system_id, (void)public_id;
    (void)notation;
    ht_xml_stop(user, "it declares entities, by which a small file can grow without end or reach outside itself");
}

static void XMLCALL on_skipped_entity(void *user, const XML_Char *name, int is_parameter) {
    (void)name, (void)is_parameter;
    ht_xml_stop(user, "it uses an entity that stands outside the file, which is not opened");
}

// --- what readers call

int ht_xml_parent(const struct ht_xml_element *element, size_t steps) {
    return element->depth > steps ? element->path[element->depth - 1 - steps] : HT_XML_OTHER;
}

const char *ht_xml_attribute(const struct ht_xml_element *element, const char *name) {
    for (const char **pair = element->attributes; pair != NULL && pair[0] != NULL; pair += 2)
        if (strcmp(local_name(pair[0]), name) == 0)
            return pair[1];
    return NULL;
}

static void count_lines(struct ht_xml *xml, const char *to) {
    if (to > xml->counted) {
        xml->counted_lines +=
            (long)ht_slice_count((struct ht_slice){xml->counted, (size_t)(to - xml->counted)}, '\n');
        xml->counted = to;
    }
}

// Expat counts lines character by character when it is asked; this looks for line ends alone.
long ht_xml_line(struct ht_xml *xml) {
    XML_Index at = xml->expat.index(xml->parser) - xml->fed_from;
    if (!xml->bytewise || at < xml->counted - xml->fed.data || at > (XML_Index)xml->fed.len)
        return (long)xml->expat.line(xml->parser) + xml->skipped_lines;
    count_lines(xml, xml->fed.data + at);
    return 1 + xml->counted_lines + xml->skipped_lines;
}

void ht_xml_stop(struct ht_xml *xml, const char *why) {
    if (xml->why == NULL) {
        xml->why = why;
        xml->expat.stop(xml->parser, XML_FALSE);
    }
}

struct ht_xml *ht_xml_open(const struct ht_xml_handler *handler, const char *encoding, struct ht_findings *findings) {
    struct expat expat;
    if (!ht_library_load("libexpat.so.1", "libexpat1", symbols, sizeof symbols / sizeof *symbols, &expat, findings))
        return NULL;
    struct ht_xml *xml = ht_heap_alloc(sizeof *xml);
    *xml =
        (struct ht_xml){.expat = expat, .parser = expat.open(encoding), .handler = handler, .arena = ht_arena_new()};
    xml->bytewise = encoding != NULL && strcmp(encoding, "UTF-8") == 0;
    if (xml->parser == NULL)
        ht_out_of_memory();
    ht_xml_names_fill(&xml->names, handler->names);
    xml->expat.set_user(xml->parser, xml);
    xml->expat.set_element(xml->parser, on_start, on_end);
    xml->expat.set_text(xml->parser, on_text);
    xml->expat.set_skipped(xml->parser, on_skipped_entity);
    xml->expat.set_entity(xml->parser, on_entity);
    return xml;
}

void ht_xml_close(struct ht_xml *xml) {
    if (xml != NULL) {
        xml->expat.close(xml->parser);
        ht_buffer_free(&xml->text);
        ht_arena_free(xml->arena);
        free(xml);
    }
}

// Skips blanks and byte order marks before the document, which no parser of XML accepts. *BYTES is moved on.
static void skip_start(struct ht_xml *xml, const char **bytes, size_t *size) {
    static const char mark[MARK_LENGTH] = "\xEF\xBB\xBF";
    while (*size > 0) {
        char c = **bytes;
        if (c == mark[xml->mark]) {
            xml->mark = (xml->mark + 1) % MARK_LENGTH;
        } else if (xml->mark == 0 && (c == ' ' || c == '\t' || c == '\r' || c == '\n')) {
            xml->skipped_lines += c == '\n';
        } else {
            xml->begun = true;
            return;
        }
        (*bytes)++;
        (*size)--;
    }
}

bool ht_xml_feed(struct ht_xml *xml, const char *bytes, size_t size, bool last) {
    if (!xml->begun)
        skip_start(xml, &bytes, &size);
    for (size_t slice = SLICE;;) {
        size_t part = size < slice ? size : slice;
        XML_Index before = xml->expat.index(xml->parser);
        bool final = last && part == size;
        xml->fed = (struct ht_slice){bytes, part};
        xml->counted = bytes;
        if (xml->expat.parse(xml->parser, bytes, (int)part, final) != XML_STATUS_OK)
            return false;
        count_lines(xml, bytes + part);
        xml->fed_from += (XML_Index)part;
        bytes += part;
        size -= part;
        if (size == 0)
            return true;
        // What did not end is looked at again from its beginning; doubled, that is not done often.
        bool advanced = xml->expat.index(xml->parser) > before;
        slice = advanced ? SLICE : slice < LARGEST_SLICE ? slice * 2 : slice;
    }
}

static bool breaks_off(enum XML_Error code) {
    return code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN || code == XML_ERROR_PARTIAL_CHAR ||
           code == XML_ERROR_UNCLOSED_CDATA_SECTION;
}

void ht_xml_report(struct ht_xml *xml, const char *what, long lines, struct ht_findings *findings) {
    enum XML_Error code = xml->expat.error(xml->parser);
    long line = ht_xml_line(xml) + lines;
    if (xml->why != NULL) {
        ht_find(findings, HT_CODE_BOUND, line, "%s was read up to this line only: %s", what, xml->why);
    } else if (breaks_off(code)) {
        ht_find(findings, HT_CODE_MALFORMED, line, "%s breaks off at this line; what stands before it was read",
                what);
    } else {
        ht_find(findings, HT_CODE_MALFORMED, line, "%s is not well-formed XML (%s); it was read up to this line only",
                what, xml->expat.error_text(code));
    }
}

bool ht_xml_parse(struct ht_slice text, long lines, const struct ht_xml_handler *handler,
                  struct ht_findings *findings) {
    struct ht_xml *xml = ht_xml_open(handler, "UTF-8", findings);
    bool good = xml != NULL && ht_xml_feed(xml, text.data, text.len, true);
    if (xml != NULL && !good)
        ht_xml_report(xml, "the file", lines, findings);
    ht_xml_close(xml);
    return good;
}
