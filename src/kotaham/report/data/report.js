"use strict";
(() => {
  // Everything here is an addition: without it the report can be read in full.
  const table = document.querySelector("table.cities");
  if (table) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const value = (row, at) => row.cells[at].dataset.v ?? row.cells[at].textContent.trim();
    const sort = (at) => {
      const up = heads[at].getAttribute("aria-sort") !== "ascending";
      const rows = [...body.rows].map((row) => [value(row, at), row]);
      const numeric = body.rows.length > 0 && body.rows[0].cells[at].dataset.v !== undefined;
      rows.sort(([a], [b]) => {
        if (a === "" || b === "") return (a === "") - (b === "");
        return (numeric ? Number(a) - Number(b) : words.compare(a, b)) * (up ? 1 : -1);
      });
      for (const head of heads) head.removeAttribute("aria-sort");
      heads[at].setAttribute("aria-sort", up ? "ascending" : "descending");
      body.append(...rows.map(([, row]) => row));
    };
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.setAttribute("aria-label", table.dataset.sort.replace("{what}", head.textContent));
      button.addEventListener("click", () => sort(at));
      head.replaceChildren(button);
    });
  }
  // A table that is wider than its place says so.
  for (const hint of document.querySelectorAll(".sideways")) {
    const box = hint.nextElementSibling;
    new ResizeObserver(() => {
      hint.hidden = box.scrollWidth <= box.clientWidth + 1;
    }).observe(box);
  }
  const find = document.querySelector(".find");
  if (find) {
    const body = table.tBodies[0];
    const output = find.querySelector("output");
    find.hidden = false;
    find.querySelector("input").addEventListener("input", (event) => {
      const wanted = event.target.value.trim().toLocaleLowerCase();
      let shown = 0;
      for (const row of body.rows) {
        const hit = (row.cells[1].textContent + " " + row.cells[2].textContent).toLocaleLowerCase().includes(wanted);
        row.hidden = !hit;
        shown += hit;
      }
      output.textContent = wanted ? output.dataset.words.replace("{n}", shown) : "";
    });
  }
  const map = document.querySelector(".map");
  if (map && table) {
    const tip = document.querySelector(".tip");
    const pages = new Map(
      [...table.tBodies[0].rows].map((row) => [row.querySelector("small").textContent, row.querySelector("a").getAttribute("href")]),
    );
    const told = (event) => event.target.querySelector?.(":scope > title")?.textContent ?? "";
    document.querySelector(".hint").hidden = false;
    map.addEventListener("pointerover", (event) => {
      if (told(event)) tip.textContent = told(event);
    });
    map.addEventListener("click", (event) => {
      const page = pages.get(told(event).split(" ", 1)[0]);
      if (page) location.href = page;
    });
  }
})();
