// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of the protocol on standard output.
#ifndef HOLDTRACE_FETCH_SAY_H
#define HOLDTRACE_FETCH_SAY_H

#include <stdbool.h>

#include "holdtrace/fetch_protocol.h"

// "WORD VALUE", control characters of VALUE as "?". False when nobody reads any more.
bool say_line(const char *word, const char *value);
bool say_number(const char *word, long long value);

// The last line.
bool say_end(enum ht_fetch_outcome outcome, const char *text);

#endif
