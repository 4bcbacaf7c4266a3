#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the samples of ours that are workbooks into holdings_samples/.

The securities are real, the funds and every amount invented; the same bytes come out each time.
"""

from decimal import Decimal
from pathlib import Path

from package import book, cell, escape, row, write

HERE = Path(__file__).resolve().parents[2] / "holdings_samples"


def ssga_us():
    """Weights as numbers, shares as text, eight characters of CUSIP left out: those numbers are licensed."""
    lines = [
        ("Taiwan Semiconductor Manufacturing Co. Ltd.", "2330", "31.240118", "Information Technology", "90210.000", "TWD"),
        ("Tencent Holdings Ltd.", "700", "24.118004", "Communication Services", "51200.000", "HKD"),
        ("Samsung Electronics Co. Ltd.", "005930", "20.006517", "Information Technology", "30884.000", "KRW"),
        ("Reliance Industries Limited", "RIL", "14.555023", "Energy", "22019.000", "INR"),
        ("Hangzhou Hikvision Digital Technology Co. Ltd. Class A", "002415", "5.210338", "Information Technology",
         "118300.000", "CNY"),
        ("iFLYTEK CO. LTD. Class A", "002230", "2.870000", "Information Technology", "40150.000", "CNY"),
        ("SenseTime Group Inc. Class B", "20", "1.100000", "Information Technology", "610000.000", "HKD"),
        ("Cangzhou Dahua Co. Ltd. Class A", "600230", "7.05E-4", "Materials", "310.000", "CNY"),
        ("HONG KONG DOLLAR", "-", "0.899295", "Unassigned", "71240.000", "HKD"),
    ]
    rows = (row("Fund Name:", "Example Emerging Markets ETF (sample)", number=1) +
            row("Ticker Symbol:", "EXEM", number=2) + row("Holdings:", "As of 30-Aug-2022", number=3) +
            row("Name", "Ticker", "Identifier", "SEDOL", "Weight", "Sector", "Shares Held", "Local Currency", number=5))
    for number, (name, ticker, weight, sector, shares, currency) in enumerate(lines, 6):
        rows += f'<row r="{number}">' + "".join(
            [cell(name), cell(ticker), cell("-"), cell("-"), f'<c s="1"><v>{weight}</v></c>', cell(sector), cell(shares),
             cell(currency)]) + "</row>"
    rows += row(None, None, number=16)
    rows += row("Past performance is not a guide to future returns. This fund does not exist.", number=70)
    write(HERE / "example_ssga_us.xlsx", book([("holdings", "visible", rows)], formats=(0, "0.000000")))


def amundi():
    """A title block, an empty first column, weights that are fractions shown as percent."""
    lines = [
        ("TW0002330008", "TAIWAN SEMICONDUCTOR MANUFAC", "EQUITY", "TWD", "0.41230000000000005", "Information Technology",
         "Taiwan"),
        ("KYG875721634", "TENCENT HOLDINGS LTD", "EQUITY", "HKD", "0.318", "Communication Services", "China"),
        ("KR7005930003", "SAMSUNG ELECTRONICS", "EQUITY", "KRW", "0.21970000000000001", "Information Technology",
         "Korea, Republic of"),
        ("CNE100000PM8", "HANGZHOU HIKVISION DIGITAL-A", "EQUITY", "CNY", "3.9899999999999998E-2",
         "Information Technology", "China"),
        ("CNE100000BJ4", "ZHEJIANG DAHUA TECHNOLOGY-A", "EQUITY", "CNY", "9.57458E-3", "Information Technology", "China"),
        ("-", "MSCI EMERGING MARKETS INDEX FUTURE SEP21", "FUTURE", "USD", "5.2542E-4", None, "United States"),
    ]
    rows = row(None, "AMUNDI", number=2) + row(None, "Fund name", "Example Emerging Markets (sample)", number=4)
    rows += f'<row r="6">{cell(None)}{cell("Position date")}<c s="2"><v>44439</v></c></row>'
    rows += row(None, "Portfolio composition", number=13)
    rows += row(None, "ISIN code", "Name", "Asset class", "Currency", "Weight", "Sector", "Country", number=15)
    for number, line in enumerate(lines, 16):
        cells = [cell(value) for value in line]
        cells[4] = f'<c s="1"><v>{line[4]}</v></c>'
        rows += f'<row r="{number}">{cell(None)}{"".join(cells)}</row>'
    write(HERE / "example_amundi.xlsx", book([("Composition", "visible", rows), ("Internal", "hidden", row("draft"))],
                                             formats=(0, 10, 14)))


def xml_row(*values):
    cells = "".join(f'<ss:Cell ss:StyleID="Left">\n<ss:Data ss:Type="{"String" if isinstance(v, str) else "Number"}">'
                    f"{escape(str(v))}</ss:Data>\n</ss:Cell>\n" for v in values)
    return f"<ss:Row>\n{cells}</ss:Row>\n"


def xml_sheet(name, *rows):
    return f'<ss:Worksheet ss:Name="{name}">\n<ss:Table>\n{"".join(rows)}</ss:Table>\n</ss:Worksheet>\n'


def ishares_spreadsheetml():
    """XML under the name of a workbook, with two byte order marks; the later sheets are no holdings."""
    n = Decimal
    lines = [
        ("2330", "TAIWAN SEMICONDUCTOR MANUFACTURING", "Information Technology", "Equity", n("5588316.5"), n("45.61209"),
         n("5588316.5"), n("252865"), n("22.1"), "Taiwan", "Taiwan Stock Exchange", "TWD"),
        ("700", "TENCENT HOLDINGS LTD", "Communication", "Equity", n("4274845.44"), n("34.89136"), n("4274845.44"),
         n("71822"), n("59.52"), "China", "Hong Kong Exchanges And Clearing Ltd", "HKD"),
        ("002415", "HANGZHOU HIKVISION DIGITAL TECHNOL", "Information Technology", "Equity", n("1758564.2"),
         n("14.35346"), n("1758564.2"), n("231390"), n("7.6"), "China", "Shenzhen Stock Exchange", "CNY"),
        ("20", "SENSETIME GROUP INC CLASS B", "Information Technology", "Equity", n("541240.761"), n("4.41760"),
         n("541240.761"), n("2701200"), n("0.2"), "China", "Hong Kong Exchanges And Clearing Ltd", "HKD"),
        ("USD", "USD CASH", "Cash and/or Derivatives", "Cash", n("88854.36"), n("0.72523"), n("88854.36"), n("88854"),
         n("100"), "United States", "-", "USD"),
        ("MESU6", "MSCI EMER MKT INDEX (ICE) SEP 26", "Cash and/or Derivatives", "Futures", n("0"), n("0"), n("68445"),
         n("1"), n("1368.9"), "-", "Ice Futures U.S.", "USD"),
    ]
    head = ("Issuer Ticker", "Name", "Sector", "Asset Class", "Market Value", "Weight (%)", "Notional Value", "Nominal",
            "Price", "Location", "Exchange", "Market Currency")
    holdings = xml_sheet("Holdings", xml_row("09-Jul-2026"), xml_row("iShares Example EM UCITS ETF (sample)"),
                         xml_row("Inception Date", "13/Sept/2013"), xml_row("Fund Holdings as of", "09/Jul/2026"),
                         xml_row("Shares Outstanding", "6\u2019804\u2019638.00"), xml_row(""), xml_row(*head),
                         *(xml_row(*line) for line in lines))
    history = xml_sheet("Historical", xml_row("As Of", "Currency", "NAV", "Securities", "Net Assets", "Shares Outstanding"),
                        *(xml_row(f"{day:02d}/Jul/2026", "USD", n(f"1.80{day}"), n(6), n(12251821), n(6804638))
                          for day in range(9, 0, -1)))
    text = ('\ufeff\ufeff<?xml version="1.0"?>\n<ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n'
            '<ss:Styles>\n<ss:Style ss:ID="Default">\n<ss:Alignment ss:Horizontal="Left"/>\n</ss:Style>\n'
            '<ss:Style ss:ID="Left">\n<ss:NumberFormat ss:Format="Standard"/>\n</ss:Style>\n</ss:Styles>\n'
            f"{holdings}{history}</ss:Workbook>\n")
    (HERE / "example_ishares_spreadsheetml.xls").write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    ssga_us()
    amundi()
    ishares_spreadsheetml()
