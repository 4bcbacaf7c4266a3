// SPDX-License-Identifier: GPL-3.0-or-later
// Files for the tests of portfolios and positions.
#ifndef HOLDTRACE_PORTFOLIO_FILES_H
#define HOLDTRACE_PORTFOLIO_FILES_H

#include <dirent.h>

#include "test_reading.h"

#define SAMPLES "holdings_samples/"
#define CORPUS "../shared/holdings/"

#define GENERIC "Holding,ISIN,Shares,Value (USD),Weight %\n"
#define US                                                                                                           \
    "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Shares,Price,Location,Exchange,Currency," \
    "FX Rate,Market Currency,Accrual Date\n"
#define UK                                                                                                           \
    "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Shares,Price,Location,Exchange,Market "   \
    "Currency\n"

#endif
