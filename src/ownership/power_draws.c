// SPDX-License-Identifier: GPL-3.0-or-later
// The power index by simulation, for nets with cycles or with too many orders to go through.
#include <math.h>
#include <string.h>

#include "holdtrace/random.h"
#include "holdtrace/text.h"
#include "ownership/power_net.h"

// Labels on a cycle are passed on until they stay; turns that chase each other for ever end here.
enum { MOST_SWEEPS = 64 };

struct drawing {
    const struct power_net *net;
    double *turns;  // of each stake in this draw, from 0 to 1
    size_t *labels; // who decides each node, in this draw
    struct power_block *blocks;
    double *once; // how many nodes each label has
};

// The same net gives the same draws, whatever else the program does. NULL when there is no generator.
static struct ht_random *generator(const struct ht_power_net *net, size_t company) {
    struct ht_buffer text = {0};
    char number[HT_DECIMAL_TEXT];
    ht_buffer_format(&text, "%zu of %zu over %s", company, net->count, ht_decimal_text(net->quota_pct, number));
    for (size_t i = 0; i < net->stake_count; i++)
        ht_buffer_format(&text, "; %zu %zu %s", net->stakes[i].holder, net->stakes[i].company,
                         ht_decimal_text(net->stakes[i].percent, number));
    struct ht_random *random = ht_random_from(text.data);
    ht_buffer_free(&text);
    return random;
}

static void sort_by_turn(const struct drawing *drawing, size_t count) {
    for (size_t i = 1; i < count; i++) {
        struct power_block block = drawing->blocks[i];
        size_t k = i;
        for (; k > 0 && drawing->turns[drawing->blocks[k - 1].first] > drawing->turns[block.first]; k--)
            drawing->blocks[k] = drawing->blocks[k - 1];
        drawing->blocks[k] = block;
    }
}

// Who lifts the votes over the quota. What is dispersed comes in evenly all the time.
static size_t decide(const struct drawing *drawing, size_t node) {
    const struct power_net *net = drawing->net;
    const struct power_company *company = &net->companies[node];
    size_t count = power_blocks(company, drawing->labels, drawing->blocks);
    ht_int128 sum = 0;
    sort_by_turn(drawing, count);
    for (size_t i = 0; i < count; i++) {
        double ocean = (double)company->dispersed * drawing->turns[drawing->blocks[i].first];
        if (ocean > (double)(net->quota - sum))
            return power_dispersed(net, node);
        sum += drawing->blocks[i].units;
        if (company->dispersed == 0 ? sum > net->quota : ocean > (double)(net->quota - sum))
            return drawing->blocks[i].label;
    }
    return power_dispersed(net, node);
}

static void draw(const struct drawing *drawing) {
    const struct power_net *net = drawing->net;
    bool moved = net->settled < net->given->count;
    for (size_t i = 0; i < net->given->count; i++)
        drawing->labels[i] = i;
    for (size_t i = 0; i < net->settled; i++)
        if (net->companies[net->order[i]].count)
            drawing->labels[net->order[i]] = decide(drawing, net->order[i]);
    for (int sweep = 0; moved && sweep < MOST_SWEEPS; sweep++) {
        moved = false;
        for (size_t i = net->settled; i < net->given->count; i++) {
            size_t node = net->order[i], label = decide(drawing, node);
            moved = moved || label != drawing->labels[node];
            drawing->labels[node] = label;
        }
    }
}

// Adds one draw to the sums and sums of squares of the company's shares and of the totals.
static void count_draw(const struct drawing *drawing, size_t company, double *const sums[4]) {
    size_t count = drawing->net->given->count;
    double *once = drawing->once;
    memset(once, 0, (count + 1) * sizeof *once);
    for (size_t i = 0; i < count; i++)
        once[power_known(drawing->net, drawing->labels[i])] += 1;
    for (size_t i = 0; i <= count; i++) {
        sums[2][i] += once[i];
        sums[3][i] += once[i] * once[i];
    }
    size_t decider = power_known(drawing->net, drawing->labels[company]);
    sums[0][decider] += 1;
    sums[1][decider] += 1;
}

// Standard errors of means of DRAWS draws, from the sums of squares.
static void finish(double *sums, double *squares, size_t count, double draws) {
    for (size_t i = 0; i < count; i++) {
        double mean = sums[i] / draws, variance = squares[i] / draws - mean * mean;
        sums[i] = mean;
        squares[i] = variance > 0 ? sqrt(variance / draws) : 0;
    }
}

bool ht_power_simulate(const struct ht_power_net *given, size_t company, unsigned long draws, struct ht_arena *arena,
                       struct ht_power *out) {
    struct ht_random *random = generator(given, company);
    struct power_net net = power_net_make(given, arena);
    size_t count = given->count + 1;
    double *sums[4];
    if (!random)
        return false;
    struct drawing drawing = {&net, ht_arena_array(arena, given->stake_count, sizeof(double)),
                              ht_arena_array(arena, count, sizeof(size_t)),
                              ht_arena_array(arena, given->stake_count, sizeof(struct power_block)),
                              ht_arena_array(arena, count, sizeof(double))};
    for (size_t i = 0; i < 4; i++)
        sums[i] = ht_arena_array(arena, count, sizeof *sums[i]);
    for (unsigned long n = 0; n < draws; n++) {
        for (size_t i = 0; i < given->stake_count; i++)
            drawing.turns[i] = ht_random_next(random);
        draw(&drawing);
        count_draw(&drawing, company, sums);
    }
    ht_random_free(random);
    finish(sums[0], sums[1], count, (double)draws);
    finish(sums[2], sums[3], count, (double)draws);
    *out = (struct ht_power){false, draws, sums[0], sums[1], sums[2], sums[3]};
    return true;
}
