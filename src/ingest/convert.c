// SPDX-License-Identifier: GPL-3.0-or-later
// The converters of ICU: the one file of this stage that includes its headers. The library is loaded when it is
// needed.
#include "ingest/convert.h"

#include <stddef.h>

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include "holdtrace/diag.h"
#include "ingest/library.h"

#define TEXT_OF(x) #x
#define SYMBOL(x) TEXT_OF(x) // ICU's names end in its version
#define LIBRARY "libicuuc.so." U_ICU_VERSION_SHORT
#define PACKAGE "libicu" U_ICU_VERSION_SHORT

struct icu {
    UConverter *(*open)(const char *, UErrorCode *);
    void (*close)(UConverter *);
    void (*set_callback)(UConverter *, UConverterToUCallback, const void *, UConverterToUCallback *, const void **,
                         UErrorCode *);
    UConverterToUCallback substitute;
    void (*convert)(UConverter *, UConverter *, char **, const char *, const char **, const char *, UChar *, UChar **,
                    UChar **, const UChar *, UBool, UBool, UErrorCode *);
    const char *(*error_name)(UErrorCode);
};

static const struct ht_symbol symbols[] = {
    {SYMBOL(ucnv_open), offsetof(struct icu, open)},
    {SYMBOL(ucnv_close), offsetof(struct icu, close)},
    {SYMBOL(ucnv_setToUCallBack), offsetof(struct icu, set_callback)},
    {SYMBOL(UCNV_TO_U_CALLBACK_SUBSTITUTE), offsetof(struct icu, substitute)},
    {SYMBOL(ucnv_convertEx), offsetof(struct icu, convert)},
    {SYMBOL(u_errorName), offsetof(struct icu, error_name)},
};

// The next letter or digit of NAME in lower case, without zeros before a number; 0 at the end.
static char next_of_name(const char **name, bool *in_number) {
    for (; **name; (*name)++) {
        char c = ht_to_lower(**name);
        bool digit = ht_is_digit(c);
        if ((!digit && !ht_is_alpha(c)) || (c == '0' && !*in_number && ht_is_digit((*name)[1])))
            continue;
        *in_number = digit;
        (*name)++;
        return c;
    }
    return '\0';
}

bool ht_same_encoding(const char *a, const char *b) {
    bool a_in_number = false, b_in_number = false;
    char next;
    do {
        next = next_of_name(&a, &a_in_number);
        if (next != next_of_name(&b, &b_in_number))
            return false;
    } while (next);
    return true;
}

struct counting {
    const struct icu *icu;
    size_t count;
};

// Counts what cannot be converted, then lets ICU write U+FFFD for it.
static void count_invalid(const void *context, UConverterToUnicodeArgs *args, const char *units, int32_t length,
                          UConverterCallbackReason reason, UErrorCode *code) {
    union {
        const void *read;
        struct counting *counting;
    } own = {.read = context};
    if (reason == UCNV_UNASSIGNED || reason == UCNV_ILLEGAL || reason == UCNV_IRREGULAR)
        own.counting->count++;
    own.counting->icu->substitute(NULL, args, units, length, reason, code);
}

static enum ht_status load(struct icu *icu, struct ht_arena *arena, struct ht_error *err) {
    struct ht_findings findings = ht_findings_in(arena);
    if (ht_library_load(LIBRARY, PACKAGE, symbols, sizeof symbols / sizeof *symbols, icu, &findings))
        return HT_OK;
    return ht_fail(err, HT_ERR_NOT_FOUND, "%s", findings.count ? findings.items[0].message : LIBRARY);
}

enum ht_status ht_convert(const unsigned char *bytes, size_t size, const char *encoding, struct ht_arena *arena,
                          struct ht_converted *out, struct ht_error *err) {
    struct icu icu;
    UErrorCode code = U_ZERO_ERROR;
    UConverter *from = NULL, *to = NULL;
    const char *source = (const char *)bytes;
    *out = (struct ht_converted){0};
    enum ht_status status = load(&icu, arena, err);
    if (status != HT_OK)
        return status;
    from = icu.open(encoding, &code);
    if (U_FAILURE(code))
        return ht_fail(err, HT_ERR_USAGE, "the encoding \"%s\" is not known", encoding);
    // One unit of one byte gives at most one character of three bytes; wider ones give less for each byte.
    char *target = ht_arena_alloc(arena, size * 3 + 8), *end = target;
    struct counting counting = {&icu, 0};
    to = icu.open("UTF-8", &code);
    icu.set_callback(from, count_invalid, &counting, NULL, NULL, &code);
    if (U_SUCCESS(code))
        icu.convert(to, from, &end, target + size * 3 + 7, &source, source + size, NULL, NULL, NULL, NULL, 1, 1,
                    &code);
    if (U_FAILURE(code)) {
        status = ht_fail(err, HT_ERR_FORMAT, "the text could not be converted from %s: %s", encoding,
                         icu.error_name(code));
        goto cleanup;
    }
    *end = '\0';
    out->invalid = counting.count;
    out->utf8 = (struct ht_slice){target, (size_t)(end - target)};
cleanup:
    icu.close(to);
    icu.close(from);
    return status;
}
