// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What stands on the page of a divestment, and what its JSON report says: the alternatives in figures and drawn, what goes,
 * what it frees, and the funds to change. Figures are compared as texts, to all their digits; null is what is not known.
 */
export const DIVEST_TABLES = ["alternatives", "groups", "sales", "proceeds", "change"];

const FIGURES = ["turnover_pct", "tracking_error_pct", "tracking_error_standard_error_pct", "beta", "sector_shift_pct",
  "country_shift_pct", "effective_number",
  "top_ten_pct", "counted_pct", "possible_pct", "funds_pct", "cash_pct"];
const TITLES = { before: "Before", pro_rata: "Pro rata", cash: "Cash", min_tracking: "Least tracking", sector_neutral: "Sector neutral",
  country_neutral: "Country neutral" };
const SHOWN = 10; // groups, before the others are one row
const DRAWN = { "Counted exposure, long": "counted_pct", "Value moved, and active share": "turnover_pct", "Tracking error a year": "tracking_error_pct",
  Cash: "cash_pct" };

// Runs in the page: of each fund the panels drawn, with their texts.
export const panelsOf = () =>
  [...document.querySelectorAll("article:has(.figures)")].map((fund) =>
    [...fund.querySelectorAll("svg.panel")].map((panel) => ({
      title: panel.querySelector(".head").textContent,
      texts: [...panel.querySelectorAll(".of")].map((text) => text.textContent),
      widths: [...panel.querySelectorAll(".fill, .lit")].map((bar) => Number(bar.getAttribute("width"))),
      outside: [...panel.querySelectorAll("text, path")].filter((item) => {
        const inner = item.getBBox(), all = panel.viewBox.baseVal;
        return inner.x < -1 || inner.x + inner.width > all.width + 1 || inner.y < 0 || inner.y + inner.height > all.height;
      }).length,
    })),
  );

const weightOf = (row) => row.values[Object.keys(row.values).find((title) => title.startsWith("% of ") || title.includes("weight"))] ?? null;

const comparePanels = (equal, panels, file, what) => {
  for (const panel of panels) {
    const shares = file.alternatives.map((way) => way[DRAWN[panel.title]]);
    // A page in the style of another country has a comma and a blank that does not break.
    equal(panel.texts.map((text) => text.replace("\u00a0", " ").replace(/^(-?\d+),(\d+ %)$/, "$1.$2")), file.alternatives.map((way, i) => (way.why_not ? "not made" : shares[i] === null ? "not known" : `${shares[i]} %`)),
      `${what}: panel ${panel.title}`);
    equal(panel.outside, 0, `${what}: what stands outside of panel ${panel.title}`);
    const longest = Math.max(...shares.map(Number));
    const bars = shares.map(Number).filter((share) => share > 0).map((share) => share / longest);
    const drawn = panel.widths.map((width) => width / Math.max(...panel.widths));
    // Bars are whole pixels of about a hundred; those of less than one are not drawn.
    equal(bars.filter((share) => share > 0.03).every((share) => drawn.some((bar) => Math.abs(bar - share) < 0.03)), true, `${what}: bars of panel ${panel.title}`);
  }
};

// Rows with a name are those of the JSON; the others of a grouping are one row, whose weights are what is missing.
const compareGroups = (equal, rows, file, ways, what) => {
  const all = [...file.groups.sector, ...file.groups.country];
  const count = (groups) => (groups.length <= SHOWN + 1 ? groups.length : SHOWN + 1);
  equal(rows.length, file.basis === null || file.sales.length === 0 ? 0 : count(file.groups.sector) + count(file.groups.country), `${what}: groups`);
  for (const row of rows) {
    const name = row.name;
    if (/^\d+ others, /.test(name))
      continue;
    const weights = ways.map((way) => row.values[TITLES[way]]);
    equal(all.some((group) => (group.name ?? "not told") === name && ways.every((way, i) => group[way] === weights[i])), true, `${what}: group ${name}`);
  }
  for (const way of ways) {
    const sum = (items) => items.reduce((total, item) => total + Number(item ?? 0), 0);
    const apart = Math.abs(sum(rows.map((row) => row.values[TITLES[way]])) - sum(all.map((group) => group[way])));
    equal(rows.length === 0 || apart < 1e-4, true, `${what}: sum of groups, ${way}`);
  }
};

export const compareDivest = (equal, tables, panels, file, what) => {
  const made = file.sales.length > 0 && file.basis !== null;
  const ways = file.alternatives.map((way) => way.name);
  const before = file.alternatives[0].exposure_pct;
  const categories = Object.keys(before).filter((category) => Number(before[category] ?? 0) !== 0);
  const figures = [...FIGURES.map((name) => file.alternatives.map((way) => way[name])), ...categories.map((name) => file.alternatives.map((way) => way.exposure_pct[name]))];
  equal(tables.alternatives.map((row) => ways.map((way) => row.values[TITLES[way]])), made ? figures : [], `${what}: alternatives`);
  compareGroups(equal, tables.groups, file, ways, what);
  equal(
    tables.sales.map((row) => [row.texts.Line, row.values.Value, weightOf(row), row.values.Days, row.values["Cost, bp"]]),
    file.sales.map((sale) => [String(sale.line), sale.value, sale.weight_pct, sale.days, sale.cost_bp]),
    `${what}: what goes`,
  );
  equal(
    tables.proceeds.map((row) => [row.texts["Positions sold"], row.values.Value, row.values.Days, row.values.Cost, row.values["Held by a rule"]]),
    file.proceeds.map((sum) => [String(sum.positions), sum.value, sum.days, sum.cost, Number(sum.held_positions) ? sum.held_value : null]),
    `${what}: what it frees`,
  );
  equal(
    tables.change.map((row) => [row.texts.Line, row.values["Exposure removed"], row.values["Value moved for it"], row.values["Removed of moved"]]),
    file.funds_to_change.map((fund) => [String(fund.line), fund.removed_pct, fund.moved_pct, fund.exposed_per_moved_pct]),
    `${what}: funds to change`,
  );
  comparePanels(equal, panels, file, what);
};
