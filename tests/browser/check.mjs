// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * check.mjs FOLDER [AXE]: opens each FOLDER/NAME.html in Chromium, beside the JSON report NAME.json of the same run.
 * AXE is the source of axe-core. Prints what is wrong; exit 1 when anything is.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { Chrome } from "./chrome.mjs";
import { DIVEST_TABLES, compareDivest, panelsOf } from "./divest.mjs";
import { FUND_TABLES, SCHEME_TABLES, compareCross, compareFundTables, compareHolders, compareScheme, heatsOf, tablesOf } from "./tables.mjs";

const [folder, axePath] = process.argv.slice(2);
const axe = axePath ? readFileSync(axePath, "utf8") : null;
let checks = 0, faults = 0;

const check = (right, what) => {
  checks += 1;
  if (right) return;
  faults += 1;
  console.log(`FAIL  ${what}`);
};

const equal = (got, wanted, what) =>
  check(JSON.stringify(got) === JSON.stringify(wanted), `${what}: ${JSON.stringify(got)}, in JSON ${JSON.stringify(wanted)}`);

// The report with its numbers as texts, so that no digit is lost. Our writer puts one member on a line.
const exact = (path) =>
  JSON.parse(readFileSync(path, "utf8").replace(/^(\s*"[^"]*": )(-?\d[\d.]*)(,?)$/gm, '$1"$2"$3'));

// What stands in the tables of each fund: per row the figures as they were written, null for what is not known.
const figures = () =>
  [...document.querySelectorAll("article:not(.scheme)")].map((fund) => {
    const rows = (name) =>
      [...fund.querySelectorAll(`table.${name} > tbody > tr:not(.why)`)].map((row) => ({
        name: row.cells[0].firstChild.textContent.trim(),
        titled: Object.fromEntries([...row.cells].filter((cell) => cell.dataset.label).map((cell) => [cell.dataset.label, cell.querySelector("data")?.value ?? null])),
        texts: [...row.cells].slice(1).map((cell) => cell.textContent.replaceAll(",", "")),
        values: [...row.cells].slice(1).map((cell) => cell.querySelector("data")?.value ?? null),
      }));
    return Object.fromEntries(["exposure", "targets", "parents", "positions", "coverage-shares", "unresolved"].map((name) => [name, rows(name)]));
  });

// Zero is printed as a dash where a side has none.
const side = (value) => (value === null || Number(value) === 0 ? null : value);

const weightOf = (row) => row.titled[Object.keys(row.titled).find((title) => title.startsWith("% of "))];

// Both sides, where any of SUMS is short.
const anyShort = (sums) => sums.some((sum) => side(sum.short) !== null);
const sidesOf = (row, sums) => (anyShort(sums) ? [row.titled.Long, row.titled.Short] : []);
const sidesSaid = (sum, sums) => (anyShort(sums) ? [side(sum.long), side(sum.short)] : []);

const compareFund = (fund, file, name) => {
  equal(
    fund.exposure.map((row) => [row.name, row.texts[0], ...["Long", "Short", "Notional"].map((title) => row.titled[title] ?? null), weightOf(row), row.titled.Attributed]),
    file.exposure.map((sum) => [sum.category, sum.positions, side(sum.long), side(sum.short), sum.notional, sum.weight_pct, sum.attributed_value]),
    `${name}: exposure by category`,
  );
  equal(
    fund.targets.map((row) => [row.texts[0], row.texts[1], ...sidesOf(row, file.by_target), row.titled["Net value"], weightOf(row)]),
    file.by_target.map((sum) => [sum.category, sum.positions, ...sidesSaid(sum, file.by_target), sum.value, sum.weight_pct]),
    `${name}: exposure by selected company`,
  );
  equal(
    fund.parents.map((row) => [row.texts[0], ...sidesOf(row, file.by_parent), row.titled["Net value"], weightOf(row)]),
    file.by_parent.map((sum) => [sum.positions, ...sidesSaid(sum, file.by_parent), sum.value, sum.weight_pct]),
    `${name}: exposure by head of the group`,
  );
  const order = ["direct", "owned", "controlled", "parent", "minority", "stake", "linked"];
  const exposed = order.flatMap((category) => file.positions.filter((position) => position.category === category));
  equal(
    fund.positions.map((row) => [row.texts[0], row.values[2], row.values[3]]),
    [...exposed, ...file.possible].map((position) => [position.line, position.value, position.weight_pct]),
    `${name}: exposed and possible positions`,
  );
  const coverage = file.coverage;
  equal(
    fund["coverage-shares"].map((row) => [row.texts[0], row.values[1]]),
    [
      ...[coverage.comparable_pct, coverage.comparable_by_name_pct, coverage.resolved_pct].map((share) => ["\u2013", share]),
      ...coverage.by_method.map((method) => [method.positions, method.pct]),
      ["\u2013", coverage.ownership_known_pct],
      ...(file.look_through?.coverage.effective_coverage_pct ? [["\u2013", file.look_through.coverage.effective_coverage_pct]] : []),
    ],
    `${name}: coverage`,
  );
  equal(
    fund.unresolved.map((row) => [row.texts[0], row.values[2], row.values[3]]),
    file.coverage.largest_unresolved.map((position) => [position.line, position.value, position.weight_pct]),
    `${name}: largest unresolved`,
  );
};

const checkDivest = async (page, report, name) => {
  const tables = await page.ask(tablesOf, "article:has(.figures)", DIVEST_TABLES), panels = await page.ask(panelsOf);
  equal(tables.length, report.files.length, `${name}: funds`);
  report.files.forEach((file, i) => compareDivest(equal, tables[i], panels[i], file, `${name}: ${file.path}`));
  const advice = await page.ask(() => document.body.textContent.split("neither legal nor investment advice").length - 1);
  equal(advice, 1, `${name}: how often it says that it is no advice`);
};

const checkNumbers = async (page, name) => {
  const report = exact(`${folder}/${name}.json`);
  if (report.schema === "holdtrace.divest/1") return checkDivest(page, report, name);
  const funds = await page.ask(figures);
  equal(funds.length, report.files.length, `${name}: funds`);
  const tables = await page.ask(tablesOf, "article:not(.scheme)", FUND_TABLES);
  report.files.forEach((file, i) => {
    if (file.rows.read === null) return;
    compareFund(funds[i], file, `${name}: ${file.path}`);
    compareFundTables(equal, tables[i], file, `${name}: ${file.path}`);
  });
  compareCross(equal, await page.ask(heatsOf, "cross"), report, name);
  const schemes = await page.ask(tablesOf, "article.scheme", SCHEME_TABLES);
  equal(schemes.length, report.scheme ? 1 : 0, `${name}: schemes`);
  if (!report.scheme) return;
  compareScheme(equal, schemes[0], report.scheme, name);
  const [holders] = await page.ask(heatsOf, "heat.holders");
  if (holders) compareHolders(equal, holders, report.scheme, name);
};

// The course of a fund is what the store tells of it.
const checkCourse = async (page, name) => {
  const [tables] = await page.ask(tablesOf, "article:not(.scheme)", ["course"]), path = `${folder}/${name}.history`;
  const scans = existsSync(path) ? exact(path).scans : [];
  if (name === "course") check(scans.length > 1, `${name}: no course`);
  equal(tables.course.map((row) => [row.name, row.values.Counted, row.values["Could be compared"], row.texts.Positions]),
    scans.map((scan) => {
      const counted = scan.exposure.filter((sum) => sum.counted).reduce((all, sum) => all + Number(sum.positions), 0);
      return [scan.holdings_date, counted ? scan.counted_long_pct : "0", scan.comparable_pct, String(counted)];
    }), `${name}: course`);
};

// What is read is what the machine reads: each figure as text, in the style that the page says it is written in.
const checkStyles = async (page, name) => {
  const found = await page.ask(() => {
    const said = document.querySelector("header").textContent;
    const comma = said.includes("234,56") || said.includes("345,67");
    const plain = (text) => (comma ? text.replaceAll(/[.\u00a0\u202f]/g, "").replace(",", ".") : text.replaceAll(/[,\u00a0]/g, ""))
      .replace(" (currency not stated)", "").replace(/^[A-Z]{3} ?/, "").replace(/ ?%$/, "").replace("\u2212", "-").replace(/^\+/, "");
    const all = [...document.querySelectorAll("data")];
    return { count: all.length, comma, wrong: all.filter((item) => plain(item.textContent) !== item.value)
      .map((item) => `${item.textContent} is ${item.value}`).slice(0, 5) };
  });
  equal(found.wrong, [], `${name}: figures as they are read`);
  check(found.count > 0 || !/german|french|swedish/.test(name), `${name}: no figures`);
  equal(found.comma, /german|french|swedish/.test(name), `${name}: the style that the page tells`);
};

// Nothing of the data became markup that runs, and nothing left the page.
const checkSafety = async (page, name, url) => {
  check(page.faults.length === 0, `${name}: ${page.faults.join("; ")}`);
  check(page.requests.every((request) => request.url === url), `${name}: requests ${page.requests.map((request) => request.url).join(" ")}`);
  const found = await page.ask(() => ({
    scripts: document.scripts.length,
    styles: document.querySelectorAll("style, link, [style]").length,
    handlers: [...document.querySelectorAll("*")].filter((item) => [...item.attributes].some((at) => at.name.startsWith("on"))).length,
    loads: document.querySelectorAll("img, iframe, object, embed, form, base, [src], use, image").length,
    links: [...document.links].map((link) => link.getAttribute("href")).filter((href) => !/^(#|https?:\/\/)/.test(href)),
    broken: [...document.querySelectorAll('a[href^="#"]')].filter((link) => !document.getElementById(link.hash.slice(1))).length,
    doubled: [...document.querySelectorAll("[id]")].map((item) => item.id).filter((id, i, all) => all.indexOf(id) !== i),
    hidden: /[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.innerHTML),
  }));
  equal(found, { scripts: 1, styles: 1, handlers: 0, loads: 0, links: [], broken: 0, doubled: [], hidden: false }, `${name}: markup`);
};

const checkWidths = async (page, name) => {
  for (const width of [360, 800, 1280]) {
    await page.width(width);
    const wide = await page.ask(() => document.documentElement.scrollWidth);
    check(wide <= width, `${name}: ${wide} pixels wide in a window of ${width}`);
  }
};

const checkAccess = async (page, name) => {
  await page.ask(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  await page.ask(axe);
  for (const scheme of ["light", "dark"])
    for (const width of [360, 1280]) {
      await page.media(scheme);
      await page.width(width);
      const found = await page.ask(() =>
        axe.run(document, { resultTypes: ["violations"] }).then((result) =>
          result.violations.map((item) => `${item.id} (${item.nodes.length}) ${item.nodes[0].target} ${item.nodes[0].failureSummary}`)),
      );
      check(found.length === 0, `${name}, ${scheme}, ${width}: ${found.join("; ")}`);
    }
  await page.media("light");
};

// On paper every piece of evidence is seen, although none was opened; and without script the page is whole.
const checkPrint = async (page, name, url) => {
  await page.send("Emulation.setScriptExecutionDisabled", { value: true });
  await page.open(url);
  await page.media("light", "print");
  const hidden = await page.ask(() => [...document.querySelectorAll(".evidence, .folded")].filter((item) => item.getBoundingClientRect().height < 10).length);
  equal(hidden, 0, `${name}: evidence that is not printed`);
  equal(await page.ask(() => document.querySelectorAll(".tools, th button").length), 0, `${name}: buttons without a script`);
  await page.media("light");
  await page.send("Emulation.setScriptExecutionDisabled", { value: false });
  await page.open(url);
};

const checkTools = async (page, name) => {
  const found = await page.ask(() => {
    const table = document.querySelector("section.positions table");
    if (!table) return null;
    const heading = table.tHead.rows[0].cells[3], said = table.closest("section").querySelector("[role=status]");
    const values = () => [...table.tBodies].map((body) => Number(body.rows[0].cells[3].querySelector("data").value));
    heading.querySelector("button").click();
    const up = values(), sorted = [...up].sort((a, b) => a - b);
    heading.querySelector("button").click();
    const down = values();
    const input = table.closest("section").querySelector("input");
    input.value = "no such company";
    input.dispatchEvent(new Event("input"));
    return { up: up.join() === sorted.join(), down: down.join() === sorted.reverse().join(), hidden: table.tBodies[0].hidden, said: said.textContent[0] };
  });
  if (found) equal(found, { up: true, down: true, hidden: true, said: "0" }, `${name}: sorting and filtering`);
};

// A shaded table is sorted by each of its columns, what is not held as nothing.
const checkHeat = async (page, name) => {
  const found = await page.ask(() => {
    const table = document.querySelector("table.heat");
    if (!table) return null;
    const heading = table.tHead.rows[0].cells[1];
    const values = () => [...table.tBodies[0].rows].map((row) => Number(row.cells[1].querySelector("data")?.value ?? 0));
    const before = values();
    heading.querySelector("button").click();
    const up = values(), sorted = [...before].sort((a, b) => a - b);
    heading.querySelector("button").click();
    return { up: up.join() === sorted.join(), down: values().join() === sorted.reverse().join() };
  });
  if (found) equal(found, { up: true, down: true }, `${name}: sorting companies by fund`);
};

// Whatever gets into the page all the same neither runs nor loads. Last, since the browser logs what it refuses.
const checkPolicy = async (page, name) => {
  const ran = await page.ask(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", '<p id="styled" style="position:fixed">x</p><img src="http://127.0.0.1:9/x" onerror="window.ran = true">');
    return new Promise((resolve) => setTimeout(() => resolve([window.ran ?? false, getComputedStyle(document.getElementById("styled")).position]), 100));
  });
  equal(ran, [false, "static"], `${name}: what the policy refuses`);
  check(!page.requests.some((request) => request.url.startsWith("http")), `${name}: a request left the page`);
};

const chrome = new Chrome(process.env.CHROMIUM ?? "chromium");
try {
  const page = await chrome.page();
  for (const file of readdirSync(folder).filter((item) => item.endsWith(".html")).sort()) {
    const name = file.slice(0, -5), url = pathToFileURL(`${folder}/${file}`).href;
    await page.width(1280);
    await page.open(url);
    await checkSafety(page, name, url);
    await checkNumbers(page, name);
    if (name === "course" || name === "demo") await checkCourse(page, name);
    await checkStyles(page, name);
    await checkWidths(page, name);
    // Pages in another style of figures have the marks of their English ones.
    if (axe && !/^(large|german|swedish|divest-french)/.test(name)) await checkAccess(page, name);
    await checkPrint(page, name, url);
    await checkTools(page, name);
    await checkHeat(page, name);
    await checkPolicy(page, name);
  }
} finally {
  chrome.end();
}
console.log(`browser: ${checks - faults} checks passed, ${faults} failed${axe ? "" : ", without axe-core"}`);
process.exitCode = faults ? 1 : 0;
