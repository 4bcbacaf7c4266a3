// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The funds of a file: one, or several told apart by a column; and what is to be said of each when its rows are read.
 */
#include <string.h>

#include "holdtrace/large.h"
#include "portfolio/reading.h"

// Whose row it is: a fund, and a date where the file holds statements of several dates.
struct owner {
    const char *id, *name, *investor;
    const char *date; // NULL where dates do not tell statements apart
};

static struct owner owner_of(const struct ht_reading *reading, const struct ht_row *row) {
    return (struct owner){
        .id = ht_cell_text(reading, row, HT_FIELD_FUND_ID),
        .name = ht_cell_text(reading, row, HT_FIELD_FUND_NAME),
        .investor = ht_cell_text(reading, row, HT_FIELD_INVESTOR),
        .date = reading->dated ? ht_cell_text(reading, row, HT_FIELD_HOLDINGS_DATE) : NULL,
    };
}

static bool is_owner(const struct ht_filling *filling, const struct owner *owner) {
    const struct ht_fund *fund = &filling->portfolio.fund;
    return ht_text_equal(fund->id, owner->id) && ht_text_equal(fund->name, owner->name) &&
           ht_text_equal(fund->investor, owner->investor) &&
           (owner->date == NULL || ht_text_equal(filling->date_text, owner->date));
}

// Whether the first filling is OWNER's fund and holds nothing yet but rows without a date, such as a total on top.
static bool is_undated(struct ht_reading *reading, const struct owner *owner) {
    const struct ht_filling *first = reading->fillings[0];
    struct owner same = *owner;
    same.date = NULL;
    return owner->date != NULL && first->date_text == NULL && is_owner(first, &same) && !ht_first_filled(reading);
}

struct ht_filling *ht_filling_add(struct ht_reading *reading, const struct ht_portfolio *like) {
    reading->fillings = ht_arena_grow(reading->arena, reading->fillings, reading->filling_count,
                                      &reading->filling_capacity, sizeof(struct ht_filling *));
    struct ht_filling *filling = ht_arena_alloc(reading->arena, sizeof *filling);
    *filling = (struct ht_filling){.portfolio = *like, .index = reading->filling_count};
    reading->fillings[reading->filling_count++] = filling;
    filling->portfolio.findings = ht_findings_in(reading->arena);
    filling->portfolio.rows = (struct ht_row_counts){0};
    return filling;
}

static void note_date(struct ht_reading *reading, struct ht_filling *filling, const struct ht_row *row) {
    const char *date = ht_cell_text(reading, row, HT_FIELD_HOLDINGS_DATE);
    if (date == NULL)
        return;
    if (filling->date_text == NULL) {
        filling->date_text = date;
    } else if (strcmp(filling->date_text, date) != 0) {
        ht_report(filling, HT_CODE_DATE_CONFLICT, row->line,
                  "the holdings date is \"%s\" here and \"%s\" above; the first"
                  " was taken",
                  date, filling->date_text);
    }
}

// One owner as one text; what is absent differs from what is empty.
static const char *owner_key(struct ht_arena *arena, const struct owner *owner) {
    const char *parts[] = {owner->id, owner->name, owner->investor, owner->date};
    const char *key = "";
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        key = parts[i] != NULL ? ht_arena_format(arena, "%s%zu:%s", key, strlen(parts[i]), parts[i])
                               : ht_arena_format(arena, "%s-", key);
    }
    return key;
}

// The filling of an owner that is not the first; a new one when it was not met before. A file may hold thousands.
static struct ht_filling *further_filling(struct ht_reading *reading, const struct owner *owner) {
    const char *key = owner_key(reading->arena, owner);
    reading->further = reading->further != NULL ? reading->further : ht_map_new(reading->arena);
    struct ht_filling *filling = ht_map_get(reading->further, key);
    if (filling == NULL) {
        struct ht_portfolio like = reading->fillings[0]->portfolio;
        like.fund = (struct ht_fund){.id = owner->id, .name = owner->name, .investor = owner->investor};
        filling = ht_filling_add(reading, &like);
        filling->date_text = owner->date;
        ht_map_put(reading->further, key, filling);
    }
    return filling;
}

// The first row names the first filling; where a row leaves a fact out, it is that of the first.
static struct ht_filling *choose_filling(struct ht_reading *reading, const struct owner *owner) {
    struct ht_filling *first = reading->fillings[0];
    struct ht_filling *filling = reading->filling != NULL ? reading->filling : first;
    struct ht_fund *fund = &first->portfolio.fund;
    struct owner filled = *owner;
    filled.id = owner->id != NULL ? owner->id : fund->id;
    filled.name = owner->name != NULL ? owner->name : fund->name;
    if (reading->filling == NULL && reading->filling_count == 1) {
        fund->id = filled.id;
        fund->name = filled.name;
        fund->investor = owner->investor;
        first->date_text = owner->date != NULL ? owner->date : first->date_text;
        return filling;
    }
    if (is_undated(reading, &filled))
        first->date_text = owner->date;
    if (is_owner(filling, &filled))
        return filling;
    // Beside a date, the fund of all statements may stand above the rows.
    const struct owner *wanted = owner->date != NULL ? &filled : owner;
    return is_owner(first, wanted) ? first : further_filling(reading, wanted);
}

struct ht_filling *ht_filling_of(struct ht_reading *reading, const struct ht_row *row) {
    struct owner owner = owner_of(reading, row);
    struct ht_filling *filling = ht_filling_so_far(reading);
    if (owner.id != NULL || owner.name != NULL || owner.investor != NULL || owner.date != NULL)
        filling = choose_filling(reading, &owner);
    return filling;
}

void ht_filling_note(struct ht_reading *reading, const struct ht_row *row) {
    struct ht_filling *filling = reading->filling;
    note_date(reading, filling, row);
    if (filling->net_assets_text == NULL)
        filling->net_assets_text = ht_cell_text(reading, row, HT_FIELD_FUND_NET_ASSETS);
}

struct ht_filling *ht_filling_so_far(const struct ht_reading *reading) {
    return reading->filling != NULL ? reading->filling : reading->fillings[0];
}

struct ht_filling *ht_filling_named(const struct ht_reading *reading, const struct ht_row *row) {
    struct owner owner = owner_of(reading, row);
    for (size_t i = 0; i < reading->filling_count; i++)
        if (is_owner(reading->fillings[i], &owner))
            return reading->fillings[i];
    return reading->fillings[0];
}

// Exports print the first day of 1970 where they have no date.
static bool is_placeholder(struct ht_date date) {
    return date.year == 1970 && date.month == 1 && date.day == 1;
}

static void read_date(struct ht_reading *reading, struct ht_filling *filling, const char *text, const char *basis) {
    struct ht_portfolio *portfolio = &filling->portfolio;
    struct ht_date date;
    if (text == NULL || ht_date_known(portfolio->holdings_date))
        return;
    if (!ht_date_read(text, reading->sheet->date_order, &date)) {
        ht_report(filling, HT_CODE_BAD_DATE, 0,
                  "the holdings date \"%s\" cannot be read one way only; it was not used", text);
    } else if (!is_placeholder(date)) {
        portfolio->holdings_date = date;
        portfolio->holdings_date_basis = basis;
    }
}

static void finish_date(struct ht_reading *reading, struct ht_filling *filling,
                        const struct ht_read_options *options) {
    struct ht_portfolio *portfolio = &filling->portfolio;
    bool in_name = reading->sheet->as_of_basis != NULL && strcmp(reading->sheet->as_of_basis, "file-name") == 0;
    read_date(reading, filling, reading->dated ? filling->date_text : NULL, "file");
    read_date(reading, filling, in_name ? NULL : reading->sheet->as_of, "file");
    read_date(reading, filling, filling->date_text, "file");
    read_date(reading, filling, in_name ? reading->sheet->as_of : NULL, "file-name");
    if (!ht_date_known(portfolio->holdings_date) && ht_date_known(options->holdings_date)) {
        portfolio->holdings_date = options->holdings_date;
        portfolio->holdings_date_basis = "option";
    }
    if (!ht_date_known(portfolio->holdings_date))
        ht_report(filling, HT_CODE_NO_DATE, 0, "the file does not tell the date of its holdings");
}

static void finish_fund(struct ht_reading *reading, struct ht_filling *filling) {
    struct ht_portfolio *portfolio = &filling->portfolio;
    const char *text = filling->net_assets_text != NULL ? filling->net_assets_text : reading->sheet->net_assets;
    struct ht_number number;
    portfolio->fund.currency = reading->sheet->value_currency;
    bool one = portfolio->position_count > 0;
    for (size_t i = 1; i < portfolio->position_count && one; i++) {
        ht_large_rest();
        one = ht_text_equal(portfolio->positions[i].currency, portfolio->positions[0].currency);
    }
    if (portfolio->fund.currency == NULL && one)
        portfolio->fund.currency = portfolio->positions[0].currency;
    if (text == NULL)
        return;
    if (ht_number_parse(text, strlen(text), reading->sheet->mark, &number) == HT_NUMBER_OK && !number.percent) {
        portfolio->fund.net_assets = ht_amount_of(number.value);
        if (number.currency[0] != '\0')
            portfolio->fund.currency = ht_arena_string(reading->arena, number.currency);
    } else {
        ht_report(filling, HT_CODE_BAD_CELL, 0, "the net assets \"%s\" are no number; they were left out", text);
    }
}

static void count_gaps(struct ht_filling *filling) {
    const struct ht_portfolio *portfolio = &filling->portfolio;
    for (size_t i = 0; i < portfolio->position_count; i++) {
        const struct ht_position *p = &portfolio->positions[i];
        ht_large_rest();
        filling->without_value += !p->value.known;
        filling->weighted += p->weight_file_pct.known || p->weight_file_below;
        filling->without_weight += !p->weight_file_pct.known && !p->weight_file_below;
        filling->without_currency += p->value.known && p->currency == NULL;
    }
}

static void report_no_values(const struct ht_reading *reading, struct ht_filling *filling) {
    const char *doubtful = reading->sheet->doubtful_values;
    bool weighted = filling->weighted > 0;
    enum ht_code code = weighted ? HT_CODE_WEIGHTS_ONLY : HT_CODE_NO_VALUE;
    if (doubtful == NULL) {
        ht_report(filling, code, 0, "%s",
                  weighted ? "the file has weights and no values: weights govern"
                           : "the file has neither values nor weights that can be read");
    } else {
        ht_report(filling, code, 0,
                  "no column could be read as values%s; in doubt: %s; a layout file can say what they are, which "
                  "'holdtrace inspect --write-layout LAYOUT.ini FILE' drafts",
                  weighted ? ": weights govern" : ", and there are no weights that can be read", doubtful);
    }
}

static void report_gaps(struct ht_reading *reading, struct ht_filling *filling) {
    size_t count = filling->portfolio.position_count;
    count_gaps(filling);
    if (count == 0) {
        ht_report(filling, HT_CODE_NO_ROWS, 0, "a header was recognised but no position follows it");
        return;
    }
    if (filling->without_value == count) {
        report_no_values(reading, filling);
    } else if (filling->without_value > 0) {
        ht_report(filling, HT_CODE_NO_VALUE, 0, "%zu of %zu positions have no value: they are in no value total",
                  filling->without_value, count);
    }
    if (filling->without_currency > 0) {
        ht_report(filling, HT_CODE_NO_CURRENCY, 0, "the file does not say in which currency %zu of its values are",
                  filling->without_currency);
    }
    if (filling->weighted > 0 && filling->without_weight > 0) {
        ht_report(filling, HT_CODE_NO_WEIGHT, 0, "the file leaves out the weight of %zu positions",
                  filling->without_weight);
    }
    if (!reading->weights_readable && reading->at[HT_FIELD_WEIGHT] >= 0 && filling->weighted == 0) {
        ht_report(filling, HT_CODE_NO_WEIGHT, 0,
                  "whether the weights are percents or fractions cannot be told; they were"
                  " not used");
    }
}

void ht_filling_finish(struct ht_reading *reading, struct ht_filling *filling) {
    struct ht_row_counts *rows = &filling->portfolio.rows;
    ht_subtotals_settle(reading, filling);
    rows->read = rows->positions + rows->skipped + rows->ignored;
    ht_totals_finish(filling);
    finish_fund(reading, filling);
    finish_date(reading, filling, reading->options);
    report_gaps(reading, filling);
    ht_doubles_report(filling);
    if (reading->dated && filling->index == 0) {
        ht_report(filling, HT_CODE_SEVERAL_DATES, 0,
                  "the file holds %zu statements of several dates; each is reported on its own",
                  reading->filling_count);
    } else if (reading->filling_count > 1 && filling->index == 0) {
        ht_report(filling, HT_CODE_SEVERAL_FUNDS, 0, "the file holds %zu funds; each is reported on its own",
                  reading->filling_count);
    }
    ht_report_rest(filling);
}
