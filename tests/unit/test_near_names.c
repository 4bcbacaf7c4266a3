// SPDX-License-Identifier: GPL-3.0-or-later
// The index of names, written and read: whom it holds, what leads to them, and what a damaged page does.
#include "test_reference_dir.h"

#include "holdtrace/names.h"
#include "holdtrace/near_names.h"
#include "holdtrace/reference_build.h"
#include "holdtrace/text.h"
#include "reference/name_pages.h"

struct state {
    struct ht_arena *arena;
    struct dir dir;
    struct ht_reference *ref;
};

static void open_built(struct state *s) {
    struct ht_faults faults = {.arena = s->arena};
    struct ht_error err = {HT_OK, ""};
    if (ht_reference_build(s->dir.path, s->dir.database, &faults, &err) != HT_OK ||
        ht_reference_open(s->dir.database, &s->ref, &err) != HT_OK)
        fail_msg("%s", err.message);
}

static int set_up(void **state) {
    struct state *s = calloc(1, sizeof *s);
    s->arena = ht_arena_new();
    s->dir = dir_make();
    *state = s;
    return 0;
}

static int tear_down(void **state) {
    struct state *s = *state;
    ht_reference_close(s->ref);
    dir_remove(&s->dir);
    ht_arena_free(s->arena);
    free(s);
    return 0;
}

static struct ht_near_names near(struct state *s, const char *name, enum ht_near_scope scope) {
    const char *key = ht_name_key(s->arena, ht_name_issuer_part(s->arena, name));
    return ht_reference_near_names(s->ref, name, key, false, scope);
}

static const char *first(struct state *s, const char *name, enum ht_near_scope scope) {
    struct ht_near_names found = near(s, name, scope);
    return found.count ? found.items[0].name->entity->id : "";
}

static void spellings_lead_to_the_company(void **state) {
    static const struct {
        const char *printed, *id;
    } names[] = {
        {"HANGZHOU HIKVISION DIGITAL TECHNOL", "hikvision"}, // as it is
        {"Hikvison Digital", "hikvision"},                   // a letter left out
        {"HIK VISION", "hikvision"},                         // divided
        {"HANGZHOUHIKVISION DIGITAL", "hikvision"},          // joined
        {"Hikvision Private Notes", "hikvision"},            // an instrument
        {"大华股份", ""},                                    // the reference has no Chinese name of it
        {"海康威视数字", "hikvision"},                       // part of a Chinese name
        {"GLARUN TECHNOLOGY CO LTD A", "glarun"},            // a share class
        {"GLARNU TECH", "glarun"},                           // two letters exchanged
        {"China Electronics Tech Group", "cetc"},            // common words alone
        {"Nothing Like That", ""},
        {"", ""},
        {"...", ""},
    };
    struct state *s = *state;
    open_built(s);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_string_equal(first(s, names[i].printed, HT_NEAR_WATCHED), names[i].id);
}

static void the_best_stands_first_and_each_company_once(void **state) {
    struct state *s = *state;
    open_built(s);
    struct ht_near_names found = near(s, "HIKVISION GLARUN TECHNOLOGY", HT_NEAR_WATCHED);
    assert_true(found.count >= 2);
    for (size_t i = 1; i < found.count; i++) {
        assert_true(ht_name_match_order(&found.items[i - 1].match, &found.items[i].match) <= 0);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(found.items[i].name->entity->id, found.items[k].name->entity->id);
    }
    assert_string_equal(found.printed->name, "HIKVISION GLARUN TECHNOLOGY");
}

// A company that no source was read for can decide nothing, and is no candidate; explain finds it.
static void whom_the_two_scopes_hold(void **state) {
    struct state *s = *state;
    dir_add(&s->dir, "entities.csv", "remembered,Remembered Gadgets Ltd,,CN,company,,from-knowledge,open,,");
    open_built(s);
    assert_string_equal(first(s, "REMEMBERED GADGETS", HT_NEAR_WATCHED), "");
    assert_string_equal(first(s, "REMEMBERED GADGETS", HT_NEAR_ALL), "remembered");
    assert_string_equal(first(s, "Zhejiang Dahua", HT_NEAR_ALL), "dahua");
    assert_string_equal(first(s, "Dauha", HT_NEAR_ALL), ""); // spelled as it is only
    const struct ht_word_counts *counts = ht_reference_word_counts(s->ref);
    assert_int_equal(counts->count(counts->user, "technology", 10), 4);
    assert_int_equal(counts->count(counts->user, "hikvision", 9), 1); // one company, however many names
    assert_int_equal(counts->count(counts->user, "hikvison", 8), 0);
}

// What is remembered is forgotten now and then, and told again alike.
static void answers_do_not_depend_on_what_was_asked(void **state) {
    struct state *s = *state;
    open_built(s);
    char name[64];
    double before = near(s, "Hikvison Digital", HT_NEAR_WATCHED).items[0].match.probability;
    for (int i = 0; i < 20000; i++) {
        snprintf(name, sizeof name, "Hikvison Number%d", i);
        (void)near(s, name, HT_NEAR_WATCHED);
    }
    struct ht_near_names found = near(s, "Hikvison Digital", HT_NEAR_WATCHED);
    assert_true(found.count > 0 && found.items[0].match.probability == before);
}

static struct ht_buffer written; // the page that a test looks into

static void write_and_read(struct state *s, uint64_t each) {
    struct db *db;
    struct name_index_writer *writer = name_index_writer_new(s->dir.database, NAMES_ALL);
    assert_int_equal(db_create(s->dir.database, &db, NULL), HT_OK);
    db_exec(db, "CREATE TABLE name_page (key INTEGER PRIMARY KEY, data BLOB NOT NULL)");
    for (uint64_t number = each; number > 0; number--) // the order of adding does not matter
        for (uint32_t term = 1; term <= 3; term++) {
            name_index_add(writer, term * 1000, number * term);
            name_index_add(writer, term * 1000, number * term); // nor does saying it twice
        }
    assert_int_equal(name_index_write(writer, db, each, NULL), HT_OK);
    struct db_stmt *stmt = db_prepare(db, "SELECT data FROM name_page WHERE key = ?1");
    size_t size;
    db_bind_int(stmt, 1, name_page_key(NAMES_ALL, 0));
    assert_true(db_step(stmt));
    const void *data = db_blob(stmt, 0, &size);
    ht_buffer_clear(&written);
    ht_buffer_add(&written, data, size);
    name_index_writer_free(writer);
    db_close(db);
}

static void a_page_gives_back_what_was_written(void **state) {
    struct state *s = *state;
    write_and_read(s, 3);
    const unsigned char *data = (const unsigned char *)written.data;
    struct name_numbers found = name_page_find(data, written.len, 2000);
    assert_int_equal(found.count, 3);
    for (uint64_t i = 1, number; i <= 3; i++) {
        assert_true(name_numbers_next(&found, &number));
        assert_int_equal(number, 2 * i);
    }
    uint64_t none;
    assert_false(name_numbers_next(&found, &none));
    assert_int_equal(name_page_find(data, written.len, 1500).count, 0);
    assert_int_equal(name_page_find(data, written.len, 4000).count, 0);
}

static void of_a_term_of_too_many_the_number_is_kept(void **state) {
    struct state *s = *state;
    write_and_read(s, NAME_PAGE_MOST + 1);
    struct name_numbers found = name_page_find((const unsigned char *)written.data, written.len, 1000);
    uint64_t number;
    assert_int_equal(found.count, NAME_PAGE_MOST + 1);
    assert_false(name_numbers_next(&found, &number));
}

// Cut anywhere, or with any byte changed, a page leads to nothing outside itself; the sanitizers watch.
static void a_damaged_page_leads_nowhere_else(void **state) {
    struct state *s = *state;
    write_and_read(s, 3);
    for (size_t cut = 0; cut <= written.len; cut++) {
        unsigned char *page = malloc(cut + 1); // of its own, so that the first byte behind is not ours
        for (int change = 0; change < 8 && page; change++) {
            memcpy(page, written.data, cut);
            if (cut > 0)
                page[(cut * 7 + (size_t)change) % cut] ^= (unsigned char)(1 << change);
            struct name_numbers found = name_page_find(page, cut, 2000);
            uint64_t number, steps = 0;
            while (name_numbers_next(&found, &number))
                assert_true(++steps <= NAME_PAGE_MOST);
        }
        free(page);
    }
    ht_buffer_free(&written);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(spellings_lead_to_the_company, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_best_stands_first_and_each_company_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(whom_the_two_scopes_hold, set_up, tear_down),
        cmocka_unit_test_setup_teardown(answers_do_not_depend_on_what_was_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_page_gives_back_what_was_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(of_a_term_of_too_many_the_number_is_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_damaged_page_leads_nowhere_else, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
