// Enhancement only: every page works without this file.
import htmx from "htmx.org/dist/htmx.esm.js";
import "./upload.js";
import "./reading.js";
import "./answers.js";
import "./exam.js";
import "./learn.js";
import "./offline.js";

window.htmx = htmx;
Object.assign(htmx.config, {
  allowEval: false,
  includeIndicatorStyles: false,
  historyCacheSize: 0, // pages may show personal data: none of it stays in the browser's storage
  scrollBehavior: "auto",
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "[45]..", swap: true, error: true, target: "#letter", swapOverride: "innerHTML" },
    { code: "...", swap: false },
  ],
});

// A letter that arrives takes the focus, so that nobody misses it.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "letter") return;
  event.detail.target.querySelector("[tabindex]")?.focus();
});
document.addEventListener("htmx:beforeRequest", () => document.getElementById("letter")?.replaceChildren());

// Menus are <details>: Escape and a click elsewhere close them; opening one closes its neighbours.
const open = () => document.querySelectorAll("details[data-menu][open]");
document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    const within = menu.contains(document.activeElement);
    menu.open = false;
    if (within) menu.querySelector("summary").focus();
  }
});

// A form is sent once: the second click is also refused by the server, this only tells it earlier.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || form.matches("[hx-post],[data-again]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A button that copies what stands beside it; hidden where the browser cannot.
for (const button of document.querySelectorAll("[data-copy]")) {
  const said = document.getElementById(button.dataset.copy);
  if (!said || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(said.textContent.trim());
    button.querySelector("[role=status]").textContent = button.dataset.copied;
  });
}

// A long menu scrolls by itself: the room one is in is in sight.
const here = document.querySelector(".rooms .room[aria-current]");
const rooms = here?.closest(".rooms-in");
if (rooms && here.offsetTop + here.offsetHeight > rooms.clientHeight) {
  rooms.scrollTop = here.offsetTop - rooms.clientHeight / 2;
}

// "/" goes to the search field.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = document.getElementById("search");
  if (!field?.offsetParent) return;
  event.preventDefault();
  field.focus();
});

document.documentElement.dataset.ready = "yes";

// A table wider than its place scrolls in it; whoever has no mouse reaches it with Tab and the arrow keys.
function reachTables() {
  for (const wrap of document.querySelectorAll(".table-wrap")) {
    if (wrap.scrollWidth > wrap.clientWidth) wrap.tabIndex = 0;
    else wrap.removeAttribute("tabindex");
  }
}
reachTables();
addEventListener("resize", reachTables);
document.addEventListener("toggle", reachTables, true);
