// SPDX-License-Identifier: GPL-3.0-or-later
// Systems with a changing part of a covariance: free_part.h.
#include "divest/free_part.h"

#include <string.h>

#include "divest/linear.h"
#include "holdtrace/arena.h"

void div_free_start(struct div_free_part *part, const struct ht_covariance *covariance, struct ht_arena *arena) {
    size_t n = covariance->size, rows = covariance->rows, most = n < rows ? n : rows;
    // Without a ridge the matrix of the returns says nothing, and that of the securities is singular beyond them.
    if (covariance->ridge <= 0)
        most = n;
    *part = (struct div_free_part){.covariance = covariance};
    part->members = ht_arena_array(arena, n, sizeof *part->members);
    part->summed = ht_arena_array(arena, n, sizeof *part->summed);
    part->gram = ht_arena_array(arena, most * most, sizeof *part->gram);
    part->factor = ht_arena_array(arena, most * most, sizeof *part->factor);
    part->packed = ht_arena_array(arena, n * rows, sizeof *part->packed);
    part->work = ht_arena_array(arena, 3 * n + rows, sizeof *part->work);
}

// Adds SCALE times the products of the COUNT columns COLUMNS to the matrix of the returns.
static void sum_columns(struct div_free_part *part, const size_t *columns, size_t count, double scale) {
    const struct ht_covariance *covariance = part->covariance;
    for (size_t t = 0; t < covariance->rows; t++)
        for (size_t i = 0; i < count; i++)
            part->packed[t * count + i] = covariance->factor[t * covariance->size + columns[i]];
    div_gram(part->packed, covariance->rows, count, count, scale, part->gram);
}

// Brings the matrix of the returns up to date: what changed is added or taken away.
static void sum_changes(struct div_free_part *part, const bool *is_free, struct ht_arena *arena) {
    size_t n = part->covariance->size, added = 0, gone = 0;
    size_t *columns = ht_arena_array(arena, 2 * n, sizeof *columns), *others = columns + n;
    for (size_t i = 0; i < n; i++) {
        if (is_free[i] && !part->summed[i])
            columns[added++] = i;
        else if (!is_free[i] && part->summed[i])
            others[gone++] = i;
        part->summed[i] = is_free[i];
    }
    if (added > 0)
        sum_columns(part, columns, added, 1);
    if (gone > 0)
        sum_columns(part, others, gone, -1);
}

static enum ht_dense factor_small(struct div_free_part *part, const bool *is_free) {
    size_t rows = part->covariance->rows;
    struct ht_arena *arena = ht_arena_new();
    sum_changes(part, is_free, arena);
    ht_arena_free(arena);
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j <= i; j++)
            part->factor[i * rows + j] = part->gram[i * rows + j] / part->covariance->ridge + (i == j);
    return ht_dense_cholesky(rows, part->factor);
}

static enum ht_dense factor_large(struct div_free_part *part) {
    const struct ht_covariance *covariance = part->covariance;
    size_t count = part->count, rows = covariance->rows;
    for (size_t i = 0; i < count; i++)
        for (size_t t = 0; t < rows; t++)
            part->packed[i * rows + t] = covariance->factor[t * covariance->size + part->members[i]];
    memset(part->factor, 0, count * count * sizeof *part->factor);
    div_gram(part->packed, count, rows, rows, 1, part->factor);
    for (size_t i = 0; i < count; i++)
        part->factor[i * count + i] += covariance->ridge;
    return ht_dense_cholesky(count, part->factor);
}

enum ht_dense div_free_set(struct div_free_part *part, const bool *is_free) {
    part->count = 0;
    for (size_t i = 0; i < part->covariance->size; i++)
        if (is_free[i])
            part->members[part->count++] = i;
    part->small = part->covariance->ridge > 0 && part->count > part->covariance->rows;
    return part->small ? factor_small(part, is_free) : factor_large(part);
}

// OUT becomes the free part of the covariance times VECTOR, of the members alone.
static void times(struct div_free_part *part, const double *vector, double *out) {
    const struct ht_covariance *covariance = part->covariance;
    for (size_t i = 0; i < part->count; i++)
        out[i] = covariance->ridge * vector[i];
    for (size_t t = 0; t < covariance->rows; t++) {
        const double *row = covariance->factor + t * covariance->size;
        double sum = 0;
        for (size_t i = 0; i < part->count; i++)
            sum += row[part->members[i]] * vector[i];
        for (size_t i = 0; i < part->count; i++)
            out[i] += row[part->members[i]] * sum;
    }
}

static void solve_once(struct div_free_part *part, double *vector) {
    const struct ht_covariance *covariance = part->covariance;
    double *inner = part->work;
    if (!part->small) {
        (void)ht_dense_cholesky_solve(part->count, part->factor, vector);
        return;
    }
    for (size_t t = 0; t < covariance->rows; t++) {
        inner[t] = 0;
        for (size_t i = 0; i < part->count; i++)
            inner[t] += covariance->factor[t * covariance->size + part->members[i]] * vector[i];
    }
    (void)ht_dense_cholesky_solve(covariance->rows, part->factor, inner);
    for (size_t t = 0; t < covariance->rows; t++)
        for (size_t i = 0; i < part->count; i++)
            vector[i] -= covariance->factor[t * covariance->size + part->members[i]] * inner[t] / covariance->ridge;
    for (size_t i = 0; i < part->count; i++)
        vector[i] /= covariance->ridge;
}

// Solved, and then once more for what the first solution left over.
void div_free_solve(struct div_free_part *part, double *vector) {
    size_t n = part->covariance->size;
    double *side = part->work + part->covariance->rows, *rest = side + n;
    memcpy(side, vector, part->count * sizeof *side);
    solve_once(part, vector);
    times(part, vector, rest);
    for (size_t i = 0; i < part->count; i++)
        rest[i] = side[i] - rest[i];
    solve_once(part, rest);
    for (size_t i = 0; i < part->count; i++)
        vector[i] += rest[i];
}
