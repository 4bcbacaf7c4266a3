// SPDX-License-Identifier: GPL-3.0-or-later
// What may be asked over the network, and under which name a file is kept.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "holdtrace/url.h"

static void the_host_is_found(void **state) {
    (void)state;
    static const struct {
        const char *url, *host, *path;
        bool https;
    } CASES[] = {
        {"https://example.org/a/b.csv?x=1", "example.org", "/a/b.csv?x=1", true},
        {"HTTP://Example.org:8080", "Example.org", "", false},
        {"https://example.org?x=[1]", "example.org", "?x=[1]", true},
        {"http://[::1]:80/x", "[::1]", "/x", false},
        {"https://example.org/a:b@c", "example.org", "/a:b@c", true},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct ht_url url;
        assert_true(ht_url_parse(CASES[i].url, &url));
        assert_true(ht_slice_equal(url.host, ht_slice_of(CASES[i].host)));
        assert_string_equal(url.path, CASES[i].path);
        assert_int_equal(url.https, CASES[i].https);
    }
}

static void what_programs_read_differently_is_no_url(void **state) {
    (void)state;
    static const char *const CASES[] = {
        "",
        "example.org/x",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "https://",
        "https:///x",
        "https://user@example.org/",
        "http://127.0.0.1@example.org/",
        "http://127.0.0.1\\@example.org/",
        "https://example.org/a b",
        "https://example.org/a\n",
        "https://example.org:8x/",
        "http://[::1/x",
        "https://ex\xC3\xA4mple.org/",
    };
    struct ht_url url;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_false(ht_url_parse(CASES[i], &url));
    assert_false(ht_url_parse(NULL, &url));
}

static void only_this_machine_is_loopback(void **state) {
    (void)state;
    static const char *const HERE[] = {"localhost", "127.0.0.1", "127.1.2.3", "[::1]"};
    static const char *const ELSEWHERE[] = {
        "127.0.0.1.example.org", "127.0.0",    "1127.0.0.1", "127.0.0.1.1", "10.0.0.1",
        "localhost.example.org", "127.0.0.1x", "128.0.0.1",  "127...1"};
    for (size_t i = 0; i < sizeof HERE / sizeof *HERE; i++)
        assert_true(ht_url_is_loopback(ht_slice_of(HERE[i])));
    for (size_t i = 0; i < sizeof ELSEWHERE / sizeof *ELSEWHERE; i++)
        assert_false(ht_url_is_loopback(ht_slice_of(ELSEWHERE[i])));
}

static void http_is_asked_only_where_it_is_allowed(void **state) {
    (void)state;
    assert_null(ht_url_refusal(NULL, "https://example.org/", false));
    assert_non_null(ht_url_refusal(NULL, "http://example.org/", false));
    assert_null(ht_url_refusal(NULL, "http://example.org/", true));
    assert_null(ht_url_refusal(NULL, "http://127.0.0.1/", false));
    assert_null(ht_url_refusal("http://127.0.0.1/", "http://127.0.0.1/b", false));
    assert_null(ht_url_refusal("http://example.org/", "https://example.org/", true));
    // From https to http never, also where http is allowed, also to this machine.
    assert_non_null(ht_url_refusal("https://example.org/", "http://example.org/", true));
    assert_non_null(ht_url_refusal("https://example.org/", "http://127.0.0.1/", true));
    assert_non_null(ht_url_refusal(NULL, "file:///etc/passwd", true));
}

static void a_name_is_never_a_path(void **state) {
    (void)state;
    static const char *const CASES[][2] = {
        {"https://x/exports/SDN.CSV", "SDN.CSV"},
        {"https://x/a/b.csv?c=/d.csv#e", "b.csv"},
        {"https://x/..", NULL},
        {"https://x/", NULL},
        {"https://x", NULL},
        {"https://x/.hidden", "hidden"},
        {"https://x/a%2Fb c", NULL},
        {"https://x/a%2F..%2Fb", "a_2F.._2Fb"},
    };
    char name[100], small[4];
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        bool named = ht_url_file_name(CASES[i][0], name, sizeof name);
        assert_int_equal(named, CASES[i][1] != NULL);
        if (named)
            assert_string_equal(name, CASES[i][1]);
    }
    assert_true(ht_url_file_name("https://x/abcdef", small, sizeof small));
    assert_string_equal(small, "abc");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_host_is_found),
        cmocka_unit_test(what_programs_read_differently_is_no_url),
        cmocka_unit_test(only_this_machine_is_loopback),
        cmocka_unit_test(http_is_asked_only_where_it_is_allowed),
        cmocka_unit_test(a_name_is_never_a_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
