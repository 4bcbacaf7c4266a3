// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Unicode folding by ICU, which is loaded with the first text beyond the Latin letters of latin.h: with the C++
 * runtime that it needs, it costs a tenth of a scan of 300 rows.
 */
#include "identify/unicode.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "holdtrace/arena.h"
#include "holdtrace/needed.h"
#include "identify/latin.h"

#define TEXT_OF(x) #x
#define SYMBOL(x) TEXT_OF(x) // ICU's names end in its version
#define LIBRARY "libicuuc.so." U_ICU_VERSION_SHORT

typedef const UNormalizer2 *instance_function(UErrorCode *);

static struct {
    UChar *(*from_utf8)(UChar *, int32_t, int32_t *, const char *, int32_t, UChar32, int32_t *, UErrorCode *);
    char *(*to_utf8)(char *, int32_t, int32_t *, const UChar *, int32_t, UChar32, int32_t *, UErrorCode *);
    int32_t (*normalize)(const UNormalizer2 *, const UChar *, int32_t, UChar *, int32_t, UErrorCode *);
    instance_function *fold, *decompose, *compose;
    UBool (*is_letter_or_digit)(UChar32);
    int8_t (*category)(UChar32);
} icu;

static void load(void) {
    static const struct {
        const char *name;
        void *place;
    } symbols[] = {
        {SYMBOL(u_strFromUTF8WithSub), &icu.from_utf8},  {SYMBOL(u_strToUTF8WithSub), &icu.to_utf8},
        {SYMBOL(unorm2_normalize), &icu.normalize},      {SYMBOL(unorm2_getNFKCCasefoldInstance), &icu.fold},
        {SYMBOL(unorm2_getNFDInstance), &icu.decompose}, {SYMBOL(unorm2_getNFCInstance), &icu.compose},
        {SYMBOL(u_isalnum), &icu.is_letter_or_digit},    {SYMBOL(u_charType), &icu.category},
    };
    void *library = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
    if (library == NULL)
        ht_library_missing(LIBRARY);
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        void *address = dlsym(library, symbols[i].name);
        if (address == NULL)
            ht_library_missing(LIBRARY);
        // POSIX lets an object pointer hold a function's address; C has no cast for it.
        memcpy(symbols[i].place, &address, sizeof address);
    }
    dlclose(library);
}

// A build of the reference folds names in two threads.
static void need_icu(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
}

struct ht_utf16 ht_utf16_of(struct ht_arena *arena, const char *text, int32_t len, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    struct ht_utf16 out = {ht_arena_array(arena, (size_t)capacity + 1, sizeof(UChar)), 0};
    need_icu();
    icu.from_utf8(out.data, capacity + 1, &out.len, text, len, 0xFFFD, NULL, &error);
    return out;
}

// Applies NORMALIZER, asking for the size first only when a guess was too small.
static struct ht_utf16 normalize(struct ht_arena *arena, const UNormalizer2 *normalizer, struct ht_utf16 in) {
    int32_t capacity = 2 * in.len + 32;
    for (;;) {
        UErrorCode error = U_ZERO_ERROR;
        struct ht_utf16 out = {ht_arena_array(arena, (size_t)capacity, sizeof(UChar)), 0};
        out.len = icu.normalize(normalizer, in.data, in.len, out.data, capacity, &error);
        if (error != U_BUFFER_OVERFLOW_ERROR)
            return out;
        capacity = out.len + 1;
    }
}

// Letters that have no decomposition but are written plainly by those who cannot print them.
static const char *plain_letter(UChar32 c) {
    static const struct {
        UChar32 letter;
        const char *plain;
    } letters[] = {{0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},   {0xFE, "th"}, {0x111, "d"},
                   {0x131, "i"}, {0x142, "l"}, {0x153, "oe"}, {0x167, "t"}, {0x127, "h"}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].letter == c)
            return letters[i].plain;
    return NULL;
}

static bool is_accent(UChar32 c) {
    return c >= 0x300 && c <= 0x36F; // marks of other scripts tell words apart (Japanese, Thai, Indic)
}

// Whether C belongs to a word: letters, digits, and the marks that other scripts need.
static bool is_word(UChar32 c) {
    return icu.is_letter_or_digit(c) || (U_MASK(icu.category(c)) & U_GC_M_MASK) != 0;
}

static int32_t write_character(UChar32 c, UChar *out) {
    const char *plain = plain_letter(c);
    int32_t n = 0;
    if (plain != NULL)
        for (; plain[n] != '\0'; n++)
            out[n] = (UChar)plain[n];
    else if (c == 0x2018 || c == 0x2019 || c == 0x2BC)
        out[n++] = '\'';
    else if (c < 0x80 || is_word(c))
        U16_APPEND_UNSAFE(out, n, c);
    else if (!is_accent(c))
        out[n++] = ' ';
    return n;
}

static struct ht_utf16 without_accents(struct ht_arena *arena, struct ht_utf16 in) {
    struct ht_utf16 out = {ht_arena_array(arena, 2 * (size_t)in.len + 1, sizeof(UChar)), 0};
    for (int32_t i = 0; i < in.len;) {
        int32_t next = i;
        U16_FWD_1(in.data, next, in.len);
        UChar32 c = next - i == 2 ? U16_GET_SUPPLEMENTARY(in.data[i], in.data[i + 1]) : in.data[i];
        if (!is_accent(c))
            out.len += write_character(c, out.data + out.len);
        i = next;
    }
    return out;
}

const char *ht_utf8_of(struct ht_arena *arena, struct ht_utf16 in) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t capacity = 3 * in.len + 1;
    char *out = ht_arena_alloc(arena, (size_t)capacity);
    need_icu();
    icu.to_utf8(out, capacity, NULL, in.data, in.len, ' ', NULL, &error);
    return out;
}

const char *ht_unicode_fold(struct ht_arena *arena, const char *text, size_t len) {
    UErrorCode error = U_ZERO_ERROR;
    const char *latin = ht_latin_fold(arena, text, len);
    if (latin)
        return latin;
    need_icu();
    const UNormalizer2 *fold = icu.fold(&error), *decompose = icu.decompose(&error), *compose = icu.compose(&error);
    if (U_FAILURE(error) || len > INT32_MAX / 8)
        return ""; // ICU's data is built in; a name of this length is none
    struct ht_utf16 in = normalize(arena, fold, ht_utf16_of(arena, text, (int32_t)len, (int32_t)len));
    in = without_accents(arena, normalize(arena, decompose, in));
    return ht_utf8_of(arena, normalize(arena, compose, in));
}
