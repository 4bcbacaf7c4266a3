// SPDX-License-Identifier: GPL-3.0-or-later
// Where the register's relationships (level 2) have what is read of them, in CSV and XML: see gleif_rr.h.
#include "import/gleif_rr.h"

#define PERIOD "Relationship.Period."
#define QUANTIFIER "Relationship.Quantifiers."
#define PERIODS(n)                                                                                                   \
    {PERIOD n ".startDate", false}, {PERIOD n ".endDate", false}, {                                                  \
        PERIOD n ".periodType", false                                                                                \
    }
#define QUANTIFIERS(n)                                                                                               \
    {QUANTIFIER n ".MeasurementMethod", false}, {QUANTIFIER n ".QuantifierAmount", false}, {                         \
        QUANTIFIER n ".QuantifierUnits", false                                                                       \
    }

const struct import_column rr_columns[RR_WIDTH + 1] = {
    {"Relationship.StartNode.NodeID", true},
    {"Relationship.StartNode.NodeIDType", false},
    {"Relationship.EndNode.NodeID", true},
    {"Relationship.EndNode.NodeIDType", false},
    {"Relationship.RelationshipType", true},
    {"Relationship.RelationshipStatus", true},
    PERIODS("1"),
    PERIODS("2"),
    PERIODS("3"),
    PERIODS("4"),
    PERIODS("5"),
    QUANTIFIERS("1"),
    QUANTIFIERS("2"),
    QUANTIFIERS("3"),
    QUANTIFIERS("4"),
    QUANTIFIERS("5"),
    {"Registration.LastUpdateDate", false},
    {"Registration.RegistrationStatus", true},
    {"Registration.ValidationSources", false},
    {"DeletedAt", false},
    {NULL, false},
};

#define XML_PERIOD(name, column)                                                                                     \
    { "RelationshipPeriod", name, RR_PERIODS + (column), "RelationshipPeriod", RR_PERIOD_WIDTH, RR_TIMES }
#define XML_QUANTIFIER(name, column)                                                                                 \
    {                                                                                                                \
        "RelationshipQuantifier", name, RR_QUANTIFIERS + (column), "RelationshipQuantifier", RR_QUANTIFIER_WIDTH,    \
            RR_TIMES                                                                                                 \
    }

static const struct import_xml_field fields[] = {
    {.parent = "StartNode", .name = "NodeID", .column = RR_START},
    {.parent = "StartNode", .name = "NodeIDType", .column = RR_START_TYPE},
    {.parent = "EndNode", .name = "NodeID", .column = RR_END},
    {.parent = "EndNode", .name = "NodeIDType", .column = RR_END_TYPE},
    {.parent = "Relationship", .name = "RelationshipType", .column = RR_TYPE},
    {.parent = "Relationship", .name = "RelationshipStatus", .column = RR_STATUS},
    XML_PERIOD("StartDate", RR_PERIOD_START),
    XML_PERIOD("EndDate", RR_PERIOD_END),
    XML_PERIOD("PeriodType", RR_PERIOD_TYPE),
    XML_QUANTIFIER("MeasurementMethod", RR_METHOD),
    XML_QUANTIFIER("QuantifierAmount", RR_AMOUNT),
    XML_QUANTIFIER("QuantifierUnits", RR_UNITS),
    {.parent = "Registration", .name = "LastUpdateDate", .column = RR_UPDATED},
    {.parent = "Registration", .name = "RegistrationStatus", .column = RR_REGISTRATION},
    {.parent = "Registration", .name = "ValidationSources", .column = RR_VALIDATION},
    {.name = NULL},
};

const struct import_xml_table rr_xml = {
    .record = "RelationshipRecord",
    .date = "ContentDate",
    .fields = fields,
    .width = RR_WIDTH,
};
