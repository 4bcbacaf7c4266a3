// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of what the model does: precision and recall by group, reliability by bins, errors.
#include <math.h>
#include <stdlib.h>

#include "fit_names.h"

enum { BINS = 10 };

static const char *const group_names[] = {
#define GROUP_NAME(id, name, weight) name,
    GROUPS(GROUP_NAME)
#undef GROUP_NAME
};

// Of pairs at or above a threshold.
struct tally {
    size_t right, wrong, missed, apart; // same and told so, not the same and told so, same and not, neither
    double brier;
};

// Wilson's interval of a share, 95 %.
static void print_share(FILE *out, size_t part, size_t whole) {
    static const double z = 1.959964;
    if (whole == 0) {
        fprintf(out, " |                    -");
        return;
    }
    double n = (double)whole, share = (double)part / n;
    double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    fprintf(out, " | %.3f (%.3f to %.3f)", share, middle - half, middle + half);
}

static struct tally tally_of(const struct tool *tool, const double *p, double threshold, enum group group) {
    struct tally t = {0};
    for (size_t i = 0; i < tool->pairs.count; i++) {
        const struct labelled *pair = &tool->pairs.at[i];
        bool told = p[i] >= threshold;
        if (pair->group != group)
            continue;
        t.right += told && pair->same;
        t.wrong += told && !pair->same;
        t.missed += !told && pair->same;
        t.apart += !told && !pair->same;
        t.brier += (p[i] - pair->same) * (p[i] - pair->same);
    }
    return t;
}

static void report_group(const struct tool *tool, const double *p, enum group group, double threshold, FILE *out) {
    struct tally t = tally_of(tool, p, threshold, group);
    size_t all = t.right + t.wrong + t.missed + t.apart;
    if (all == 0)
        return;
    fprintf(out, "| %-36s | %5zu | %5zu", group_names[group], all, t.right + t.missed);
    print_share(out, t.right, t.right + t.wrong);
    print_share(out, t.right, t.right + t.missed);
    fprintf(out, " | %5zu | %.3f |\n", t.wrong, t.brier / (double)all);
}

static void report_at(const struct tool *tool, const double *p, double threshold, FILE *out) {
    fprintf(out, "\nAt or above %.2f, five folds, 95 %% intervals (Wilson):\n\n", threshold);
    fprintf(out, "| pairs | all | same | precision | recall | wrong | Brier |\n|---|---|---|---|---|---|---|\n");
    for (int g = 0; g < GROUP_COUNT; g++)
        report_group(tool, p, (enum group)g, threshold, out);
}

// Pairs count as in the fit, so that the large groups are not all there is.
void report_reliability(const struct tool *tool, const char *what, const double *p, FILE *out) {
    double said[BINS] = {0}, were[BINS] = {0}, weight[BINS] = {0}, brier = 0, all = 0;
    size_t pairs[BINS] = {0}, same[BINS] = {0};
    for (size_t i = 0; i < tool->pairs.count; i++) {
        const struct labelled *pair = &tool->pairs.at[i];
        if (pair->match.probability == HT_NAME_NOTHING_SHARED)
            continue;
        int bin = (int)(p[i] * BINS);
        bin = bin < BINS ? bin : BINS - 1;
        said[bin] += pair->weight * p[i];
        were[bin] += pair->weight * pair->same;
        weight[bin] += pair->weight;
        pairs[bin]++;
        same[bin] += pair->same;
        brier += pair->weight * (p[i] - pair->same) * (p[i] - pair->same);
        all += pair->weight;
    }
    fprintf(
        out,
        "\nReliability %s (Brier score %.4f):\n\n| said | pairs | mean said | were the same | of pairs, each once "
        "|\n|---|---|---|---|---|\n",
        what, all > 0 ? brier / all : 0);
    for (int b = 0; b < BINS; b++)
        if (pairs[b] > 0)
            fprintf(out, "| %.1f to %.1f | %zu | %.3f | %.3f | %.3f |\n", b / (double)BINS, (b + 1) / (double)BINS,
                    pairs[b], said[b] / weight[b], were[b] / weight[b], (double)same[b] / (double)pairs[b]);
}

void report(const struct tool *tool, const double *p, FILE *out) {
    report_at(tool, p, HT_NAME_LIKELY, out);
    report_at(tool, p, 0.9, out);
    report_at(tool, p, 0.85, out);
    report_at(tool, p, 0.78, out);
    report_at(tool, p, 0.5, out);
    report_reliability(tool, "as it is said", p, out);
}

static void print_features(const struct labelled *pair, FILE *out) {
    static const char *const names[] = {
#define FEATURE_NAME(id, meaning) #id,
        HT_NAME_FEATURES(FEATURE_NAME)
#undef FEATURE_NAME
    };
    for (int i = 0; i < HT_NAME_FEATURE_COUNT; i++)
        if (pair->match.feature[i] != 0)
            fprintf(out, " %s %.2f", names[i], (double)pair->match.feature[i]);
}

void report_errors(const struct tool *tool, const double *p, FILE *out) {
    for (size_t i = 0; i < tool->pairs.count; i++) {
        const struct labelled *pair = &tool->pairs.at[i];
        if (pair->same == (p[i] >= HT_NAME_LIKELY))
            continue;
        fprintf(out, "%s\t%.3f\t%s\t%s\t%s\t%s\t", pair->same ? "missed" : "wrong", p[i], group_names[pair->group],
                pair->printed, pair->name, pair->kind);
        print_features(pair, out);
        fprintf(out, "\n");
    }
}
