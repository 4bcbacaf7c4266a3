// SPDX-License-Identifier: GPL-3.0-or-later
// Steps through UTF-8, and terminal widths.
#include "base/utf8.h"

#include <string.h>

#include "holdtrace/text.h"

uint32_t ht_utf8_next(const char **at) {
    const unsigned char *s = (const unsigned char *)*at;
    static const uint32_t LEAST[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t len = s[0] < 0x80             ? 1
                 : (s[0] & 0xE0) == 0xC0 ? 2
                 : (s[0] & 0xF0) == 0xE0 ? 3
                 : (s[0] & 0xF8) == 0xF0 ? 4
                                         : 0;
    *at += 1;
    if (len <= 1)
        return len == 1 ? s[0] : 0xFFFD;
    uint32_t c = s[0] & (0xFFu >> (len + 1));
    for (size_t i = 1; i < len; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0xFFFD;
        c = c << 6 | (s[i] & 0x3F);
    }
    if (c < LEAST[len] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return 0xFFFD;
    *at += len - 1;
    return c;
}

enum { WORD = sizeof(uint64_t) };

// Whether the LEN bytes at TEXT are ASCII, which is told eight bytes at once.
static bool is_ascii(const char *text, size_t len) {
    uint64_t seen = 0, word;
    for (; len >= sizeof word; text += sizeof word, len -= sizeof word) {
        memcpy(&word, text, sizeof word);
        seen |= word;
    }
    for (size_t i = 0; i < len; i++)
        seen |= (unsigned char)text[i];
    return (seen & UINT64_C(0x8080808080808080)) == 0;
}

bool ht_utf8_valid(const char *text, size_t len) {
    if (is_ascii(text, len))
        return true;
    for (const char *at = text; at < text + len;) {
        const char *start = at;
        if ((size_t)(text + len - at) >= WORD && is_ascii(at, WORD)) {
            at += WORD;
            continue;
        }
        // U+FFFD itself is three bytes long; what stands for a bad byte steps over one.
        if (ht_utf8_next(&at) == 0xFFFD && at - start != 3)
            return false;
    }
    return true;
}

struct range {
    uint32_t first, last;
};

// East Asian wide and fullwidth blocks (UAX #11), as far as names of companies use them.
static const struct range WIDE[] = {{0x1100, 0x115F},  {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF},
                                    {0x4E00, 0x9FFF},  {0xA000, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
                                    {0xFE30, 0xFE6F},  {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF},
                                    {0x20000, 0x3FFFD}};

static const struct range COMBINING[] = {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F},
                                         {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};

static bool within(uint32_t c, const struct range *ranges, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

size_t ht_text_columns(const char *text) {
    size_t columns = 0;
    while (*text) {
        if ((unsigned char)*text < 0x80) {
            columns++, text++;
            continue;
        }
        uint32_t c = ht_utf8_next(&text);
        if (c < 0x300)
            columns++;
        else if (!within(c, COMBINING, sizeof COMBINING / sizeof *COMBINING))
            columns += within(c, WIDE, sizeof WIDE / sizeof *WIDE) ? 2 : 1;
    }
    return columns;
}
