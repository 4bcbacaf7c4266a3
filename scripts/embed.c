// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * embed FILE.ini...: a C source on standard output that holds the layouts, and the vocabulary, as constant data. Run
 * when the program is built. They are read by the program's own reader; a fault in one is said and ends with 1.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "ingest/layout_embed.h"

enum { MOST_BYTES = 1 << 20 };

static const char vocabulary_name[] = "vocabulary";

// The whole of the file PATH; NULL when it cannot be read or is too long.
static char *content(struct ht_arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    char *text = ht_arena_alloc(arena, MOST_BYTES);
    size_t size = fread(text, 1, MOST_BYTES, file);
    bool whole = ferror(file) == 0 && size < MOST_BYTES;
    fclose(file);
    text[whole ? size : 0] = '\0';
    return whole ? text : NULL;
}

// PATH without its folders and ".ini".
static const char *name_of(struct ht_arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    return ht_arena_copy(arena, name, strcspn(name, "."));
}

static enum ht_status embed(const char *path, struct ht_arena *arena, struct ht_vocabulary *vocabulary,
                            struct ht_buffer *out, struct ht_error *err) {
    const char *name = name_of(arena, path);
    const char *text = content(arena, path);
    if (text == NULL)
        return ht_fail(err, HT_ERR_IO, "%s: cannot be read", path);
    if (strcmp(name, vocabulary_name) == 0)
        return ht_vocabulary_parse(text, arena, vocabulary, err);
    struct ht_layout layout;
    enum ht_status status = ht_layout_parse(text, name, arena, &layout, err);
    if (status == HT_OK) {
        ht_layout_embed(&layout, out);
        ht_buffer_string(out, ",\n");
    }
    return status;
}

int main(int argc, char **argv) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_vocabulary vocabulary = {0};
    struct ht_buffer out = {0};
    struct ht_error err = {HT_OK, ""};
    enum ht_status status = HT_OK;
    ht_buffer_string(&out,
                     "// Made by scripts/embed.c from the files under reference/layouts; do not edit.\n"
                     "#include \"ingest/builtin_layouts.h\"\n\nconst struct ht_layout ht_builtin_layouts[] = {\n");
    for (int i = 1; i < argc && status == HT_OK; i++)
        status = embed(argv[i], arena, &vocabulary, &out, &err);
    ht_buffer_string(&out, "};\n\nconst size_t ht_builtin_layout_count ="
                           " sizeof ht_builtin_layouts / sizeof *ht_builtin_layouts;\n\n"
                           "const struct ht_vocabulary ht_builtin_vocabulary = ");
    ht_vocabulary_embed(&vocabulary, &out);
    ht_buffer_string(&out, ";\n");
    bool written = status != HT_OK || fwrite(out.data, 1, out.len, stdout) == out.len;
    if (status != HT_OK)
        fprintf(stderr, "embed: %s\n", err.message);
    ht_buffer_free(&out);
    ht_arena_free(arena);
    return status == HT_OK && written && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
