// What takes a line says so on its own page when there is none: one would else end on an error page of the browser.
const PATIENCE = 10000;
const near = document.currentScript?.src ?? location.href; // what costs the server least to be asked for
let asking = false;

// A browser that is joined to a network may still have no line, so the server is asked.
const joined = async () => {
  if (!navigator.onLine) return false;
  try {
    await fetch(near, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return true;
  } catch {
    return false;
  }
};

const say = (words) => {
  const bar = document.createElement("p");
  bar.className = "message tone-warn";
  bar.dataset.noLine = "";
  bar.tabIndex = -1;
  bar.textContent = words;
  document.getElementById("letter")?.replaceChildren(bar);
  bar.focus();
};

async function onlyWithLine(event, words, go) {
  event.preventDefault();
  if (asking) return;
  asking = true;
  if (await joined()) go();
  else say(words);
  asking = false;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-offline]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  onlyWithLine(event, link.dataset.offline, () => location.assign(link.href));
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.offline || event.defaultPrevented) return;
  onlyWithLine(event, form.dataset.offline, () => {
    if (form.dataset.sent) return;
    form.dataset.sent = "yes"; // a second click while the first is on its way
    form.submit();
  });
});
window.addEventListener("online", () => document.querySelector("[data-no-line]")?.remove());
