// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a file plainly is, by its first bytes. Private to the ingest stage.
 */
#ifndef HOLDTRACE_SNIFF_H
#define HOLDTRACE_SNIFF_H

#include "holdtrace/source.h"

enum ht_content ht_sniff(const unsigned char *bytes, size_t size);

#endif
