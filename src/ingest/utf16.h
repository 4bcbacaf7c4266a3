// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Telling UTF-16 without a byte order mark by where its NUL bytes stand. Private to the ingest stage: source.c asks
 * in order not to call such text binary, decode.c in order to read it.
 */
#ifndef HOLDTRACE_UTF16_H
#define HOLDTRACE_UTF16_H

#include <stdbool.h>
#include <stddef.h>

enum ht_utf16 { HT_UTF16_NO, HT_UTF16_LITTLE, HT_UTF16_BIG };

// What the first bytes speak for: text of Latin letters has NUL in every second byte and nowhere else.
enum ht_utf16 ht_utf16_guess(const unsigned char *bytes, size_t size);

#endif
