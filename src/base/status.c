// SPDX-License-Identifier: GPL-3.0-or-later
// Failures of the environment as values.
#include "holdtrace/status.h"

#include <stdarg.h>
#include <stdio.h>

enum ht_status ht_fail(struct ht_error *err, enum ht_status status, const char *format, ...) {
    if (err) {
        va_list args;
        va_start(args, format);
        err->status = status;
        vsnprintf(err->message, sizeof err->message, format, args);
        va_end(args);
    }
    return status;
}
