// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/say.h"

#include <stdio.h>

static const char *const OUTCOMES[] = {
#define HT_FETCH(symbol, word, again) [HT_FETCH_##symbol] = word,
    HT_FETCH_OUTCOMES(HT_FETCH)
#undef HT_FETCH
};

static void put_value(const char *value) {
    for (const char *at = value; *at; at++)
        putchar((unsigned char)*at < ' ' || *at == 0x7f ? '?' : *at);
    putchar('\n');
}

// Each line goes out at once: who reads it may be watching.
static bool sent(void) {
    return fflush(stdout) == 0 && !ferror(stdout);
}

bool say_line(const char *word, const char *value) {
    printf("%s ", word);
    put_value(value);
    return sent();
}

bool say_number(const char *word, long long value) {
    printf("%s %lld\n", word, value);
    return sent();
}

bool say_end(enum ht_fetch_outcome outcome, const char *text) {
    printf("end %s ", OUTCOMES[outcome]);
    put_value(text);
    return sent();
}
