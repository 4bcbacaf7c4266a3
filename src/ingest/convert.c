// SPDX-License-Identifier: GPL-3.0-or-later
// The converters of ICU: the one file of this stage that includes its headers.
#include "ingest/convert.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

bool ht_same_encoding(const char *a, const char *b) {
    return ucnv_compareNames(a, b) == 0;
}

// Counts what cannot be converted, then lets ICU write U+FFFD for it.
static void count_invalid(const void *context, UConverterToUnicodeArgs *args, const char *units, int32_t length,
                          UConverterCallbackReason reason, UErrorCode *code) {
    if (reason == UCNV_UNASSIGNED || reason == UCNV_ILLEGAL || reason == UCNV_IRREGULAR) {
        union {
            const void *read;
            size_t *count;
        } counter = {.read = context};
        (*counter.count)++;
    }
    UCNV_TO_U_CALLBACK_SUBSTITUTE(NULL, args, units, length, reason, code);
}

enum ht_status ht_convert(const unsigned char *bytes, size_t size, const char *encoding, struct ht_arena *arena,
                          struct ht_converted *out, struct ht_error *err) {
    UErrorCode code = U_ZERO_ERROR;
    UConverter *from = NULL, *to = NULL;
    enum ht_status status = HT_OK;
    const char *source = (const char *)bytes;
    *out = (struct ht_converted){0};
    from = ucnv_open(encoding, &code);
    if (U_FAILURE(code))
        return ht_fail(err, HT_ERR_USAGE, "the encoding \"%s\" is not known", encoding);
    // One unit of one byte gives at most one character of three bytes; wider ones give less for each byte.
    char *target = ht_arena_alloc(arena, size * 3 + 8), *end = target;
    to = ucnv_open("UTF-8", &code);
    ucnv_setToUCallBack(from, count_invalid, &out->invalid, NULL, NULL, &code);
    if (U_SUCCESS(code))
        ucnv_convertEx(to, from, &end, target + size * 3 + 7, &source, source + size, NULL, NULL, NULL, NULL, 1, 1,
                       &code);
    if (U_FAILURE(code)) {
        status =
            ht_fail(err, HT_ERR_FORMAT, "the text could not be converted from %s: %s", encoding, u_errorName(code));
        goto cleanup;
    }
    *end = '\0';
    out->utf8 = (struct ht_slice){target, (size_t)(end - target)};
cleanup:
    ucnv_close(to);
    ucnv_close(from);
    return status;
}
