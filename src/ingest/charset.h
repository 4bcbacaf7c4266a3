// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The encoding of text that has no mark and is not UTF-8, by the characters that come out of each candidate. Private
 * to the ingest stage.
 *
 * Detectors made for web pages fail on a list of a few names, so this asks for evidence of its own: in East Asian
 * text the characters that every list of holdings has, in Cyrillic and Greek whole words in that alphabet's most
 * frequent letters. Where the evidence is thin the answer is windows-1252, of which ISO-8859-1 is a part.
 */
#ifndef HOLDTRACE_CHARSET_H
#define HOLDTRACE_CHARSET_H

#include <stddef.h>

#include "holdtrace/arena.h"

// The name of the encoding, as ICU knows it.
const char *ht_charset_guess(const unsigned char *bytes, size_t size, struct ht_arena *arena);

#endif
