// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How a text departs from RFC 4180, where that is plain from the text itself. Private to the ingest stage.
 */
#ifndef HOLDTRACE_DIALECT_H
#define HOLDTRACE_DIALECT_H

#include <stdbool.h>

#include "holdtrace/text.h"

struct ht_dialect {
    char quote;   // '"', or '\'' where no field begins with another quote
    bool blanks;  // a blank stands after each delimiter, and is no part of the field
    bool escapes; // a quote inside quotes is written \"
};

struct ht_dialect ht_dialect_of(struct ht_slice text, char delimiter);

#endif
