// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One step through UTF-8. Not public: for code that writes or measures text character by character.
 */
#ifndef HOLDTRACE_UTF8_H
#define HOLDTRACE_UTF8_H

#include <stdint.h>

// The code point at *AT, which is moved behind it. A byte that starts no valid sequence gives U+FFFD and is stepped
// over.
uint32_t ht_utf8_next(const char **at);

#endif
