// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/script.h"

#include <string.h>

#include "holdtrace/arena.h"

static const char *const WORDS[HT_PDF_WORD_COUNT] = {
#define HT_PDF(symbol, word) [HT_PDF_##symbol] = word,
    HT_PDF_WORDS(HT_PDF)
#undef HT_PDF
};

static size_t fields_needed(enum ht_pdf_word word) {
    switch (word) {
    case HT_PDF_MAP:
        return 0;
    case HT_PDF_CHAIN:
    case HT_PDF_CHAPTER:
    case HT_PDF_ROW:
        return 2;
    case HT_PDF_FIGURE:
    case HT_PDF_TEXT:
        return 3;
    case HT_PDF_TILE:
        return 8;
    default:
        return 1;
    }
}

static struct field take_field(char *text) {
    char *latin = strchr(text, *HT_PDF_LATIN);
    if (latin)
        *latin++ = '\0';
    return (struct field){text, latin};
}

static const char *read_line(struct script *script, char *line, struct ht_arena *arena) {
    struct block block = {.word = HT_PDF_WORD_COUNT};
    char *rest = strchr(line, '\t');
    size_t capacity = 0;
    if (rest)
        *rest++ = '\0';
    for (int i = 0; i < HT_PDF_WORD_COUNT; i++)
        if (strcmp(WORDS[i], line) == 0)
            block.word = (enum ht_pdf_word)i;
    while (rest) {
        char *next = strchr(rest, '\t');
        if (next)
            *next++ = '\0';
        block.fields = ht_arena_grow(arena, block.fields, block.count, &capacity, sizeof *block.fields);
        block.fields[block.count++] = take_field(rest);
        rest = next;
    }
    if (block.word == HT_PDF_WORD_COUNT || block.count < fields_needed(block.word))
        return ht_arena_format(arena, "a line '%s' of %zu fields is not known", line, block.count);
    script->blocks = ht_arena_grow(arena, script->blocks, script->count, &script->capacity, sizeof *script->blocks);
    script->blocks[script->count++] = block;
    return NULL;
}

const char *script_read(struct script *script, char *text, struct ht_arena *arena) {
    static const char FIRST[] = HT_PDF_PROGRAM "\t" HT_PDF_VERSION "\n";
    const char *wrong = NULL;
    if (strncmp(text, FIRST, strlen(FIRST)) != 0)
        return "what is to be set is of another version of holdtrace";
    for (char *line = text + strlen(FIRST); *line && !wrong;) {
        char *end = strchr(line, '\n');
        if (!end)
            return "what is to be set is cut off";
        *end = '\0';
        wrong = read_line(script, line, arena);
        line = end + 1;
    }
    return wrong;
}

const char *script_text(const struct script *script, enum ht_pdf_word word) {
    for (size_t i = 0; i < script->count; i++)
        if (script->blocks[i].word == word)
            return script->blocks[i].fields->text;
    return NULL;
}

enum style style_named(const char *name) {
    static const char *const NAMES[] = {
#define HT_PDF_STYLE(symbol, word) [STYLE_##symbol] = word,
        HT_PDF_STYLES(HT_PDF_STYLE)
#undef HT_PDF_STYLE
    };
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcmp(NAMES[i], name) == 0)
            return (enum style)i;
    return STYLE_PLAIN;
}
