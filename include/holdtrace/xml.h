// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * XML as a stream of elements, for every reader of such a format: local names (prefixes are the writer's choice),
 * attributes, text, lines. Bounds depth; refuses entities that a document declares; opens nothing outside the file.
 */
#ifndef HOLDTRACE_XML_H
#define HOLDTRACE_XML_H

#include "holdtrace/arena.h"
#include "holdtrace/diag.h"
#include "holdtrace/source.h"
#include "holdtrace/status.h"
#include "holdtrace/text.h"

enum {
    HT_XML_OTHER = -1,  // an element that the reader does not name
    HT_XML_DEPTH = 200, // elements inside each other; real formats have up to some 30
    HT_XML_NAMES = 200  // names that a reader may give
};

struct ht_xml;

// The element that a callback is about. All of it is valid during the callback only.
struct ht_xml_element {
    int id;                  // index among the reader's names, or HT_XML_OTHER
    const char *name;        // without prefix
    size_t depth;            // 1 for the root
    const int *path;         // ids from the root (path[0]) to this element (path[depth - 1])
    const char **attributes; // name, value, ..., NULL, as written, with prefixes; NULL at the end of an element
    struct ht_slice text;    // at the end of an element: what stands between its tags and is no element, up to the
                             // first element inside it; NUL-terminated, not trimmed
};

struct ht_xml_handler {
    const char *const *names; // local names that matter, ended by NULL; at most HT_XML_NAMES
    void (*start)(void *context, struct ht_xml *xml, const struct ht_xml_element *element);
    void (*end)(void *context, struct ht_xml *xml, const struct ht_xml_element *element);
    void *context;
};

// Id of the parent of ELEMENT, and of the parent N steps up (1: the parent); HT_XML_OTHER beyond the root.
int ht_xml_parent(const struct ht_xml_element *element, size_t steps);

// The value of the attribute of local name NAME, or NULL.
const char *ht_xml_attribute(const struct ht_xml_element *element, const char *name);

// The namespace of the element whose start is being told, or "" when it has none.
const char *ht_xml_namespace(const struct ht_xml *xml);

// Line of what is being told, from 1, blanks that stand before the document counted.
long ht_xml_line(struct ht_xml *xml);

// Ends reading at this place with a bound that the reader itself keeps; WHY lives as long as XML.
void ht_xml_stop(struct ht_xml *xml, const char *why);

/*
 * A parser that calls HANDLER, which outlives it. ENCODING is taken without question when it is not NULL ("UTF-8");
 * else the document's own. Given back by ht_xml_close. NULL, with a finding, when expat is missing.
 */
struct ht_xml *ht_xml_open(const struct ht_xml_handler *handler, const char *encoding, struct ht_findings *findings);
void ht_xml_close(struct ht_xml *xml);

// Gives the parser the next SIZE bytes; LAST: none follow. False once something is wrong: see ht_xml_report.
bool ht_xml_feed(struct ht_xml *xml, const char *bytes, size_t size, bool last);

/*
 * Adds the finding that says why and on which line ht_xml_feed failed, LINES added to it. WHAT names the thing that
 * is read: "the file", "the sheet".
 */
void ht_xml_report(struct ht_xml *xml, const char *what, long lines, struct ht_findings *findings);

/*
 * TEXT, the whole document in UTF-8 whatever it declares, through HANDLER. LINES stand before it in the file. What is
 * wrong is a finding; false then.
 */
bool ht_xml_parse(struct ht_slice text, long lines, const struct ht_xml_handler *handler,
                  struct ht_findings *findings);

/*
 * The characters of SOURCE in UTF-8: by ENCODING when it is not NULL, else by a byte order mark, else as the document
 * declares. *NAME is what it was. Fails as ht_decode does.
 */
enum ht_status ht_xml_decode(const struct ht_source *source, const char *encoding, struct ht_arena *arena,
                             struct ht_slice *out, const char **name, struct ht_findings *findings,
                             struct ht_error *err);

#endif
