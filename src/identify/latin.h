// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The Latin letters of European languages, folded as unicode.h does it but without ICU, whose loading costs more than
 * a fund's other names together.
 */
#ifndef HOLDTRACE_IDENTIFY_LATIN_H
#define HOLDTRACE_IDENTIFY_LATIN_H

#include <stddef.h>

struct ht_arena;

// The LEN bytes at TEXT folded; NULL when anything but ASCII and letters of U+00C0 to U+017F is among them.
const char *ht_latin_fold(struct ht_arena *arena, const char *text, size_t len);

#endif
