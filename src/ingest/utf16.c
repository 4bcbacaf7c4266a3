// SPDX-License-Identifier: GPL-3.0-or-later
// Where the NUL bytes stand: utf16.h.
#include "ingest/utf16.h"

enum { PROBE_BYTES = 4096 };

enum ht_utf16 ht_utf16_guess(const unsigned char *bytes, size_t size) {
    size_t probe = size < PROBE_BYTES ? size : PROBE_BYTES;
    size_t even = 0, odd = 0;
    for (size_t i = 0; i < probe; i++) {
        if (bytes[i] == 0) {
            if (i % 2 == 0)
                even++;
            else
                odd++;
        }
    }
    size_t half = probe / 2;
    if (half < 2)
        return HT_UTF16_NO;
    // Names in Chinese have few NUL bytes of their own, but delimiters, digits and line ends stay half NUL.
    if (odd * 3 > half && even * 20 <= odd)
        return HT_UTF16_LITTLE;
    if (even * 3 > half && odd * 20 <= even)
        return HT_UTF16_BIG;
    return HT_UTF16_NO;
}
