// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What was read of a layout or the vocabulary, as a C initializer of all its members. The program is built with what
 * this writes; it does not hold it. Private to the ingest stage and to scripts/embed.c.
 */
#ifndef HOLDTRACE_LAYOUT_EMBED_H
#define HOLDTRACE_LAYOUT_EMBED_H

#include "holdtrace/text.h"
#include "ingest/layout_data.h"

// Adds `{...}` to OUT. Equal contents give equal text.
void ht_layout_embed(const struct ht_layout *layout, struct ht_buffer *out);
void ht_vocabulary_embed(const struct ht_vocabulary *vocabulary, struct ht_buffer *out);

#endif
