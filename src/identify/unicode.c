// SPDX-License-Identifier: GPL-3.0-or-later
// Unicode folding by ICU.
#include "identify/unicode.h"

#include <stdint.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "holdtrace/arena.h"

struct ht_utf16 ht_utf16_of(struct ht_arena *arena, const char *text, int32_t len, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    struct ht_utf16 out = {ht_arena_array(arena, (size_t)capacity + 1, sizeof(UChar)), 0};
    u_strFromUTF8WithSub(out.data, capacity + 1, &out.len, text, len, 0xFFFD, NULL, &error);
    return out;
}

// Applies NORMALIZER, asking for the size first only when a guess was too small.
static struct ht_utf16 normalize(struct ht_arena *arena, const UNormalizer2 *normalizer, struct ht_utf16 in) {
    int32_t capacity = 2 * in.len + 32;
    for (;;) {
        UErrorCode error = U_ZERO_ERROR;
        struct ht_utf16 out = {ht_arena_array(arena, (size_t)capacity, sizeof(UChar)), 0};
        out.len = unorm2_normalize(normalizer, in.data, in.len, out.data, capacity, &error);
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
    return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
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
    u_strToUTF8WithSub(out, capacity, NULL, in.data, in.len, ' ', NULL, &error);
    return out;
}

const char *ht_unicode_fold(struct ht_arena *arena, const char *text, size_t len) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&error);
    const UNormalizer2 *decompose = unorm2_getNFDInstance(&error);
    const UNormalizer2 *compose = unorm2_getNFCInstance(&error);
    if (U_FAILURE(error) || len > INT32_MAX / 8)
        return ""; // ICU's data is built in; a name of this length is none
    struct ht_utf16 in = normalize(arena, fold, ht_utf16_of(arena, text, (int32_t)len, (int32_t)len));
    in = without_accents(arena, normalize(arena, decompose, in));
    return ht_utf8_of(arena, normalize(arena, compose, in));
}
