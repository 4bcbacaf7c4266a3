// SPDX-License-Identifier: GPL-3.0-or-later
// Findings about the user's data.
#include "holdtrace/diag.h"

#include <stdarg.h>

#include "holdtrace/arena.h"

struct code_row {
    const char *name, *meaning;
    enum ht_severity severity;
};

static const struct code_row CODES[HT_CODE_COUNT] = {
#define HT_CODE(symbol, name_, severity_, meaning_) [HT_CODE_##symbol] = {name_, meaning_, severity_},
#include "holdtrace/finding_codes.h"
#undef HT_CODE
};

struct ht_findings ht_findings_in(struct ht_arena *arena) {
    return (struct ht_findings){.arena = arena};
}

void ht_find(struct ht_findings *findings, enum ht_code code, long line, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const char *message = ht_arena_vformat(findings->arena, format, args);
    va_end(args);
    findings->items = ht_arena_grow(findings->arena, findings->items, findings->count, &findings->capacity,
                                    sizeof *findings->items);
    findings->items[findings->count++] = (struct ht_finding){code, CODES[code].severity, line, message};
}

void ht_findings_add(struct ht_findings *to, const struct ht_findings *from) {
    for (size_t i = 0; i < from->count; i++)
        ht_find(to, from->items[i].code, from->items[i].line, "%s", from->items[i].message);
}

const char *ht_code_name(enum ht_code code) {
    return CODES[code].name;
}

const char *ht_code_meaning(enum ht_code code) {
    return CODES[code].meaning;
}

const char *ht_severity_name(enum ht_severity severity) {
    static const char *const NAMES[] = {"note", "warning", "trouble"};
    return NAMES[severity];
}
