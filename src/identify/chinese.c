// SPDX-License-Identifier: GPL-3.0-or-later
// Names in Chinese characters, told by the bytes of UTF-8: U+4E00 to U+9FFF are three bytes, E4 B8 80 to E9 BF BF.
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/names.h"
#include "holdtrace/text.h"

enum { HAN_BYTES = 3, LEAST_SHORT = 3 };

static bool is_han(const char *at) {
    unsigned char first = (unsigned char)at[0], second = first != 0 ? (unsigned char)at[1] : 0;
    return (first > 0xE4 && first <= 0xE9) || (first == 0xE4 && second >= 0xB8);
}

// The number of Chinese characters at the start of TEXT.
static size_t han_at_start(const char *text) {
    size_t count = 0;
    while (is_han(text + HAN_BYTES * count))
        count++;
    return count;
}

bool ht_name_is_chinese(const char *name) {
    size_t count = han_at_start(name);
    for (const char *rest = name + HAN_BYTES * count; *rest != '\0'; rest++)
        if ((unsigned char)*rest >= 0x80)
            return false;
    return count >= 2;
}

bool ht_name_is_chinese_short(const char *short_name, const char *long_name) {
    size_t count = han_at_start(short_name), taken = 0;
    if (count < LEAST_SHORT || !ht_name_is_chinese(short_name))
        return false;
    for (const char *at = long_name; taken < count && is_han(at); at += HAN_BYTES)
        taken += memcmp(at, short_name + HAN_BYTES * taken, HAN_BYTES) == 0;
    return taken == count;
}

const char *ht_name_simplified(struct ht_arena *arena, const char *name) {
    static const char *const pairs[][2] = {
        {"視", "视"}, {"訊", "讯"}, {"飛", "飞"}, {"華", "华"}, {"湯", "汤"}, {"術", "术"},
        {"數", "数"}, {"創", "创"}, {"電", "电"}, {"業", "业"}, {"團", "团"}, {"國", "国"},
        {"達", "达"}, {"聯", "联"}, {"雲", "云"}, {"圖", "图"}, {"滬", "沪"}, {"東", "东"},
        {"紡", "纺"}, {"織", "织"}, {"廣", "广"}, {"網", "网"}, {"車", "车"},
    };
    char *out = NULL;
    for (size_t i = 0; name[i] != '\0'; i++) {
        for (size_t k = 0; (unsigned char)name[i] >= 0xE4 && k < sizeof pairs / sizeof *pairs; k++) {
            if (strncmp(name + i, pairs[k][0], HAN_BYTES) == 0) {
                out = out != NULL ? out : ht_arena_copy(arena, name, strlen(name));
                memcpy(out + i, pairs[k][1], HAN_BYTES);
            }
        }
    }
    return out != NULL ? out : name;
}
