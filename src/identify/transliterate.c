// SPDX-License-Identifier: GPL-3.0-or-later
#include "identify/transliterate.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/utf8.h"
#include "holdtrace/arena.h"
#include "identify/unicode.h"

#define TEXT_OF(x) #x
#define SYMBOL(x) TEXT_OF(x)
#define LIBRARY "libicui18n.so." U_ICU_VERSION_SHORT

// Keyed by script; what traditional characters need comes last.
enum { SIMPLIFIER = HT_OTHER_SCRIPT, KINDS };

static const char *const names[KINDS] = {
    [HT_HAN] = "Han-Latin",
    [HT_CYRILLIC] = "Russian-Latin/BGN",
    [HT_GREEK] = "Greek-Latin",
    [HT_HANGUL] = "Hangul-Latin",
    [HT_KATAKANA] = "Katakana-Latin",
    [HT_HIRAGANA] = "Hiragana-Latin",
    [SIMPLIFIER] = "Traditional-Simplified",
};

typedef UTransliterator *open_function(const UChar *, int32_t, UTransDirection, const UChar *, int32_t, UParseError *,
                                       UErrorCode *);
typedef void apply_function(const UTransliterator *, UChar *, int32_t *, int32_t, int32_t, int32_t *, UErrorCode *);

static struct {
    bool tried; // whether the library was looked for
    open_function *open;
    apply_function *apply;
    bool asked[KINDS];
    UTransliterator *kept[KINDS];
} icu;

static void load_library(void) {
    icu.tried = true;
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (library == NULL)
        return;
    void *open = dlsym(library, SYMBOL(utrans_openU)), *apply = dlsym(library, SYMBOL(utrans_transUChars));
    if (open != NULL && apply != NULL) {
        // POSIX lets an object pointer hold a function's address; C has no cast for it.
        memcpy(&icu.open, &open, sizeof open);
        memcpy(&icu.apply, &apply, sizeof apply);
    }
    dlclose(library);
}

static const UTransliterator *transliterator(int kind) {
    if (!icu.tried)
        load_library();
    if (icu.open != NULL && names[kind] != NULL && !icu.asked[kind]) {
        UChar id[32];
        int32_t len = 0;
        UErrorCode error = U_ZERO_ERROR;
        icu.asked[kind] = true;
        u_strFromUTF8(id, 32, &len, names[kind], -1, &error);
        UTransliterator *opened = icu.open(id, len, UTRANS_FORWARD, NULL, 0, NULL, &error);
        icu.kept[kind] = U_SUCCESS(error) ? opened : NULL;
    }
    return icu.kept[kind];
}

// TEXT after the transliterator KIND; NULL when there is none, or TEXT is longer than any name.
static const char *apply(struct ht_arena *arena, int kind, const char *text) {
    enum { LONGEST = 1024, GROWTH = 8 };
    size_t size = strlen(text);
    const UTransliterator *with = size <= LONGEST ? transliterator(kind) : NULL;
    if (with == NULL)
        return NULL;
    UErrorCode error = U_ZERO_ERROR;
    int32_t capacity = GROWTH * (int32_t)size + GROWTH, len = 0;
    UChar *wide = ht_arena_array(arena, (size_t)capacity, sizeof *wide);
    u_strFromUTF8WithSub(wide, capacity, &len, text, (int32_t)size, 0xFFFD, NULL, &error);
    int32_t limit = len;
    icu.apply(with, wide, &len, capacity, 0, &limit, &error);
    char *out = ht_arena_array(arena, 3 * (size_t)len + 1, 1);
    u_strToUTF8WithSub(out, 3 * len + 1, NULL, wide, len, ' ', NULL, &error);
    return U_SUCCESS(error) ? out : NULL;
}

enum ht_script ht_script_at(const char *text, size_t *len) {
    static const struct {
        UScriptCode code;
        enum ht_script script;
    } scripts[] = {
        {USCRIPT_HAN, HT_HAN},       {USCRIPT_CYRILLIC, HT_CYRILLIC}, {USCRIPT_GREEK, HT_GREEK},
        {USCRIPT_HANGUL, HT_HANGUL}, {USCRIPT_KATAKANA, HT_KATAKANA}, {USCRIPT_HIRAGANA, HT_HIRAGANA},
        {USCRIPT_LATIN, HT_LATIN},   {USCRIPT_COMMON, HT_LATIN},      {USCRIPT_INHERITED, HT_LATIN},
    };
    enum { LONG_MARK = 0x30FC };
    const char *next = text;
    UChar32 c = (UChar32)ht_utf8_next(&next);
    *len = (size_t)(next - text);
    if (c < 0x80)
        return HT_LATIN;
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode code = uscript_getScript(c, &error);
    if (c == LONG_MARK)
        return HT_KATAKANA;
    for (size_t k = 0; k < sizeof scripts / sizeof *scripts; k++)
        if (U_SUCCESS(error) && code == scripts[k].code)
            return scripts[k].script;
    return HT_OTHER_SCRIPT;
}

const char *ht_transliterate(struct ht_arena *arena, enum ht_script script, const char *text) {
    const char *latin = script != HT_LATIN && script != HT_OTHER_SCRIPT ? apply(arena, (int)script, text) : NULL;
    return latin != NULL ? ht_unicode_fold(arena, latin, strlen(latin)) : NULL;
}

const char *ht_simplify(struct ht_arena *arena, const char *text) {
    const char *simple = apply(arena, SIMPLIFIER, text);
    return simple != NULL ? simple : text;
}
