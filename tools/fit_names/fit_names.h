// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * fit_names: fits the model by which names are matched (include/holdtrace/name_match.h) to labelled pairs, and
 * measures it. Not part of the program.
 */
#ifndef FIT_NAMES_H
#define FIT_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "holdtrace/arena.h"
#include "holdtrace/grid.h"
#include "holdtrace/map.h"
#include "holdtrace/name_match.h"

enum { FOLDS = 5, PARAMETERS = HT_NAME_FEATURE_COUNT + 1 };

// Where pairs come from; each group is reported for itself, and has its weight in the fit.
#define GROUPS(X)                                                                                                    \
    X(NAME_BENCH, "name_bench", 400)                                                                                 \
    X(EXACT, "exports' English names, one ticker", 150)                                                              \
    X(CHINESE, "Chinese short name and English", 150)                                                                \
    X(CHINESE_BOTH, "two Chinese names", 50)                                                                         \
    X(HARD, "companies that share three words", 150)                                                                 \
    X(DUTCH, "emm, Dutch register", 50)                                                                              \
    X(PERTURBED, "dnb, letters changed at random", 60)                                                               \
    X(OTHER, "gleif, r2dii, watchman", 8)                                                                            \
    X(REFERENCE, "the reference's names", 500)                                                                       \
    X(LOOKALIKES, "the reference's lookalikes", 100)                                                                 \
    X(EXPORTS, "exports of funds, by ISIN", 600)

#define GROUP_ID(id, name, weight) GROUP_##id,
enum group { GROUPS(GROUP_ID) GROUP_COUNT };

struct labelled {
    const char *printed, *name;
    enum ht_name_origin origin; // of the printed one
    bool same;
    enum group group;
    const char *kind;
    size_t issuer, other_issuer; // set by issuers_of
    double weight;               // in the fit
    struct ht_name_match match;
};

struct pairs {
    struct labelled *at;
    size_t count, capacity;
};

struct tool {
    struct ht_arena *arena;
    const char *shared, *reference, *positions;
    struct ht_word_counts counts;
    struct pairs pairs;
    struct ht_map *issuers; // key of a name or code -> its issuer, a size_t
    size_t *parent;         // of union-find over issuers
    size_t issuer_count, issuer_capacity;
};

// table.c: a table of FOLDER/FILE by the names of its columns; NULL when it is not there.
struct table {
    struct ht_grid grid;
    size_t row; // next
};
bool table_open(struct tool *tool, const char *folder, const char *file, struct table *out);
bool table_next(struct table *table);
const char *table_cell(const struct table *table, const char *column);

// counts.c
void count_words(struct tool *tool);

// issuers.c: names and codes that are linked by a pair of one company's are one issuer.
size_t issuer_of(struct tool *tool, const char *key);
void issuers_join(struct tool *tool, size_t a, size_t b);
size_t issuer_root(const struct tool *tool, size_t issuer);
// The fold of an issuer: of the hash of its smallest name. Rule, not file: the same everywhere.
unsigned fold_of(const struct tool *tool, size_t issuer);
// Whether an issuer of PAIR, on either side, is in one of FOLDS (bit N: fold N).
bool touches(const struct tool *tool, const struct labelled *pair, unsigned folds);

// sources.c
struct labelled *add_pair(struct tool *tool, enum group group, const char *printed, const char *name, bool same);
void read_labelled(struct tool *tool);

// mined.c: hard negatives out of names of which it is known whose they are.
struct owned_name {
    const char *name;
    const char *owner;
    struct ht_prepared_name *prepared;
};
struct owned_names {
    struct owned_name *at;
    size_t count, capacity;
};
void add_owned(struct tool *tool, struct owned_names *names, const char *name, const char *owner, bool printed);
// Of each of PRINTED, the MOST names of others that share most with it, as pairs of GROUP that are not the same.
void mine(struct tool *tool, enum group group, const struct owned_names *printed, const struct owned_names *names,
          size_t most);

// logistic.c: the most likely coefficients under a Gaussian prior, leaving out pairs that touch a fold of FOLDS_OUT
// (bit N: fold N).
void fit(const struct tool *tool, unsigned folds_out, double coefficients[PARAMETERS]);
double probability_of(const double coefficients[PARAMETERS], const struct labelled *pair);

// calibrate.c: fitted to probabilities P of pairs that their model had not seen; one that is not above
// HT_NAME_NOTHING_SHARED is left out.
struct calibration {
    double low, high; // slopes: of the logarithms of P and of 1 - P
    double shift;
};
void calibrate(const struct tool *tool, const double *p, struct calibration *out);
double calibrated(const struct calibration *calibration, double p);

// folds.c: of each pair what a model says, and as SAID what it says calibrated, both fitted to other folds alone;
// what both are when all pairs are used.
struct fitted {
    double coefficients[PARAMETERS];
    struct calibration calibration;
};
void cross_validate(const struct tool *tool, double *raw, double *said);
void fit_all(const struct tool *tool, const double *raw, struct fitted *out);

// report.c: P is the probability of each pair, from folds that had not seen its issuer.
void report(const struct tool *tool, const double *p, FILE *out);
void report_reliability(const struct tool *tool, const char *what, const double *p, FILE *out);
void report_errors(const struct tool *tool, const double *p, FILE *out);

// ranking.c: by the model that is compiled in; names of DISTRACTORS, a csv file with a column "name" (NULL: none),
// are nobody's.
void report_ranking(struct tool *tool, const char *distractors, FILE *errors);

void prepare(struct tool *tool, const char *name, enum ht_name_origin origin, struct ht_prepared_name *out);

#endif
