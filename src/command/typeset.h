// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Reports that a helper program makes: it gets what the report says on its standard input and gives back bytes. See
 * pdf_protocol.h.
 */
#ifndef HOLDTRACE_TYPESET_H
#define HOLDTRACE_TYPESET_H

#include "holdtrace/arena.h"
#include "holdtrace/status.h"
#include "holdtrace/text.h"

/*
 * Runs the helper PATH on SCRIPT; adds the bytes that it makes to OUT, and says its notes unless QUIET. HT_ERR_IO
 * when it is of another version or did not do its work: OUT is as it was.
 */
enum ht_status typeset(const char *path, const struct ht_buffer *script, bool quiet, struct ht_arena *arena,
                       struct ht_buffer *out, struct ht_error *err);

#endif
