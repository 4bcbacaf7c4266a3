// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Workbooks. A fuzzer does not get past the check sums of a zip, so the input is the members of one: each follows
 * "\1" and its number in the list below, and is packed here. An input that is a zip is taken as it is.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/text.h"

static const struct {
    const char *name, *otherwise; // what it holds when the input does not say
} members[] = {
    {"xl/worksheets/sheet1.xml", ""},
    {"xl/sharedStrings.xml", "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>"},
    {"xl/styles.xml", "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>"},
    {"xl/workbook.xml",
     "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
     "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
     "<sheet name=\"Holdings\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"More\" sheetId=\"2\" r:id=\"rId4\"/>"
     "</sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define RELATION(id, type, target)                                                                                   \
    "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type   \
    "\" Target=\"" target "\"/>"
     RELATION("rId1", "worksheet", "worksheets/sheet1.xml") RELATION("rId2", "sharedStrings", "sharedStrings.xml")
         RELATION("rId3", "styles", "styles.xml")
             RELATION("rId4", "worksheet", "worksheets/sheet2.xml") "</Relationships>"},
    {"xl/worksheets/sheet2.xml",
     "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData/></worksheet>"},
    {"_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" RELATION(
                        "rId1", "officeDocument", "xl/workbook.xml") "</Relationships>"},
    {"[Content_Types].xml",
     "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" "
     "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"},
};

enum { MEMBERS = sizeof members / sizeof *members };

static uint32_t crc32_of(const char *data, size_t size) {
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < size; i++) {
        crc ^= (uint8_t)data[i];
        for (int bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? UINT32_C(0xEDB88320) : 0);
    }
    return ~crc;
}

static void add_number(struct ht_buffer *zip, size_t number, int bytes) {
    for (int i = 0; i < bytes; i++)
        ht_buffer_char(zip, (char)(i < 4 ? number >> (8 * i) & 0xFF : 0));
}

// The fields that a member's local header and its entry in the directory have alike: version to name length.
static void add_common(struct ht_buffer *zip, struct ht_slice content, size_t name_length) {
    add_number(zip, 20, 2);
    add_number(zip, 0, 8); // flags, stored, no time
    add_number(zip, crc32_of(content.data, content.len), 4);
    add_number(zip, content.len, 4);
    add_number(zip, content.len, 4);
    add_number(zip, name_length, 2);
    add_number(zip, 0, 2);
}

static void add_member(struct ht_buffer *zip, struct ht_buffer *directory, const char *name,
                       struct ht_slice content) {
    size_t at = zip->len;
    ht_buffer_string(zip, "PK\3\4");
    add_common(zip, content, strlen(name));
    ht_buffer_string(zip, name);
    ht_buffer_add(zip, content.data, content.len);
    ht_buffer_string(directory, "PK\1\2");
    add_number(directory, 20, 2);
    add_common(directory, content, strlen(name));
    add_number(directory, 0, 10); // no comment, first disk, no attributes
    add_number(directory, at, 4);
    ht_buffer_string(directory, name);
}

static void add_end(struct ht_buffer *zip, const struct ht_buffer *directory) {
    size_t at = zip->len;
    ht_buffer_add(zip, directory->data, directory->len);
    ht_buffer_string(zip, "PK\5\6");
    add_number(zip, 0, 4);
    add_number(zip, MEMBERS, 2);
    add_number(zip, MEMBERS, 2);
    add_number(zip, directory->len, 4);
    add_number(zip, at, 4);
    add_number(zip, 0, 2);
}

// What the input holds for each member; the last word on each counts.
static void find_contents(const uint8_t *data, size_t size, struct ht_slice contents[MEMBERS]) {
    for (size_t i = 0; i < MEMBERS; i++)
        contents[i] = ht_slice_of(members[i].otherwise);
    while (size > 2) {
        const uint8_t *next = memchr(data + 2, '\1', size - 2);
        size_t member = data[1] - (size_t)'0', len = next != NULL ? (size_t)(next - data) : size;
        if (member < MEMBERS)
            contents[member] = (struct ht_slice){(const char *)data + 2, len - 2};
        data += len;
        size -= len;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct ht_slice contents[MEMBERS];
    struct ht_buffer zip = {0}, directory = {0};
    if (size > 2 && memcmp(data, "PK", 2) == 0)
        return fuzz_holdings("workbook.xlsx", &ht_reader_xlsx, fuzz_layouts(), data, size);
    find_contents(data, size, contents);
    // The types come first: a zip is known as a workbook by its first member.
    for (size_t i = MEMBERS; i-- > 0;)
        add_member(&zip, &directory, members[i].name, contents[i]);
    add_end(&zip, &directory);
    int result = fuzz_holdings("workbook.xlsx", &ht_reader_xlsx, fuzz_layouts(), (const uint8_t *)zip.data, zip.len);
    ht_buffer_free(&zip);
    ht_buffer_free(&directory);
    return result;
}
