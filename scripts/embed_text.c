// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * embed_text HEADER FILE...: a C source on standard output that holds each file as a constant text, named after the
 * file: report.css becomes ht_report_css. HEADER declares them. Run when the program is built.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// "ht_report_css" of "src/report/html/report.css".
static void print_name(const char *path) {
    const char *slash = strrchr(path, '/');
    printf("ht_");
    for (const char *at = slash ? slash + 1 : path; *at; at++)
        putchar(*at == '.' || *at == '-' ? '_' : *at);
}

static int embed(const char *path) {
    enum { PER_LINE = 24 };
    FILE *file = fopen(path, "rb");
    if (!file) {
        fprintf(stderr, "embed_text: %s: cannot be read\n", path);
        return EXIT_FAILURE;
    }
    printf("\nconst char ");
    print_name(path);
    printf("[] = {");
    // Numbers and no string: a literal of this length is more than the language promises to take.
    int byte;
    for (size_t count = 0; (byte = getc(file)) != EOF; count++)
        printf("%s%d,", count % PER_LINE ? " " : "\n    ", byte < 128 ? byte : byte - 256);
    printf("\n    0};\n");
    int failed = ferror(file);
    fclose(file);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char **argv) {
    int code = argc > 2 ? EXIT_SUCCESS : EXIT_FAILURE;
    if (argc > 1)
        printf("// Made by scripts/embed_text.c; do not edit.\n#include \"%s\"\n", argv[1]);
    for (int i = 2; i < argc && code == EXIT_SUCCESS; i++)
        code = embed(argv[i]);
    return fflush(stdout) == 0 ? code : EXIT_FAILURE;
}
