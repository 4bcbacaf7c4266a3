// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which character separates the cells: the one that stands equally often on most lines, quoted text left out.
 *
 * A decimal comma also stands equally often on every line of figures, so the number of columns weighs as well: in
 * `DE0005140008;Deutsche Bank;0,05` the semicolon makes three columns, the comma two, and the header has no comma.
 */
#include <string.h>

#include "holdtrace/csv.h"

enum { PROBE_LINES = 60, MOST_COLUMNS = 256 };

static const char candidates[] = {',', ';', '\t', '|'};
enum { CANDIDATES = sizeof candidates };

struct probe {
    unsigned counts[CANDIDATES][PROBE_LINES];
    size_t lines;
};

static void count_line(struct probe *probe, struct ht_slice text, size_t *position) {
    unsigned counts[CANDIDATES] = {0};
    bool quoted = false, filled = false;
    size_t i = *position;
    for (; i < text.len && (quoted || (text.data[i] != '\n' && text.data[i] != '\r')); i++) {
        char c = text.data[i];
        quoted = c == '"' ? !quoted : quoted;
        filled = filled || (c != ' ' && c != ',');
        const char *hit = quoted ? NULL : memchr(candidates, c, CANDIDATES);
        if (hit != NULL)
            counts[hit - candidates]++;
    }
    *position = i < text.len ? i + 1 : i;
    if (filled) {
        for (size_t k = 0; k < CANDIDATES; k++)
            probe->counts[k][probe->lines] = counts[k];
        probe->lines++;
    }
}

// Lines that agree on the most frequent count, times that count.
static unsigned long score(const unsigned *counts, size_t lines) {
    size_t frequency[MOST_COLUMNS] = {0};
    unsigned best = 0;
    for (size_t i = 0; i < lines; i++) {
        unsigned count = counts[i] < MOST_COLUMNS ? counts[i] : MOST_COLUMNS - 1;
        frequency[count]++;
        if (count > 0 && (best == 0 || frequency[count] > frequency[best]))
            best = count;
    }
    return best == 0 ? 0 : (unsigned long)frequency[best] * best;
}

char ht_csv_delimiter(struct ht_slice text) {
    static const struct probe empty;
    struct probe probe = empty;
    size_t position = 0;
    while (position < text.len && probe.lines < PROBE_LINES)
        count_line(&probe, text, &position);
    char best = ',';
    unsigned long best_score = 0;
    for (size_t k = 0; k < CANDIDATES; k++) {
        unsigned long candidate = score(probe.counts[k], probe.lines);
        if (candidate > best_score) {
            best_score = candidate;
            best = candidates[k];
        }
    }
    return best;
}
