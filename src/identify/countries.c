// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Countries as exports print them: codes and names, folded to lower case, to ISO 3166-1 alpha-2.
 */
#include "identify/countries.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/text.h"
#include "holdtrace/values.h"

enum { NAME_MAX = 64 };

// The second letters of the alpha-2 codes in use, by first letter.
static const char *const second_letters[26] = {"DEFGILMOQRSTUWXZ",
                                               "ABDEFGHIJLMNOQRSTVWYZ",
                                               "ACDFGHIKLMNORUVWXYZ",
                                               "EJKMOZ",
                                               "CEGHRST",
                                               "IJKMOR",
                                               "ABDEFGHILMNPQRSTUWY",
                                               "KMNRTU",
                                               "DELMNOQRST",
                                               "EMOP",
                                               "EGHIMNPRWYZ",
                                               "ABCIKRSTUVY",
                                               "ACDEFGHKLMNOPQRSTUVWXYZ",
                                               "ACEFGILOPRUZ",
                                               "M",
                                               "AEFGHKLMNRSTWY",
                                               "A",
                                               "EOSUW",
                                               "ABCDEGHIJKLMNORSTVXYZ",
                                               "CDFGHJKLMNORTVWZ",
                                               "AGMSYZ",
                                               "ACEGINU",
                                               "FS",
                                               "",
                                               "ET",
                                               "AMW"};

// Alpha-3 followed by alpha-2, sorted.
static const char alpha3[][6] = {
    "ABWAW", "AFGAF", "AGOAO", "AIAAI", "ALAAX", "ALBAL", "ANDAD", "AREAE", "ARGAR", "ARMAM", "ASMAS", "ATAAQ",
    "ATFTF", "ATGAG", "AUSAU", "AUTAT", "AZEAZ", "BDIBI", "BELBE", "BENBJ", "BESBQ", "BFABF", "BGDBD", "BGRBG",
    "BHRBH", "BHSBS", "BIHBA", "BLMBL", "BLRBY", "BLZBZ", "BMUBM", "BOLBO", "BRABR", "BRBBB", "BRNBN", "BTNBT",
    "BVTBV", "BWABW", "CAFCF", "CANCA", "CCKCC", "CHECH", "CHLCL", "CHNCN", "CIVCI", "CMRCM", "CODCD", "COGCG",
    "COKCK", "COLCO", "COMKM", "CPVCV", "CRICR", "CUBCU", "CUWCW", "CXRCX", "CYMKY", "CYPCY", "CZECZ", "DEUDE",
    "DJIDJ", "DMADM", "DNKDK", "DOMDO", "DZADZ", "ECUEC", "EGYEG", "ERIER", "ESHEH", "ESPES", "ESTEE", "ETHET",
    "FINFI", "FJIFJ", "FLKFK", "FRAFR", "FROFO", "FSMFM", "GABGA", "GBRGB", "GEOGE", "GGYGG", "GHAGH", "GIBGI",
    "GINGN", "GLPGP", "GMBGM", "GNBGW", "GNQGQ", "GRCGR", "GRDGD", "GRLGL", "GTMGT", "GUFGF", "GUMGU", "GUYGY",
    "HKGHK", "HMDHM", "HNDHN", "HRVHR", "HTIHT", "HUNHU", "IDNID", "IMNIM", "INDIN", "IOTIO", "IRLIE", "IRNIR",
    "IRQIQ", "ISLIS", "ISRIL", "ITAIT", "JAMJM", "JEYJE", "JORJO", "JPNJP", "KAZKZ", "KENKE", "KGZKG", "KHMKH",
    "KIRKI", "KNAKN", "KORKR", "KWTKW", "LAOLA", "LBNLB", "LBRLR", "LBYLY", "LCALC", "LIELI", "LKALK", "LSOLS",
    "LTULT", "LUXLU", "LVALV", "MACMO", "MAFMF", "MARMA", "MCOMC", "MDAMD", "MDGMG", "MDVMV", "MEXMX", "MHLMH",
    "MKDMK", "MLIML", "MLTMT", "MMRMM", "MNEME", "MNGMN", "MNPMP", "MOZMZ", "MRTMR", "MSRMS", "MTQMQ", "MUSMU",
    "MWIMW", "MYSMY", "MYTYT", "NAMNA", "NCLNC", "NERNE", "NFKNF", "NGANG", "NICNI", "NIUNU", "NLDNL", "NORNO",
    "NPLNP", "NRUNR", "NZLNZ", "OMNOM", "PAKPK", "PANPA", "PCNPN", "PERPE", "PHLPH", "PLWPW", "PNGPG", "POLPL",
    "PRIPR", "PRKKP", "PRTPT", "PRYPY", "PSEPS", "PYFPF", "QATQA", "REURE", "ROURO", "RUSRU", "RWARW", "SAUSA",
    "SDNSD", "SENSN", "SGPSG", "SGSGS", "SHNSH", "SJMSJ", "SLBSB", "SLESL", "SLVSV", "SMRSM", "SOMSO", "SPMPM",
    "SRBRS", "SSDSS", "STPST", "SURSR", "SVKSK", "SVNSI", "SWESE", "SWZSZ", "SXMSX", "SYCSC", "SYRSY", "TCATC",
    "TCDTD", "TGOTG", "THATH", "TJKTJ", "TKLTK", "TKMTM", "TLSTL", "TONTO", "TTOTT", "TUNTN", "TURTR", "TUVTV",
    "TWNTW", "TZATZ", "UGAUG", "UKRUA", "UMIUM", "URYUY", "USAUS", "UZBUZ", "VATVA", "VCTVC", "VENVE", "VGBVG",
    "VIRVI", "VNMVN", "VUTVU", "WLFWF", "WSMWS", "YEMYE", "ZAFZA", "ZMBZM", "ZWEZW"};

bool ht_country_is_alpha2(const char *text) {
    return ht_is_upper(text[0]) && ht_is_upper(text[1]) && strchr(second_letters[text[0] - 'A'], text[1]) != NULL;
}

static int compare_name(const void *key, const void *row) {
    return strcmp(key, ((const struct ht_country_name *)row)->name);
}

static int compare_alpha3(const void *key, const void *row) {
    return memcmp(key, row, 3);
}

// TEXT in lower case, A to Z and the capitals of Latin-1 (C3 80 to C3 9E in UTF-8), into OUT; false when too long.
static bool fold_name(struct ht_slice text, char out[NAME_MAX]) {
    if (text.len >= NAME_MAX)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool latin1_capital = i > 0 && (unsigned char)text.data[i - 1] == 0xC3 && c >= 0x80 && c <= 0x9E;
        out[i] = latin1_capital ? (char)(c + 0x20) : ht_to_lower((char)c);
    }
    out[text.len] = '\0';
    return true;
}

// Rows of alpha3 by their alpha-2 code: it is asked for each row of a file.
static const char *by_alpha2['Z' - 'A' + 1]['Z' - 'A' + 1];

static void fill_by_alpha2(void) {
    for (size_t i = sizeof alpha3 / sizeof *alpha3; i > 0; i--) {
        const char *code = alpha3[i - 1] + 3;
        by_alpha2[code[0] - 'A'][code[1] - 'A'] = alpha3[i - 1];
    }
}

static const char *row_of_alpha2(const char *code) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, fill_by_alpha2);
    return by_alpha2[code[0] - 'A'][code[1] - 'A'];
}

// The code that TEXT itself is, alpha-2 or alpha-3 in capitals, as a string that lives for ever.
static const char *code_of_code(struct ht_slice text) {
    const char *row = NULL;
    if (text.len == 3)
        row = bsearch(text.data, alpha3, sizeof alpha3 / sizeof *alpha3, sizeof *alpha3, compare_alpha3);
    else if (text.len == 2 && ht_country_is_alpha2(text.data))
        row = row_of_alpha2(text.data);
    return row == NULL ? NULL : row + 3;
}

const char *ht_country_code(const char *text) {
    char folded[NAME_MAX];
    struct ht_slice trimmed = ht_slice_trim(ht_slice_of(text));
    const char *code = code_of_code(trimmed);
    if (code != NULL || !fold_name(trimmed, folded))
        return code;
    const struct ht_country_name *row =
        bsearch(folded, ht_country_names, ht_country_names_count, sizeof *ht_country_names, compare_name);
    return row == NULL ? NULL : row->code;
}
