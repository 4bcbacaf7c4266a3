// SPDX-License-Identifier: GPL-3.0-or-later
// Rows and numbers as bytes: see packed.h.
#include "reference/packed.h"

#include <string.h>

enum { FIELD_END = 0x1e }; // no cell may hold it

// The place of column C of FILE in the order of names, from 1: shorter than the name, and ordered as it is.
static unsigned char code_of(const struct ref_file *file, size_t c) {
    unsigned code = 1;
    for (size_t i = 0; i < file->width; i++)
        code += strcmp(file->columns[i].name, file->columns[c].name) < 0;
    return (unsigned char)code;
}

// The codes of all columns of FILE, worked out once for each file.
static const unsigned char *codes_of(const struct ref_file *file) {
    static _Thread_local unsigned char codes[REF_FILE_COUNT][PACKED_WIDTH_MAX];
    unsigned char *own = codes[file - ref_files];
    for (size_t c = 0; own[0] == 0 && c < file->width; c++)
        own[file->width - 1 - c] = code_of(file, file->width - 1 - c);
    return own;
}

void packed_add(struct ht_buffer *out, const struct ref_file *file, const char *const *cells, uint32_t skip) {
    const unsigned char *codes = codes_of(file);
    for (size_t c = 0; c < file->width; c++) {
        if (!cells[c] || skip >> c & 1)
            continue;
        // One addition a cell, as millions come by: the code, the text, and its NUL, which makes way for the mark.
        size_t at = out->len, len = strlen(cells[c]);
        ht_buffer_add(out, (const char *)&codes[c], 1);
        ht_buffer_add(out, cells[c], len + 1);
        out->data[at + 1 + len] = FIELD_END;
    }
}

void packed_cells(const struct ref_file *file, unsigned char *bytes, size_t len, const char **cells) {
    const unsigned char *codes = codes_of(file);
    size_t places[PACKED_WIDTH_MAX + 1] = {0};
    memset(cells, 0, file->width * sizeof *cells);
    for (size_t c = 0; c < file->width; c++)
        places[codes[c]] = c;
    for (size_t at = 0; at < len;) {
        unsigned char *end = memchr(bytes + at, FIELD_END, len - at);
        if (!end || bytes[at] == 0 || bytes[at] > file->width)
            return;
        *end = '\0';
        cells[places[bytes[at]]] = (char *)bytes + at + 1;
        at = (size_t)(end - bytes) + 1;
    }
}

void packed_add_u32(struct ht_buffer *out, uint32_t number) {
    const char bytes[] = {(char)(number >> 24), (char)(number >> 16), (char)(number >> 8), (char)number};
    ht_buffer_add(out, bytes, sizeof bytes);
}

uint32_t packed_u32(const unsigned char *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

size_t packed_write_varint(unsigned char out[PACKED_VARINT_MAX], uint64_t number) {
    size_t n = 0;
    for (; number >= 128; number >>= 7)
        out[n++] = (unsigned char)(number | 128);
    out[n++] = (unsigned char)number;
    return n;
}

void packed_add_varint(struct ht_buffer *out, uint64_t number) {
    unsigned char bytes[PACKED_VARINT_MAX];
    if (number < 128) { // as nearly all are
        ht_buffer_char(out, (char)number);
        return;
    }
    ht_buffer_add(out, (const char *)bytes, packed_write_varint(bytes, number));
}

uint64_t packed_long_varint(const unsigned char **at, const unsigned char *end) {
    uint64_t number = 0;
    for (unsigned shift = 0; *at < end && shift < 64; shift += 7) {
        unsigned char byte = *(*at)++;
        number |= (uint64_t)(byte & 127) << shift;
        if (byte < 128)
            return number;
    }
    return number;
}
