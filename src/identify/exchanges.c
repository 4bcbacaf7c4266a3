// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Exchanges and what they are called.
 *
 * Names are those of the iShares, Schwab and other exports, and the short names of data vendors. A market segment
 * stands under the exchange it belongs to (XNGS, XNMS and XNCM under XNAS), because securities are kept under that.
 * What is no exchange ("OTC", "NO MARKET") has no row.
 */
#include "holdtrace/exchanges.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/text.h"

enum { NAME_MAX = 64, MIC_LENGTH = 4 };

struct exchange_row {
    struct ht_exchange exchange;
    const char *bloomberg; // codes, separated by blanks
    const char *reuters;   // suffixes, separated by blanks
};

// Sorted by MIC.
static const struct exchange_row rows[] = {
    {{"ARCX", "US", 0}, "UP", ""},         {{"BATS", "US", 0}, "UF", ""},    {{"BJSE", "CN", 6}, "", "BJ"},
    {{"BVMF", "BR", 0}, "BS", "SA"},       {{"DIFX", "AE", 0}, "DU", "DI"},  {{"DSMD", "QA", 0}, "QD", "QA"},
    {{"IFLL", "GB", 0}, "", ""},           {{"IFUS", "US", 0}, "", ""},      {{"MISX", "RU", 0}, "RM", "MM"},
    {{"ROCO", "TW", 0}, "", "TWO"},        {{"RTSX", "RU", 0}, "RX", ""},    {{"XADS", "AE", 0}, "DH", "AD"},
    {{"XAMS", "NL", 0}, "NA", "AS"},       {{"XASE", "US", 0}, "UA", "AM"},  {{"XASX", "AU", 0}, "AT", "AX"},
    {{"XATH", "GR", 0}, "GA", "AT"},       {{"XBKK", "TH", 0}, "TB", "BK"},  {{"XBOG", "CO", 0}, "CX", "CN"},
    {{"XBOM", "IN", 0}, "IB", "BO"},       {{"XBRU", "BE", 0}, "BB", "BR"},  {{"XBUD", "HU", 0}, "HB", "BU"},
    {{"XCAI", "EG", 0}, "EC", "CA"},       {{"XCME", "US", 0}, "", ""},      {{"XCSE", "DK", 0}, "DC", "CO"},
    {{"XDFM", "AE", 0}, "DB", "DU"},       {{"XDUB", "IE", 0}, "ID", ""},    {{"XETR", "DE", 0}, "GY", "DE"},
    {{"XEUR", "DE", 0}, "", ""},           {{"XFRA", "DE", 0}, "GF", "F"},   {{"XHEL", "FI", 0}, "FH", "HE"},
    {{"XHKG", "HK", 5}, "HK H1 H2", "HK"}, {{"XICE", "IS", 0}, "IR", "IC"},  {{"XIDX", "ID", 0}, "IJ", "JK"},
    {{"XIOM", "US", 0}, "", ""},           {{"XIST", "TR", 0}, "TI", "IS"},  {{"XJSE", "ZA", 0}, "SJ", "J"},
    {{"XKAR", "PK", 0}, "PA", "KA"},       {{"XKLS", "MY", 0}, "MK", "KL"},  {{"XKOS", "KR", 6}, "KQ", "KQ"},
    {{"XKRX", "KR", 6}, "KP", "KS"},       {{"XKUW", "KW", 0}, "KK", "KW"},  {{"XLIM", "PE", 0}, "PE", "LM"},
    {{"XLIS", "PT", 0}, "PL", "LS"},       {{"XLON", "GB", 0}, "LN", "L"},   {{"XMAD", "ES", 0}, "SM SN SQ", "MC"},
    {{"XMEX", "MX", 0}, "MM", "MX"},       {{"XMIL", "IT", 0}, "IM", "MI"},  {{"XNAS", "US", 0}, "UW UQ UR", "O OQ"},
    {{"XNSE", "IN", 0}, "IS", "NS"},       {{"XNYS", "US", 0}, "UN", "N K"}, {{"XNZE", "NZ", 0}, "NZ", "NZ"},
    {{"XOSE", "JP", 0}, "", ""},           {{"XOSL", "NO", 0}, "NO", "OL"},  {{"XPAR", "FR", 0}, "FP", "PA"},
    {{"XPHS", "PH", 0}, "PM", "PS"},       {{"XPRA", "CZ", 0}, "CP", "PR"},  {{"XSAU", "SA", 0}, "AB", "SE"},
    {{"XSES", "SG", 0}, "SP", "SI"},       {{"XSGO", "CL", 0}, "CC", "SN"},  {{"XSHE", "CN", 6}, "CS C2", "SZ"},
    {{"XSHG", "CN", 6}, "CG C1", "SS SH"}, {{"XSTO", "SE", 0}, "SS", "ST"},  {{"XSWX", "CH", 0}, "SE SW VX", "S"},
    {{"XTAE", "IL", 0}, "IT", "TA"},       {{"XTAI", "TW", 0}, "TT", "TW"},  {{"XTKS", "JP", 0}, "JT", "T"},
    {{"XTSE", "CA", 0}, "CT", "TO"},       {{"XWAR", "PL", 0}, "PW", "WA"},  {{"XWBO", "AT", 0}, "AV", "VI"},
};

struct exchange_name {
    const char *name; // in ASCII lower case
    const char *mic;
};

// Sorted by the bytes of the name. Names that several exchanges go by ("TSE", "NSE", "BSE") are left out.
static const struct exchange_name names[] = {
    {"abu dhabi securities exchange", "XADS"},
    {"adx", "XADS"},
    {"american stock exchange", "XASE"},
    {"amex", "XASE"},
    {"ams", "XAMS"},
    {"amsterdam", "XAMS"},
    {"asex", "XATH"},
    {"asx", "XASX"},
    {"asx - all markets", "XASX"},
    {"athens exchange s.a. cash market", "XATH"},
    {"athens stock exchange", "XATH"},
    {"australian securities exchange", "XASX"},
    {"b3", "BVMF"},
    {"beijing", "BJSE"},
    {"beijing se", "BJSE"},
    {"beijing stock exchange", "BJSE"},
    {"bit", "XMIL"},
    {"bm&fbovespa", "BVMF"},
    {"bme", "XMAD"},
    {"bmv", "XMEX"},
    {"boerse frankfurt", "XFRA"},
    {"bolsa de madrid", "XMAD"},
    {"bolsa de valores de colombia", "XBOG"},
    {"bolsa de valores de lima", "XLIM"},
    {"bolsa mexicana de valores", "XMEX"},
    {"bombay stock exchange", "XBOM"},
    {"borsa istanbul", "XIST"},
    {"borsa italiana", "XMIL"},
    {"boursa kuwait", "XKUW"},
    {"bovespa", "BVMF"},
    {"brussels", "XBRU"},
    {"bse beijing", "BJSE"},
    {"bse ltd", "XBOM"},
    {"budapest stock exchange", "XBUD"},
    {"bursa malaysia", "XKLS"},
    {"bzx", "BATS"},
    {"börse frankfurt", "XFRA"},
    {"cboe bzx", "BATS"},
    {"cboe bzx formerly known as bats", "BATS"},
    {"chicago mercantile exchange", "XCME"},
    {"cme", "XCME"},
    {"cnsesh", "XSHG"},
    {"cnsesz", "XSHE"},
    {"cph", "XCSE"},
    {"deutsche boerse xetra", "XETR"},
    {"deutsche börse xetra", "XETR"},
    {"dfm", "XDFM"},
    {"dubai financial market", "XDFM"},
    {"ebr", "XBRU"},
    {"egyptian exchange", "XCAI"},
    {"eli", "XLIS"},
    {"epa", "XPAR"},
    {"etr", "XETR"},
    {"eurex", "XEUR"},
    {"eurex deutschland", "XEUR"},
    {"euronext amsterdam", "XAMS"},
    {"euronext brussels", "XBRU"},
    {"euronext dublin", "XDUB"},
    {"euronext lisbon", "XLIS"},
    {"euronext milan", "XMIL"},
    {"euronext oslo", "XOSL"},
    {"euronext paris", "XPAR"},
    {"fra", "XFRA"},
    {"frankfurt stock exchange", "XFRA"},
    {"gretai securities market", "ROCO"},
    {"hel", "XHEL"},
    {"hk", "XHKG"},
    {"hkex", "XHKG"},
    {"hkg", "XHKG"},
    {"hkse", "XHKG"},
    {"hong kong", "XHKG"},
    {"hong kong exchange", "XHKG"},
    {"hong kong exchanges and clearing ltd", "XHKG"},
    {"hong kong se", "XHKG"},
    {"hong kong stock exchange", "XHKG"},
    {"ice futures europe - financial products division", "IFLL"},
    {"ice futures u.s.", "IFUS"},
    {"idx", "XIDX"},
    {"index and options market", "XIOM"},
    {"indonesia stock exchange", "XIDX"},
    {"irish stock exchange", "XDUB"},
    {"irish stock exchange - all market", "XDUB"},
    {"istanbul stock exchange", "XIST"},
    {"johannesburg stock exchange", "XJSE"},
    {"jpx", "XTKS"},
    {"jse", "XJSE"},
    {"karachi stock exchange (guarantee) limited", "XKAR"},
    {"korea exchange (kosdaq)", "XKOS"},
    {"korea exchange (stock market)", "XKRX"},
    {"kosdaq", "XKOS"},
    {"kospi", "XKRX"},
    {"kuwait stock exchange", "XKUW"},
    {"lisbon", "XLIS"},
    {"lon", "XLON"},
    {"london", "XLON"},
    {"london stock exchange", "XLON"},
    {"lse", "XLON"},
    {"madrid", "XMAD"},
    {"milan", "XMIL"},
    {"moex", "MISX"},
    {"moscow exchange", "MISX"},
    {"mtaa", "XMIL"},
    {"nasdaq", "XNAS"},
    {"nasdaq copenhagen", "XCSE"},
    {"nasdaq dubai", "DIFX"},
    {"nasdaq global select", "XNAS"},
    {"nasdaq global select market", "XNAS"},
    {"nasdaq helsinki", "XHEL"},
    {"nasdaq iceland", "XICE"},
    {"nasdaq omx helsinki ltd.", "XHEL"},
    {"nasdaq omx nordic", "XSTO"},
    {"nasdaq stock market", "XNAS"},
    {"nasdaq stockholm", "XSTO"},
    {"nasdaqgs", "XNAS"},
    {"national stock exchange of india", "XNSE"},
    {"new york stock exchange", "XNYS"},
    {"new york stock exchange inc.", "XNYS"},
    {"new zealand exchange ltd", "XNZE"},
    {"ngs", "XNAS"},
    {"nms", "XNAS"},
    {"nyse", "XNYS"},
    {"nyse american", "XASE"},
    {"nyse arca", "ARCX"},
    {"nyse arca inc.", "ARCX"},
    {"nyse euronext - euronext amsterdam", "XAMS"},
    {"nyse euronext - euronext brussels", "XBRU"},
    {"nyse euronext - euronext lisbon", "XLIS"},
    {"nyse euronext - euronext paris", "XPAR"},
    {"nyse inc.", "XNYS"},
    {"nyse mkt", "XASE"},
    {"nyse mkt llc", "XASE"},
    {"nyseamerican", "XASE"},
    {"nysearca", "ARCX"},
    {"nzx", "XNZE"},
    {"omx nordic exchange copenhagen a/s", "XCSE"},
    {"omx nordic exchange iceland", "XICE"},
    {"omx stockholm", "XSTO"},
    {"osaka exchange", "XOSE"},
    {"osaka securities exchange", "XOSE"},
    {"osl", "XOSL"},
    {"oslo bors asa", "XOSL"},
    {"oslo børs", "XOSL"},
    {"pakistan stock exchange", "XKAR"},
    {"paris", "XPAR"},
    {"philippine stock exchange", "XPHS"},
    {"philippine stock exchange inc.", "XPHS"},
    {"prague stock exchange", "XPRA"},
    {"qatar exchange", "DSMD"},
    {"qatar stock exchange", "DSMD"},
    {"santiago stock exchange", "XSGO"},
    {"saudi exchange", "XSAU"},
    {"saudi stock exchange", "XSAU"},
    {"sehk", "XHKG"},
    {"set", "XBKK"},
    {"sgx", "XSES"},
    {"sh", "XSHG"},
    {"sha", "XSHG"},
    {"shanghai", "XSHG"},
    {"shanghai (stock connect)", "XSHG"},
    {"shanghai se", "XSHG"},
    {"shanghai stock connect", "XSHG"},
    {"shanghai stock exchange", "XSHG"},
    {"shanghai-hong kong stock connect", "XSHG"},
    {"she", "XSHE"},
    {"shenzhen", "XSHE"},
    {"shenzhen (stock connect)", "XSHE"},
    {"shenzhen se", "XSHE"},
    {"shenzhen stock connect", "XSHE"},
    {"shenzhen stock exchange", "XSHE"},
    {"shenzhen-hong kong stock connect", "XSHE"},
    {"singapore exchange", "XSES"},
    {"six", "XSWX"},
    {"six swiss exchange", "XSWX"},
    {"sse", "XSHG"},
    {"standard-classica-forts", "RTSX"},
    {"sto", "XSTO"},
    {"stock exchange of hong kong", "XHKG"},
    {"stock exchange of thailand", "XBKK"},
    {"stockholm stock exchange", "XSTO"},
    {"swx", "XSWX"},
    {"sz", "XSHE"},
    {"szse", "XSHE"},
    {"tadawul", "XSAU"},
    {"taipei exchange", "ROCO"},
    {"taiwan stock exchange", "XTAI"},
    {"tase", "XTAE"},
    {"tel aviv stock exchange", "XTAE"},
    {"tokyo", "XTKS"},
    {"tokyo stock exchange", "XTKS"},
    {"toronto stock exchange", "XTSE"},
    {"tpe", "XTAI"},
    {"tpex", "ROCO"},
    {"tsx", "XTSE"},
    {"twse", "XTAI"},
    {"tyo", "XTKS"},
    {"vie", "XWBO"},
    {"vienna stock exchange", "XWBO"},
    {"warsaw stock exchange", "XWAR"},
    {"warsaw stock exchange/equities/main market", "XWAR"},
    {"wiener boerse ag", "XWBO"},
    {"wiener börse", "XWBO"},
    {"wse", "XWAR"},
    {"xbsp", "BVMF"},
    {"xetra", "XETR"},
    {"xncm", "XNAS"},
    {"xngs", "XNAS"},
    {"xnms", "XNAS"},
    {"xsec", "XSHE"},
    {"xssc", "XSHG"},
    {"xvtx", "XSWX"},
    {"上交所", "XSHG"},
    {"上海", "XSHG"},
    {"上海證券交易所", "XSHG"},
    {"上海证券交易所", "XSHG"},
    {"上證", "XSHG"},
    {"上证", "XSHG"},
    {"北交所", "BJSE"},
    {"北京", "BJSE"},
    {"北京證券交易所", "BJSE"},
    {"北京证券交易所", "BJSE"},
    {"沪市", "XSHG"},
    {"深交所", "XSHE"},
    {"深圳", "XSHE"},
    {"深圳證券交易所", "XSHE"},
    {"深圳证券交易所", "XSHE"},
    {"深市", "XSHE"},
    {"深證", "XSHE"},
    {"深证", "XSHE"},
    {"港交所", "XHKG"},
    {"滬市", "XSHG"},
    {"联交所", "XHKG"},
    {"聯交所", "XHKG"},
    {"香港", "XHKG"},
    {"香港交易所", "XHKG"},
    {"香港联交所", "XHKG"},
    {"香港联合交易所", "XHKG"},
    {"香港聯交所", "XHKG"},
    {"香港聯合交易所", "XHKG"},
};

/*
 * Bloomberg codes of a whole country, for which one exchange stands: Bloomberg's composite of several listings of the
 * same share. "US" and "IN" name no exchange and "CH" is told apart by number, so they have no row.
 */
static const struct {
    const char *code;
    const char *mic;
} composites[] = {{"AU", "XASX"}, {"JP", "XTKS"}, {"GR", "XETR"}, {"KS", "XKRX"}, {"CN", "XTSE"}, {"BZ", "BVMF"}};

// Whether WORD is one of the words of LIST, which blanks separate, without case.
static bool listed(const char *list, struct ht_slice word) {
    while (*list != '\0') {
        size_t len = strcspn(list, " ");
        if (ht_slice_same((struct ht_slice){list, len}, word))
            return true;
        list += len + (list[len] == ' ');
    }
    return false;
}

static int compare_mic(const void *key, const void *row) {
    return strcmp(key, ((const struct exchange_row *)row)->exchange.mic);
}

static int compare_name(const void *key, const void *row) {
    return strcmp(key, ((const struct exchange_name *)row)->name);
}

const struct ht_exchange *ht_exchange_by_mic(const char *mic) {
    const struct exchange_row *row =
        mic == NULL ? NULL : bsearch(mic, rows, sizeof rows / sizeof *rows, sizeof *rows, compare_mic);
    return row == NULL ? NULL : &row->exchange;
}

const struct ht_exchange *ht_exchange_named(const char *text) {
    char upper[NAME_MAX];
    char lower[NAME_MAX];
    struct ht_slice word = ht_slice_trim(ht_slice_of(text));
    if (word.len == 0 || word.len >= NAME_MAX)
        return NULL;
    for (size_t i = 0; i < word.len; i++) {
        upper[i] = ht_to_upper(word.data[i]);
        lower[i] = ht_to_lower(word.data[i]);
    }
    upper[word.len] = lower[word.len] = '\0';
    const struct ht_exchange *by_mic = word.len == MIC_LENGTH ? ht_exchange_by_mic(upper) : NULL;
    if (by_mic != NULL)
        return by_mic;
    const struct exchange_name *row =
        bsearch(lower, names, sizeof names / sizeof *names, sizeof *names, compare_name);
    return row == NULL ? NULL : ht_exchange_by_mic(row->mic);
}

/*
 * The mainland exchange whose numbers hold CODE, six digits: Shanghai 600-605 and 688-689 (A shares), 900 (B);
 * Shenzhen 000-004 and 300-301 (A shares), 200 (B); Beijing 43, 83, 87, 88 and 920.
 */
static const char *mainland_mic(const char *code) {
    static const struct {
        const char *prefix;
        const char *mic;
    } ranges[] = {{"60", "XSHG"},  {"688", "XSHG"}, {"689", "XSHG"}, {"900", "XSHG"}, {"000", "XSHE"},
                  {"001", "XSHE"}, {"002", "XSHE"}, {"003", "XSHE"}, {"004", "XSHE"}, {"300", "XSHE"},
                  {"301", "XSHE"}, {"302", "XSHE"}, {"200", "XSHE"}, {"201", "XSHE"}, {"43", "BJSE"},
                  {"83", "BJSE"},  {"87", "BJSE"},  {"88", "BJSE"},  {"920", "BJSE"}};
    if (strlen(code) != 6 || strspn(code, "0123456789") != 6)
        return NULL;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (strncmp(code, ranges[i].prefix, strlen(ranges[i].prefix)) == 0)
            return ranges[i].mic;
    return NULL;
}

const struct ht_exchange *ht_exchange_bloomberg(const char *code, const char *ticker) {
    struct ht_slice word = ht_slice_trim(ht_slice_of(code));
    if (word.len != 2)
        return NULL;
    if (ht_slice_same(word, ht_slice_of("CH")))
        return ticker == NULL ? NULL : ht_exchange_by_mic(mainland_mic(ticker));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (listed(rows[i].bloomberg, word))
            return &rows[i].exchange;
    for (size_t i = 0; i < sizeof composites / sizeof *composites; i++)
        if (ht_slice_same(word, ht_slice_of(composites[i].code)))
            return ht_exchange_by_mic(composites[i].mic);
    return NULL;
}

const struct ht_exchange *ht_exchange_reuters(const char *suffix) {
    struct ht_slice word = ht_slice_trim(ht_slice_of(suffix));
    for (size_t i = 0; word.len > 0 && i < sizeof rows / sizeof *rows; i++)
        if (listed(rows[i].reuters, word))
            return &rows[i].exchange;
    return NULL;
}
