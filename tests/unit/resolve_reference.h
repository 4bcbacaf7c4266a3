// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A reference of a few companies, built from CSV files that the test writes, for tests of what stands on it. The
 * companies are real, but for one lookalike; only what the tests need is here.
 */
#ifndef HOLDTRACE_RESOLVE_REFERENCE_H
#define HOLDTRACE_RESOLVE_REFERENCE_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test_base.h"

#include "holdtrace/reference.h"
#include "holdtrace/reference_build.h"

struct small_reference {
    char directory[64];
    struct ht_arena *arena;
    struct ht_reference *ref;
};

static const struct {
    const char *name, *text;
} small_files[] = {
    {"sources.csv", "id,title,retrieved_on,redistributable\n"
                    "s,a source,2026-01-02,y\n"},
    {"entities.csv", "id,name,countries,kind,lei,confidence,source\n"
                     "hikvision,\"Hangzhou Hikvision Digital Technology Co., Ltd.\",CN,company,,seen-in-source,s\n"
                     "dahua,\"Zhejiang Dahua Technology Co., Ltd.\",CN,company,,seen-in-source,s\n"
                     "sensetime_group_inc,SenseTime Group Inc.,KY|CN|HK,company,,seen-in-source,s\n"
                     "sensetime_hk,SenseTime Group Limited,HK,company,,seen-in-source,s\n"
                     "zte,ZTE Corporation,CN,company,,seen-in-source,s\n"
                     "meiya,SDIC Intelligence,CN,company,,seen-in-source,s\n"
                     "alibaba,Alibaba Group Holding Limited,KY|CN|HK|US,company,,seen-in-source,s\n"
                     "apple,Apple Inc.,US,company,HWUPKR0MPOU8FGXBT394,seen-in-source,s\n"
                     "wheelock,Wheelock and Company Limited,HK,company,,seen-in-source,s\n"
                     "hsbc,HSBC Holdings plc,GB,company,,seen-in-source,s\n"},
    {"names.csv", "entity,name,kind,language,valid_from,valid_to,source\n"
                  "hikvision,杭州海康威视数字技术股份有限公司,local,zh,,,s\n"
                  "dahua,浙江大华技术股份有限公司,local,zh,,,s\n"
                  "hikvision,Hikvision,alias,en,,,s\n"
                  "zte,ZTE,abbreviation,en,,,s\n"
                  "meiya,Xiamen Meiya Pico Information,former,en,2011-03-16,2023-12-31,s\n"
                  "meiya,Meiya Pico,former,en,,,s\n"},
    {"securities.csv", "entity,name,type,isin,figi,ticker,mic,valid_from,valid_to,confidence,source\n"
                       "hikvision,HIKVISION A,equity,CNE100000PM8,,002415,XSHE,,,official,s\n"
                       "dahua,DAHUA A,equity,CNE100000BJ4,,002236,XSHE,,,official,s\n"
                       "sensetime_group_inc,SENSETIME-W,equity,KYG8062L1041,,00020,XHKG,2021-12-30,,official,s\n"
                       "wheelock,WHEELOCK,equity,HK0020000177,,00020,XHKG,,2019-12-06,official,s\n"
                       "zte,ZTE H,equity,CNE1000004Y2,,00763,XHKG,,,official,s\n"
                       "alibaba,BABA-W,equity,KYG017191142,BBG00QV37ZP9|BBG000NZ2MN0,09988,XHKG,,,official,s\n"
                       "alibaba,BABA-WR,equity,KYG017191142,,89988,XHKG,,,official,s\n"
                       "alibaba,ALIBABA GROUP HOLDING ADR REPRESEN,adr,US01609W1027,,BABA,XNYS,,,official,s\n"
                       "apple,Apple Inc.,equity,US0378331005,,AAPL,XNAS,,,official,s\n"
                       "hsbc,HSBC,equity,GB0005405286,,HSBA,XLON,,,official,s\n"
                       "meiya,MEIYA A,equity,,,300188,XSHE,,,from-knowledge,s\n"},
    {"lookalikes.csv", "entity,name,isin,ticker,mic,why,source\n"
                       "dahua,\"Cangzhou Dahua Co.,Ltd\",CNE000001204,600230,XSHG,chemicals,s\n"
                       "sensetime_group_inc,Wheelock and Company Limited,HK0020000177,00020,XHKG,\"ticker reuse\",s\n"
                       "hsbc,An Invented Lender,,HSBA,XLON,\"invented: had the code once\",s\n"},
    {"ownership.csv", "owner,owned,source\n"},
    {"relations.csv", "subject,relation,object,source\n"},
    {"lists.csv", "id,name,kind,source\nL,a list,list,s\n"},
    {"reach.csv", "list,rule,citation\n"},
    {"designations.csv", "list,entity,status,source\n"},
    {"statements.csv", "entity,list,status,text,source\n"},
    {"reported_holdings.csv", "holder,entity,source\n"},
};

static void small_path(const struct small_reference *small, const char *name, char *path, size_t size) {
    snprintf(path, size, "%s/%s", small->directory, name);
}

// Writes TEXT to the file NAME in the directory of SMALL and its path to PATH.
static inline void small_write(const struct small_reference *small, const char *name, const char *text, char *path,
                               size_t size) {
    small_path(small, name, path, size);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static inline int small_reference_setup(void **state) {
    static struct small_reference small;
    char path[256];
    struct ht_error err = {HT_OK, ""};
    strcpy(small.directory, "/tmp/holdtrace-test-XXXXXX");
    if (!mkdtemp(small.directory))
        return -1;
    for (size_t i = 0; i < sizeof small_files / sizeof *small_files; i++)
        small_write(&small, small_files[i].name, small_files[i].text, path, sizeof path);
    small.arena = ht_arena_new();
    struct ht_faults faults = {.arena = small.arena};
    small_path(&small, "reference.db", path, sizeof path);
    enum ht_status status = ht_reference_build(small.directory, path, &faults, &err);
    for (size_t i = 0; i < faults.count; i++)
        print_error("%s:%ld: %s\n", faults.items[i].file, faults.items[i].line, faults.items[i].message);
    if (status == HT_OK)
        status = ht_reference_open(path, &small.ref, &err);
    if (status != HT_OK)
        print_error("%s\n", err.message);
    *state = &small;
    return status == HT_OK ? 0 : -1;
}

static inline int small_reference_teardown(void **state) {
    struct small_reference *small = *state;
    struct ht_error err = {HT_OK, ""};
    char path[512];
    int whole = small->ref && ht_reference_status(small->ref, &err) == HT_OK ? 0 : -1;
    ht_reference_close(small->ref);
    ht_arena_free(small->arena);
    DIR *directory = opendir(small->directory);
    for (struct dirent *entry; directory && (entry = readdir(directory));) {
        snprintf(path, sizeof path, "%s/%s", small->directory, entry->d_name);
        unlink(path);
    }
    closedir(directory);
    rmdir(small->directory);
    return whole;
}

#endif
