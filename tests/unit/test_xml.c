// SPDX-License-Identifier: GPL-3.0-or-later
// XML as a stream of elements: names, text, lines, bounds, and what is said of damage.
#include "test_base.h"

#include <string.h>

#include "holdtrace/xml.h"

enum { A, B };
static const char *const names[] = {"a", "b", NULL};

static struct ht_arena *arena;
static struct ht_findings findings;
static struct ht_buffer seen; // what the callbacks were told

static int start_test(void **state) {
    (void)state;
    arena = ht_arena_new();
    findings = ht_findings_in(arena);
    ht_buffer_clear(&seen);
    return 0;
}

static int stop_test(void **state) {
    (void)state;
    ht_arena_free(arena);
    ht_buffer_free(&seen);
    seen = (struct ht_buffer){0};
    return 0;
}

static void on_start(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    (void)context;
    const char *x = ht_xml_attribute(element, "x");
    ht_buffer_format(&seen, "<%s:%d@%ld", element->name, element->id, ht_xml_line(xml));
    if (ht_xml_namespace(xml)[0] != '\0')
        ht_buffer_format(&seen, " {%s}", ht_xml_namespace(xml));
    ht_buffer_format(&seen, "%s%s>", x != NULL ? " x=" : "", x != NULL ? x : "");
}

static void on_end(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    (void)context;
    (void)xml;
    ht_buffer_format(&seen, "%.*s</%d^%d>", (int)element->text.len, element->text.data, element->id,
                     ht_xml_parent(element, 1));
}

static const struct ht_xml_handler handler = {names, on_start, on_end, NULL};

static bool parse(const char *text) {
    return ht_xml_parse(ht_slice_of(text), 0, &handler, &findings);
}

static void names_lose_their_prefix_and_keep_their_namespace(void **state) {
    (void)state;
    assert_true(parse("<n:a xmlns:n='urn:1' xmlns='urn:2' n:x='1'><b>t&amp;u</b><n:c xmlns:n='urn:3'/><n:b/></n:a>"));
    assert_string_equal(seen.data, "<a:0@1 {urn:1} x=1><b:1@1 {urn:2}>t&u</1^0><c:-1@1 {urn:3}></-1^0>"
                                   "<b:1@1 {urn:1}></1^0></0^-1>");
}

static void what_stands_before_the_document_is_skipped_and_its_lines_are_counted(void **state) {
    (void)state;
    assert_true(parse("\xEF\xBB\xBF\xEF\xBB\xBF\n \n\xEF\xBB\xBF<?xml version='1.0'?>\n<a/>"));
    assert_string_equal(seen.data, "<a:0@4></0^-1>");
}

static void a_document_may_come_byte_by_byte(void **state) {
    (void)state;
    static const char text[] = "\xEF\xBB\xBF\n<a><b>\xC3\xA4</b></a>";
    struct ht_xml *xml = ht_xml_open(&handler, NULL, &findings);
    for (size_t i = 0; i < sizeof text - 1; i++)
        assert_true(ht_xml_feed(xml, text + i, 1, i == sizeof text - 2));
    ht_xml_close(xml);
    assert_string_equal(seen.data, "<a:0@2><b:1@2>\xC3\xA4</1^0></0^-1>");
}

static void text_is_that_of_an_element_without_elements(void **state) {
    (void)state;
    assert_true(parse("<a> x <b>1<!-- n -->2<![CDATA[<3]]></b> y </a>"));
    assert_string_equal(seen.data, "<a:0@1><b:1@1>12<3</1^0></0^-1>");
}

static void damage_names_its_line(const char *text, enum ht_code code, long line) {
    size_t before = findings.count;
    assert_false(parse(text));
    assert_int_equal(findings.count, before + 1);
    assert_int_equal(findings.items[before].code, code);
    assert_int_equal(findings.items[before].line, line);
}

static void damage_is_a_finding(void **state) {
    (void)state;
    damage_names_its_line("<a>\n<b>1</b>\n<b>2", HT_CODE_MALFORMED, 3);
    assert_non_null(strstr(findings.items[0].message, "breaks off"));
    damage_names_its_line("\n<a>\n<b>1</a>", HT_CODE_MALFORMED, 3);
    assert_non_null(strstr(findings.items[1].message, "mismatched tag"));
    damage_names_its_line("<a/><a/>", HT_CODE_MALFORMED, 1);
    damage_names_its_line("", HT_CODE_MALFORMED, 1);
}

static void entities_are_refused(void **state) {
    (void)state;
    damage_names_its_line("<!DOCTYPE a [\n<!ENTITY l 'lol'>]>\n<a>&l;</a>", HT_CODE_BOUND, 2);
    damage_names_its_line("<!DOCTYPE a [\n<!ENTITY l SYSTEM 'file:///etc/passwd'>]>\n<a>&l;</a>", HT_CODE_BOUND, 2);
    damage_names_its_line("<!DOCTYPE a SYSTEM 'x.dtd'>\n<a>&l;</a>", HT_CODE_BOUND, 2);
    damage_names_its_line("<!DOCTYPE a [<!ENTITY % p 'x'> %p;]><a/>", HT_CODE_BOUND, 1);
}

static void depth_is_bounded(void **state) {
    (void)state;
    struct ht_buffer deep = {0};
    for (int i = 0; i < HT_XML_DEPTH; i++)
        ht_buffer_string(&deep, "<a>");
    damage_names_its_line(deep.data, HT_CODE_MALFORMED, 1);
    ht_buffer_string(&deep, "\n<a>");
    damage_names_its_line(deep.data, HT_CODE_BOUND, 2);
    ht_buffer_free(&deep);
}

static struct ht_slice decode(const char *bytes, size_t size, const char **name) {
    struct ht_source source = {.path = "x", .bytes = (const unsigned char *)bytes, .size = size};
    struct ht_slice text;
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(ht_xml_decode(&source, NULL, arena, &text, name, &findings, &err), HT_OK);
    return text;
}

#define DECODE(bytes) decode(bytes, sizeof bytes - 1, &name)

static void a_document_says_its_encoding(void **state) {
    (void)state;
    const char *name = NULL;
    struct ht_slice text = DECODE("<?xml version='1.0' encoding='windows-1252'?><a>\x80</a>");
    assert_non_null(strstr(text.data, "<a>\xE2\x82\xAC</a>"));
    assert_string_equal(name, "windows-1252");
    text = DECODE("<?xml version=\"1.0\" encoding = \"GB18030\"?><a>\xCE\xD2</a>");
    assert_non_null(strstr(text.data, "<a>\xE6\x88\x91</a>"));
    text = DECODE("<?xml version='1.0' encoding='utf-16'?><a/>");
    assert_non_null(strstr(text.data, "?><a/>"));
    assert_string_equal(name, "UTF-8");
    assert_int_equal(findings.count, 0);
    assert_string_equal(DECODE("<\0a\0/\0>\0\n\0").data, "<a/>\n");
    assert_int_equal(findings.items[0].code, HT_CODE_GUESSED_ENCODING);
}

static void an_unknown_encoding_is_said(void **state) {
    (void)state;
    const char *name = NULL;
    DECODE("<?xml version='1.0' encoding='klingon'?><a/>");
    assert_string_equal(name, "UTF-8");
    assert_int_equal(findings.items[0].code, HT_CODE_BAD_ENCODING);
    assert_non_null(strstr(findings.items[0].message, "klingon"));
}

// What a document of more than one slice is told to hold: how many elements, on which lines, with how much text.
struct tally {
    long elements, wrong;
    size_t text;
};

static void on_tallied_start(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct tally *tally = context;
    tally->wrong += element->id == B && ht_xml_line(xml) != 2 + tally->elements;
}

static void on_tallied_end(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct tally *tally = context;
    (void)xml;
    tally->elements += element->id == B;
    tally->text += element->id == B ? element->text.len : 0;
}

static void large_documents_keep_their_lines_and_texts(void **state) {
    (void)state;
    enum { LONG = 20 * 1024 * 1024 };
    struct tally tally = {0};
    const struct ht_xml_handler tallied = {names, on_tallied_start, on_tallied_end, &tally};
    struct ht_buffer text = {0};
    ht_buffer_string(&text, "<a>\n");
    for (long i = 0; text.len < LONG; i++)
        ht_buffer_format(&text, "<b x='%ld'>0123456789 0123456789 0123456789</b>\n", i);
    long elements = (long)ht_slice_count((struct ht_slice){text.data, text.len}, '\n') - 1;
    ht_buffer_string(&text, "<b x='");
    for (int i = 0; i < LONG; i++)
        ht_buffer_char(&text, 'x'); // one token that spans slices
    ht_buffer_string(&text, "'/></a>");
    assert_true(ht_xml_parse((struct ht_slice){text.data, text.len}, 0, &tallied, &findings));
    assert_int_equal(tally.elements, elements + 1);
    assert_int_equal(tally.text, (size_t)elements * 32);
    assert_int_equal(tally.wrong, 0);
    ht_buffer_free(&text);
}

int main(void) {
#define TEST(function) cmocka_unit_test_setup_teardown(function, start_test, stop_test)
    const struct CMUnitTest tests[] = {
        TEST(large_documents_keep_their_lines_and_texts),
        TEST(names_lose_their_prefix_and_keep_their_namespace),
        TEST(what_stands_before_the_document_is_skipped_and_its_lines_are_counted),
        TEST(a_document_may_come_byte_by_byte),
        TEST(text_is_that_of_an_element_without_elements),
        TEST(damage_is_a_finding),
        TEST(entities_are_refused),
        TEST(depth_is_bounded),
        TEST(a_document_says_its_encoding),
        TEST(an_unknown_encoding_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
