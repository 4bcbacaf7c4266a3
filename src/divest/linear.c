// SPDX-License-Identifier: GPL-3.0-or-later
// Products of rows: linear.h.
#include "divest/linear.h"

// Two numbers that one instruction multiplies.
typedef double pair __attribute__((vector_size(16), aligned(8)));

enum { LANES = 2, STEP = 4, BLOCK_ROWS = 4, BLOCK_COLUMNS = 2 };

double div_dot(const double *a, const double *b, size_t size) {
    pair sums[2] = {{0, 0}, {0, 0}};
    size_t i = 0;
    for (; i + STEP <= size; i += STEP) {
        sums[0] += *(const pair *)(const void *)(a + i) * *(const pair *)(const void *)(b + i);
        sums[1] += *(const pair *)(const void *)(a + i + LANES) * *(const pair *)(const void *)(b + i + LANES);
    }
    pair sum = sums[0] + sums[1];
    double total = sum[0] + sum[1];
    for (; i < size; i++)
        total += a[i] * b[i];
    return total;
}

// The products of four rows with two others at once, so that each number is loaded once for several.
static void block(const double *a, const double *b, size_t size, size_t stride,
                  double out[BLOCK_ROWS][BLOCK_COLUMNS]) {
    pair sums[BLOCK_ROWS][BLOCK_COLUMNS] = {{{0, 0}}};
    size_t whole = size - size % LANES;
    for (size_t k = 0; k < whole; k += LANES) {
        pair right[BLOCK_COLUMNS];
        for (size_t c = 0; c < BLOCK_COLUMNS; c++)
            right[c] = *(const pair *)(const void *)(b + c * stride + k);
        for (size_t r = 0; r < BLOCK_ROWS; r++) {
            pair left = *(const pair *)(const void *)(a + r * stride + k);
            for (size_t c = 0; c < BLOCK_COLUMNS; c++)
                sums[r][c] += left * right[c];
        }
    }
    for (size_t r = 0; r < BLOCK_ROWS; r++)
        for (size_t c = 0; c < BLOCK_COLUMNS; c++) {
            out[r][c] = sums[r][c][0] + sums[r][c][1];
            for (size_t k = whole; k < size; k++)
                out[r][c] += a[r * stride + k] * b[c * stride + k];
        }
}

// The rows FROM to FROM + 3 of the product, up to the diagonal.
static void four_rows(const double *a, size_t rows, size_t size, size_t stride, double scale, size_t from,
                      double *gram) {
    double products[BLOCK_ROWS][BLOCK_COLUMNS];
    for (size_t j = 0; j < from + BLOCK_ROWS; j += BLOCK_COLUMNS) {
        block(a + from * stride, a + j * stride, size, stride, products);
        for (size_t r = 0; r < BLOCK_ROWS; r++)
            for (size_t c = 0; c < BLOCK_COLUMNS; c++)
                if (j + c <= from + r)
                    gram[(from + r) * rows + j + c] += scale * products[r][c];
    }
}

void div_gram(const double *a, size_t rows, size_t size, size_t stride, double scale, double *gram) {
    size_t from = 0;
    for (; from + BLOCK_ROWS <= rows; from += BLOCK_ROWS)
        four_rows(a, rows, size, stride, scale, from, gram);
    for (; from < rows; from++)
        for (size_t j = 0; j <= from; j++)
            gram[from * rows + j] += scale * div_dot(a + from * stride, a + j * stride, size);
}
