// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * ISO 4217 currency codes, in use or withdrawn since 2003, with the digits of their minor units; and CNH, by which
 * exports print the renminbi traded outside the mainland.
 *
 * Codes for bullion and units of account that have no minor unit stand among those with none.
 */
#include <string.h>

#include "holdtrace/text.h"
#include "holdtrace/values.h"

struct minor_unit {
    unsigned digits;
    const char *codes; // each followed by a blank
};

static const struct minor_unit minor_units[] = {
    {2, "AED AFN ALL AMD ANG AOA ARS AUD AWG AZM AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BYR BZD "
        "CAD CDF CHE CHF CHW CNY CNH COP COU CRC CUC CUP CVE CYP CZK DKK DOP DZD EEK EGP ERN ETB EUR FJD FKP GBP GEL "
        "GHC GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD "
        "LSL LTL LVL MAD MDL MGA MKD MMK MNT MOP MRO MRU MTL MUR MVR MWK MXN MXV MYR MZM MZN NAD NGN NIO NOK NPR "
        "NZD PAB PEN PGK PHP PKR PLN QAR ROL RON RSD RUB SAR SBD SCR SDD SDG SEK SGD SHP SIT SKK SLE SLL SOS SRD "
        "SSP STD STN SVC SYP SZL THB TJS TMM TMT TOP TRL TRY TTD TWD TZS UAH USD USN UYU UZS VED VEF VES WST XCD "
        "XCG YER ZAR ZMK ZMW ZWG ZWL "},
    {0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XAG XAU XBA XBB XBC XBD XDR XOF XPD XPF XPT "
        "XSU XUA "},
    {3, "BHD IQD JOD KWD LYD OMR TND "},
    {4, "CLF UYW "},
};

static const struct minor_unit *unit_of(const char *code) {
    char cell[5] = "";
    if (code == NULL || !ht_is_upper(code[0]) || !ht_is_upper(code[1]) || !ht_is_upper(code[2]) || code[3] != '\0')
        return NULL;
    memcpy(cell, code, 3);
    cell[3] = ' ';
    for (size_t i = 0; i < sizeof minor_units / sizeof *minor_units; i++)
        if (strstr(minor_units[i].codes, cell) != NULL)
            return &minor_units[i];
    return NULL;
}

bool ht_currency_known(const char *text) {
    return unit_of(text) != NULL;
}

unsigned ht_currency_digits(const char *code) {
    const struct minor_unit *unit = unit_of(code);
    return unit == NULL ? 2 : unit->digits;
}

const char *ht_currency_of_part(const char *text) {
    static const struct {
        const char *printed, *code;
    } parts[] = {
        {"GBp", "GBP"}, {"GBX", "GBP"}, {"GBx", "GBP"}, {"pence", "GBP"}, {"Pence", "GBP"},
        {"ZAc", "ZAR"}, {"ZAC", "ZAR"}, {"ILA", "ILS"}, {"ILa", "ILS"},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].printed[0] == text[0] && strcmp(parts[i].printed, text) == 0) // asked for every cell
            return parts[i].code;
    return NULL;
}
