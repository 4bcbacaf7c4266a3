// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * throughput CSV [FILE...]: how fast the text of CSV is split into cells and its columns are mapped, beside libcsv
 * alone with callbacks that only count. Both take turns, so that what else the machine does meets both; CPU time, the
 * fastest round of each. Exit 1 when ours is below 80 % of libcsv's speed. Further files are read by their readers,
 * and their columns mapped, beside nothing.
 */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "holdtrace/csv.h"
#include "holdtrace/layout.h"
#include "holdtrace/reader.h"

enum { BLOCK = 256 * 1024, GOAL_PERCENT = 80, ROUNDS = 15 };

struct counts {
    size_t fields, rows;
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void count_field(void *field, size_t len, void *user) {
    (void)field;
    (void)len;
    ((struct counts *)user)->fields++;
}

static void count_row(int end, void *user) {
    (void)end;
    ((struct counts *)user)->rows++;
}

static struct counts run_libcsv(const struct ht_source *source) {
    struct counts counts = {0, 0};
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        abort();
    for (size_t at = 0; at < source->size; at += BLOCK) {
        size_t len = source->size - at < BLOCK ? source->size - at : BLOCK;
        if (csv_parse(&parser, source->bytes + at, len, count_field, count_row, &counts) != len)
            abort();
    }
    csv_fini(&parser, count_field, count_row, &counts);
    csv_free(&parser);
    return counts;
}

static struct counts run_ours(const struct ht_source *source, const struct ht_layouts *layouts, double *splitting) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_findings findings = ht_findings_in(arena);
    const struct ht_slice text = {(const char *)source->bytes, source->size};
    struct ht_grid grid;
    struct ht_sheet sheet;
    struct ht_error err;
    double start = now();
    if (ht_csv_read(text, 0, arena, &grid, &findings, &err) != HT_OK)
        abort();
    *splitting = now() - start;
    ht_layout_recognise(layouts, &grid, source->path, arena, &sheet, &findings);
    struct counts counts = {0, 0};
    if (sheet.layout != NULL)
        counts = (struct counts){grid.count * sheet.tables[0].column_count, grid.count};
    ht_arena_free(arena);
    return counts;
}

static double least(double a, double b) {
    return a < b ? a : b;
}

static double measure_csv(const struct ht_source *source, const struct ht_layouts *layouts) {
    double libcsv = 1e9, ours = 1e9, splitting = 1e9;
    struct counts theirs = {0, 0}, found = {0, 0};
    for (int i = 0; i < ROUNDS; i++) {
        double split, start = now();
        theirs = run_libcsv(source);
        double middle = now();
        found = run_ours(source, layouts, &split);
        libcsv = least(libcsv, middle - start);
        ours = least(ours, now() - middle);
        splitting = least(splitting, split);
    }
    if (found.rows == 0 || found.rows > theirs.rows)
        return 0;
    double mb = (double)source->size / 1e6;
    printf("%-44s %8s %8s\n", "delimited text", "MB/s", "ns/row");
    printf("%-44s %8.1f %8.1f\n", "libcsv, counting", mb / libcsv, libcsv * 1e9 / (double)theirs.rows);
    printf("%-44s %8.1f %8.1f\n", "holdtrace, rows of cells", mb / splitting, splitting * 1e9 / (double)found.rows);
    printf("%-44s %8.1f %8.1f\n", "holdtrace, rows and columns' meanings", mb / ours,
           ours * 1e9 / (double)found.rows);
    return libcsv / ours * 100;
}

// Reads SOURCE by its reader and maps the columns of its parts; the number of rows, 0 when it is not understood.
static size_t read_parts(const struct ht_source *source, const struct ht_layouts *layouts) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_findings findings = ht_findings_in(arena);
    const struct ht_reader *reader = ht_reader_of(source);
    const struct ht_reader_options options = {0};
    struct ht_parts parts = {0};
    struct ht_error err;
    size_t rows = 0;
    if (reader == NULL || reader->read(source, &options, arena, &parts, &findings, &err) != HT_OK)
        abort();
    for (size_t i = 0; i < parts.count; i++) {
        struct ht_sheet sheet;
        ht_layout_recognise(layouts, &parts.items[i].grid, source->path, arena, &sheet, &findings);
        rows += sheet.layout != NULL ? parts.items[i].grid.count : 0;
    }
    ht_arena_free(arena);
    return rows;
}

static bool measure_file(const char *path, const struct ht_layouts *layouts) {
    struct ht_source *source = NULL;
    struct ht_error err;
    double fastest = 1e9;
    size_t rows = 0;
    if (ht_source_open(path, &source, &err) != HT_OK)
        return false;
    for (int i = 0; i < ROUNDS / 3; i++) {
        double start = now();
        rows = read_parts(source, layouts);
        fastest = least(fastest, now() - start);
    }
    if (rows > 0)
        printf("%-44s %8.1f %8.1f\n", ht_reader_of(source)->title, (double)source->size / 1e6 / fastest,
               fastest * 1e9 / (double)rows);
    ht_source_close(source);
    return rows > 0;
}

int main(int argc, char **argv) {
    struct ht_source *source = NULL;
    struct ht_error err = {HT_OK, ""};
    struct ht_arena *arena = ht_arena_new();
    struct ht_layouts *layouts = ht_layouts_builtin(arena);
    if (argc < 2 || ht_source_open(argv[1], &source, &err) != HT_OK) {
        fprintf(stderr, "usage: throughput CSV [FILE...]\n%s\n", err.message);
        return 2;
    }
    double percent = measure_csv(source, layouts);
    for (int i = 2; i < argc; i++)
        if (!measure_file(argv[i], layouts)) {
            fprintf(stderr, "throughput: %s cannot be read\n", argv[i]);
            return 2;
        }
    printf("throughput: %.0f %% of libcsv's speed, goal %d %%: %s\n", percent, GOAL_PERCENT,
           percent >= GOAL_PERCENT ? "met" : "missed");
    ht_source_close(source);
    ht_arena_free(arena);
    return percent >= GOAL_PERCENT ? 0 : 1;
}
