#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""permute.py HOLDTRACE: what must not change what a report says.

Rows in another order: the JSON reports are compared after line numbers are taken out (members `line` and `lines`, and
numbers behind the word "line" in messages), the digest of the file, which is another file, is, and each array is put
in the order of its elements, since positions stand in the order of the file. Everything else must be the same bytes.

Files in another order: the reports must be the same bytes, whatever the format.

A row split in two of half its value and quantity each: every amount of every sum must be the same (numbers of positions
and shares, which are rounded row by row, may differ).
"""
import csv
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from decimal import Decimal

FILES = (  # rows before the first position, columns of amounts, options
    ('holdings_samples/example_pacta_portfolio.csv', 1, ('MarketValue', 'NumberofShares'),
     ['--base-currency', 'EUR', '--holdings-date', '2026-04-13', '--rates', 'tests/data/import/eurofxref-hist.csv']),
    ('tests/data/currencies.csv', 3, ('Market Value', 'Quantity'), []),
    ('tests/data/currencies.csv', 3, ('Market Value', 'Quantity'),
     ['--base-currency', 'EUR', '--rates', 'tests/data/import/eurofxref-hist.csv']),
    ('tests/data/long_short.csv', 4, ('Market Value USD', 'Notional USD'), []),
    ('holdings_samples/example_generic_careless_names.csv', 2, (), []),
)
SUMS = ('totals', 'exposure', 'by_target', 'by_parent', 'by_issuer', 'by_kind', 'denominators')
AMOUNTS = ('currency', 'category', 'entity', 'kind', 'value', 'long', 'short', 'net', 'gross', 'notional',
           'notional_long', 'notional_short', 'distinct_value', 'attributed_value', 'attributed_unknown_value', 'nav',
           'long_without_cash')


def report(program, options, paths, kind='json'):
    done = subprocess.run([program, 'check', '--quiet', '--all-positions', '--report', kind, *options, *paths],
                          check=False, capture_output=True)
    return done.stdout


def without_lines(value):
    if isinstance(value, dict):
        return {key: without_lines(item) for key, item in value.items() if key not in ('line', 'lines', 'sha256')}
    if isinstance(value, list):
        return sorted((without_lines(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(value, str):
        return re.sub(r'(lines?) [0-9][0-9, and]*', r'\1 N', value)
    return value


def canonical(text):
    return json.dumps(without_lines(json.loads(text, parse_float=str, parse_int=str)), sort_keys=True)


def amounts(text):
    """The amounts of all sums of a report as exact numbers."""
    files = json.loads(text, parse_float=Decimal, parse_int=Decimal)['files']
    kept = lambda row: {key: plain(row[key]) for key in AMOUNTS if key in row}
    plain = lambda value: str(value.normalize()) if isinstance(value, Decimal) else str(value)
    return [[[kept(row) for row in (file[key] if isinstance(file[key], list) else [file[key]])] for key in SUMS]
            for file in files]


def read_rows(path):
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.reader(file))


def write_rows(folder, path, rows):
    name = os.path.join(folder, os.path.basename(path))
    out = io.StringIO()
    csv.writer(out, lineterminator='\n').writerows(rows)
    with open(name, 'w', encoding='utf-8') as file:
        file.write(out.getvalue())
    return name


def halves(row, places):
    """ROW as two, where every amount can be halved; None when there is none."""
    first, second = list(row), list(row)
    found = False
    for place in places:
        try:
            amount = Decimal(row[place])
        except ArithmeticError:
            continue
        first[place] = str(amount / 2)
        second[place] = str(amount - amount / 2)
        found = True
    return (first, second) if found else None


def check_rows(program, folder, file, chance):
    path, head, columns, options = file
    rows = read_rows(path)
    before = report(program, options, [write_rows(folder, path, rows)])
    wrong = []
    for turn in range(3):
        body = rows[head:]
        chance.shuffle(body)
        if canonical(report(program, options, [write_rows(folder, path, rows[:head] + body)])) != canonical(before):
            wrong.append(f'{path}: rows in another order, turn {turn}: the report differs')
    places = [rows[head - 1].index(name) for name in columns]
    for index in range(head, len(rows)):
        two = halves(rows[index], places)
        if not two or '--base-currency' in options:
            continue  # a converted half is rounded
        changed = rows[:index] + list(two) + rows[index + 1:]
        if amounts(report(program, options, [write_rows(folder, path, changed)])) != amounts(before):
            wrong.append(f'{path}:{index + 1}: split in two, a sum differs')
    return wrong


def check_files(program, chance):
    paths = ['holdings_samples/example_ishares_us_emerging_markets.csv', 'holdings_samples/example_amundi.csv',
             'holdings_samples/example_nport.xml', 'tests/data/long_short.csv', 'holdings_samples/example_13f.xml']
    wrong = []
    for kind in ('json', 'csv', 'text'):
        before = report(program, [], paths, kind)
        for _ in range(3):
            chance.shuffle(paths)
            if not before or report(program, [], paths, kind) != before:
                wrong.append(f'{kind}: files in another order: the report differs')
    return wrong


def main():
    chance = random.Random(20261126)
    wrong = check_files(sys.argv[1], chance)
    with tempfile.TemporaryDirectory() as folder:
        for file in FILES:
            wrong += check_rows(sys.argv[1], folder, file, chance)
    print('\n'.join(wrong) if wrong else 'the order of rows and files changes nothing, and a split row no sum')
    sys.exit(1 if wrong else 0)


if __name__ == '__main__':
    main()
