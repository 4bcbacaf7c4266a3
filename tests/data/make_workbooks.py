#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the workbooks of the tests into workbooks/, beside this file: one for each thing that a reader can get wrong.

test_workbook.c says what must come out of them.  Run it again after a change; the same bytes come out each time.
"""

import zipfile
from decimal import Decimal
from pathlib import Path

from package import DOCUMENT, HEAD, MAIN, book, escape, relations, row, sheet, write

HERE = Path(__file__).resolve().parent / "workbooks"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_DOCUMENT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
SSGA = ("Name", "Ticker", "Identifier", "SEDOL", "Weight", "Sector", "Shares Held", "Local Currency")


def cells():
    strings = ('<si><t xml:space="preserve"> padded </t></si>'
               "<si><r><t>Rich </t></r><r><rPr><b/></rPr><t>text</t></r><rPh sb=\"0\" eb=\"1\"><t>READING</t></rPh>"
               '<phoneticPr fontId="1"/></si><si><t/></si><si><t>line_x000D_end _x0041__x005F_x</t></si>')
    rows = ('<row r="2"><c r="B2" t="s"><v>0</v></c><c t="s"><v>1</v></c><c r="E2" t="s"><v>2</v></c>'
            '<c r="F2" t="s"><v>3</v></c><c r="G2" t="s"><v>77</v></c></row>'
            '<row><c t="str"><f>A1</f><v>formula</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c>'
            '<c t="e"><v>#N/A</v></c><c t="d"><v>2021-08-27T00:00:00</v></c><c t="n"><v>12</v></c>'
            '<c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c></row>'
            '<row r="5"/><row r="7"><c r="AB7"><v>1</v></c><c r="XFD7" s="0"/></row>'
            '<row r="9"><c s="0"><v>0.30000000000000004</v></c><c><v>7.05E-4</v></c><c><v>9.0771106E7</v></c>'
            '<c><v>2781694.0</v></c><c><v>4.761</v></c><c><v>-0.0</v></c><c><v>-1.5e+3</v></c></row>'
            '<row r="10"><c s="1"><v>0.13339999999999999</v></c><c s="2"><v>0.05</v></c><c s="1"><v>1</v></c>'
            '<c s="2"><v>-8.7599999999999997E-2</v></c></row>'
            '<row r="11"><c s="3"><v>44435</v></c><c s="4"><v>44435.75</v></c><c s="5"><v>59</v></c>'
            '<c s="3"><v>61</v></c><c s="6"><v>0.5</v></c><c s="7"><v>44435</v></c><c s="8"><v>12.5</v></c>'
            '<c s="3"><v>-3</v></c></row>'
            '<row r="12"><c r="A12" t="inlineStr"><is><t>merged</t></is></c><c r="B12"/><c r="D12"><v>4</v></c></row>')
    write(HERE / "cells.xlsx", book([("Cells", "visible", rows)], strings=strings,
                                    formats=(0, 10, "0.0%;[Red]-0.0%", 14, 'd" of "mmm\\ yyyy', "[$-409]mmm/dd/yy",
                                             "hh:mm:ss", "General", '0.0" days"')))


def places():
    """Another prefix, the strict namespaces, parts at other places, the 1904 calendar."""
    write(HERE / "places.xlsx", {
        "_rels/.rels": relations(("a", "officeDocument", "/book/xl/workbook.xml")).replace(DOCUMENT, STRICT_DOCUMENT),
        "book/xl/workbook.xml": f'{HEAD}<x:workbook xmlns:x="{STRICT}" xmlns:q="{STRICT_DOCUMENT}">'
                                '<x:workbookPr date1904="1"/><x:sheets><x:sheet name="Up" sheetId="7" q:id="b"/>'
                                '<x:sheet name="Down" sheetId="3" q:id="a"/></x:sheets></x:workbook>',
        "book/xl/_rels/workbook.xml.rels": relations(
            ("a", "worksheet", "/other/down.xml"), ("b", "worksheet", "../up.xml"),
            ("c", "styles", "./styles.xml")).replace(DOCUMENT, STRICT_DOCUMENT),
        "book/xl/styles.xml": f'<s:styleSheet xmlns:s="{STRICT}"><s:cellXfs><s:xf numFmtId="0"/>'
                              '<s:xf numFmtId="14"/></s:cellXfs></s:styleSheet>',
        "book/up.xml": f'<y:worksheet xmlns:y="{STRICT}"><y:sheetData><y:row><y:c s="1"><y:v>42973</y:v></y:c></y:row>'
                       "</y:sheetData></y:worksheet>",
        "other/down.xml": sheet(row("below")).replace(MAIN, STRICT),
    })


def ssga_rows(fund, day, lines):
    return (row("Fund Name:", fund) + row("Ticker Symbol:", fund.upper().replace(" ", "")) + row("Holdings:", f"As of {day}") + row() +
            row(*SSGA) + "".join(row(*line) for line in lines))


def sheets():
    """Sheets that repeat, belong together, stand apart, are hidden, or look like holdings and are not known."""
    full = [("HIKVISION A", "002415", "-", "-", Decimal("60.5"), "-", 1200, "CNY"),
            ("DAHUA A", "002236", "-", "-", Decimal("30.25"), "-", 300, "CNY")]
    rest = [("IFLYTEK A", "002230", "-", "-", Decimal("9.25"), "-", 50, "CNY")]
    other = [("CORP A", "AAA", "-", "-", 100, "-", 50, "USD")]
    again = [("CORP A", "AAA", "-", "-", 40, "-", 50, "USD"), ("CORP B", "BBB", "-", "-", 60, "-", 50, "USD")]
    unknown = row("Security name", "Market value", "Currency") + row("CORP C", 12, "USD") + row("CORP D", 13, "USD")
    write(HERE / "sheets.xlsx", book([
        ("Notes", "visible", row("Read me first")),
        ("Top", "visible", ssga_rows("Fund One", "27-Aug-2021", full[:1])),
        ("Shares", "visible", ssga_rows("Fund One", "27-Aug-2021", full)),
        ("More", "visible", ssga_rows("Fund One", "27-Aug-2021", rest)),
        ("Two", "visible", ssga_rows("Fund Two", "27-Aug-2021", other)),
        ("Two through", "visible", ssga_rows("Fund Two", "27-Aug-2021", again)),
        ("Two in July", "visible", ssga_rows("Fund Two", "30-Jul-2021", again)),
        ("Sums", "visible", unknown),
        ("Secret", "hidden", ssga_rows("Fund Three", "27-Aug-2021", other)),
        ("Deeper", "veryHidden", row("nothing")),
    ]))


def unknown():
    """No layout knows a sheet: the surest one is read."""
    head = row("Security name", "ISIN", "Market value", "Currency")
    write(HERE / "unknown.xlsx", book([
        ("Sectors", "visible", row("Name", "Weight %") + row("Technology", 60) + row("Energy", 40) + row("Cash", 0)),
        ("Lines", "visible", head + row("SENSETIME", "KYG8062L1041", 12, "HKD") + row("APPLE", "US0378331005", 13,
                                                                                       "HKD")),
    ]))


def other_sheets():
    """No layout knows these sheets: those of one fund, of several funds, and of which nothing tells."""
    head = row("As of 2025-06-30") + row("Name", "ISIN", "Market value EUR", "Weight %")
    hikvision, apple = ("HIKVISION", "CNE100000PM8"), ("APPLE", "US0378331005")
    nestle, cash = ("NESTLE", "CH0038863350"), ("CASH", None)
    write(HERE / "split.xlsx", book([
        ("Shares", "visible", head + row(*apple, 600, 60) + row(*nestle, 151, Decimal("15.1"))),
        ("China", "visible", head + row(*hikvision, 248, Decimal("24.8")) + row(*cash, 1, Decimal("0.1"))),
    ]))
    write(HERE / "twice.xlsx", book([
        ("Shares", "visible", head + row(*apple, 600, 40) + row(*nestle, 300, 20)),
        ("China", "visible", head + row(*hikvision, 200, 20)),
        ("China again", "visible", head + row(*hikvision, 200, 20)),
    ]))
    write(HERE / "funds.xlsx", book([
        ("North", "visible", head + row(*apple, 700, 70) + row(*nestle, 300, 30)),
        ("East", "visible", head + row(*hikvision, 50, 100)),
    ]))
    write(HERE / "continued.xlsx", book([
        ("Page 1", "visible", head + row(*apple, 700, 70)),
        ("Page 2", "visible", row(*hikvision, 300, 30) + row(*nestle, 10, 1)),
        ("Kept", "hidden", head + row("DAHUA", "CNE100000BJ4", 20, 2)),
    ]))
    write(HERE / "doubtful.xlsx", book([
        ("All", "visible", head + row(*apple, 700, 70) + row(*nestle, 300, 30)),
        ("Some", "visible", head + row(*hikvision, 50, 40) + row("DAHUA", "CNE100000BJ4", "n.k.", 40)),
        ("July", "visible", head + row(*apple, 500, 50) + row(*nestle, 500, 50)),
    ]))


def german():
    """German headers over numbers that the format stores, beside numbers that are text."""
    write(HERE / "german.xlsx", book([("Bestand", "visible",
                                       row("Wertpapier", "ISIN", "Marktwert", "Gewichtung %") +
                                       row("SENSETIME", "KYG8062L1041", Decimal("1234.561"), Decimal("4.761")) +
                                       row("APPLE", "US0378331005", Decimal("99.5"), Decimal("95.239")))]))


def publishers():
    """Two exports as their publishers lay them out; funds and amounts are invented."""
    write(HERE / "schwab.xlsx", book([("Sheet1", "visible",
          row("Fund Name", "CUSIP", "Symbol", "Quantity", "% of Assets", "Market Value") +
          row("CORP A", "037833100", "AAPL", 14059769, Decimal("0.9612"), "$4.0B") +
          row("CORP B", "594918104", "MSFT", 5000, Decimal("0.0405"), "$14.4M") +
          row("US DOLLAR", None, None, -36712656, Decimal("-1.7E-3"), "-$36.7M"))]))
    write(HERE / "invesco.xlsx", book([("Holdings", "visible",
          row("Company", "Allocation") + '<row><c t="inlineStr"><is><t>CORP A</t></is></c><c s="1"><v>0.9</v></c></row>' +
          '<row><c t="inlineStr"><is><t>CORP B</t></is></c><c s="1"><v>0.1</v></c></row>' +
          '<row><c t="inlineStr"><is><t>INDEX FUTURE</t></is></c><c s="1"><v>2.9999999999999997E-4</v></c></row>' +
          '<row><c t="inlineStr"><is><t>INDEX FUTURE</t></is></c><c s="1"><v>-3E-4</v></c></row>')], formats=(0, 10)))


def formulas():
    """Formulas as a program writes them that does not calculate; one whose result is an empty text."""
    rows = (row("a", 1) + '<row r="3"><c><f>A1</f></c><c t="str"><f>""</f><v></v></c><c><f>B1*2</f><v>2</v></c></row>'
            '<row><c><f>B1</f></c></row>')
    write(HERE / "formulas.xlsx", book([("One", "visible", rows)]))


def damaged():
    good = book([("One", "visible", row("a", 1) + row("b", 2))])
    write(HERE / "broken_xml.xlsx", dict(good, **{"xl/worksheets/sheet1.xml": sheet(
        row("kept", 1) + "<row><c><v>2</v></c></wrong>")}))
    write(HERE / "missing_sheet.xlsx", {k: v for k, v in good.items() if "sheet1" not in k})
    write(HERE / "no_workbook.xlsx", {k: v for k, v in good.items() if k != "_rels/.rels"})
    path = HERE / "cut.xlsx"
    write(path, good)
    path.write_bytes(path.read_bytes()[:-60])
    path = HERE / "bad_sum.xlsx"
    write(path, good, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"<v>2</v>", b"<v>3</v>"))


def hostile():
    one = book([("One", "visible", "")])
    name = "xl/worksheets/sheet1.xml"
    write(HERE / "too_wide.xlsx", dict(one, **{name: sheet('<row><c r="XFE1"><v>1</v></c></row>')}))
    write(HERE / "sparse.xlsx", dict(one, **{name: sheet('<row><c r="XFD1"><v>1</v></c></row>' * 100)}))
    write(HERE / "too_long.xlsx", dict(one, **{name: sheet('<row r="1048576"><c><v>1</v></c></row><row><c><v>2</v></c>'
                                                           "</row>")}))
    write(HERE / "bomb.xlsx", dict(one, **{name: sheet(" " * (66 * 1024 * 1024))}), zipfile.ZIP_BZIP2)
    lol = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol" * 20}">' for i in range(9))
    write(HERE / "entities.xlsx", dict(one, **{name: f'<!DOCTYPE worksheet [{lol}]><worksheet xmlns="{MAIN}"><sheetData>'
                                                     '<row><c t="inlineStr"><is><t>&l8;</t></is></c></row></sheetData>'
                                                     "</worksheet>"}))


def compound(name, *streams):
    """What tells one compound file from another: the names of its streams."""
    (HERE / name).write_bytes(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(504) +
                              b"".join(s.encode("utf-16-le").ljust(128, b"\0") for s in ("Root Entry", *streams)))


SPREADSHEETML = """\ufeff\ufeff<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<w:Workbook xmlns:w="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:h="http://www.w3.org/TR/REC-html40">
<w:Styles><w:Style w:ID="p"><w:NumberFormat w:Format="Percent"/></w:Style>
<w:Style w:ID="q" w:Parent="p"><w:Font/></w:Style>
<w:Style w:ID="d"><w:NumberFormat w:Format="Short Date"/></w:Style>
<w:Style w:ID="s"><w:NumberFormat w:Format="Standard"/></w:Style></w:Styles>
<w:Worksheet w:Name="Shown"><w:Table>
<w:Column w:Index="3" w:StyleID="p" w:Span="1"/>
<w:Row><w:Cell w:MergeAcross="1"><w:Data w:Type="String">wide &amp; merged</w:Data></w:Cell>
<w:Cell><w:Data w:Type="Number">0.25</w:Data></w:Cell><w:Cell w:StyleID="s"><w:Data w:Type="Number">0.25</w:Data></w:Cell>
<w:Cell w:Formula="=RC[-1]"/>
<w:Cell w:Index="7"><w:Data w:Type="Boolean">1</w:Data></w:Cell></w:Row>
<w:Row w:Index="4" w:StyleID="q"><w:Cell><w:Data w:Type="Number">1.5E-2</w:Data></w:Cell>
<w:Cell w:StyleID="d"><w:Data w:Type="DateTime">2021-08-27T00:00:00.000</w:Data></w:Cell>
<w:Cell w:StyleID="d"><w:Data w:Type="Number">44435</w:Data></w:Cell>
<w:Cell><h:Data w:Type="String"><h:B>bold</h:B><h:Font> and plain</h:Font></h:Data></w:Cell>
<w:Cell><w:Data w:Type="Number">7</w:Data><w:Comment><h:Data w:Type="String"><h:B>not this</h:B></h:Data></w:Comment>
</w:Cell></w:Row>
</w:Table></w:Worksheet>
<w:Worksheet w:Name="Kept away"><w:Table><w:Row><w:Cell><w:Data w:Type="String">secret</w:Data></w:Cell></w:Row></w:Table>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></w:Worksheet>
<w:Worksheet w:Name="Last"><w:Table><w:Row><w:Cell><w:Data w:Type="String">end</w:Data></w:Cell></w:Row></w:Table>
</w:Worksheet></w:Workbook>
"""


HKEX = """List of Securities
Updated as at 11/10/2021
Stock Code|Name of Securities|Category|Sub-Category|Board Lot|ISIN|Trading Currency|RMB Counter
02999|ACME HAIR|Equity|Equity Securities (Main Board)|1,000|HK0000EXAM12|HKD|82999
82999|ACME HAIR-R|Equity|Equity Securities (Main Board)|1,000|HK0000EXAM12|CNY|
00823|EXAMPLE REIT|Real Estate Investment Trusts|Real Estate Investment Trusts|100|KYG0000EX013||
04200|ACME N2612|Debt Securities|Debt Securities|10,000|DE000EXAMP10||
06200|ACME-DRS|Equity|Depositary Receipts|100|US00000EXA19||
00007|NO ISIN CO|Equity|Equity Securities (Main Board)|2,000|            ||
10001|AB-ACME@EC2112A|Derivative Warrants|Derivative Warrants|10,000|CNE0000EXA14||
50001|AB#ACMERC2112B|Callable Bull/Bear Contracts|Callable Bull/Bear Contracts|10,000|||
"""


def exchange_list():
    """As the exchange writes it: every element with a prefix, texts as results of formulas."""
    rows = ""
    for number, line in enumerate(HKEX.splitlines(), 1):
        cells = "".join(f'<x:c r="{chr(65 + i)}{number}" t="str"><x:v>{escape(v)}</x:v></x:c>'
                        for i, v in enumerate(line.split("|")))
        rows += f'<x:row r="{number}">{cells}</x:row>'
    members = book([("ListOfSecurities", "visible", "")])
    members["xl/worksheets/sheet1.xml"] = (f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData>'
                                           "</x:worksheet>")
    imports = HERE.parent / "import"
    write(imports / "ListOfSecurities.xlsx", members)
    write(imports / "eurofxref-hist.zip", {"eurofxref-hist.csv": (imports / "eurofxref-hist.csv").read_text()})


def main():
    HERE.mkdir(exist_ok=True)
    cells()
    places()
    sheets()
    unknown()
    other_sheets()
    german()
    formulas()
    publishers()
    damaged()
    hostile()
    exchange_list()
    compound("encrypted.xlsx", "EncryptionInfo", "EncryptedPackage")
    compound("biff.xls", "Workbook")
    compound("word.doc", "WordDocument")
    write(HERE / "binary.xlsb", {"xl/workbook.bin": b"\x83\x01\x00"})
    write(HERE / "open.ods", {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, zipfile.ZIP_STORED)
    (HERE / "spreadsheetml.xls").write_text(SPREADSHEETML, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
