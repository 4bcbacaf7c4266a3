// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Bytes to UTF-8 text. Order of decision: the caller's encoding; a byte order mark (one or several); the pattern of
 * NUL bytes (UTF-16); strictly valid UTF-8; UTF-8 with a few damaged bytes; an encoding of China, Japan, Korea,
 * Russia, Greece or Central Europe where the characters that come out leave no doubt; else windows-1252. All but the
 * first three and valid UTF-8 are said to be a guess.
 */
#ifndef HOLDTRACE_DECODE_H
#define HOLDTRACE_DECODE_H

#include "holdtrace/diag.h"
#include "holdtrace/source.h"
#include "holdtrace/text.h"

struct ht_text {
    struct ht_slice utf8; // without byte order marks; NUL-terminated; lives as long as the arena and the source
    const char *encoding; // "UTF-8", "UTF-16LE", "windows-1252", ...
    bool bom;             // a byte order mark was present
    bool guessed;
};

/*
 * Decodes SOURCE. ENCODING is NULL, or an IANA name that is taken without question. HT_ERR_USAGE when ENCODING is not
 * known. Bytes that are not valid become U+FFFD with a finding.
 */
enum ht_status ht_decode(const struct ht_source *source, const char *encoding, struct ht_arena *arena,
                         struct ht_text *out, struct ht_findings *findings, struct ht_error *err);

#endif
