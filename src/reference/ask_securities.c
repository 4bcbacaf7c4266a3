// SPDX-License-Identifier: GPL-3.0-or-later
// Securities out of their blocks, each read once and kept by its key.
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/arena.h"
#include "reference/ask_keys.h"
#include "reference/security_blocks.h"

const char *ask_source_set(struct ht_reference *ref, int64_t number) {
    char *text = number > 0 ? keyed_get(&ref->source_sets, number) : NULL;
    if (text || number <= 0)
        return text;
    struct db_stmt *stmt = ask(ref, ASK_SOURCE_SET);
    db_bind_int(stmt, 1, number);
    if (!db_step(stmt))
        return NULL;
    text = ht_arena_string(ref->arena, db_text(stmt, 0));
    db_reset(stmt);
    keyed_put(&ref->source_sets, ref->arena, number, text);
    return text;
}

void ask_free_pages(struct ht_reference *ref) {
    for (size_t i = 0; i <= KEY_NAME; i++) {
        free(ref->pages[i].copy);
        shelf_free(&ref->pages[i].shelf);
    }
    free(ref->security_page.copy);
    shelf_free(&ref->security_page.shelf);
    free(ref->numbers);
    free(ref->asked_keys);
}

static struct ht_date date_of(uint64_t number) {
    return (struct ht_date){(int16_t)(number / 10000), (uint8_t)(number / 100 % 100), (uint8_t)(number % 100)};
}

static const char *text_of(struct ht_reference *ref, const struct stored_security *row, size_t column) {
    return row->texts[column].len ? ht_arena_copy(ref->arena, row->texts[column].data, row->texts[column].len) : NULL;
}

static struct ht_security *security_of(struct ht_reference *ref, const struct stored_security *row, int64_t key) {
    struct ht_security *security = ht_arena_alloc(ref->arena, sizeof *security);
    security->key = key;
    security->name = text_of(ref, row, SECURITY_NAME);
    security->type = text_of(ref, row, SECURITY_TYPE);
    security->isin = text_of(ref, row, SECURITY_ISIN);
    security->figi = text_of(ref, row, SECURITY_FIGI);
    security->ticker = text_of(ref, row, SECURITY_TICKER);
    security->mic = text_of(ref, row, SECURITY_MIC);
    security->currency = text_of(ref, row, SECURITY_CURRENCY);
    security->note = text_of(ref, row, SECURITY_NOTE);
    security->valid_from = date_of(row->valid_from);
    security->valid_to = date_of(row->valid_to);
    security->confidence = row->confidence ? (enum ht_confidence)(row->confidence - 1) : HT_CONFIDENCE_SINGLE;
    security->source = ask_source_set(ref, (int64_t)row->source);
    size_t shares_len = row->texts[SECURITY_SHARES].len;
    security->shares_outstanding.known = shares_len && ht_decimal_parse(row->texts[SECURITY_SHARES].data, shares_len,
                                                                        &security->shares_outstanding.number);
    // Last: these ask again, and the block may go.
    uint64_t issuer = row->entity, guarantor = row->guarantor;
    security->issuer = ht_reference_entity_at(ref, (int64_t)issuer);
    security->guarantor = guarantor ? ht_reference_entity_at(ref, (int64_t)guarantor) : NULL;
    if (!security->issuer)
        db_damaged(ref->db, "a security of the reference database has no issuer");
    return security;
}

// Takes DATA, which stays where it is, as the block at hand.
static void use_block(struct security_page *page, const unsigned char *data, size_t size, int64_t first,
                      int64_t entity) {
    page->data = page->securities = data;
    page->size = size;
    page->first = (uint64_t)first;
    page->entity = (uint64_t)entity;
    page->count = stored_security_count(&page->securities, data + size);
}

// Takes a copy of the block that STMT stands on as the one at hand.
static void keep_block(struct security_page *page, struct db_stmt *stmt) {
    size_t size;
    const void *data = db_blob(stmt, 2, &size);
    if (size > page->room) {
        page->room = size + 1024;
        page->copy = ht_heap_resize(page->copy, page->room);
    }
    if (size)
        memcpy(page->copy, data, size);
    use_block(page, page->copy, size, db_int(stmt, 0), db_int(stmt, 1));
}

// Asks for the block that holds security KEY; whether STMT stands on it.
static bool find_block(struct ht_reference *ref, int64_t key, struct db_stmt **stmt) {
    *stmt = ask(ref, ASK_SECURITY_BLOCK);
    db_bind_int(*stmt, 1, key);
    return db_step(*stmt);
}

static void fill_shelf(struct ht_reference *ref, struct shelf *shelf) {
    db_expect_many(ref->db);
    struct db_stmt *stmt = ask(ref, ASK_SECURITY_BLOCK_STARTS);
    while (db_step(stmt))
        shelf_add(shelf, db_int(stmt, 0), db_int(stmt, 1), NULL);
}

static void take_from_shelf(struct ht_reference *ref, struct security_page *page, int64_t key) {
    struct shelved *block = shelf_by_key(&page->shelf, key);
    struct db_stmt *stmt = NULL;
    page->size = 0;
    if (!block)
        return;
    if (!block->data && find_block(ref, key, &stmt)) {
        size_t size;
        const void *data = db_blob(stmt, 2, &size);
        shelf_keep(&page->shelf, block, data, size);
    }
    db_reset(stmt);
    if (block->data)
        use_block(page, block->data, block->size, block->key, block->entity);
}

// Makes the block that holds security KEY the one at hand, if there is any.
static void fetch_block(struct ht_reference *ref, int64_t key) {
    struct security_page *page = &ref->security_page;
    struct db_stmt *stmt;
    if (!page->shelf.count && shelf_is_due(&page->shelf))
        fill_shelf(ref, &page->shelf);
    if (page->shelf.count) {
        take_from_shelf(ref, page, key);
        return;
    }
    if (find_block(ref, key, &stmt))
        keep_block(page, stmt);
    db_reset(stmt);
}

// Finds security KEY in the block at hand.
static bool find(const struct security_page *page, uint64_t key, struct stored_security *row) {
    const unsigned char *at = page->securities, *end = page->data + page->size;
    if (!page->size || key < page->first || key - page->first >= page->count)
        return false;
    for (uint64_t number = page->first; number < key; number++)
        if (at < end && *at < 128 && (size_t)(end - at) > *at)
            at += *at + 1; // its length, in one byte as nearly always
        else if (!stored_security_skip(&at, end))
            return false;
    return stored_security_read(&at, end, page->entity, row);
}

const struct ht_security *ask_security_at(struct ht_reference *ref, int64_t key) {
    struct ht_security *security = keyed_get(&ref->securities, key);
    struct stored_security row;
    if (security || key <= 0)
        return security;
    if (!find(&ref->security_page, (uint64_t)key, &row)) {
        fetch_block(ref, key);
        if (!find(&ref->security_page, (uint64_t)key, &row))
            return NULL;
    }
    security = security_of(ref, &row, key);
    keyed_put(&ref->securities, ref->arena, key, security);
    return security;
}

// Keys to securities. After a failure there are none.
static struct ht_securities securities_at(struct ht_reference *ref, const uint64_t *keys, size_t key_count) {
    const struct ht_security **items = ht_arena_array(ref->arena, key_count, sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i < key_count; i++) {
        const struct ht_security *security = ask_security_at(ref, (int64_t)keys[i]);
        if (security && security->issuer)
            items[count++] = security;
    }
    return (struct ht_securities){items, count};
}

static int compare_keys(const void *a, const void *b) {
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

// What several look-ups found, gathered: the numbers of one go with the next. They are seldom more than FEW.
enum { FEW = 16 };

struct found {
    uint64_t few[FEW], *keys; // keys: few, or more of them in the arena
    size_t count, capacity;
};

static void add_key(struct ht_reference *ref, struct found *found, uint64_t key) {
    if (found->count == 0) {
        found->keys = found->few;
        found->capacity = FEW;
    }
    found->keys = ht_arena_grow(ref->arena, found->keys, found->count, &found->capacity, sizeof *found->keys);
    found->keys[found->count++] = key;
}

static void gather(struct ht_reference *ref, struct found *found, enum key_kind kind, const char *key) {
    struct key_numbers numbers = ask_key(ref, kind, key);
    for (size_t i = 0; i < numbers.count; i++)
        add_key(ref, found, numbers.items[i]);
}

// In order, each once.
static void order(struct found *found) {
    size_t kept = 0;
    if (found->count > 1)
        qsort(found->keys, found->count, sizeof *found->keys, compare_keys);
    for (size_t i = 0; i < found->count; i++)
        if (!kept || found->keys[kept - 1] != found->keys[i])
            found->keys[kept++] = found->keys[i];
    found->count = kept;
}

// What is found is kept under a name; what is not leaves no trace. NULL when nothing is.
static const struct ht_securities *remember(struct ht_reference *ref, enum question question, const char *first,
                                            const char *second, struct found *found) {
    if (!found->count)
        return NULL;
    order(found);
    struct ht_securities *known = ht_arena_alloc(ref->arena, sizeof *known);
    *known = securities_at(ref, found->keys, found->count);
    ht_map_put(ref->named, ask_named(ref, question, first, second), known);
    return known;
}

static struct ht_securities all_of(const struct ht_securities *known) {
    return known ? *known : (struct ht_securities){NULL, 0};
}

// A CUSIP or SEDOL stands in the ISINs of two countries, behind zeros in those of the second kind.
static void gather_isins(struct ht_reference *ref, struct found *found, const char *first, const char *second,
                         const char *code) {
    const char *const prefixes[] = {first, second};
    for (size_t i = 0; i < 2; i++) {
        char body[HT_ID_TEXT], isin[HT_ID_TEXT];
        size_t len = strlen(prefixes[i]), rest = strlen(code);
        if (len + rest != 11)
            continue;
        memcpy(body, prefixes[i], len);
        memcpy(body + len, code, rest + 1);
        if (ht_isin_of(body, isin))
            gather(ref, found, KEY_ISIN, isin);
    }
}

static const struct ht_securities *look_up(struct ht_reference *ref, enum ht_id_kind kind, const char *value) {
    const struct ht_securities *known =
        ht_map_get(ref->named, ask_named(ref, ASK_SECURITY_BLOCK, ht_id_name(kind), value));
    struct found found = {0};
    if (known)
        return known;
    switch (kind) {
    case HT_ID_ISIN:
        gather(ref, &found, KEY_ISIN, value);
        break;
    case HT_ID_FIGI:
        gather(ref, &found, KEY_FIGI, value);
        break;
    case HT_ID_CUSIP:
        gather(ref, &found, KEY_CUSIP, value);
        gather_isins(ref, &found, "US", "CA", value);
        break;
    case HT_ID_SEDOL:
        gather(ref, &found, KEY_SEDOL, value);
        gather_isins(ref, &found, "GB00", "IE00", value);
        break;
    default:
        break;
    }
    return remember(ref, ASK_SECURITY_BLOCK, ht_id_name(kind), value, &found);
}

struct ht_securities ht_reference_securities(struct ht_reference *ref, enum ht_id_kind kind, const char *value) {
    int asked = KEY_NAME + 1 + (int)kind; // beside the kinds of keys
    union asked_answer found = {.number = 0};
    if (!ref->asked_keys || !asked_keys_know(ref->asked_keys, asked, value, strlen(value), &found)) {
        found.answer = look_up(ref, kind, value);
        if (ref->asked_keys)
            asked_keys_note(ref->asked_keys, asked, value, strlen(value), found);
    }
    return all_of(found.answer);
}

static int compare_isins(const void *a, const void *b) {
    return strcmp(((const struct ht_isin *)a)->text, ((const struct ht_isin *)b)->text);
}

// A security that an ISIN leads to: its number, which of the ISINs that is, and, when it was read, itself.
struct expected {
    uint64_t number;
    size_t isin;
    const struct ht_security *security;
};

static int compare_numbers(const void *a, const void *b) {
    const struct expected *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

static int compare_places(const void *a, const void *b) {
    const struct expected *x = a, *y = b;
    if (x->isin != y->isin)
        return x->isin < y->isin ? -1 : 1;
    return compare_numbers(a, b);
}

// What sorted ISINS lead to; *COUNT of them.
static struct expected *find_expected(struct ht_reference *ref, const struct ht_isin *isins, size_t isin_count,
                                      size_t *count) {
    struct expected *all = NULL;
    size_t room = 0;
    for (size_t i = 0; i < isin_count; i++) {
        if (i > 0 && strcmp(isins[i - 1].text, isins[i].text) == 0)
            continue;
        struct key_numbers numbers = ask_key(ref, KEY_ISIN, isins[i].text);
        for (size_t k = 0; k < numbers.count; k++) {
            if (*count == room) {
                room = room * 2 + 256;
                all = ht_heap_resize(all, room * sizeof *all);
            }
            all[(*count)++] = (struct expected){numbers.items[k], i, NULL};
        }
    }
    return all;
}

// Remembers what ISIN leads to, the COUNT securities of FOUND.
static void remember_isin(struct ht_reference *ref, const char *isin, const struct expected *found, size_t count) {
    const char *name = ask_named(ref, ASK_SECURITY_BLOCK, ht_id_name(HT_ID_ISIN), isin);
    if (ht_map_get(ref->named, name))
        return;
    const struct ht_security **items = ht_arena_array(ref->arena, count, sizeof *items);
    struct ht_securities *all = ht_arena_alloc(ref->arena, sizeof *all);
    *all = (struct ht_securities){items, 0};
    for (size_t i = 0; i < count; i++)
        if (found[i].security)
            items[all->count++] = found[i].security;
    ht_map_put(ref->named, name, all);
}

void ht_reference_expect_isins(struct ht_reference *ref, struct ht_isin *isins, size_t isin_count) {
    size_t count = 0;
    if (isin_count < 2)
        return;
    qsort(isins, isin_count, sizeof *isins, compare_isins);
    struct expected *found = find_expected(ref, isins, isin_count, &count);
    if (count > 1)
        qsort(found, count, sizeof *found, compare_numbers);
    for (size_t i = 0; i < count; i++) {
        const struct ht_security *security = ask_security_at(ref, (int64_t)found[i].number);
        found[i].security = security && security->issuer ? security : NULL;
    }
    if (count > 1)
        qsort(found, count, sizeof *found, compare_places);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && found[end].isin == found[i].isin;)
            end++;
        remember_isin(ref, isins[found[i].isin].text, found + i, end - i);
    }
    free(found);
}

struct ht_securities ht_reference_by_ticker(struct ht_reference *ref, const char *ticker, const char *mic) {
    struct ht_securities *known = ht_map_get(ref->named, ask_named(ref, ASK_SECURITY_BLOCKS, ticker, mic));
    struct found found = {0};
    if (known)
        return *known;
    struct ht_buffer both = {0};
    ht_buffer_format(&both, "%s\x1f%s", ticker, mic);
    gather(ref, &found, KEY_TICKER, both.data);
    ht_buffer_free(&both);
    return all_of(remember(ref, ASK_SECURITY_BLOCKS, ticker, mic, &found));
}

// Adds the keys of ENTITY's securities, which follow each other.
static void gather_of(struct ht_reference *ref, struct found *found, int64_t entity) {
    struct db_stmt *stmt = ask(ref, ASK_SECURITY_BLOCKS);
    db_bind_int(stmt, 1, entity);
    for (bool beyond = false; !beyond && db_step(stmt);) {
        struct security_page *page = &ref->security_page;
        keep_block(page, stmt);
        const unsigned char *at = page->securities, *end = page->data + page->size;
        for (uint64_t key = page->first; at < end && !beyond; key++) {
            uint64_t issuer = stored_security_entity(at, end, page->entity);
            beyond = issuer > (uint64_t)entity || !stored_security_skip(&at, end);
            if (!beyond && issuer == (uint64_t)entity)
                add_key(ref, found, key);
        }
    }
    db_reset(stmt);
}

// Whether the block in PAGE has a security of ENTITY; unknown when those of it may be in another block.
static enum ht_tri page_has(const struct security_page *page, uint64_t entity) {
    const unsigned char *at = page->securities, *end = page->data + page->size;
    if (!page->size || page->entity > entity)
        return HT_UNKNOWN;
    while (at < end) {
        uint64_t issuer = stored_security_entity(at, end, page->entity);
        if (issuer >= entity)
            return issuer == entity ? HT_YES : HT_NO;
        if (!stored_security_skip(&at, end))
            break;
    }
    return HT_UNKNOWN;
}

bool ht_reference_has_security(struct ht_reference *ref, const struct ht_entity *entity) {
    if (entity->key <= 0)
        return false;
    // The block that was read last holds those of many entities.
    enum ht_tri found = page_has(&ref->security_page, (uint64_t)entity->key);
    if (found != HT_UNKNOWN)
        return found == HT_YES;
    struct db_stmt *stmt = ask(ref, ASK_SECURITY_BLOCKS);
    db_bind_int(stmt, 1, entity->key);
    while (found == HT_UNKNOWN && db_step(stmt)) {
        keep_block(&ref->security_page, stmt);
        if (ref->security_page.entity > (uint64_t)entity->key)
            break;
        found = page_has(&ref->security_page, (uint64_t)entity->key);
    }
    db_reset(stmt);
    return found == HT_YES;
}

struct ht_securities ht_reference_securities_of(struct ht_reference *ref, const struct ht_entity *entity) {
    struct answer *known = keyed_get(&ref->answers[ASK_SECURITY_BLOCKS], entity->key);
    if (!known) {
        struct found found = {0};
        if (entity->key > 0)
            gather_of(ref, &found, entity->key);
        struct ht_securities all = securities_at(ref, found.keys, found.count);
        known = ht_arena_alloc(ref->arena, sizeof *known);
        *known = (struct answer){all.items, all.count};
        keyed_put(&ref->answers[ASK_SECURITY_BLOCKS], ref->arena, entity->key, known);
    }
    return (struct ht_securities){known->items, known->count};
}
