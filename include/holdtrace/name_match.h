// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How likely it is that a printed name and a name of the reference are one company's, and why, in words. Pure
 * functions; names are prepared once and compared often, each comparison in less than a microsecond.
 *
 * It never makes anything count: a name that is exact after normalisation is names.h's affair, and everything weaker
 * is possible, for a person to decide. What it gives is the order of a queue, and a probability that means what it
 * says: of the pairs that get 0.8, about four in five are one company's (bench/README.md has the table). That holds
 * for pairs that share something, as an index finds them; for two names taken at random it is far lower.
 */
#ifndef HOLDTRACE_NAME_MATCH_H
#define HOLDTRACE_NAME_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ht_arena;

enum { HT_NAME_WORDS = 16 }; // of a name; what stands behind is not compared

/*
 * How many of the reference's names have a word; what makes "hikvision" tell more than "technology". WORD is as in
 * struct ht_name_word. Without it (count NULL, or names 0) all words but the built-in common ones are equally rare.
 */
struct ht_word_counts {
    uint32_t (*count)(const void *user, const char *word, size_t len);
    const void *user;
    uint32_t names; // of the reference, all together
};

enum ht_word_flag {
    HT_WORD_COMMON = 1,       // stands in the names of many companies: a trade, a place, "group"
    HT_WORD_PLACE = 2,        // a country, or a province or large city of China
    HT_WORD_COUNTRY = 4,      // a country
    HT_WORD_NUMBER = 8,       // digits, a Roman numeral, a number word, or a code with digits
    HT_WORD_FORM = 16,        // a legal form within the name
    HT_WORD_SMALL = 32,       // "of", "and", "the"
    HT_WORD_SHORTENED = 64,   // was written out from an abbreviation, or ends with a point
    HT_WORD_READ = 128,       // was read from another script
    HT_WORD_TRANSLATED = 256, // is the English word for a Chinese one
    HT_WORD_BRACKETED = 512   // stands in brackets within the name: "Inspur (Beijing) Co., Ltd."
};

struct ht_name_word {
    const char *printed;  // as it is to be quoted: folded, in its own script, not written out
    const char *text;     // folded, written out; NUL-terminated, in Latin letters where it could be read
    const char *chinese;  // the simplified characters that it was read from; NULL of other words
    const char *initials; // of their syllables ("byd"); NULL of other words
    uint32_t hash;        // of text
    uint32_t han;         // of chinese, else 0: 大华 is not 大化
    uint32_t letters;     // bit N: it has a character of which the last five bits are N
    int32_t number;       // of a HT_WORD_NUMBER that is a whole number, else -1
    float weight;         // 0.2 to 10: minus the logarithm of the share of names that have it
    uint16_t flags;       // enum ht_word_flag
    uint16_t names;       // of the reference that have it, as far as 65535; 0 without counts
    uint8_t len;
};

struct ht_prepared_name {
    const char *name; // as given
    struct ht_name_word words[HT_NAME_WORDS];
    size_t count;
    uint8_t form;      // family of its legal form; 0 when it has none
    bool cut;          // may be the start of a longer name
    bool names_other;  // a warrant or a note on another company's shares: what it prints besides tells nothing
    bool series;       // of a fund, trust or partnership, of which there are several with numbers
    bool short_name;   // printed, three to five characters, Chinese ones among them, as exchanges name companies
    bool other_script; // some word is not in Latin letters as printed
};

enum ht_name_origin {
    HT_NAME_PRINTED,   // by an export: with share class, par value, coupon; short forms; cut
    HT_NAME_REGISTERED // by a source that names companies
};

struct ht_name_reading {
    enum ht_name_origin origin;
    bool cut;   // the export cuts names at this one's length, as far as the caller knows (ht_name_may_be_cut)
    bool latin; // read other scripts in Latin letters too; opens ICU's transliterators, 90 ms for the first Chinese
                // name
    const struct ht_word_counts *counts; // NULL: none
};

// NAME made ready into *OUT, with text in ARENA; NAME is kept by reference. A name without letter or digit has no
// words, and is like none.
void ht_name_prepare(struct ht_arena *arena, const char *name, const struct ht_name_reading *reading,
                     struct ht_prepared_name *out);

/*
 * What an analyst would weigh. Shares and weights are of the words' rarity, scaled to 0..1. Numbered for tables;
 * name_model.def gives each its coefficient. X(id, meaning).
 */
#define HT_NAME_FEATURES(X)                                                                                          \
    X(WHOLE, "every word that tells something is in both names, none of them spelled otherwise")                     \
    X(SPELLED, "the same, but one of them is spelled otherwise, and as no other known word")                         \
    X(SHARED, "weight of all that is shared, 20 counting as 1")                                                      \
    X(RAREST, "weight of the rarest shared word")                                                                    \
    X(BOTH_LACK, "each has a word that the other lacks")                                                             \
    X(REPLACED, "weight of the rarest word on each side that the other lacks, the lesser of both")                   \
    X(ADDED, "how much heavier the heavier of these two is")                                                         \
    X(FIRST, "the first words that tell something are the same")                                                     \
    X(ABBREVIATED, "share of what is shared that is an abbreviation of the other's word")                            \
    X(MISTYPED, "share of what is shared that is spelled otherwise, times the part of its letters that is wrong")    \
    X(MISTYPED_FIRST, "a word is spelled otherwise from its first letter on")                                        \
    X(MISTYPED_KNOWN, "a word is spelled otherwise, and both spellings are words of the reference")                  \
    X(JOINED, "words are joined or divided")                                                                         \
    X(INITIALS, "a word is the initials of the other's words")                                                       \
    X(REORDERED, "the shared words stand in another order")                                                          \
    X(NUMBERS, "each has a number that the other lacks")                                                             \
    X(NUMBER_ADDED, "one has a number, and the other none")                                                          \
    X(SERIES, "one of both, of funds, trusts and partnerships that are named alike")                                 \
    X(FORMS, "legal forms of different countries or kinds")                                                          \
    X(FORMS_MIXED, "legal forms differ that exports write for one another: Inc, Ltd, LLC")                           \
    X(PLACES, "each names a place that the other does not")                                                          \
    X(COUNTRY, "one names a country that the other does not; half before the name")                                  \
    X(SCRIPT, "share of what is shared that was read from another script")                                           \
    X(TRANSLATED, "share of what is shared that was translated")                                                     \
    X(READ_OTHERWISE, "of what each lacks one side was read from another script; the lesser weight")                 \
    X(BRACKETED, "one has a word in brackets that the other lacks, as local companies of a group have")              \
    X(SHORT_NAME, "all of a short name, as Chinese exchanges give, is in the other name, and tells the company")

#define HT_NAME_FEATURE(id, meaning) HT_NAME_##id,
enum ht_name_feature { HT_NAME_FEATURES(HT_NAME_FEATURE) HT_NAME_FEATURE_COUNT };
#undef HT_NAME_FEATURE

// What else a row tells of the company, beside what the reference does.
enum ht_agreement { HT_UNKNOWN_FACT, HT_AGREES, HT_CONTRADICTS };

struct ht_name_context {
    enum ht_agreement country, sector, currency, exchange;
};

// How a word of the printed name was found in the other.
enum ht_word_match {
    HT_WORD_ALONE, // not at all
    HT_WORD_EQUAL,
    HT_WORD_INFLECTED, // "industries", "industry"
    HT_WORD_SHORT,     // an abbreviation of it
    HT_WORD_CUT,       // the start of it, at the end of a cut name
    HT_WORD_MISTYPED,
    HT_WORD_JOINED, // with its neighbours, or of the other's neighbours
    HT_WORD_INITIALS
};

struct ht_name_match {
    double probability; // 0.001 to 0.999
    double likeness;    // 0 to 1, of letters alone: orders equal probabilities
    float feature[HT_NAME_FEATURE_COUNT];
    struct ht_name_context context;
    uint8_t how[HT_NAME_WORDS]; // enum ht_word_match of each printed word
    uint8_t at[HT_NAME_WORDS];  // the other's word, where there is one
    uint32_t found;             // bit N: word N of the other was found
};

// From here on a match is shown first in the queue: of the like names that get there less than one in a hundred is
// another company's.
#define HT_NAME_LIKELY 0.96
// What a pair gets that shares no word which tells anything.
#define HT_NAME_NOTHING_SHARED 0.001
// Below, it is not worth a person's time.
#define HT_NAME_UNLIKELY 0.1

/*
 * Compares two prepared names; CONTEXT may be NULL. The same both ways, for names of which none is cut and none
 * names_other.
 */
void ht_name_compare(const struct ht_prepared_name *printed, const struct ht_prepared_name *name,
                     const struct ht_name_context *context, struct ht_name_match *out);

// The order of a queue: negative when A goes before B, by probability, then likeness. 0 only when they are equal in
// both; the caller then goes by the entity's id.
int ht_name_match_order(const struct ht_name_match *a, const struct ht_name_match *b);

// The probability of FEATURES and CONTEXT alone; for tests, and for who fits the model.
double ht_name_probability(const float feature[HT_NAME_FEATURE_COUNT], const struct ht_name_context *context);

// The next best candidate, for the sentence.
struct ht_name_runner_up {
    const char *name;
    double probability;
};

/*
 * Why, in one sentence, in ARENA: matched "HANGZHOU HIKVISION DIGITAL TECHNOL" to Hangzhou Hikvision Digital
 * Technology Co., Ltd.: first three words equal, "technol" cut at the export's 34 characters; country China agrees;
 * next best Hangzhou Hikmicro, 0.31. ENTITY is the company as it is to be called; COUNTRY, which may be NULL, the
 * row's; NEXT may be NULL.
 */
const char *ht_name_match_sentence(struct ht_arena *arena, const struct ht_prepared_name *printed,
                                   const struct ht_prepared_name *name, const struct ht_name_match *match,
                                   const char *entity, const char *country, const struct ht_name_runner_up *next);

#endif
