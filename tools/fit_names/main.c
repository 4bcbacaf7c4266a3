// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * fit_names [-s SHARED] [-p POSITIONS.csv] [-d NAMES.csv] [-m MODEL.def] [-e ERRORS.tsv] REFERENCE: measures the
 * model by five folds on standard output, and fits it to all pairs. SHARED is the folder of labelled pairs, POSITIONS
 * a csv report with all positions of exports of funds, NAMES made-up companies to tell apart, MODEL where the
 * coefficients are written, ERRORS what the model gets wrong.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "fit_names.h"

struct options {
    const char *model, *errors, *distractors;
};

static const char *const meanings[] = {
#define MEANING(id, meaning) meaning,
    HT_NAME_FEATURES(MEANING)
#undef MEANING
};

static const char *const ids[] = {
#define ID(id, meaning) #id,
    HT_NAME_FEATURES(ID)
#undef ID
};

static bool is_fitted(const char *line) {
    return strncmp(line, "BIAS", 4) == 0 || strncmp(line, "COEFFICIENT", 11) == 0 ||
           strncmp(line, "CALIBRATION", 11) == 0;
}

static void write_fitted(const struct fitted *fitted, FILE *file) {
    fprintf(file, "BIAS(%.3f)\n", fitted->coefficients[HT_NAME_FEATURE_COUNT]);
    for (int i = 0; i < HT_NAME_FEATURE_COUNT; i++)
        fprintf(file, "COEFFICIENT(%s, %.3f) // %s\n", ids[i], fitted->coefficients[i], meanings[i]);
    fprintf(file, "CALIBRATION(%.3f, %.3f, %.3f)\n", fitted->calibration.low, fitted->calibration.high,
            fitted->calibration.shift);
}

// The head and what no pair tells are those of the file that is there.
static void write_model(const char *path, const struct fitted *fitted, struct ht_arena *arena) {
    enum { MOST_LINE = 1024 };
    char *line = ht_arena_alloc(arena, MOST_LINE);
    struct ht_buffer head = {0}, context = {0};
    FILE *file = fopen(path, "r");
    bool begun = false;
    while (file != NULL && fgets(line, MOST_LINE, file) != NULL) {
        begun = begun || is_fitted(line);
        if (!is_fitted(line))
            ht_buffer_string(begun ? &context : &head, line);
    }
    if (file != NULL)
        fclose(file);
    file = fopen(path, "w");
    if (file == NULL) {
        fprintf(stderr, "fit_names: %s cannot be written\n", path);
        exit(EXIT_FAILURE);
    }
    fputs(head.data != NULL ? head.data : "", file);
    write_fitted(fitted, file);
    fputs(context.data != NULL ? context.data : "", file);
    fclose(file);
    ht_buffer_free(&head);
    ht_buffer_free(&context);
}

// Nanoseconds for one comparison of names that are ready.
static void measure_speed(struct tool *tool) {
    enum { NAMES = 2000, ROUNDS = 500 };
    struct ht_prepared_name *names = ht_arena_array(tool->arena, NAMES, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < tool->pairs.count && count + 2 <= NAMES; i += 1 + tool->pairs.count / NAMES) {
        prepare(tool, tool->pairs.at[i].printed, HT_NAME_PRINTED, &names[count++]);
        prepare(tool, tool->pairs.at[i].name, HT_NAME_REGISTERED, &names[count++]);
    }
    struct ht_name_match match;
    double sum = 0;
    clock_t from = clock();
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i + 1 < count; i += 2) {
            ht_name_compare(&names[i], &names[i + 1], NULL, &match);
            sum += match.probability;
        }
    double pair = 1e9 * (double)(clock() - from) / CLOCKS_PER_SEC / ROUNDS / (double)(count / 2);
    from = clock();
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < ROUNDS / 2 && k < count; k++) {
            ht_name_compare(&names[i], &names[k], NULL, &match);
            sum += match.probability;
        }
    double any = 1e9 * (double)(clock() - from) / CLOCKS_PER_SEC / (double)count / (ROUNDS / 2);
    printf("\nOne comparison: %.0f ns of pairs that share something, %.0f ns of any two (checksum %.0f).\n", pair,
           any, sum);
}

static struct options read_options(struct tool *tool, int argc, char **argv) {
    struct options options = {0};
    for (int c; (c = getopt(argc, argv, "s:p:m:e:d:")) != -1;)
        if (c == 's')
            tool->shared = optarg;
        else if (c == 'p')
            tool->positions = optarg;
        else if (c == 'm')
            options.model = optarg;
        else if (c == 'e')
            options.errors = optarg;
        else if (c == 'd')
            options.distractors = optarg;
        else
            exit(2);
    if (optind + 1 != argc) {
        fputs("usage: fit_names [-s SHARED] [-p POSITIONS.csv] [-d NAMES.csv] [-m MODEL.def] [-e ERRORS.tsv] "
              "REFERENCE\n",
              stderr);
        exit(2);
    }
    tool->reference = argv[optind];
    return options;
}

int main(int argc, char **argv) {
    struct ht_arena *arena = ht_arena_new();
    struct tool tool = {.arena = arena, .shared = "../shared", .issuers = ht_map_new(arena)};
    struct options options = read_options(&tool, argc, argv);
    struct fitted fitted;
    count_words(&tool);
    read_labelled(&tool);
    double *raw = ht_arena_array(arena, tool.pairs.count, sizeof *raw);
    double *said = ht_arena_array(arena, tool.pairs.count, sizeof *said);
    cross_validate(&tool, raw, said);
    FILE *errors = options.errors != NULL ? fopen(options.errors, "w") : NULL;
    report(&tool, said, stdout);
    report_reliability(&tool, "before it is calibrated", raw, stdout);
    report_ranking(&tool, options.distractors, errors);
    measure_speed(&tool);
    fit_all(&tool, raw, &fitted);
    if (options.model != NULL)
        write_model(options.model, &fitted, arena);
    if (errors != NULL) {
        report_errors(&tool, said, errors);
        fclose(errors);
    }
    ht_arena_free(arena);
    return 0;
}
