
"use strict";
(() => {
  const table = document.getElementById("units");
  const box = document.getElementById("filter");
  if (!table || !box) return;
  const bodies = Array.from(table.tBodies);
  const [text, group, status, all, shown] = ["filter-text", "filter-class", "filter-status", "open-all", "shown"]
    .map((id) => document.getElementById(id));
  const plain = (words) => words.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  const name = (body) => body.rows[0].cells[0].textContent;
  let names = null;

  function filter() {
    names = names || new Map(bodies.map((body) => [body, plain(name(body))]));
    const words = plain(text.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const body of bodies) {
      const fits = words.every((word) => names.get(body).includes(word))
        && (!group || !group.value || body.dataset.c === group.value)
        && (!status.value || body.dataset.s === status.value);
      body.hidden = !fits;
      count += fits;
    }
    shown.textContent = count === bodies.length ? ""
      : box.dataset.shown.replace("{n}", count).replace("{all}", bodies.length);
  }

  function value(body, column) {
    const cells = body.rows[0].cells;
    if (column === 0) return name(body);
    if (column >= cells.length - 1) return null;
    const said = cells[column].textContent.trim();
    if (cells[column].classList.contains("e")) return said ? "✗!✓–".indexOf(said) : null;
    const number = parseFloat(said.replace(",", "."));
    return Number.isNaN(number) ? null : number;
  }

  function sort(head, column) {
    const heads = Array.from(table.tHead.rows[0].cells);
    const rising = head.getAttribute("aria-sort") !== "ascending";
    heads.forEach((cell) => cell.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", rising ? "ascending" : "descending");
    const order = new Intl.Collator("vi", { numeric: true });
    const compare = (a, b) => {
      if (a === null || b === null) return (a === null) - (b === null);
      const found = typeof a === "string" ? order.compare(a, b) : a - b;
      return rising ? found : -found;
    };
    const rows = bodies.map((body) => [value(body, column), body]).sort((a, b) => compare(a[0], b[0]));
    table.append(...rows.map((row) => row[1]));
  }

  function reveal() {
    const body = bodies.find((entry) => `#${entry.id}` === location.hash);
    if (!body) return;
    if (body.hidden) {
      text.value = status.value = "";
      if (group) group.value = "";
      filter();
    }
    const details = body.querySelector("details");
    if (details) details.open = true;
    body.scrollIntoView();
  }

  for (const [column, head] of Array.from(table.tHead.rows[0].cells).entries()) {
    if (head.tagName !== "TH") continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(head, column));
  }
  [text, group, status].forEach((field) => field && field.addEventListener("input", filter));
  all.addEventListener("click", () => {
    const open = all.getAttribute("aria-pressed") !== "true";
    for (const body of bodies) {
      const details = body.hidden ? null : body.querySelector("details");
      if (details) details.open = open;
    }
    all.setAttribute("aria-pressed", String(open));
    all.textContent = open ? box.dataset.close : box.dataset.open;
  });
  window.addEventListener("hashchange", reveal);
  box.hidden = false;
  reveal();
})();
