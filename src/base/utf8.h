// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * UTF-8 character by character. Not public.
 */
#ifndef HOLDTRACE_UTF8_H
#define HOLDTRACE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The code point at *AT, which is moved behind it. A byte that starts no valid sequence gives U+FFFD and is stepped
// over.
uint32_t ht_utf8_next(const char **at);

// Whether the LEN bytes at TEXT, behind which a NUL stands, are UTF-8.
bool ht_utf8_valid(const char *text, size_t len);

#endif
