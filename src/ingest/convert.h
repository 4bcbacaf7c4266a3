// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Bytes of one encoding to UTF-8. Private to the ingest stage.
 */
#ifndef HOLDTRACE_CONVERT_H
#define HOLDTRACE_CONVERT_H

#include <stdbool.h>

#include "holdtrace/arena.h"
#include "holdtrace/status.h"
#include "holdtrace/text.h"

struct ht_converted {
    struct ht_slice utf8; // NUL-terminated, in the arena
    size_t invalid;       // places that are not valid in the encoding, which became U+FFFD
};

// Whether both name the same encoding.
bool ht_same_encoding(const char *a, const char *b);

// Converts the SIZE bytes at BYTES. HT_ERR_USAGE when ENCODING is not known.
enum ht_status ht_convert(const unsigned char *bytes, size_t size, const char *encoding, struct ht_arena *arena,
                          struct ht_converted *out, struct ht_error *err);

#endif
