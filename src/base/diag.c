// SPDX-License-Identifier: GPL-3.0-or-later
// Findings about the user's data.
#include "holdtrace/diag.h"

#include <stdarg.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/told.h"

struct code_row {
    const char *name, *meaning;
    enum ht_severity severity;
};

static const struct code_row CODES[HT_CODE_COUNT] = {
#define HT_CODE(symbol, name_, severity_, meaning_) [HT_CODE_##symbol] = {name_, meaning_, severity_},
#include "holdtrace/finding_codes.h"
#undef HT_CODE
};

// What a message quotes is as long as a cell may be; more than this says nothing more.
enum { QUOTED = 80, TOO_LONG = 100 };

static size_t length_quoted(const char *from) {
    const char *end = strchr(from, '"');
    return end != NULL ? (size_t)(end - from) : 0;
}

// Copies LEN bytes from FROM to TO, or the beginning of them and an ellipsis. Returns the end of what was written.
static char *copy_cut(char *to, const char *from, size_t len) {
    static const char ellipsis[] = "...";
    size_t kept = len <= TOO_LONG ? len : QUOTED;
    while (kept < len && kept > 0 && ((unsigned char)from[kept] & 0xC0) == 0x80)
        kept--;              // not inside a character
    memmove(to, from, kept); // after an earlier cut, TO lies less far behind than what is copied is long
    to += kept;
    if (kept < len) {
        memcpy(to, ellipsis, sizeof ellipsis - 1);
        to += sizeof ellipsis - 1;
    }
    return to;
}

static void cut_quoted(char *message) {
    char *to = message;
    const char *from = message;
    while (*from != '\0') {
        bool opens = *from == '"';
        *to++ = *from++;
        if (opens) {
            size_t len = length_quoted(from);
            to = copy_cut(to, from, len);
            from += len;
            if (*from == '"')
                *to++ = *from++;
        }
    }
    *to = '\0';
}

struct ht_findings ht_findings_in(struct ht_arena *arena) {
    return (struct ht_findings){.arena = arena};
}

void ht_find(struct ht_findings *findings, enum ht_code code, long line, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *marked = ht_arena_vformat(findings->arena, format, args);
    va_end(args);
    cut_quoted(marked);
    struct ht_told told = ht_told_of(findings->arena, marked);
    findings->items = ht_arena_grow(findings->arena, findings->items, findings->count, &findings->capacity,
                                    sizeof *findings->items);
    findings->items[findings->count++] = (struct ht_finding){
        .code = code,
        .severity = CODES[code].severity,
        .line = line,
        .message = told.text,
        .marked = told.marked,
        .times = 1,
    };
}

const char *ht_finding_part(const struct ht_finding *finding) {
    return ht_told_part((struct ht_told){finding->message, finding->marked});
}

const char *ht_finding_words(struct ht_arena *arena, const struct ht_finding *finding) {
    return ht_told_in(arena, (struct ht_told){finding->message, finding->marked});
}

bool ht_findings_trouble(const struct ht_findings *findings) {
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].severity == HT_TROUBLE)
            return true;
    return false;
}

void ht_findings_add(struct ht_findings *to, const struct ht_findings *from) {
    for (size_t i = 0; i < from->count; i++) {
        const struct ht_finding *finding = &from->items[i];
        ht_find(to, finding->code, finding->line, "%s", ht_finding_part(finding));
        to->items[to->count - 1].times = finding->times;
    }
}

bool ht_tally_shows(struct ht_tally *tally, enum ht_code code) {
    return tally->seen[code]++ < HT_FINDINGS_SHOWN;
}

void ht_tally_rest(const struct ht_tally *tally, struct ht_findings *findings) {
    for (int code = 0; code < HT_CODE_COUNT; code++) {
        size_t seen = tally->seen[code];
        if (seen > HT_FINDINGS_SHOWN) {
            ht_find(findings, (enum ht_code)code, 0, "%zu more like the %d shown (%zu in all)",
                    seen - HT_FINDINGS_SHOWN, HT_FINDINGS_SHOWN, seen);
            findings->items[findings->count - 1].times = seen - HT_FINDINGS_SHOWN;
        }
    }
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
