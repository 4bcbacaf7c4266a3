// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The layouts and the vocabulary of reference/layouts as compiled into the program: constant data, made by
 * scripts/embed.c when it is built. Private to the ingest stage.
 */
#ifndef HOLDTRACE_BUILTIN_LAYOUTS_H
#define HOLDTRACE_BUILTIN_LAYOUTS_H

#include "ingest/layout_data.h"

extern const struct ht_layout ht_builtin_layouts[];
extern const size_t ht_builtin_layout_count;
extern const struct ht_vocabulary ht_builtin_vocabulary;

#endif
