// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Findings without floods: a fault that every row of a file has is shown for its first rows and then counted.
 */
#include <stdarg.h>

#include "portfolio/reading.h"

void ht_report(struct ht_filling *filling, enum ht_code code, long line, const char *format, ...) {
    if (filling->seen[code]++ >= HT_FINDINGS_SHOWN)
        return;
    va_list args;
    va_start(args, format);
    char *message = ht_arena_vformat(filling->portfolio.findings.arena, format, args);
    va_end(args);
    ht_find(&filling->portfolio.findings, code, line, "%s", message);
}

void ht_report_rest(struct ht_filling *filling) {
    for (int code = 0; code < HT_CODE_COUNT; code++) {
        if (filling->seen[code] > HT_FINDINGS_SHOWN) {
            ht_find(&filling->portfolio.findings, (enum ht_code)code, 0, "%zu more like the %d shown (%zu in all)",
                    filling->seen[code] - HT_FINDINGS_SHOWN, HT_FINDINGS_SHOWN, filling->seen[code]);
        }
    }
}
