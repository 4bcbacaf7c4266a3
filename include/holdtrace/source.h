// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One input as bytes: a file or standard input, with its digest and what it plainly is (text, a web page, a zip).
 * Does not know about holdings.
 */
#ifndef HOLDTRACE_SOURCE_H
#define HOLDTRACE_SOURCE_H

#include <stddef.h>

#include "holdtrace/hash.h"
#include "holdtrace/status.h"

enum ht_content {
    HT_CONTENT_TEXT,
    HT_CONTENT_EMPTY,   // no bytes, or only blanks
    HT_CONTENT_HTML,    // a web page, such as a saved error
    HT_CONTENT_GIT_LFS, // a pointer left by Git LFS in place of the file
    HT_CONTENT_XML,
    HT_CONTENT_JSON,
    HT_CONTENT_PDF,
    HT_CONTENT_XLSX, // a zip that holds a workbook
    HT_CONTENT_ZIP,
    HT_CONTENT_XLSB,       // a zip that holds a workbook in binary records
    HT_CONTENT_ODS,        // a zip that holds an OpenDocument spreadsheet
    HT_CONTENT_XLS,        // a workbook in BIFF records, as Excel wrote up to 2003
    HT_CONTENT_ENCRYPTED,  // an encrypted workbook
    HT_CONTENT_OLE,        // another compound file, such as an old Word document
    HT_CONTENT_COMPRESSED, // gzip, zstd, xz, bzip2, lzma, lz4, compress
    HT_CONTENT_TAR,
    HT_CONTENT_ARCHIVE, // of a kind that is not opened: 7z, rar
    HT_CONTENT_BINARY
};

enum { HT_SOURCE_MOST_MIB = 2048 }; // a larger input is refused

struct ht_source {
    const char *path; // as named by the user; "-" for standard input
    const unsigned char *bytes;
    size_t size;
    enum ht_content content;
    char sha256[HT_SHA256_TEXT];
};

/*
 * Reads PATH ("-": standard input) whole. *OUT is given back by ht_source_close. HT_ERR_IO for what cannot be opened
 * or read, a directory, and a device other than a terminal and /dev/null; HT_ERR_LIMIT past HT_SOURCE_MOST_MIB.
 */
enum ht_status ht_source_open(const char *path, struct ht_source **out, struct ht_error *err);
// A source of the SIZE bytes at BYTES, which are ended by a NUL and come from ht_large_alloc or ht_large_resize;
// ht_source_close gives them back. PATH is kept as it is. NULL when there is no memory; then BYTES stay the caller's.
struct ht_source *ht_source_adopt(const char *path, unsigned char *bytes, size_t size);

void ht_source_close(struct ht_source *source);

// What a file plainly is by the SIZE bytes that it begins with. A workbook may be told as a zip.
enum ht_content ht_content_of_start(const unsigned char *bytes, size_t size);

// What the content is, as a noun phrase for a message: "an HTML page", "a Git LFS pointer".
const char *ht_content_describe(enum ht_content content);

#endif
