
"use strict";
// An extra: sorts and filters the tables of positions, and opens all evidence for printing where CSS cannot. The page
// is whole without it.
(() => {
  const make = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  // What is sorted: one <tbody> a position, or one row where there is no evidence.
  const rowsOf = (table) => (table.classList.contains("plain") ? [...table.tBodies[0].rows] : [...table.tBodies]);
  const keyOf = (row, column) => {
    const cell = (row.rows ? row.rows[0] : row).cells[column];
    const data = cell.querySelector("data");
    if (data) return Number(data.value);
    const text = cell.textContent.trim();
    return /^\d+$/.test(text) ? Number(text) : text;
  };
  const compare = (a, b) => {
    if (typeof a === "number" && typeof b === "number") return a - b;
    if (typeof a === "number" || typeof b === "number") return typeof a === "number" ? -1 : 1;
    return a < b ? -1 : a > b ? 1 : 0;
  };

  const sort = (table, column, heading) => {
    const down = heading.getAttribute("aria-sort") === "ascending";
    const rows = rowsOf(table).map((row) => [keyOf(row, column), row]);
    rows.sort((a, b) => (down ? compare(b[0], a[0]) : compare(a[0], b[0])));
    for (const other of heading.parentElement.cells) {
      other.removeAttribute("aria-sort");
      other.querySelector("button").textContent = "\u2195";
    }
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    heading.querySelector("button").textContent = down ? "\u2193" : "\u2191";
    for (const [, row] of rows) row.parentElement.append(row);
  };

  const filter = (tables, text, said) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0, all = 0;
    for (const table of tables) {
      for (const row of rowsOf(table)) {
        const content = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => content.includes(word));
        all += 1;
        shown += row.hidden ? 0 : 1;
      }
    }
    said.textContent = words.length ? `${shown} of ${all} shown` : "";
  };

  for (const section of document.querySelectorAll(".positions, .possible, .others")) {
    if (section.tagName !== "SECTION") continue;
    const tables = [...section.querySelectorAll("table")];
    const said = make("span", "", { role: "status" });
    const tools = make("div", "", { class: "tools" });
    const label = make("label", "Filter");
    const input = make("input", "", { type: "search", autocomplete: "off" });
    label.append(input);
    input.addEventListener("input", () => filter(tables, input.value, said));
    tools.append(label);
    if (section.querySelector("details")) {
      const button = make("button", "Open all evidence", { type: "button" });
      button.addEventListener("click", () => {
        const all = [...section.querySelectorAll("details")];
        const open = !all.every((item) => item.open);
        for (const item of all) item.open = open;
        button.textContent = open ? "Close all evidence" : "Open all evidence";
      });
      tools.append(button);
    }
    tools.append(said);
    section.querySelector("h3").after(tools);
    for (const table of tables) {
      [...table.tHead.rows[0].cells].forEach((heading, column) => {
        heading.append("\u00a0", make("button", "\u2195", { type: "button", "aria-label": `Sort by ${heading.textContent}` }));
        heading.addEventListener("click", () => sort(table, column, heading));
      });
    }
  }

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const item of opened) item.open = true;
  });
  addEventListener("afterprint", () => {
    for (const item of opened) item.open = false;
  });
  // A link to a position's evidence, or to a source, shows what it leads to.
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    const details = target && target.closest("tbody") && target.closest("tbody").querySelector("details");
    if (details) details.open = true;
  });
})();
