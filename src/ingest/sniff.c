// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a file plainly is, by its first bytes: signatures of containers first, then the beginning of the text after
 * byte order marks and blanks.
 */
#include "ingest/sniff.h"

#include <string.h>

#include "holdtrace/text.h"
#include "ingest/utf16.h"

enum { PROBE_BYTES = 8192 };

struct signature {
    const char *bytes;
    size_t len;
    enum ht_content content;
};

static const struct signature signatures[] = {
    {"PK\3\4", 4, HT_CONTENT_ZIP},
    {"PK\5\6", 4, HT_CONTENT_ZIP},
    {"\xD0\xCF\x11\xE0", 4, HT_CONTENT_OLE},
    {"\x09\x08\x10\x00\x00\x06\x05\x00", 8, HT_CONTENT_XLS}, // the records of an xls without their container
    {"\x09\x08\x08\x00\x00\x05\x05\x00", 8, HT_CONTENT_XLS},
    {"\x1F\x8B", 2, HT_CONTENT_COMPRESSED},
    {"\x28\xB5\x2F\xFD", 4, HT_CONTENT_COMPRESSED},
    {"\xFD\x37\x7A\x58\x5A", 5, HT_CONTENT_COMPRESSED},
    {"BZh", 3, HT_CONTENT_COMPRESSED},
    {"\x5D\0\0", 3, HT_CONTENT_COMPRESSED},         // lzma
    {"\x04\x22\x4D\x18", 4, HT_CONTENT_COMPRESSED}, // lz4
    {"\x1F\x9D", 2, HT_CONTENT_COMPRESSED},         // compress (.Z)
    {"7z\xBC\xAF\x27\x1C", 6, HT_CONTENT_ARCHIVE},
    {"Rar!\x1A\x07", 6, HT_CONTENT_ARCHIVE},
    {"%PDF-", 5, HT_CONTENT_PDF},
    {"version https://git-lfs.github.com/spec/", 40, HT_CONTENT_GIT_LFS},
};

// How a web page begins, in lower case; tried before XML.
static const char *const html_starts[] = {"<!doctype html", "<html",   "<head",  "<body",
                                          "<table",         "<script", "<title", "<div"};

static const char *const descriptions[] = {
    [HT_CONTENT_TEXT] = "text",
    [HT_CONTENT_EMPTY] = "an empty file",
    [HT_CONTENT_HTML] = "an HTML page",
    [HT_CONTENT_GIT_LFS] = "a Git LFS pointer in place of the file",
    [HT_CONTENT_XML] = "an XML file",
    [HT_CONTENT_JSON] = "a JSON file",
    [HT_CONTENT_PDF] = "a PDF file",
    [HT_CONTENT_XLSX] = "an Excel workbook (xlsx)",
    [HT_CONTENT_ZIP] = "a zip archive",
    [HT_CONTENT_XLSB] = "an Excel workbook in binary form (xlsb)",
    [HT_CONTENT_ODS] = "an OpenDocument spreadsheet (ods)",
    [HT_CONTENT_XLS] = "an Excel workbook of the old binary form (xls, before 2007)",
    [HT_CONTENT_ENCRYPTED] = "a workbook encrypted with a password (saved without one it can be read)",
    [HT_CONTENT_OLE] = "an old Microsoft Office file that is no workbook",
    [HT_CONTENT_COMPRESSED] = "a compressed file",
    [HT_CONTENT_TAR] = "a tar archive",
    [HT_CONTENT_ARCHIVE] = "an archive (7z or rar)",
    [HT_CONTENT_BINARY] = "a binary file",
};

const char *ht_content_describe(enum ht_content content) {
    return descriptions[content];
}

static bool contains_bytes(const unsigned char *bytes, size_t size, const char *word, size_t len) {
    for (size_t i = 0; i + len <= size; i++) {
        const unsigned char *hit = memchr(bytes + i, word[0], size - len - i + 1);
        if (hit == NULL)
            return false;
        if (memcmp(hit, word, len) == 0)
            return true;
        i = (size_t)(hit - bytes);
    }
    return false;
}

static bool contains(const unsigned char *bytes, size_t size, const char *word) {
    return contains_bytes(bytes, size, word, strlen(word));
}

// WORD as the names in a compound file are written, in UTF-16.
static bool contains_wide(const unsigned char *bytes, size_t size, const char *word) {
    char wide[64] = "";
    size_t len = strlen(word);
    for (size_t i = 0; i < len; i++)
        wide[2 * i] = word[i];
    return contains_bytes(bytes, size, wide, 2 * len);
}

// A compound file by the names of its streams.
static enum ht_content compound(const unsigned char *bytes, size_t size) {
    if (contains_wide(bytes, size, "EncryptedPackage"))
        return HT_CONTENT_ENCRYPTED;
    bool workbook = contains_wide(bytes, size, "Workbook") || contains_wide(bytes, size, "Book");
    return workbook ? HT_CONTENT_XLS : HT_CONTENT_OLE;
}

static bool starts_with(const unsigned char *bytes, size_t size, const char *word) {
    size_t len = strlen(word);
    if (size < len)
        return false;
    for (size_t i = 0; i < len; i++)
        if (ht_to_lower((char)bytes[i]) != word[i])
            return false;
    return true;
}

// A workbook is a zip that begins with one of the parts of a workbook: a zip with workbooks in it may hold the same
// words, but begins with another name.
static bool is_workbook(const unsigned char *bytes, size_t size) {
    static const char *const firsts[] = {"[content_types].xml", "_rels/",     "xl/",
                                         "docprops/",           "customxml/", "docmetadata/"};
    enum { NAME_AT = 30 }; // in a member's header; APPNOTE 4.3.7
    for (size_t i = 0; size > NAME_AT && i < sizeof firsts / sizeof *firsts; i++)
        if (starts_with(bytes + NAME_AT, size - NAME_AT, firsts[i]))
            return contains(bytes, size, "xl/workbook");
    return false;
}

// An archive by the names and first bytes that stand in it unpacked.
static enum ht_content archive(const unsigned char *bytes, size_t size) {
    size_t probe = size < PROBE_BYTES ? size : PROBE_BYTES;
    if (contains(bytes, probe, "mimetypeapplication/vnd.oasis.opendocument.spreadsheet"))
        return HT_CONTENT_ODS;
    if (!is_workbook(bytes, size))
        return HT_CONTENT_ZIP;
    return contains(bytes, size, "xl/workbook.bin") ? HT_CONTENT_XLSB : HT_CONTENT_XLSX;
}

static enum ht_content container(enum ht_content content, const unsigned char *bytes, size_t size) {
    switch (content) {
    case HT_CONTENT_ZIP:
        return archive(bytes, size);
    case HT_CONTENT_OLE:
        return compound(bytes, size);
    default:
        return content;
    }
}

static size_t skip_blanks(const unsigned char *bytes, size_t size) {
    size_t i = 0;
    while (i < size)
        if (size - i >= 3 && memcmp(bytes + i, "\xEF\xBB\xBF", 3) == 0)
            i += 3;
        else if (size - i >= 2 && memcmp(bytes + i, "\xC2\xA0", 2) == 0)
            i += 2;
        else if (bytes[i] == ' ' || (bytes[i] >= '\t' && bytes[i] <= '\r'))
            i++;
        else
            break;
    return i;
}

// JSON opens with a brace or bracket and goes on with something that no header cell does.
static bool is_json(const unsigned char *bytes, size_t size) {
    if (size == 0 || (bytes[0] != '{' && bytes[0] != '['))
        return false;
    size_t next = 1 + skip_blanks(bytes + 1, size - 1);
    return next < size && strchr(bytes[0] == '{' ? "\"}" : "\"{[]", bytes[next]) != NULL;
}

static enum ht_content markup(const unsigned char *bytes, size_t size) {
    for (size_t i = 0; i < sizeof html_starts / sizeof *html_starts; i++)
        if (starts_with(bytes, size, html_starts[i]))
            return HT_CONTENT_HTML;
    if (starts_with(bytes, size, "<!--") && contains(bytes, size < PROBE_BYTES ? size : PROBE_BYTES, "<html"))
        return HT_CONTENT_HTML;
    bool tag = size > 1 && (ht_is_alpha((char)bytes[1]) || bytes[1] == '?' || bytes[1] == '!');
    return tag ? HT_CONTENT_XML : HT_CONTENT_TEXT;
}

static bool is_binary(const unsigned char *bytes, size_t size) {
    size_t probe = size < PROBE_BYTES ? size : PROBE_BYTES;
    size_t controls = 0;
    for (size_t i = 0; i < probe; i++)
        controls += bytes[i] < '\t' || (bytes[i] > '\r' && bytes[i] < ' ' && bytes[i] != 0x1B) || bytes[i] == 0x7F;
    return controls * 20 > probe && ht_utf16_guess(bytes, size) == HT_UTF16_NO;
}

// POSIX ustar and GNU tar; older ones have no signature.
static bool is_tar(const unsigned char *bytes, size_t size) {
    enum { MAGIC_AT = 257, BLOCK = 512 };
    return size >= BLOCK && memcmp(bytes + MAGIC_AT, "ustar", 5) == 0;
}

enum ht_content ht_sniff(const unsigned char *bytes, size_t size) {
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const struct signature *s = &signatures[i];
        if (size >= s->len && memcmp(bytes, s->bytes, s->len) == 0)
            return container(s->content, bytes, size);
    }
    if (is_tar(bytes, size))
        return HT_CONTENT_TAR;
    if (size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        return HT_CONTENT_TEXT;
    size_t start = skip_blanks(bytes, size);
    if (start == size)
        return HT_CONTENT_EMPTY;
    if (is_binary(bytes, size))
        return HT_CONTENT_BINARY;
    if (bytes[start] == '<')
        return markup(bytes + start, size - start);
    return is_json(bytes + start, size - start) ? HT_CONTENT_JSON : HT_CONTENT_TEXT;
}

enum ht_content ht_content_of_start(const unsigned char *bytes, size_t size) {
    return ht_sniff(bytes, size);
}
