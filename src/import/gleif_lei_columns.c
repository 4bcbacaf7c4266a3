// SPDX-License-Identifier: GPL-3.0-or-later
// Where the register of entities (level 1) has what is read of it, in its CSV and its XML: see gleif_lei.h.
#include "import/gleif_lei.h"

#define OTHER "Entity.OtherEntityNames.OtherEntityName."
#define TRANSLITERATED "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName."
#define SUCCESSOR "Entity.SuccessorEntity."
#define EVENT "Entity.LegalEntityEvents.LegalEntityEvent."

// Versions of the format before 3 have no events and one successor; nothing but key and name is in all of them.
#define NAMES(prefix, n)                                                                                             \
    {prefix n, false}, {prefix n ".xmllang", false}, {                                                               \
        prefix n ".type", false                                                                                      \
    }
#define SUCCESSORS(n)                                                                                                \
    {SUCCESSOR n ".SuccessorLEI", false}, {                                                                          \
        SUCCESSOR n ".SuccessorEntityName", false                                                                    \
    }
#define EVENTS(n)                                                                                                    \
    {EVENT n ".event_status", false}, {EVENT n ".LegalEntityEventType", false}, {                                    \
        EVENT n ".LegalEntityEventEffectiveDate", false                                                              \
    }

const struct import_column lei_columns[LEI_WIDTH + 1] = {
    {"LEI", true},
    {"Entity.LegalName", true},
    {"Entity.LegalName.xmllang", false},
    NAMES(OTHER, "1"),
    NAMES(OTHER, "2"),
    NAMES(OTHER, "3"),
    NAMES(OTHER, "4"),
    NAMES(OTHER, "5"),
    NAMES(TRANSLITERATED, "1"),
    NAMES(TRANSLITERATED, "2"),
    NAMES(TRANSLITERATED, "3"),
    NAMES(TRANSLITERATED, "4"),
    NAMES(TRANSLITERATED, "5"),
    SUCCESSORS("1"),
    SUCCESSORS("2"),
    SUCCESSORS("3"),
    SUCCESSORS("4"),
    SUCCESSORS("5"),
    EVENTS("1"),
    EVENTS("2"),
    EVENTS("3"),
    EVENTS("4"),
    EVENTS("5"),
    {"Entity.LegalAddress.Country", false},
    {"Entity.HeadquartersAddress.Country", false},
    {"Entity.RegistrationAuthority.RegistrationAuthorityID", false},
    {"Entity.RegistrationAuthority.RegistrationAuthorityEntityID", false},
    {"Entity.LegalJurisdiction", false},
    {"Entity.EntityCategory", false},
    {"Entity.EntityStatus", true},
    {"Entity.EntityExpirationDate", false},
    {"Entity.EntityExpirationReason", false},
    {"Registration.RegistrationStatus", true},
    {"Registration.ValidationSources", false},
    {"DeletedAt", false},
    {NULL, false},
};

#define XML_NAMES(parent, name, column)                                                                              \
    {parent, name, (column) + LEI_TEXT, name, LEI_NAME_WIDTH, LEI_TIMES},                                            \
        {name, "@lang", (column) + LEI_LANGUAGE, name, LEI_NAME_WIDTH, LEI_TIMES}, {                                 \
        name, "@type", (column) + LEI_TYPE, name, LEI_NAME_WIDTH, LEI_TIMES                                          \
    }
#define XML_SUCCESSOR(name, column)                                                                                  \
    { "SuccessorEntity", name, LEI_SUCCESSORS + (column), "SuccessorEntity", LEI_SUCCESSOR_WIDTH, LEI_TIMES }
#define XML_EVENT(name, column)                                                                                      \
    { "LegalEntityEvent", name, LEI_EVENTS + (column), "LegalEntityEvent", LEI_EVENT_WIDTH, LEI_TIMES }

static const struct import_xml_field fields[] = {
    {.parent = "LEIRecord", .name = "LEI", .column = LEI_LEI},
    {.parent = "Entity", .name = "LegalName", .column = LEI_NAME},
    {.parent = "LegalName", .name = "@lang", .column = LEI_NAME_LANGUAGE},
    XML_NAMES("OtherEntityNames", "OtherEntityName", LEI_OTHER_NAMES),
    XML_NAMES("TransliteratedOtherEntityNames", "TransliteratedOtherEntityName", LEI_TRANSLITERATED),
    XML_SUCCESSOR("SuccessorLEI", LEI_SUCCESSOR_LEI),
    XML_SUCCESSOR("SuccessorEntityName", LEI_SUCCESSOR_NAME),
    XML_EVENT("@event_status", LEI_EVENT_STATUS),
    XML_EVENT("LegalEntityEventType", LEI_EVENT_TYPE),
    XML_EVENT("LegalEntityEventEffectiveDate", LEI_EVENT_DATE),
    {.parent = "LegalAddress", .name = "Country", .column = LEI_LEGAL_COUNTRY},
    {.parent = "HeadquartersAddress", .name = "Country", .column = LEI_SEAT_COUNTRY},
    {.parent = "RegistrationAuthority", .name = "RegistrationAuthorityID", .column = LEI_AUTHORITY},
    {.parent = "RegistrationAuthority", .name = "RegistrationAuthorityEntityID", .column = LEI_NUMBER},
    {.parent = "Entity", .name = "LegalJurisdiction", .column = LEI_JURISDICTION},
    {.parent = "Entity", .name = "EntityCategory", .column = LEI_CATEGORY},
    {.parent = "Entity", .name = "EntityStatus", .column = LEI_STATUS},
    {.parent = "Entity", .name = "EntityExpirationDate", .column = LEI_EXPIRED_ON},
    {.parent = "Entity", .name = "EntityExpirationReason", .column = LEI_EXPIRED_WHY},
    {.parent = "Registration", .name = "RegistrationStatus", .column = LEI_REGISTRATION},
    {.parent = "Registration", .name = "ValidationSources", .column = LEI_VALIDATION},
    {.name = NULL},
};

const struct import_xml_table lei_xml = {
    .record = "LEIRecord",
    .date = "ContentDate",
    .fields = fields,
    .width = LEI_WIDTH,
};
