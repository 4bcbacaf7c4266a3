// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes to text: the guess of the encoding, and, by the first byte, each encoding when it is told.
#include "fuzz.h"

#include <string.h>

#include "holdtrace/decode.h"

static const char *const encodings[] = {NULL,      "UTF-8",     "UTF-16LE",     "UTF-16BE",   "windows-1252",
                                        "GB18030", "Shift_JIS", "windows-1251", "ISO-8859-7", "EUC-KR"};

static void check_text(const struct ht_text *text) {
    fuzz_expect(text->utf8.data[text->utf8.len] == '\0', "text is ended by a NUL");
    fuzz_expect(text->utf8.len == 0 || memchr(text->utf8.data, 0, text->utf8.len) == NULL, "text holds no NUL");
    fuzz_expect(text->encoding != NULL, "the encoding is said");
}

static void decode(const struct ht_source *source, const char *encoding, struct ht_arena *arena) {
    struct ht_text text, again;
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_error err;
    fuzz_expect(ht_decode(source, encoding, arena, &text, &findings, &err) == HT_OK, "any bytes are decoded");
    check_text(&text);
    fuzz_expect(!text.guessed || findings.count > 0, "a guess is said");
    // What was decoded is UTF-8, which decodes to itself with nothing to be said.
    struct ht_source *decoded = fuzz_source("decoded", (const uint8_t *)text.utf8.data, text.utf8.len);
    findings = ht_findings_in(arena);
    fuzz_expect(ht_decode(decoded, "UTF-8", arena, &again, &findings, &err) == HT_OK, "UTF-8 is known");
    fuzz_expect(findings.count == 0, "what is decoded is valid");
    ht_source_close(decoded);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return -1;
    struct ht_arena *arena = ht_arena_new();
    struct ht_source *source = fuzz_source("text", data + 1, size - 1);
    decode(source, encodings[data[0] % (sizeof encodings / sizeof *encodings)], arena);
    ht_source_close(source);
    ht_arena_free(arena);
    return 0;
}
