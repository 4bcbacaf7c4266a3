// SPDX-License-Identifier: GPL-3.0-or-later
// A small reference in a directory of its own, for the tests of the reference stage. Names are true, rows invented.
#ifndef HOLDTRACE_TEST_REFERENCE_DIR_H
#define HOLDTRACE_TEST_REFERENCE_DIR_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test_base.h"

struct dir {
    char path[64];
    char database[80];
};

static const struct {
    const char *name, *text;
} dir_files[] = {
    {"sources.csv", "id,title,retrieved_on,redistributable\n"
                    "open,An open source,2026-06-01,y\n"
                    "closed,A closed source,2026-07-15,n\n"
                    "undated,Never opened,,y\n"},
    {"entities.csv", "id,name,local_name,countries,kind,lei,confidence,source,address,registry_id\n"
                     "hikvision,\"Hangzhou Hikvision Digital Technology Co., Ltd.\",杭州海康威视数字技术股份有限公司,"
                     "CN,company,,official,open,Hangzhou,\n"
                     "cetc,China Electronics Technology Group Corporation,,CN,group,,seen-in-source,open|closed,,\n"
                     "dahua,Zhejiang Dahua Technology,,CN,company,,official,open,,\n"
                     "apple,Apple Inc.,,US,company,HWUPKR0MPOU8FGXBT394,official,open,,\n"
                     "glarun,Glarun Technology,,CN,company,,official,open,,\n"
                     "sasac,SASAC,,CN,state_body,,official,open,,\n"},
    {"names.csv", "entity,name,kind,language,valid_from,valid_to,source\n"
                  "hikvision,HANGZHOU HIKVISION DIGITAL A,export_label,,,,open\n"
                  "hikvision,Hikvision,abbreviation,en,,,open\n"
                  "dahua,Dahua Tech,alias,en,2001,2020-06,open\n"},
    {"securities.csv", "entity,name,type,isin,figi,ticker,mic,currency,valid_from,valid_to,confidence,source\n"
                       "hikvision,HIKVISION DIGITAL TECHNOLOGY CLASS A,equity,CNE100000PM8,,002415,XSHE,CNY,,,"
                       "official,open\n"
                       "apple,Apple Inc,equity,US0378331005,BBG000B9XRY4,AAPL,XNAS,USD,,,official,open\n"
                       "apple,Apple Inc,equity,US0378331005,,APC,XETR,EUR,,,official,open\n"
                       "cetc,Old Bond,bond,,,00020,XHKG,,2001,2019-12-31,official,open\n"
                       "dahua,New Share,equity,,,00020,XHKG,,2020-01-01,,official,open\n"},
    {"ownership.csv", "owner,owned,percent_min,percent_max,kind,nature,status,valid_from,valid_to,as_of,confidence,"
                      "source,note\n"
                      "cetc,hikvision,41.55,41.55,voting,ordinary,closed,,,2017,official,open,a group's total\n"
                      "cetc,hikvision,,,control,,,,,2021-06,seen-in-source,open,\n"
                      "sasac,cetc,100,100,economic,ordinary,closed,,,2021-06,official,open,\n"},
    {"relations.csv", "subject,relation,object,value,as_of,confidence,source\n"
                      "apple,supplier,hikvision,1200000,2020,single-source,open\n"},
    {"lists.csv", "id,name,authority,country,kind,effect,entries_total,source\n"
                  "L-ONE,First list,An authority,US,list,export_ban,100,open|closed\n"
                  "L-TWO,Second list,An authority,US,list,purchase_ban,,\n"
                  "E-ONE,An index,An index,,event,index_deletion,,open\n"},
    {"reach.csv", "list,rule,threshold_pct,inclusive,aggregate,cascade,listed_only,names_only,valid_from,valid_to,"
                  "citation\n"
                  "L-ONE,fifty,50,y,y,,n,n,2025-09-29,,A rule\n"
                  "L-ONE,names_only,,,,,n,y,,2025-09-28,\n"
                  "L-TWO,unknown,,,,,,,,,\n"},
    {"designations.csv", "list,entity,listed_as,ground,listed_on,effective_on,delisted_on,status,confidence,source\n"
                         "L-ONE,hikvision,Hikvision,xinjiang_surveillance,2019-10-09,,,in_force,official,open\n"
                         "L-ONE,dahua,Dahua,xinjiang_surveillance,2019-10-09,,2022-03-31,delisted,official,open\n"
                         "L-ONE,cetc,CETC,military,,,,in_force,official,open\n"
                         "L-TWO,glarun,Glarun,military,2025-01-07,,2026-02-17,disputed,official,open\n"
                         "L-TWO,apple,Apple,military,2021,,,in_force,from-knowledge,open\n"
                         "E-ONE,apple,Apple,xinjiang_surveillance,2021,,,in_force,official,open\n"},
    {"statements.csv", "entity,list,status,as_of,text,source\n"
                       "hikvision,L-TWO,not_listed,2026,It is not on it.,open\n"
                       "hikvision,,denial,2019-10,It denies.,open\n"},
    {"reported_holdings.csv", "holder,entity,value,currency,as_of,source\n"
                              "apple,hikvision,24000000.50,USD,2018-06-30,open\n"},
    {"lookalikes.csv", "entity,name,isin,ticker,mic,why,source\n"
                       "dahua,\"Cangzhou Dahua Co.,Ltd\",CNE000001204,600230,XSHG,chemicals,open\n"},
};

static void dir_write(const struct dir *dir, const char *name, const char *text) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", dir->path, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static inline struct dir dir_make(void) {
    struct dir dir = {"/tmp/holdtrace-test-XXXXXX", ""};
    assert_non_null(mkdtemp(dir.path));
    snprintf(dir.database, sizeof dir.database, "%s/out.db", dir.path);
    for (size_t i = 0; i < sizeof dir_files / sizeof dir_files[0]; i++)
        dir_write(&dir, dir_files[i].name, dir_files[i].text);
    char path[96];
    snprintf(path, sizeof path, "%s/screens", dir.path);
    assert_int_equal(mkdir(path, 0700), 0);
    return dir;
}

static void dir_empty(const char *path) {
    DIR *dir = opendir(path);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));) {
        char child[512];
        snprintf(child, sizeof child, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.' && unlink(child) != 0) {
            dir_empty(child);
            rmdir(child);
        }
    }
    closedir(dir);
}

static inline void dir_remove(const struct dir *dir) {
    dir_empty(dir->path);
    assert_int_equal(rmdir(dir->path), 0);
}

// Adds a line to the file NAME of the small reference.
static inline void dir_add(const struct dir *dir, const char *name, const char *line) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", dir->path, name);
    FILE *file = fopen(path, "a");
    assert_non_null(file);
    assert_true(fprintf(file, "%s\n", line) > 0);
    assert_int_equal(fclose(file), 0);
}

#endif
