// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The sentences in which a report speaks of people's companies, each in one place, so that every format says the
 * same: what is on which list since when by which citation, never more; a parent's listing as the parent's; a denial
 * or a removal beside the claim. All texts live in the arena, and have their figures in its style (locale.h).
 */
#ifndef HOLDTRACE_REPORT_WORDING_H
#define HOLDTRACE_REPORT_WORDING_H

#include "report/pieces.h"

// "USD 12,345.60"; "12,345.60 (currency not stated)"; "not known".
const char *ht_word_money(struct ht_arena *arena, struct ht_amount value, const char *currency);
// Whether any of a sum is long, or short.
bool ht_sum_has_longs(const struct ht_sum *sum);
bool ht_sum_has_shorts(const struct ht_sum *sum);

// "USD 5.00"; "long USD 5.00, short USD -1.00": long and short values of a sum apart.
const char *ht_word_sides(struct ht_arena *arena, const struct ht_sum *sum);
// "1.234567 %"; "not known".
const char *ht_word_percent(struct ht_arena *arena, struct ht_amount percent);
// The same of a percentage that is known; a number as it is, and with groups of three digits: "1,234.5".
const char *ht_word_percentage(struct ht_arena *arena, struct ht_decimal percent);
const char *ht_word_decimal(struct ht_arena *arena, struct ht_decimal number);
const char *ht_word_grouped(struct ht_arena *arena, struct ht_decimal number);
// "3,420".
const char *ht_word_number(struct ht_arena *arena, int64_t number);
// "1 position", "3 positions", "3,420 rows": with an s unless it is one.
const char *ht_word_count(struct ht_arena *arena, size_t count, const char *noun);
// "2021-11"; "an unknown date".
const char *ht_word_date(struct ht_arena *arena, struct ht_date date);
// "of net assets" for "nav", ...: what a percentage is a share of.
const char *ht_word_denominator(const char *denominator);
// The same as a column's title: "% of net assets".
const char *ht_word_weight_title(const char *denominator);
// What a category means, for a reader who meets it for the first time.
const char *ht_word_category(enum ht_category category);
// A code of the reference as words: "export ban" of "export_ban".
const char *ht_word_code(struct ht_arena *arena, const char *code);
// "surveillance in Xinjiang" for "xinjiang_surveillance"; "not stated".
const char *ht_word_ground(struct ht_arena *arena, const char *ground);
// "Hikvision (hikvision)".
const char *ht_word_entity(struct ht_arena *arena, const struct ht_entity *entity);
// TEXT with a full stop, unless it ends in one ("... Co., Ltd.").
const char *ht_word_stop(struct ht_arena *arena, const char *text);
// "a, b" of "a|b".
const char *ht_word_sources(struct ht_arena *arena, const char *sources);

// "Hikvision (hikvision) is on the Entity List (US-BIS-EL) since 2019-10-09 (84 FR 54002), ground ...".
const char *ht_word_designation(struct ht_arena *arena, const struct ht_exposed_designation *shown,
                                struct ht_date day);

/*
 * Those of DESIGNATIONS that select nobody, of one company, as one sentence: list, date, citation and ground of each,
 * and whether the list's own text reaches ISSUER where it does not name it. NULL when all select.
 */
const char *ht_word_beside(struct ht_arena *arena, const struct ht_exposed_designation *designations, size_t count,
                           const struct ht_entity *issuer, struct ht_date day);

// Whether the list's own text reaches ISSUER; NULL where the list names ISSUER itself.
const char *ht_word_reach(struct ht_arena *arena, const struct ht_exposed_designation *shown,
                          const struct ht_entity *issuer);

// "Stated beside it (denial, 2019-10-08): ...".
const char *ht_word_response(struct ht_arena *arena, const struct ht_statement *response);

// "Stated of Western Digital Corporation (denial, 2019-10-08): ...", with the list it is about.
const char *ht_word_statement(struct ht_arena *arena, const struct ht_statement *statement);

// "A controls B (as of 2023, source x); B owns 48.8 % of C (...)"; NULL for an empty path. REF gives publishers.
const char *ht_word_chain(struct ht_arena *arena, struct ht_reference *ref, const struct ht_path *path);

// "48.8 %", "10 to 15 %", "at least 30 %" of a step; NULL when no share is stated.
const char *ht_word_share(struct ht_arena *arena, const struct ht_step *step);

// "owns 48.8 % (2025-06-30)", "controls": a step as the label of its arrow.
const char *ht_word_link(struct ht_arena *arena, const struct ht_step *step);

// Why TARGET is one, and that its listing is its own and not ISSUER's.
const char *ht_word_target(struct ht_arena *arena, const struct ht_exposed_target *target,
                           const struct ht_entity *issuer);

// ", which one source alone states (single-source, source gh_csmar)" of a match by such a row; else "".
const char *ht_word_match_basis(struct ht_arena *arena, const struct ht_resolved *resolved);

// "Left open, and not counted: ...; it may be owned or controlled.": number INDEX of COUNT doubts with those of the
// same link; NULL when it was said with an earlier one.
const char *ht_word_doubt(struct ht_arena *arena, const struct ht_doubt *doubts, size_t count, size_t index);

// "isin CNE100000PM8" of the row, or what else matched.
const char *ht_word_matched(struct ht_arena *arena, const struct ht_resolved *resolved);

// "a", "a and b", "a, b and c".
const char *ht_word_and(struct ht_arena *arena, const char *const *words, size_t count);

// What the figures of a report cannot tell, for readers who see them for the first time.
extern const char ht_word_limits[];

// How complete a list is: "150 of 3,420 rows", "1 row of an unknown total".
const char *ht_word_completeness(struct ht_arena *arena, const struct ht_list *list);

// The names of imported files, which a bar joins, as words.
const char *ht_word_files(struct ht_arena *arena, const char *files);

#endif
