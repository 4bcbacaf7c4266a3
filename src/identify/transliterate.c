// SPDX-License-Identifier: GPL-3.0-or-later
#include "identify/transliterate.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

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
    void *library = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
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

static const UTransliterator *transliterator(struct ht_arena *arena, int kind) {
    if (!icu.tried)
        load_library();
    if (icu.open != NULL && names[kind] != NULL && !icu.asked[kind]) {
        UErrorCode error = U_ZERO_ERROR;
        int32_t len = (int32_t)strlen(names[kind]);
        struct ht_utf16 id = ht_utf16_of(arena, names[kind], len, len);
        icu.asked[kind] = true;
        UTransliterator *opened = icu.open(id.data, id.len, UTRANS_FORWARD, NULL, 0, NULL, &error);
        icu.kept[kind] = U_SUCCESS(error) ? opened : NULL;
    }
    return icu.kept[kind];
}

// TEXT after the transliterator KIND; NULL when there is none, or TEXT is longer than any name.
static const char *apply(struct ht_arena *arena, int kind, const char *text) {
    enum { LONGEST = 1024, GROWTH = 8 };
    size_t size = strlen(text);
    const UTransliterator *with = size <= LONGEST ? transliterator(arena, kind) : NULL;
    if (with == NULL)
        return NULL;
    UErrorCode error = U_ZERO_ERROR;
    int32_t capacity = GROWTH * (int32_t)size + GROWTH;
    struct ht_utf16 wide = ht_utf16_of(arena, text, (int32_t)size, capacity);
    int32_t limit = wide.len;
    icu.apply(with, wide.data, &wide.len, capacity, 0, &limit, &error);
    return U_SUCCESS(error) ? ht_utf8_of(arena, wide) : NULL;
}

enum ht_script ht_script_at(const char *text, size_t *len) {
    // Those of which company names are made; what lies between belongs to other scripts or to none.
    static const struct {
        uint32_t first, last;
        enum ht_script script;
    } blocks[] = {
        {0x0000, 0x036F, HT_LATIN},    {0x0370, 0x03FF, HT_GREEK},    {0x0400, 0x052F, HT_CYRILLIC},
        {0x1100, 0x11FF, HT_HANGUL},   {0x1E00, 0x1EFF, HT_LATIN},    {0x1F00, 0x1FFF, HT_GREEK},
        {0x3005, 0x3007, HT_HAN},      {0x3041, 0x309F, HT_HIRAGANA}, {0x30A0, 0x30FF, HT_KATAKANA},
        {0x3131, 0x318F, HT_HANGUL},   {0x31F0, 0x31FF, HT_KATAKANA}, {0x3400, 0x4DBF, HT_HAN},
        {0x4E00, 0x9FFF, HT_HAN},      {0xAC00, 0xD7AF, HT_HANGUL},   {0xF900, 0xFAFF, HT_HAN},
        {0xFF66, 0xFF9D, HT_KATAKANA}, {0x20000, 0x323AF, HT_HAN},
    };
    const char *next = text;
    uint32_t c = ht_utf8_next(&next);
    *len = (size_t)(next - text);
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (c >= blocks[i].first && c <= blocks[i].last)
            return blocks[i].script;
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
