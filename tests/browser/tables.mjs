// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What stands in the tables of a page, and what the JSON report of the same run says of them: those of the scheme, of a
 * benchmark, of funds looked through, of shares, and of selected companies by fund. Figures are compared as texts, to
 * all their digits; null is what is not known or not there.
 */

// Runs in the page. ROOT: an element's selector; per row of the table NAME its name, and by the titles of their columns the
// texts and figures of its cells.
export const tablesOf = (root, names) =>
  [...document.querySelectorAll(root)].map((part) => {
    const rows = (name) =>
      [...part.querySelectorAll(`table.${name} > tbody > tr`)].map((row) => {
        const cells = [...row.cells].slice(1), texts = {}, values = {};
        for (const cell of cells) {
          const title = cell.dataset.label;
          if (!title) continue;
          texts[title] = cell.textContent.replaceAll(",", "").trim();
          values[title] = cell.querySelector("data")?.value ?? null;
        }
        return { name: row.cells[0].firstChild.textContent.trim(), kind: row.querySelector("th .what")?.textContent ?? null, texts, values };
      });
    return Object.fromEntries(names.map((name) => [name, rows(name)]));
  });

// Runs in the page: tables with shaded cells, per cell its figure, "?" for what is not known, null where nothing is held.
export const heatsOf = (name) =>
  [...document.querySelectorAll(`table.${name}`)].map((table) => {
    const title = (cell) => cell.firstChild.textContent;
    return {
      columns: [...table.tHead.rows[0].cells].slice(1).map(title),
      rows: [...table.tBodies[0].rows].map((row) => ({
        name: title(row.cells[0]),
        cells: [...row.cells].slice(1).map((cell) => cell.querySelector("data")?.value ?? (cell.textContent ? "?" : null)),
      })),
    };
  });

export const FUND_TABLES = ["kinds", "issuers", "by-fund", "active-categories", "active-targets", "company-share"];
export const SCHEME_TABLES = ["mandates", "scheme-categories", "scheme-targets", "scheme-parents", "active-categories", "active-targets"];

const side = (value) => (value === undefined || value === null || Number(value) === 0 ? null : value);
const weight = (values) => values[Object.keys(values).find((title) => title.startsWith("% of ")) ?? ""] ?? null;

// A sum of percentages with six decimals; "?" when one is not known.
const sum = (numbers) => {
  if (numbers.some((number) => number === null)) return "?";
  const millionths = numbers.reduce((total, number) => {
    const [whole, part = ""] = number.replace("-", "").split(".");
    const units = BigInt(whole + part.padEnd(6, "0"));
    return total + (number.startsWith("-") ? -units : units);
  }, 0n);
  return millionths;
};
const units = (figure) => (figure === null || figure === "?" ? figure : sum([figure]));

const compareActive = (equal, tables, benchmark, what) => {
  const of = what === "scheme" ? "Scheme" : "Fund";
  for (const [name, rows] of [["active-categories", benchmark.by_category], ["active-targets", benchmark.by_target]])
    equal(
      tables[name].map((row) => [row.name, row.values[of], row.values.Benchmark, row.values["Difference, points"]]),
      (rows ?? []).map((row) => [row.entity?.name ?? row.category, row.fund_pct ?? row.scheme_pct, row.benchmark_pct, row.active_pct]),
      `${name} of the ${what}`,
    );
};

const DENOMINATORS = [null, "% of gross", "% of long", "% of non-cash long"];

const compareIssuers = (equal, rows, file, what) => {
  const wanted = file.by_issuer.flatMap((issuer) => {
    const both = side(issuer.long) && side(issuer.short);
    const sides = both ? ["long", "short", "net", "gross"] : side(issuer.short) ? ["short"] : ["long"];
    return sides.map((name) => [issuer.entity.name, name, ...issuer.shares.map((share) => share[`${name}_pct`])]);
  });
  const first = (values) => values[Object.keys(values)[1]];
  equal(
    rows.map((row) => [row.name, row.texts.Side, first(row.values), ...DENOMINATORS.slice(1).map((title) => row.values[title])]),
    wanted,
    `${what}: issuers by every denominator`,
  );
};

export const compareFundTables = (equal, tables, file, what) => {
  equal(
    tables.kinds.map((row) => [row.texts.Positions, row.values.Long, row.values.Short, weight(row.values)]),
    file.by_kind.map((kind) => [kind.positions, side(kind.long), side(kind.short), kind.net_pct]),
    `${what}: kinds`,
  );
  compareIssuers(equal, tables.issuers, file, what);
  equal(
    tables["by-fund"].map((row) => [row.name, row.texts.Line, row.texts.Positions, row.values.Long, weight(row.values)]),
    (file.look_through?.by_fund ?? []).map((fund) => [fund.fund, fund.line, fund.positions, side(fund.long), fund.weight_pct]),
    `${what}: which fund to change`,
  );
  if (file.benchmark) compareActive(equal, tables, file.benchmark, `fund ${what}`);
  equal(
    tables["company-share"].map((row) => [row.values.Held, row.values.Outstanding, row.values.Share]),
    (file.company_shares ?? []).map((share) => [share.quantity, share.shares_outstanding, share.share_pct]),
    `${what}: shares of companies`,
  );
};

export const compareScheme = (equal, tables, scheme, what) => {
  equal(
    tables.mandates.map((row) => [row.values["% of the scheme"], row.values.Value ?? null]),
    scheme.mandates.map((mandate) => [mandate.share_pct, mandate.value]),
    `${what}: mandates`,
  );
  const rows = { "scheme-categories": scheme.exposure, "scheme-targets": scheme.by_target, "scheme-parents": scheme.by_parent };
  for (const [name, sums] of Object.entries(rows))
    equal(
      tables[name].map((row) => [row.name, row.texts.Positions, row.values["Long, % of the scheme"], row.values.Short, row.values.Value ?? null]),
      sums.map((item) => [item.entity?.name ?? item.category, item.positions, item.long_pct, side(item.short_pct), item.value]),
      `${what}: ${name}`,
    );
  if (scheme.benchmark) compareActive(equal, tables, scheme.benchmark, "scheme");
};

// Who holds what: each figure of the table, and nothing in the others.
export const compareHolders = (equal, heat, scheme, what) => {
  const wanted = scheme.by_issuer.map((issuer) => [
    issuer.entity.name,
    ...scheme.mandates.map((mandate) => {
      const holder = issuer.held_by.find((item) => item.mandate === mandate.mandate && item.manager === mandate.manager);
      return holder ? (holder.weight_pct ?? "?") : null;
    }),
  ]);
  equal(heat.rows.map((row) => [row.name, ...row.cells]), wanted, `${what}: who holds what`);
};

const text = (value) => JSON.stringify(value, (_, item) => (typeof item === "bigint" ? `${item}` : item));

// Selected companies by fund: every figure that the table has, and that it has all of them, or the 40 it says.
export const compareCross = (equal, heats, report, what) => {
  const name = (file) => file.fund?.name ?? file.path.split("/").at(-1);
  const counted = new Set(report.screen.counted), wanted = new Map(), targets = new Map();
  for (const file of report.files.filter((item) => item.rows.read !== null))
    for (const row of file.by_target.filter((item) => counted.has(item.category))) {
      const key = `${row.entity.name} in ${name(file)}`;
      wanted.set(key, [...(wanted.get(key) ?? []), row.weight_pct]);
      targets.set(row.entity.name, 0);
    }
  const funds = new Set([...wanted.keys()].map((key) => key.split(" in ").at(-1)));
  if (funds.size < 2) return equal(heats.length, 0, `${what}: no companies by fund`);
  const got = [];
  let shown = 0;
  for (const heat of heats) {
    const across = funds.has(heat.columns[0]);
    shown += across ? heat.rows.length : heat.columns.length;
    for (const row of heat.rows)
      row.cells.forEach((cell, i) => cell !== null && got.push([across ? `${row.name} in ${heat.columns[i]}` : `${heat.columns[i]} in ${row.name}`, units(cell)]));
  }
  equal(shown, Math.min(40, targets.size), `${what}: companies by fund`);
  const sorted = (list) => list.map(text).sort();
  const all = [...wanted].map(([key, weights]) => [key, sum(weights)]);
  if (targets.size <= 40) equal(sorted(got), sorted(all), `${what}: weights of companies by fund`);
};
