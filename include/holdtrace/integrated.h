// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Integrated ownership: who owns how much of whom over all paths, cross-holdings and rings of owners included.
 *
 * With A the matrix of direct economic stakes, of which A[i][j] is the part of j that i holds, integrated ownership
 * is Y = A + A^2 + ... = (I - A)^-1 A (Brioschi, Buzzacchi and Colombo 1989). Of an owner that lies on a ring, which
 * owns a part of itself, the row is divided by n_ii of N = (I - A)^-1, so that no share exceeds the whole (Baldone,
 * Brioschi and Paleari 1998); for shares in others that is the same as leaving the stakes in the owner itself out. A
 * set of entities that own each other wholly has no such inverse: it is named, and its shares stay unknown.
 *
 * Control and votes are no capital and count nothing here. A stake of a range, or without a percentage, gives bounds
 * of its share; so does one that was stated too long ago for the screen.
 *
 * Outside rings sums and products are exact as long as 38 digits hold them, and shortened to 15 digits after the
 * point of the part of one from there on. Within a ring they are solved for in doubles, one ring at a time (GSL, LU).
 * What is not exact is rounded to 12 digits of the part of one before anything is compared with it or multiplied.
 */
#ifndef HOLDTRACE_INTEGRATED_H
#define HOLDTRACE_INTEGRATED_H

#include "holdtrace/screen.h"

// A share in percent. Zero of it is a fact as well: `most` is then 0.
struct ht_share {
    struct ht_decimal least, most; // bounds, all digits
    bool stated;                   // both are one number, which the facts give
    unsigned decimals;             // digits after the point of the most exact percentage that it was made from
};

/*
 * The number to be printed for a share, unknown unless it is stated; the same for its bounds, where an upper one of
 * 100 and a lower one of 0 are not known. They are rounded, half to even, to the digits of the most exact percentage
 * that they were made from, at least 2 and at most 6, with zeros at the end taken off; and to more digits, at most 8,
 * where fewer than two would be left of the number, or it would be rounded up to a whole one; it is never rounded to
 * nothing. A threshold is compared with all digits.
 */
struct ht_amount ht_share_percent(const struct ht_share *share);
struct ht_amount ht_share_min(const struct ht_share *share);
struct ht_amount ht_share_max(const struct ht_share *share);

// OWNER of an entity, or what one owns.
struct ht_integrated_share {
    const struct ht_entity *entity;
    struct ht_share share;
};

// Entities that own, over each other, shares in themselves.
struct ht_ring {
    const struct ht_entity **members;
    size_t count;
    const char *unsolved; // why no shares are stated for it: half a sentence; NULL when they are
};

struct ht_integrated {
    struct ht_integrated_share *items; // largest lower bound first, then largest upper one, then by id
    size_t count;
    struct ht_ring *rings;
    size_t ring_count;
};

// Everybody above ENTITY with his share of it, as of AS_OF; SCREEN says how old a stake may be. Itself is among them
// where it lies on a ring: what it owns of itself. In ARENA.
struct ht_integrated ht_integrated_owners(struct ht_reference *ref, const struct ht_screen *screen,
                                          const struct ht_entity *entity, struct ht_date as_of,
                                          struct ht_arena *arena);

/*
 * All that the COUNT entities at ENTITIES own, all together and themselves left out; stakes in them are left out, so
 * that one below another counts once. For more than one, and for one that owns thousands, all stakes of REF are read
 * in one pass; else one entity after the other is asked for.
 */
struct ht_integrated ht_integrated_holdings(struct ht_reference *ref, const struct ht_screen *screen,
                                            const struct ht_entity *const *entities, size_t count,
                                            struct ht_date as_of, struct ht_arena *arena);

#endif
