// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What selling the exposed positions of a fund would mean: what goes, what it frees, what the law says of it, and
 * where the proceeds could go. A what-if of an account as it is held: nothing here changes the account, and nothing
 * is advice.
 *
 * Money is exact. What rests on estimated risk (tracking error, beta, the weights of least tracking error) is
 * computed in doubles and rounded before it touches money.
 */
#ifndef HOLDTRACE_DIVEST_H
#define HOLDTRACE_DIVEST_H

#include "holdtrace/exposure.h"
#include "holdtrace/returns.h"
#include "holdtrace/told.h"
#include "holdtrace/volumes.h"

// Which of the exposed positions go. Empty lists ask for nothing.
struct ht_divest_choice {
    unsigned categories;        // bits 1u << enum ht_category
    const char *const *keep;    // ISINs that stay
    const char *const *lists;   // only positions with a target that a designation of one of these selects
    const char *const *parents; // only positions whose issuer, target or head of group is one of these entities
    size_t keep_count, list_count, parent_count;
};

// What the reader assumes. Absent numbers are not guessed: what needs them is not stated.
struct ht_divest_terms {
    const struct ht_volumes *volumes;    // NULL: no days, and no impact
    struct ht_decimal participation_pct; // of a day's volume
    struct ht_amount half_spread_bp;     // cost of crossing to the other side, in hundredths of a percent of value
    struct ht_amount impact_bp;          // cost of trading one average day's volume, which grows with its square root
    bool not_us_person;                  // the holder: rules that bind US persons do not restrict
    const struct ht_returns *returns;    // NULL: no risk
    const struct ht_account *benchmark;  // NULL: the old portfolio
    struct ht_amount turnover_pct, max_weight_pct; // limits of least tracking error; unknown: none
    double periods;                                // of the returns in a year; 0: as their dates tell
    unsigned neutral; // bits 1u << enum ht_grouping: also place the proceeds within each of these
};

/*
 * What the rules of a list say of dealing in the securities of those that it names. A table of facts with citations;
 * a list that is not in it has no rule that is known here.
 */
enum ht_sale_leave { HT_SALE_LEAVE_AFTER_WINDOW, HT_SALE_LEAVE_ALWAYS };
struct ht_dealing_rule {
    const char *list;
    const char *holder;                     // whom it binds
    const char *buying, *holding, *selling; // sentences
    const char *citation;
    enum ht_sale_leave leave; // when a sale needs leave: after the designation's divest_by, or while it is in force
};
const struct ht_dealing_rule *ht_dealing_rule_of(const char *list); // NULL: none is known
size_t ht_dealing_rule_count(void);
const struct ht_dealing_rule *ht_dealing_rule_at(size_t index);

// One list entry that stands beside a sale.
struct ht_dealing {
    const struct ht_exposed_target *target;
    const struct ht_exposed_designation *shown;
    const struct ht_dealing_rule *rule; // NULL: none is known
    bool restricts;                     // a sale on the day needs leave
    bool may_restrict;                  // it does if the rule reaches this issuer, which is not known
};

// One that goes, or would if a rule did not restrict its sale.
struct ht_sale {
    const struct ht_line *line;
    struct ht_amount traded;           // of this security in the whole fund: lots share its volume
    struct ht_amount adv_shares, days; // of an average day; to sell `traded` at the share of volume, two decimals
    const char *no_days;               // why days are not known; NULL when they are, or were not asked for
    struct ht_amount cost_bp, cost;    // four decimals; in the position's currency
    const struct ht_dealing *dealings; // entries in force, and contested ones
    size_t dealing_count;
    bool restricted; // one of them restricts: it stays held, brings nothing, and is no order
};

// Proceeds in one currency on one market (MARKET as a MIC, else as printed, else NULL), and what would be sold there
// but stays held.
struct ht_proceeds {
    const char *currency, *market;
    size_t positions;
    struct ht_amount value; // unknown when that of any is
    struct ht_amount days;  // when all is sold that can be timed; unknown when none can
    size_t untimed;         // positions without days
    struct ht_amount cost;  // unknown when that of any is
    size_t held;            // positions whose sale is restricted: in none of the figures above
    struct ht_amount held_value;
};

// A fund that is held and was looked through, with what goes only if the fund does. Amounts are in the unit of the
// basis.
struct ht_divest_fund {
    const struct ht_held_fund *fund;         // the row of the scanned file
    size_t positions;                        // exposed inside it
    struct ht_amount exposed, moved;         // what would go, and what has to be moved for it
    struct ht_amount exposed_pct;            // the former in percent of the latter: what the funds are ranked by
    struct ht_amount removed_pct, moved_pct; // both in percent of net assets
};

// What a fund can be cut up by: sectors as its file prints them, countries by their ISO code.
enum ht_grouping { HT_BY_SECTOR, HT_BY_COUNTRY, HT_GROUPING_COUNT };
const char *ht_grouping_name(enum ht_grouping by); // "sector", "country"

// The last two are made when they are asked for.
enum ht_likeness {
    HT_LIKE_BEFORE,
    HT_LIKE_PRO_RATA,
    HT_LIKE_CASH,
    HT_LIKE_MIN_TRACKING,
    HT_LIKE_SECTOR_NEUTRAL,
    HT_LIKE_COUNTRY_NEUTRAL,
    HT_LIKE_COUNT
};
enum { HT_LIKE_ALWAYS = HT_LIKE_SECTOR_NEUTRAL };     // as many are always made
const char *ht_likeness_name(enum ht_likeness which); // "before", "pro_rata", "cash", "min_tracking", ...

/*
 * The fund as it is, or after one way of placing the proceeds. Weights are percent of net assets.
 */
struct ht_alternative {
    enum ht_likeness which;
    struct ht_told why_not; // it could not be made; nothing is told when it was
    // By line of the account, in the unit of ht_divestment.basis: what is bought (above zero) and sold (below).
    // NULL before, and when it was not made; unknown where nothing changes. What is bought is paid for by what is
    // sold, and a restricted sale is none: each change can be ordered.
    struct ht_amount *changes;
    struct ht_amount left; // of the proceeds, stays as cash
    // Of neutral ones: what came from groups of which nothing stays that may be bought, and went over all that may,
    // in proportion; the names of these groups. Unknown and NULL: nothing.
    struct ht_amount elsewhere_size, elsewhere_pct;
    const char *elsewhere;
    struct ht_amount turnover_pct;                 // half the sum of all changes, cash among them
    struct ht_amount shift_pct[HT_GROUPING_COUNT]; // likewise of sectors, of countries; unknown: the file tells none
    struct ht_amount active_share_pct;             // from the old portfolio
    struct ht_amount exposure_pct[HT_POSSIBLE];    // long weight by category
    struct ht_amount counted_pct;                  // of them, what the screen counts
    struct ht_amount possible_pct;                 // long weight of what needs a decision: no exposure
    struct ht_amount opaque_pct;                   // long weight in funds: what they hold is not in the exposure
    struct ht_amount cash_pct;
    struct ht_amount effective_number, top_ten_pct; // of long lines without cash and derivatives, by issuer
    // Against the benchmark, or the old portfolio; a year's, in percent.
    struct ht_amount tracking_pct, tracking_error_pct; // the latter: standard error of the former's estimate
    struct ht_amount beta;
};

// One that an alternative buys though it is near to what goes.
struct ht_divest_kin {
    const struct ht_line *line;   // its category, where it has one, is neither counted nor chosen to go
    const struct ht_entity *head; // of its group, which something that goes belongs to as well; NULL: no such group
    unsigned buyers;              // alternatives, bits 1u << enum ht_likeness
};

// A sector or country.
struct ht_divest_group {
    const char *name;                           // NULL: those of which the file says nothing
    struct ht_amount weight_pct[HT_LIKE_COUNT]; // of net assets, by enum ht_likeness; what was not made is unknown
};

// Those of a fund, the largest first; the proceeds that stay cash are in none.
struct ht_divest_groups {
    struct ht_divest_group *items;
    size_t count;    // 0: the file tells none
    size_t named;    // lines that tell theirs
    size_t *of_line; // while the divestment is made
};

// What the figures of risk rest on.
struct ht_divest_risk {
    const char *why_not; // none could be estimated; NULL otherwise
    struct ht_returns_sample sample;
    struct ht_amount shrinkage;   // towards equal variances without covariances, 0 to 1
    struct ht_amount without_pct; // weight of securities that stay and have no series: taken to move as the others
    size_t without;
    struct ht_amount benchmark_without_pct; // of the benchmark; unknown when there is none
};

struct ht_divestment {
    const struct ht_account *account;
    const char *basis;    // "value" or "weight": what changes are in; NULL: neither can be added
    const char *no_basis; // why not
    const char *currency; // of values; NULL when the file does not say or basis is not "value"
    struct ht_amount net; // what weights are shares of: an amount, or 100
    struct ht_sale *sales;
    size_t sale_count, restricted;
    size_t kept;                  // counted by the screen and exposed, and stay: by choice
    size_t shorts;                // exposed and short: closing one is a purchase, so they are not among the sales
    struct ht_divest_fund *funds; // the most exposure for the value moved first
    size_t fund_count;
    size_t inside_funds;                       // exposed inside a fund that is held: only the fund can be sold
    struct ht_amount excluded_pct;             // long weight of what was chosen to go
    struct ht_amount sold_pct, restricted_pct; // of it what is sold, and what stays held because a rule restricts it
    struct ht_proceeds *proceeds;              // by currency, then market
    size_t proceeds_count;
    struct ht_proceeds *sums; // by currency alone
    size_t sum_count;
    struct ht_alternative alternatives[HT_LIKE_COUNT]; // the first HT_LIKE_ALWAYS by enum ht_likeness
    size_t alternative_count;
    struct ht_divest_groups groups[HT_GROUPING_COUNT];
    struct ht_divest_kin *kin; // by line
    size_t kin_count;
    struct ht_divest_risk risk;
};

// Whether POSITION is one of those that CHOICE keeps.
bool ht_divest_is_kept(const struct ht_divest_choice *choice, const struct ht_position *position);

/*
 * What CHOICE of ACCOUNT's positions going would mean under TERMS as of AS_OF. *OUT lives in ARENA, with ACCOUNT.
 */
void ht_divest(struct ht_reference *ref, const struct ht_screen *screen, const struct ht_targets *targets,
               struct ht_date as_of, const struct ht_account *account, const struct ht_divest_choice *choice,
               const struct ht_divest_terms *terms, struct ht_arena *arena, struct ht_divestment *out);

/*
 * What the COUNT divestments free together, by currency: a security that several funds sell has one volume. *SUMS of
 * them, in ARENA.
 */
const struct ht_proceeds *ht_divest_overall(const struct ht_divestment *items, size_t count,
                                            const struct ht_divest_terms *terms, struct ht_arena *arena,
                                            size_t *sums);

#endif
