// SPDX-License-Identifier: GPL-3.0-or-later
// What to download, how often it is tried, and what is taken for the file; without a network.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "holdtrace/arena.h"
#include "holdtrace/lock_file.h"
#include "update/attempts.h"
#include "update/json_path.h"
#include "update/state.h"

struct fixture {
    struct ht_arena *arena;
    char folder[64];
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->arena = ht_arena_new();
    strcpy(fixture->folder, "/tmp/holdtrace_update.XXXXXX");
    *state = fixture;
    return mkdtemp(fixture->folder) ? 0 : -1;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", fixture->folder);
    int result = system(command);
    ht_arena_free(fixture->arena);
    free(fixture);
    return result;
}

static const char *path_in(const struct fixture *fixture, const char *name) {
    return ht_arena_format(fixture->arena, "%s/%s", fixture->folder, name);
}

static void put(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static bool is_there(const char *path) {
    return access(path, F_OK) == 0;
}

// --- the configuration

static void a_configuration_is_read(void **state) {
    struct fixture *fixture = *state;
    struct ht_update_config config;
    struct ht_error err = {HT_OK, ""};
    const char *text = "[update]\ncontact = me@example.org\nattempts = 7\n"
                       "[a-list]\nenabled = yes\nurl = https://example.org/x?page[size]=1\ndiscover = json:a[0].b\n"
                       "most_mib = 3\ncontent = zip\nlicence_accepted = no\nnote = anything\n"
                       "[two]\nurl = https://example.org/1\nurl = https://example.org/2\n";
    assert_int_equal(ht_update_config_parse(text, "t.ini", fixture->arena, &config, &err), HT_OK);
    assert_string_equal(config.contact, "me@example.org");
    assert_int_equal(config.attempts, 7);
    assert_int_equal(config.source_count, 2);
    const struct ht_update_source *list = ht_update_source_named(&config, "a-list");
    assert_true(list->enabled);
    assert_string_equal(list->urls[0], "https://example.org/x?page[size]=1");
    assert_string_equal(list->discover, "a[0].b");
    assert_int_equal(list->most_bytes, 3 * 1024 * 1024);
    assert_true(list->checks_content && list->content == HT_CONTENT_ZIP);
    assert_int_equal(list->acceptance, HT_UPDATE_LICENCE_NOT_ACCEPTED);
    assert_int_equal(config.sources[1].url_count, 2);
    assert_false(config.sources[1].enabled);
    assert_null(ht_update_source_named(&config, "three"));
}

static void a_faulty_configuration_is_refused(void **state) {
    struct fixture *fixture = *state;
    static const char *const CASES[][2] = {
        {"[a]\nurl = x\n", "t.ini:2:"},
        {"[a]\nurl = https://x/\nattempts = 3\n", "unknown key 'attempts'"},
        {"[update]\nattempts = 0\n", "at least 1"},
        {"[update]\nurl = https://x/\n", "unknown key 'url'"},
        {"[A b]\nurl = https://x/\n", "small letters"},
        {"[../a]\nurl = https://x/\n", "small letters"},
        {"[a]\nurl = https://x/\n[b]\nurl = https://x/\n[a]\nfile = x\n", "there twice"},
        {"[a]\nurl = https://x/1\nurl = https://x/2\nfile = x\n", "only be given with one url"},
        {"[a]\nurl = https://x/\ndiscover_size = json:a\n", "need discover"},
        {"[a]\nurl = https://x/\ncontent = html\n", "is not known"},
        {"[a]\nurl = https://x/\nmost_mib = 99999\n", "no whole number"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct ht_update_config config;
        struct ht_error err = {HT_OK, ""};
        assert_int_equal(ht_update_config_parse(CASES[i][0], "t.ini", fixture->arena, &config, &err), HT_ERR_FORMAT);
        assert_non_null(strstr(err.message, CASES[i][1]));
        assert_non_null(strstr(err.message, "t.ini"));
    }
}

static void the_shipped_configuration_asks_for_nothing(void **state) {
    struct fixture *fixture = *state;
    struct ht_update_config config;
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(ht_update_config_read("reference/updates.ini", fixture->arena, &config, &err), HT_OK);
    assert_null(config.contact);
    assert_true(config.source_count > 0);
    for (size_t i = 0; i < config.source_count; i++) {
        const struct ht_update_source *source = &config.sources[i];
        assert_false(source->enabled);
        assert_false(source->insecure);
        assert_non_null(source->licence);
        assert_int_not_equal(source->acceptance, HT_UPDATE_LICENCE_ACCEPTED);
        for (size_t j = 0; j < source->url_count; j++)
            assert_memory_equal(source->urls[j], "https://", 8);
    }
}

static void who_asks_is_told_in_one_form(void **state) {
    struct fixture *fixture = *state;
    static const char *const REFUSED[] = {"",
                                          "me",
                                          "@example.org",
                                          "me@",
                                          "me@example",
                                          "a b@example.org",
                                          "me@example.org)x",
                                          "me@example.org\nX: y",
                                          "m\xC3\xA9@example.org"};
    assert_string_equal(ht_update_agent("me@example.org", fixture->arena),
                        "holdtrace/" HT_VERSION " (me@example.org)");
    assert_non_null(ht_update_agent("https://example.org/about", fixture->arena));
    for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++)
        assert_null(ht_update_agent(REFUSED[i], fixture->arena));
    assert_null(ht_update_agent(NULL, fixture->arena));
}

// --- paths into JSON

static const char *at(const struct fixture *fixture, const char *path) {
    struct ht_findings findings = ht_findings_in(fixture->arena);
    const char *why = NULL;
    const struct ht_json_node *root = ht_json_parse(
        ht_slice_of("{\"data\": [{\"name\": \"a\", \"url\": \"u0\", \"size\": 475000000},"
                    " {\"name\": \"b\", \"url\": \"u1\", \"deep\": [[\"x\", \"y\"]]}], \"none\": null}"),
        fixture->arena, &findings);
    assert_non_null(root);
    const char *text = json_path_text(root, path, fixture->arena, &why);
    assert_true(text != NULL || why != NULL);
    return text;
}

static void a_path_leads_to_one_value(void **state) {
    struct fixture *fixture = *state;
    assert_string_equal(at(fixture, "data[0].url"), "u0");
    assert_string_equal(at(fixture, "data[1].url"), "u1");
    assert_string_equal(at(fixture, "data[0].size"), "475000000");
    assert_string_equal(at(fixture, "data[name=b].url"), "u1");
    assert_string_equal(at(fixture, "data[1].deep[0][1]"), "y");
    static const char *const NOWHERE[] = {"data",       "data[2].url", "data[0]", "data[x].url",   "data[name=c].url",
                                          "data[0.url", "data..url",   "none",    "none.x",        "other",
                                          "data[].url", "[0]",         ".",       "data[0].url.x", "data[-1].url"};
    for (size_t i = 0; i < sizeof NOWHERE / sizeof *NOWHERE; i++)
        assert_null(at(fixture, NOWHERE[i]));
}

// --- attempts

enum { MOST_ANSWERS = 8 };

// What a server that is not there answers, one after the other, and what it was asked.
static struct script {
    struct fetch_result answers[MOST_ANSWERS];
    const char *bodies[MOST_ANSWERS];
    size_t count, asked;
    struct fetch_request requests[MOST_ANSWERS];
    int64_t waited[MOST_ANSWERS];
    size_t waits;
} script;

static enum ht_status scripted_fetch(const struct helper *helper, const struct fetch_request *request,
                                     struct ht_arena *arena, struct fetch_result *out, struct ht_error *err) {
    (void)helper, (void)arena, (void)err;
    size_t i = script.asked < script.count ? script.asked : script.count - 1;
    assert_true(script.asked < MOST_ANSWERS);
    script.requests[script.asked++] = *request;
    *out = script.answers[i];
    if (script.bodies[i])
        put(request->output, script.bodies[i]);
    return HT_OK;
}

static void remember_wait(int64_t seconds) {
    script.waited[script.waits++] = seconds;
}

static void answer_with(enum ht_fetch_outcome outcome, int64_t status, int64_t wait, const char *body) {
    script.answers[script.count] =
        (struct fetch_result){.outcome = outcome, .status = status, .size = -1, .got = -1, .start = -1, .wait = wait};
    script.bodies[script.count++] = body;
}

static const char *attempt(const struct fixture *fixture, const struct content_wish *wish,
                           struct attempted *attempted) {
    const struct ht_update_config config = {.attempts = 4, .retry_wait = 2, .longest_wait = 10};
    const struct ht_update_source source = {.name = "one"};
    const struct ht_update_order order = {.config = &config};
    const struct attempts attempts = {&order, &source, "one.csv", scripted_fetch, remember_wait};
    const struct fetch_request request = {.url = "https://example.org/one.csv",
                                          .output = path_in(fixture, ".one.part"),
                                          .etag = "\"v1\"",
                                          .most = 1000};
    return attempts_make(&attempts, request, wish, fixture->arena, attempted);
}

static const struct content_wish ANYTHING = {.size = -1};

static void what_passes_is_waited_for_longer_each_time(void **state) {
    struct fixture *fixture = *state;
    struct attempted attempted;
    script = (struct script){.count = 0};
    answer_with(HT_FETCH_HTTP, 500, -1, NULL);
    answer_with(HT_FETCH_UNREACHABLE, -1, -1, NULL);
    answer_with(HT_FETCH_HTTP, 429, 7, NULL);
    answer_with(HT_FETCH_OK, 200, -1, "a,b\n");
    assert_null(attempt(fixture, &ANYTHING, &attempted));
    assert_int_equal(attempted.size, 4);
    assert_int_equal(script.waits, 3);
    assert_int_equal(script.waited[0], 2);
    assert_int_equal(script.waited[1], 4);
    assert_int_equal(script.waited[2], 8);
}

static void waiting_is_bounded(void **state) {
    struct fixture *fixture = *state;
    struct attempted attempted;
    script = (struct script){.count = 0};
    answer_with(HT_FETCH_HTTP, 503, 10, NULL);
    answer_with(HT_FETCH_HTTP, 503, 11, NULL);
    assert_non_null(strstr(attempt(fixture, &ANYTHING, &attempted), "asks to wait 11 seconds"));
    assert_int_equal(script.waits, 1);
    assert_int_equal(script.waited[0], 10);
    script = (struct script){.count = 0};
    answer_with(HT_FETCH_TIMEOUT, -1, -1, NULL);
    assert_non_null(strstr(attempt(fixture, &ANYTHING, &attempted), "tried 4 times"));
    assert_int_equal(script.asked, 4);
    assert_int_equal(script.waits, 3);
}

static void what_stays_is_not_tried_again(void **state) {
    struct fixture *fixture = *state;
    static const struct {
        enum ht_fetch_outcome outcome;
        int64_t status;
    } CASES[] = {{HT_FETCH_HTTP, 404},      {HT_FETCH_HTTP, 410},     {HT_FETCH_HTTP, 403}, {HT_FETCH_UNRESOLVED, -1},
                 {HT_FETCH_TOO_LARGE, 200}, {HT_FETCH_REDIRECT, 302}, {HT_FETCH_TLS, -1},   {HT_FETCH_DISK, 200}};
    struct attempted attempted;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        script = (struct script){.count = 0};
        answer_with(CASES[i].outcome, CASES[i].status, -1, NULL);
        assert_non_null(attempt(fixture, &ANYTHING, &attempted));
        assert_int_equal(script.asked, 1);
    }
}

static void a_part_is_continued_only_when_its_version_is_known(void **state) {
    struct fixture *fixture = *state;
    struct attempted attempted;
    const char *part = path_in(fixture, ".one.part"), *validator = path_in(fixture, ".one.part.validator");
    static const struct {
        const char *validator;
        int64_t from;
    } CASES[] = {{"https://example.org/one.csv\n\"v2\"\n", 5},
                 {"https://example.org/other.csv\n\"v2\"\n", 0},
                 {"https://example.org/one.csv\n\"v2", 0},
                 {NULL, 0}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        put(part, "a,b\nc");
        if (CASES[i].validator)
            put(validator, CASES[i].validator);
        else
            unlink(validator);
        script = (struct script){.count = 0};
        answer_with(HT_FETCH_OK, 206, -1, "a,b\nc,d\n");
        assert_null(attempt(fixture, &ANYTHING, &attempted));
        assert_int_equal(script.requests[0].from, CASES[i].from);
        // A part is wanted whole whatever the version is that is there.
        assert_int_equal(script.requests[0].etag == NULL, CASES[i].from > 0);
        if (CASES[i].from)
            assert_string_equal(script.requests[0].validator, "\"v2\"");
    }
}

static void what_is_not_the_file_is_thrown_away(void **state) {
    struct fixture *fixture = *state;
    struct attempted attempted;
    const struct content_wish sized = {.size = 4};
    script = (struct script){.count = 0};
    answer_with(HT_FETCH_OK, 200, -1, "a,b\nc,d\n");
    answer_with(HT_FETCH_OK, 200, -1, "<html>Login</html>");
    answer_with(HT_FETCH_OK, 200, -1, " \n");
    answer_with(HT_FETCH_OK, 200, -1, "a,b\n");
    assert_null(attempt(fixture, &sized, &attempted));
    assert_int_equal(script.asked, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(script.requests[i].from, 0);
    script = (struct script){.count = 0};
    answer_with(HT_FETCH_OK, 200, -1, "<html>Login</html>");
    assert_non_null(strstr(attempt(fixture, &ANYTHING, &attempted), "HTML page"));
    assert_false(is_there(path_in(fixture, ".one.part")));
}

static void unchanged_counts_only_when_it_was_asked(void **state) {
    struct fixture *fixture = *state;
    struct attempted attempted;
    script = (struct script){.count = 0};
    answer_with(HT_FETCH_NOT_MODIFIED, 304, -1, NULL);
    assert_null(attempt(fixture, &ANYTHING, &attempted));
    assert_true(attempted.unchanged);
    put(path_in(fixture, ".one.part"), "a");
    put(path_in(fixture, ".one.part.validator"), "https://example.org/one.csv\n\"v2\"\n");
    script.asked = 0;
    assert_non_null(attempt(fixture, &ANYTHING, &attempted));
}

// --- content

static const char *fault_of(const struct fixture *fixture, const void *bytes, size_t len, enum ht_content content) {
    const char *path = path_in(fixture, "content"), *why = "not set";
    const struct content_wish wish = {.checks_content = content != HT_CONTENT_EMPTY, .content = content, .size = -1};
    char digest[HT_SHA256_TEXT];
    int64_t size;
    FILE *file = fopen(path, "w");
    fwrite(bytes, 1, len, file);
    fclose(file);
    assert_int_equal(content_check(path, &wish, fixture->arena, &size, digest, &why, NULL), HT_OK);
    assert_int_equal(size, len);
    return why;
}

static void a_document_that_ends_in_the_middle_is_told(void **state) {
    struct fixture *fixture = *state;
    // A zip's local header, its end record, and a comment of three bytes.
    static const char ZIP[] = "PK\3\4 some bytes PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\3\0abc";
    size_t whole = sizeof ZIP - 1;
    assert_null(fault_of(fixture, ZIP, whole, HT_CONTENT_ZIP));
    assert_null(fault_of(fixture, ZIP, whole, HT_CONTENT_XLSX));
    for (size_t len = 4; len < whole; len++)
        assert_non_null(fault_of(fixture, ZIP, len, HT_CONTENT_ZIP));
    assert_null(fault_of(fixture, "<?xml version=\"1.0\"?><a/>\n", 26, HT_CONTENT_XML));
    assert_non_null(strstr(fault_of(fixture, "<?xml version=\"1.0\"?><a><b", 26, HT_CONTENT_XML), "middle"));
    assert_null(fault_of(fixture, "{\"a\": 1}\n", 9, HT_CONTENT_JSON));
    assert_non_null(strstr(fault_of(fixture, "{\"a\": 1,", 8, HT_CONTENT_JSON), "middle"));
    assert_non_null(strstr(fault_of(fixture, "a,b\n", 4, HT_CONTENT_ZIP), "is text and not a zip archive"));
    // Old files end in a Ctrl-Z.
    assert_null(fault_of(fixture, "1,a company of some length\r\n\x1a", 29, HT_CONTENT_TEXT));
    assert_non_null(fault_of(fixture, "", 0, HT_CONTENT_EMPTY));
}

// --- the folder of a source

static struct ht_update_file file_of(const struct fixture *fixture, const char *name, const char *text) {
    struct ht_update_file file = {.name = name,
                                  .path = path_in(fixture, name),
                                  .url = "https://example.org/x",
                                  .etag = "W/\"a b;c\"",
                                  .size = (int64_t)strlen(text),
                                  .retrieved_on = ht_date_of(2026, 11, 2)};
    ht_sha256_of(text, strlen(text), file.sha256);
    return file;
}

static struct state load(const struct fixture *fixture) {
    struct state there;
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(state_load(fixture->folder, fixture->arena, &there, &err), HT_OK);
    return there;
}

static void a_version_takes_its_place_whole(void **state) {
    struct fixture *fixture = *state;
    struct ht_update_file files[] = {file_of(fixture, "a.csv", "first"), file_of(fixture, "b.csv", "second")};
    const struct state both = {files, 2}, one = {files + 1, 1};
    assert_int_equal(load(fixture).count, 0);
    put(path_in(fixture, ".a.csv.new"), "first");
    put(path_in(fixture, ".b.csv.new"), "second");
    assert_int_equal(state_commit(fixture->folder, &both, fixture->arena, NULL), HT_OK);
    struct state there = load(fixture);
    assert_int_equal(there.count, 2);
    assert_string_equal(there.files[1].name, "b.csv");
    assert_string_equal(there.files[1].etag, "W/\"a b;c\"");
    assert_null(there.files[1].modified);
    assert_int_equal(ht_date_first(there.files[1].retrieved_on), 20261102);
    assert_int_equal(state_commit(fixture->folder, &one, fixture->arena, NULL), HT_OK);
    assert_int_equal(load(fixture).count, 1);
    assert_false(is_there(path_in(fixture, "a.csv")));
    assert_true(is_there(path_in(fixture, "b.csv")));
}

static void what_is_not_as_the_state_says_is_unknown(void **state) {
    struct fixture *fixture = *state;
    struct ht_update_file file = file_of(fixture, "a.csv", "first");
    const struct state one = {&file, 1};
    static const char *const FORGED[] = {
        "holdtrace-download 1\nfile ../a.csv\nurl u\nsize 5\n",
        "holdtrace-download 2\n",
        "holdtrace-download 1\nurl u\n",
        "holdtrace-download 1\n",
        "",
    };
    put(path_in(fixture, ".a.csv.new"), "first");
    assert_int_equal(state_commit(fixture->folder, &one, fixture->arena, NULL), HT_OK);
    assert_int_equal(load(fixture).count, 1);
    put(path_in(fixture, "a.csv"), "firsT");
    assert_int_equal(load(fixture).count, 0);
    for (size_t i = 0; i < sizeof FORGED / sizeof *FORGED; i++) {
        put(path_in(fixture, ".state"), FORGED[i]);
        assert_int_equal(load(fixture).count, 0);
    }
}

static void only_one_update_at_a_time(void **state) {
    struct fixture *fixture = *state;
    struct ht_error err = {HT_OK, ""};
    const char *path = path_in(fixture, "x.lock");
    assert_int_equal(ht_lock_file(path, "update", &err), HT_OK);
    assert_int_equal(ht_lock_file(path, "update", &err), HT_ERR_LIMIT);
    assert_non_null(strstr(err.message, "another update is running"));
    assert_int_equal(ht_lock_file("/nonexistent/x.lock", "update", &err), HT_ERR_IO);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_configuration_is_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_faulty_configuration_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_shipped_configuration_asks_for_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_asks_is_told_in_one_form, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_path_leads_to_one_value, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_passes_is_waited_for_longer_each_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(waiting_is_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_stays_is_not_tried_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_part_is_continued_only_when_its_version_is_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_the_file_is_thrown_away, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unchanged_counts_only_when_it_was_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_document_that_ends_in_the_middle_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_version_takes_its_place_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_as_the_state_says_is_unknown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_one_update_at_a_time, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
