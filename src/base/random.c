// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers by GSL: random.h.
#include "holdtrace/random.h"

#include <gsl/gsl_rng.h>
#include <string.h>

#include "base/memory.h"
#include "base/symbols.h"
#include "holdtrace/hash.h"

struct gsl {
    const gsl_rng_type *const *mt19937;
    gsl_rng *(*alloc)(const gsl_rng_type *);
    void (*set)(const gsl_rng *, unsigned long);
    double (*uniform)(const gsl_rng *);
    void (*free)(gsl_rng *);
};

struct ht_random {
    const struct gsl *gsl;
    gsl_rng *generator;
};

// The library, or NULL when it cannot be had; looked for once. A later version does as well.
static const struct gsl *library(void) {
    static const char *const names[] = {"libgsl.so.27", "libgsl.so.28"};
    static const struct ht_symbol symbols[] = {
        {"gsl_rng_mt19937", offsetof(struct gsl, mt19937)}, {"gsl_rng_alloc", offsetof(struct gsl, alloc)},
        {"gsl_rng_set", offsetof(struct gsl, set)},         {"gsl_rng_uniform", offsetof(struct gsl, uniform)},
        {"gsl_rng_free", offsetof(struct gsl, free)},
    };
    static struct gsl gsl;
    static bool tried, loaded;
    for (size_t i = 0; !tried && !loaded && i < sizeof names / sizeof *names; i++)
        loaded = ht_symbols_load(names[i], symbols, sizeof symbols / sizeof *symbols, &gsl);
    tried = true;
    return loaded ? &gsl : NULL;
}

struct ht_random *ht_random_from(const char *seed) {
    const struct gsl *gsl = library();
    unsigned char bytes[HT_SHA256_BYTES];
    if (!gsl)
        return NULL;
    struct ht_random *random = ht_heap_alloc(sizeof *random);
    *random = (struct ht_random){gsl, gsl->alloc(*gsl->mt19937)};
    ht_sha256_bytes(seed, strlen(seed), bytes);
    // The generator takes 32 bits.
    gsl->set(random->generator,
             (unsigned long)bytes[0] << 24 | (unsigned long)bytes[1] << 16 | (unsigned long)bytes[2] << 8 | bytes[3]);
    return random;
}

void ht_random_free(struct ht_random *random) {
    if (!random)
        return;
    random->gsl->free(random->generator);
    free(random);
}

double ht_random_next(struct ht_random *random) {
    return random->gsl->uniform(random->generator);
}
