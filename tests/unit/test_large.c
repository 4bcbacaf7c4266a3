// SPDX-License-Identifier: GPL-3.0-or-later
// Large memory in a file: what it holds, what of it is resident, and what happens when the file cannot grow.
#include "test_base.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/large.h"
#include "holdtrace/text.h"

enum { MIB = 1024 * 1024, PAGE = 4096 };

static int in_file(void **state) {
    (void)state;
    ht_large_budget(0);
    return 0;
}

static int mostly_on_heap(void **state) {
    (void)state;
    ht_large_budget(MIB);
    return 0;
}

// Resident bytes of mapped files.
static size_t resident(void) {
    unsigned long size, all, files = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%lu %lu %lu", &size, &all, &files), 3);
    fclose(file);
    return files * (size_t)sysconf(_SC_PAGESIZE);
}

static size_t open_files(void) {
    size_t count = 0;
    DIR *folder = opendir("/proc/self/fd");
    assert_non_null(folder);
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

static void fill(unsigned char *memory, size_t size, uint32_t seed) {
    for (size_t i = 0; i + sizeof seed <= size; i += PAGE) {
        uint32_t value = seed + (uint32_t)i;
        memcpy(memory + i, &value, sizeof value);
    }
}

static void expect(const unsigned char *memory, size_t size, uint32_t seed) {
    for (size_t i = 0; i + sizeof seed <= size; i += PAGE) {
        uint32_t value;
        memcpy(&value, memory + i, sizeof value);
        assert_true(value == seed + (uint32_t)i);
        ht_large_rest();
    }
}

static void expect_zero(const unsigned char *memory, size_t size) {
    for (size_t i = 0; i < size; i += 512)
        assert_int_equal(memory[i], 0);
}

static void what_is_dropped_is_there_again(void **state) {
    (void)state;
    enum { BLOCKS = 96 };
    struct ht_arena *arena = ht_arena_new();
    unsigned char *blocks[BLOCKS];
    size_t before = resident(), files = open_files();
    for (uint32_t i = 0; i < BLOCKS; i++) {
        blocks[i] = ht_arena_alloc(arena, MIB);
        expect_zero(blocks[i], MIB);
        fill(blocks[i], MIB, i);
        assert_true(resident() < before + (size_t)16 * MIB);
    }
    assert_true(open_files() > files);
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < BLOCKS; i++)
            expect(blocks[i], MIB, i);
    ht_arena_free(arena);
    assert_true(resident() < before + (size_t)2 * MIB);
}

static void nothing_is_left_open(void **state) {
    (void)state;
    size_t files = open_files();
    for (int i = 0; i < 3; i++) {
        void *one = ht_large_alloc(MIB), *other = ht_large_alloc(3 * MIB);
        assert_true(open_files() > files);
        ht_large_free(one);
        ht_large_free(other);
        assert_int_equal(open_files(), files);
    }
    ht_large_free(NULL);
}

static void what_is_given_back_is_zero_when_it_comes_again(void **state) {
    (void)state;
    unsigned char *kept = ht_large_alloc(MIB);
    for (int i = 0; i < 20; i++) {
        unsigned char *memory = ht_large_alloc(MIB);
        expect_zero(memory, MIB);
        memset(memory, 'x', MIB);
        ht_large_free(memory);
    }
    expect_zero(kept, MIB);
    ht_large_free(kept);
}

static void memory_keeps_its_bytes_when_it_grows(void **state) {
    (void)state;
    size_t files = open_files();
    unsigned char *memory = ht_large_resize(NULL, 100);
    memcpy(memory, "the first bytes", 16);
    for (size_t size = 200; size < (size_t)40 * MIB; size *= 3) {
        memory = ht_large_resize(memory, size);
        assert_string_equal((char *)memory, "the first bytes");
        memory[size - 1] = 'z';
    }
    memory = ht_large_resize(memory, 1000);
    assert_string_equal((char *)memory, "the first bytes");
    ht_large_free(memory);
    assert_int_equal(open_files(), files);
}

// Texts of any length between objects: these stay aligned and zero, also once the arena is used again.
static void texts_and_objects_share_a_block(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    for (int round = 0; round < 4; round++) {
        char *texts[300];
        for (size_t i = 0; i < 300; i++) {
            size_t size = 1 + i * 7 % 200;
            unsigned char *object = ht_arena_alloc(arena, size);
            assert_int_equal((uintptr_t)object % _Alignof(max_align_t), 0);
            for (size_t k = 0; k < size; k++)
                assert_int_equal(object[k], 0);
            memset(object, 0xAA, size);
            texts[i] = ht_arena_format(arena, "%0*zu", (int)(i * 3 % 300 + 1), i);
        }
        for (size_t i = 0; i < 300; i++) {
            assert_int_equal(strlen(texts[i]) >= i * 3 % 300 + 1, true);
            assert_int_equal(strtoul(texts[i], NULL, 10), i);
        }
        ht_arena_clear(arena);
    }
    ht_arena_free(arena);
}

// A large table of an arena that was copied into a larger one is given back; what stands among others stays.
static void outgrown_tables_are_given_back(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    size_t files = open_files();
    char *small = ht_arena_string(arena, "small"), *other = ht_arena_string(arena, "other");
    void *table = ht_arena_alloc(arena, 2 * MIB);
    unsigned char *larger = ht_arena_alloc(arena, 4 * MIB);
    fill(larger, 4 * MIB, 7);
    assert_true(open_files() > files);
    ht_arena_outgrown(arena, table);
    expect(larger, 4 * MIB, 7);
    ht_arena_outgrown(arena, small);
    ht_arena_outgrown(arena, NULL);
    assert_string_equal(ht_arena_string(arena, "new"), "new");
    assert_string_equal(small, "small");
    assert_string_equal(other, "other");
    ht_arena_outgrown(arena, larger);
    assert_int_equal(open_files(), files);
    ht_arena_free(arena);
}

// Up to the budget from the heap, beyond it not; what is given back may be taken again.
static void the_budget_is_for_all_together(void **state) {
    (void)state;
    size_t files = open_files();
    for (int i = 0; i < 3; i++) {
        void *one = ht_large_alloc(MIB / 2), *other = ht_large_alloc(MIB / 2);
        assert_int_equal(open_files(), files);
        void *more = ht_large_alloc(MIB / 2);
        assert_true(open_files() > files);
        ht_large_free(more);
        ht_large_free(one);
        ht_large_free(other);
    }
}

static void a_buffer_grows_into_the_file(void **state) {
    (void)state;
    struct ht_buffer buffer = {0};
    size_t files = open_files();
    for (int i = 0; i < 600000; i++)
        ht_buffer_format(&buffer, "%06d,", i);
    assert_true(open_files() > files);
    assert_int_equal(buffer.len, 600000 * 7);
    assert_memory_equal(buffer.data, "000000,000001,", 14);
    assert_string_equal(buffer.data + 599999 * 7, "599999,");
    ht_buffer_free(&buffer);
    assert_int_equal(open_files(), files);
}

static void a_full_disk_is_an_answer(void **state) {
    (void)state;
    struct rlimit before, small;
    size_t files = open_files();
    getrlimit(RLIMIT_FSIZE, &before);
    small = (struct rlimit){(rlim_t)4 * MIB, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    assert_null(ht_large_alloc(5 * MIB));
    assert_int_equal(open_files(), files);
    unsigned char *fits = ht_large_alloc(2 * MIB), *grown;
    void *too_much = ht_large_alloc(3 * MIB);
    memset(fits, 'x', 2 * MIB);
    grown = ht_large_resize(fits, 5 * MIB);
    const char *why = ht_large_failure();
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_null(too_much);
    assert_null(grown);
    assert_non_null(strstr(why, "no room left in /"));
    assert_int_equal(fits[2 * MIB - 1], 'x');
    ht_large_free(fits);
    assert_int_equal(open_files(), files);
}

// As where no folder can be written to.
static void without_a_file_all_comes_from_the_heap(void **state) {
    (void)state;
    struct rlimit before, none;
    getrlimit(RLIMIT_NOFILE, &before);
    none = (struct rlimit){0, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    unsigned char *memory = ht_large_alloc(8 * MIB);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_non_null(memory);
    fill(memory, 8 * MIB, 7);
    expect(memory, 8 * MIB, 7);
    ht_large_free(memory);
}

static void impossible_sizes_are_refused(void **state) {
    (void)state;
    assert_null(ht_large_alloc(SIZE_MAX));
    assert_string_equal(ht_large_failure(), "out of memory");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_is_dropped_is_there_again, in_file),
        cmocka_unit_test_setup(nothing_is_left_open, in_file),
        cmocka_unit_test_setup(what_is_given_back_is_zero_when_it_comes_again, in_file),
        cmocka_unit_test_setup(memory_keeps_its_bytes_when_it_grows, in_file),
        cmocka_unit_test_setup(memory_keeps_its_bytes_when_it_grows, mostly_on_heap),
        cmocka_unit_test_setup(texts_and_objects_share_a_block, in_file),
        cmocka_unit_test_setup(texts_and_objects_share_a_block, mostly_on_heap),
        cmocka_unit_test_setup(outgrown_tables_are_given_back, mostly_on_heap),
        cmocka_unit_test_setup(the_budget_is_for_all_together, mostly_on_heap),
        cmocka_unit_test_setup(a_buffer_grows_into_the_file, mostly_on_heap),
        cmocka_unit_test_setup(a_full_disk_is_an_answer, in_file),
        cmocka_unit_test_setup(without_a_file_all_comes_from_the_heap, in_file),
        cmocka_unit_test_setup(impossible_sizes_are_refused, in_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
