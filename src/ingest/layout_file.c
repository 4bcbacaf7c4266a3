// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A layout from its INI text, as holdtrace-layouts(5) describes it. Sections and the keys of [layout] are const
 * tables: a new key is one line and one function.
 */
#include <string.h>

#include "holdtrace/ini.h"
#include "holdtrace/text.h"
#include "ingest/layout_data.h"

struct parsing {
    struct ht_arena *arena;
    struct ht_layout *layout;
};

struct setting {
    const char *key;
    bool (*set)(struct parsing *parsing, const char *value); // false: VALUE makes no sense
};

// A word and the number it stands for; tables end with NULL.
struct choice {
    const char *word;
    int value;
};

static bool choose(const struct choice *choices, const char *value, int *out) {
    for (; choices->word != NULL; choices++) {
        if (strcmp(choices->word, value) == 0) {
            *out = choices->value;
            return true;
        }
    }
    return false;
}

static bool set_title(struct parsing *p, const char *value) {
    p->layout->title = ht_arena_string(p->arena, value);
    return true;
}

static bool set_publisher(struct parsing *p, const char *value) {
    p->layout->publisher = ht_arena_string(p->arena, value);
    return true;
}

static bool set_delimiter(struct parsing *p, const char *value) {
    static const struct choice choices[] = {{"any", 0},    {"comma", ','}, {"semicolon", ';'},
                                            {"tab", '\t'}, {"bar", '|'},   {"none", HT_NO_DELIMITER},
                                            {NULL, 0}};
    int c = 0;
    bool known = choose(choices, value, &c);
    p->layout->delimiter = (char)c;
    return known;
}

static bool set_mark(struct parsing *p, const char *value) {
    return ht_mark_named(value, &p->layout->mark);
}

static bool set_weight(struct parsing *p, const char *value) {
    static const struct choice choices[] = {
        {"auto", HT_WEIGHT_AUTO}, {"percent", HT_WEIGHT_PERCENT}, {"fraction", HT_WEIGHT_FRACTION}, {NULL, 0}};
    int unit = 0;
    bool known = choose(choices, value, &unit);
    p->layout->weight_unit = (enum ht_weight_unit)unit;
    return known;
}

static bool set_dates(struct parsing *p, const char *value) {
    static const struct choice choices[] = {
        {"auto", HT_ORDER_AUTO}, {"dmy", HT_ORDER_DMY}, {"mdy", HT_ORDER_MDY}, {NULL, 0}};
    int order = 0;
    bool known = choose(choices, value, &order);
    p->layout->date_order = (enum ht_date_order)order;
    return known;
}

static bool set_tables(struct parsing *p, const char *value) {
    static const struct choice choices[] = {{"sum", HT_TABLES_SUM}, {"first", HT_TABLES_FIRST}, {NULL, 0}};
    int rule = 0;
    bool known = choose(choices, value, &rule);
    p->layout->table_rule = (enum ht_table_rule)rule;
    return known;
}

static bool set_value_currency(struct parsing *p, const char *value) {
    p->layout->value_currency = ht_arena_string(p->arena, value);
    return ht_currency_known(value);
}

static bool set_one_currency(struct parsing *p, const char *value) {
    p->layout->trade_currency_is_value_currency = strcmp(value, "yes") == 0;
    return strcmp(value, "yes") == 0 || strcmp(value, "no") == 0;
}

static bool set_only_known_headers(struct parsing *p, const char *value) {
    p->layout->only_known_headers = strcmp(value, "yes") == 0;
    return strcmp(value, "yes") == 0 || strcmp(value, "no") == 0;
}

static bool set_thousands(struct parsing *p, const char *value) {
    p->layout->thousands = ht_arena_string(p->arena, value);
    return value[0] != '\0';
}

// Files without a header: the number of cells in each row.
static bool set_cells(struct parsing *p, const char *value) {
    size_t cells = 0;
    for (; ht_is_digit(*value) && cells < 1000; value++)
        cells = cells * 10 + (size_t)(*value - '0');
    p->layout->cells = cells;
    return *value == '\0' && cells > 1;
}

static bool set_match(struct parsing *p, const char *value) {
    p->layout->match_number = strcmp(value, "number") == 0;
    return p->layout->match_number || strcmp(value, "text") == 0;
}

static bool add_totals(struct parsing *p, const char *value) {
    ht_texts_add(p->arena, &p->layout->totals, value);
    return p->layout->totals.count > 0;
}

static bool add_end(struct parsing *p, const char *value) {
    ht_texts_add(p->arena, &p->layout->ends, value);
    return p->layout->ends.count > 0;
}

// Fields by position, for a file without a header.
static bool add_headerless(struct parsing *p, const char *value) {
    struct ht_layout *layout = p->layout;
    struct ht_headerless order = {NULL, 0};
    const char **names = ht_text_split(p->arena, value, '|', &order.count);
    enum ht_field *fields = ht_arena_array(p->arena, order.count + 1, sizeof *fields);
    for (size_t i = 0; i < order.count; i++) {
        fields[i] = ht_field_named(names[i]);
        if (fields[i] == HT_FIELD_NONE)
            return false;
    }
    order.fields = fields;
    struct ht_headerless *orders = ht_arena_grow(p->arena, layout->headerless, layout->headerless_count,
                                                 &layout->headerless_capacity, sizeof *orders);
    orders[layout->headerless_count++] = order;
    layout->headerless = orders;
    return order.count > 0;
}

static bool add_required(struct parsing *p, const char *value) {
    struct ht_layout *layout = p->layout;
    struct ht_texts *required = ht_arena_grow(p->arena, layout->required, layout->required_count,
                                              &layout->required_capacity, sizeof *required);
    struct ht_texts *texts = &required[layout->required_count++];
    *texts = (struct ht_texts){0};
    ht_texts_add(p->arena, texts, value);
    layout->required = required;
    return texts->count > 0;
}

static const struct setting layout_settings[] = {
    {"title", set_title},
    {"publisher", set_publisher},
    {"delimiter", set_delimiter},
    {"decimal_mark", set_mark},
    {"weights", set_weight},
    {"dates", set_dates},
    {"tables", set_tables},
    {"value_currency", set_value_currency},
    {"trade_currency_is_value_currency", set_one_currency},
    {"only_known_headers", set_only_known_headers},
    {"thousands_mark", set_thousands},
    {"cells", set_cells},
    {"requires", add_required},
    {"match", set_match},
    {"totals", add_totals},
    {"ends", add_end},
    {"headerless", add_headerless},
    {NULL, NULL},
};

static bool set_fund_name_line(struct parsing *p, const char *value) {
    static const struct choice choices[] = {{"first", 1}, {"second", 2}, {"third", 3}, {NULL, 0}};
    int line = 0;
    bool known = choose(choices, value, &line);
    p->layout->fund_name_line = (size_t)line;
    return known;
}

static bool set_as_of_below(struct parsing *p, const char *value) {
    p->layout->as_of_below = ht_arena_string(p->arena, value);
    return value[0] != '\0';
}

static bool set_fund_name_after(struct parsing *p, const char *value) {
    p->layout->fund_name_after = ht_arena_string(p->arena, value);
    return value[0] != '\0';
}

static const struct setting preamble_settings[] = {
    {"fund_name_line", set_fund_name_line},
    {"fund_name_after", set_fund_name_after},
    {"as_of_below", set_as_of_below},
    {NULL, NULL},
};

static bool add_year_end(struct parsing *p, const char *value) {
    ht_texts_add(p->arena, &p->layout->year_end_names, value);
    return strstr(value, "%Y") != NULL;
}

static const struct setting file_name_settings[] = {
    {"year_end", add_year_end},
    {NULL, NULL},
};

static enum ht_status apply(const struct setting *settings, struct parsing *p, const struct ht_ini_entry *entry,
                            struct ht_error *err) {
    for (; settings->key != NULL; settings++) {
        if (strcmp(settings->key, entry->key) == 0) {
            return settings->set(p, entry->value)
                       ? HT_OK
                       : ht_fail(err, HT_ERR_FORMAT, "%s: \"%s\" is no value for it", entry->key, entry->value);
        }
    }
    return ht_fail(err, HT_ERR_FORMAT, "[%s] has no key \"%s\"", entry->section, entry->key);
}

static enum ht_status take_layout(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    return apply(layout_settings, p, entry, err);
}

static enum ht_status take_column(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    struct ht_layout *layout = p->layout;
    enum ht_field field = ht_field_named(entry->key);
    if (field == HT_FIELD_NONE)
        return ht_fail(err, HT_ERR_FORMAT, "[columns] has no field \"%s\"", entry->key);
    size_t count = 0;
    const char **headers = ht_text_split(p->arena, entry->value, '|', &count);
    for (size_t i = 0; i < count; i++) {
        struct ht_alias *aliases =
            ht_arena_grow(p->arena, layout->aliases, layout->alias_count, &layout->alias_capacity, sizeof *aliases);
        aliases[layout->alias_count] = (struct ht_alias){headers[i], field, layout->alias_count};
        layout->alias_count++;
        layout->aliases = aliases;
    }
    return HT_OK;
}

static enum ht_status take_preamble(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    enum ht_fact fact = ht_fact_named(entry->key);
    if (fact == HT_FACT_COUNT)
        return apply(preamble_settings, p, entry, err);
    ht_texts_add(p->arena, &p->layout->labels[fact], entry->value);
    return HT_OK;
}

static enum ht_status take_file_name(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    return apply(file_name_settings, p, entry, err);
}

// `default = KIND`, or `KIND = HEADER | HEADER`: tables with such a column hold this kind.
static enum ht_status take_kind(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    (void)err;
    struct ht_layout *layout = p->layout;
    bool any = strcmp(entry->key, "default") == 0;
    size_t count = 1;
    const char **headers = any ? NULL : ht_text_split(p->arena, entry->value, '|', &count);
    for (size_t i = 0; i < count; i++) {
        struct ht_kind_rule *kinds =
            ht_arena_grow(p->arena, layout->kinds, layout->kind_count, &layout->kind_capacity, sizeof *kinds);
        kinds[layout->kind_count++] = (struct ht_kind_rule){
            any ? NULL : headers[i], ht_arena_string(p->arena, any ? entry->value : entry->key)};
        layout->kinds = kinds;
    }
    return HT_OK;
}

// `isin = 1 | ISIN`: what the column of identifier kinds prints for that kind.
static enum ht_status take_id_kind(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    enum ht_field field = ht_field_named(entry->key);
    if (field == HT_FIELD_NONE)
        return ht_fail(err, HT_ERR_FORMAT, "[identifiers] has no kind \"%s\"", entry->key);
    size_t count = 0;
    const char **words = ht_text_split(p->arena, entry->value, '|', &count);
    for (size_t i = 0; i < count; i++)
        ht_pairs_put(p->arena, &p->layout->id_kinds, words[i], entry->key);
    return HT_OK;
}

// `equity = EC | EP`: what the column of asset classes prints for that kind.
static enum ht_status take_asset_class(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    (void)err;
    size_t count = 0;
    const char **words = ht_text_split(p->arena, entry->value, '|', &count);
    for (size_t i = 0; i < count; i++) {
        char key[HT_HEADER_KEY];
        ht_header_key(ht_slice_of(words[i]), key);
        ht_pairs_put(p->arena, &p->layout->kind_words, key, entry->key);
    }
    return HT_OK;
}

// `CLASS, MANAGEMENT = HEADER | HEADER`: the columns that hold the name of such rows.
static enum ht_status take_names(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    (void)err;
    struct ht_layout *layout = p->layout;
    struct ht_layout_names *all =
        ht_arena_grow(p->arena, layout->names, layout->names_count, &layout->names_capacity, sizeof *all);
    struct ht_layout_names *names = &all[layout->names_count++];
    layout->names = all;
    size_t count = 0;
    const char **parts = ht_text_split(p->arena, entry->key, ',', &count);
    bool any = count == 0 || strcmp(parts[0], "default") == 0;
    *names = (struct ht_layout_names){.asset_class = any ? "" : parts[0], .management = count > 1 ? parts[1] : ""};
    ht_texts_add(p->arena, &names->headers, entry->value);
    return HT_OK;
}

static const struct {
    const char *name;
    enum ht_status (*take)(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err);
} sections[] = {
    {"layout", take_layout},     {"columns", take_column},
    {"preamble", take_preamble}, {"file_name", take_file_name},
    {"kind", take_kind},         {"identifiers", take_id_kind},
    {"names", take_names},       {"asset_class", take_asset_class},
};

static enum ht_status take(void *user, const struct ht_ini_entry *entry, struct ht_error *err) {
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (strcmp(sections[i].name, entry->section) == 0)
            return sections[i].take(user, entry, err);
    return ht_fail(err, HT_ERR_FORMAT, "a layout has no section [%s]", entry->section);
}

enum ht_status ht_layout_parse(const char *text, const char *name, struct ht_arena *arena, struct ht_layout *out,
                               struct ht_error *err) {
    *out = (struct ht_layout){.name = ht_arena_string(arena, name), .title = "", .publisher = ""};
    struct parsing parsing = {arena, out};
    enum ht_status status = ht_ini_parse(text, name, take, &parsing, err);
    if (status == HT_OK && ((out->required_count == 0) == (out->cells == 0) || out->alias_count == 0))
        status = ht_fail(err, HT_ERR_FORMAT, "%s: a layout needs [columns], and [layout] requires or cells", name);
    return status;
}
