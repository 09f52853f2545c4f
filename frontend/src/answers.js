// Answers are kept while one types. What was typed stays in this browser until the server has said that it is kept:
// it survives a closed tab, a lost connection and an expired sign-in, and is sent again in the order it was typed.
const PREFIX = "kotaham.jawaban.";
const WAIT = 800; // after the last key
const SOON = 120; // after a choice or a tick
const RETRY = [2000, 5000, 15000, 30000];
const PATIENCE = 30000; // after which no reply is awaited any longer
const OWN = new Set(["csrfmiddlewaretoken", "versi", "lalu"]);
const memory = new Map(); // where the browser keeps nothing

const box = document.getElementById("unsaved");
const form = document.querySelector("form[data-answer]");
const person = box?.dataset.person;
if (box && person) start();

function start() {
  // Two tabs may show one answer: each keeps its own draft, and holds a lock for as long as it lives.
  const tab = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
  const answer = form && `${PREFIX}${person}.${form.dataset.answer}`;
  const mine = form && { key: `${answer}|${tab}`, url: new URL(form.action).pathname };
  let timer = 0;
  let busy = false;
  let blocked = false; // the server wants a decision first
  let tries = 0;

  if (form) navigator.locks?.request(PREFIX + tab, () => new Promise(() => {}));
  const living = async () => new Set((await navigator.locks?.query())?.held.map((lock) => lock.name));
  const lives = (key, names) => names.has(PREFIX + key.split("|")[1]);

  const read = (key) => {
    try {
      return memory.get(key) ?? JSON.parse(localStorage.getItem(key) ?? "null");
    } catch {
      return memory.get(key) ?? null;
    }
  };
  const keep = (key, draft) => {
    memory.set(key, draft);
    try {
      localStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // Private window or full: what is typed then lives as long as the page.
    }
  };
  const drop = (key) => {
    memory.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept there.
    }
  };
  const drafts = (start = `${PREFIX}${person}.`) => {
    const keys = new Set(memory.keys());
    try {
      for (let i = 0; i < localStorage.length; i++) keys.add(localStorage.key(i));
    } catch {
      // Only what this page knows.
    }
    return [...keys]
      .filter((key) => key?.startsWith(start))
      .map((key) => ({ key, draft: read(key) }))
      .filter(({ draft }) => draft)
      .sort((one, other) => one.draft.at - other.draft.at);
  };

  const body = () => {
    const pairs = [...new FormData(form)].filter(([name]) => !OWN.has(name));
    return new URLSearchParams(pairs).toString();
  };
  const token = () => {
    try {
      return JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
    } catch {
      return "";
    }
  };
  // Whoever signed in anew in another tab has a new token; who is somebody else now sends nothing of this person's.
  const renewed = async () => {
    const reply = await fetch(location.pathname, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (page.getElementById("unsaved")?.dataset.person !== person) return false;
    document.body.setAttribute("hx-headers", page.body.getAttribute("hx-headers"));
    return true;
  };

  const ask = (draft, text) => {
    const data = new URLSearchParams(text);
    data.set("versi", draft.version);
    return fetch(draft.url, {
      method: "POST",
      headers: { "HX-Request": "true", "X-CSRFToken": token() },
      body: data,
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE),
    });
  };
  // Nobody knows the fate of what was sent until a reply comes. What has none is sent again before anything newer: the
  // server keeps the same value once, and only then its version counts for what was typed since.
  const post = async (key) => {
    const draft = read(key);
    const sent = draft.sent ?? draft.body;
    keep(key, { ...draft, sent });
    let reply = await ask(draft, sent);
    let signIn = false;
    if (reply.status === 403) {
      if (await renewed()) reply = await ask(draft, sent);
      else signIn = true;
    }
    const found = { status: reply.status, text: await reply.text(), sent,
      version: reply.ok && !reply.redirected ? reply.headers.get("X-Saved-Version") : null,
      signIn: signIn || reply.redirected || reply.headers.has("HX-Redirect") };
    const now = read(key);
    if (found.version && now?.body === sent) drop(key);
    else if (now && found.status < 500) keep(key, { ...now, sent: undefined, version: found.version ?? now.version });
    return found;
  };

  // The bar: how much is not kept yet, why, and where.
  const say = (why = "") => {
    const waiting = drafts();
    box.replaceChildren();
    box.hidden = waiting.length === 0;
    if (!waiting.length) return;
    const bar = document.createElement("div");
    bar.className = "message tone-warn unsaved-bar";
    bar.setAttribute("role", "status");
    const words = document.createElement("p");
    const count = document.createElement("b");
    count.textContent = (waiting.length === 1 ? box.dataset.one : box.dataset.many).replace("{n}", waiting.length);
    words.append(count, ` ${why || box.dataset.safe} `);
    for (const { draft } of waiting) {
      if (mine && draft.url === mine.url) continue;
      const link = document.createElement("a");
      link.href = draft.url;
      link.textContent = decodeURIComponent(draft.url.split("/").pop());
      words.append(link, " ");
    }
    const again = document.createElement("button");
    again.type = "button";
    again.className = "btn btn-quiet btn-sm";
    again.textContent = box.dataset.again;
    again.addEventListener("click", () => sendAll());
    bar.append(words, again);
    box.append(bar);
  };

  const show = (id, html) => {
    const place = document.getElementById(id);
    if (place) place.innerHTML = html;
  };

  const remember = () => {
    const held = read(mine.key);
    keep(mine.key, { ...held, url: mine.url, body: body(), version: held?.version ?? form.elements.versi.value, at: Date.now() });
  };

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  async function save() {
    if (busy || blocked || !mine || !read(mine.key)) return;
    busy = true;
    form.dataset.saving = "yes";
    let sent = null;
    try {
      const reply = await post(mine.key);
      sent = reply.sent;
      settle(reply);
    } catch {
      say(box.dataset.offline);
      later(RETRY[Math.min(tries++, RETRY.length - 1)]);
    } finally {
      busy = false;
      delete form.dataset.saving;
    }
    const left = read(mine.key);
    if (sent !== null && left && left.body !== sent && !blocked) later(SOON);
  }

  function settle(reply) {
    if (reply.version) {
      tries = 0;
      form.elements.versi.value = reply.version;
      show("live", reply.text);
      const state = document.querySelector("#live [data-state]");
      if (state) show("state", state.innerHTML);
      show("wrong", "");
      say();
      return;
    }
    if (reply.signIn) return say(box.dataset.signin);
    if (reply.status === 422) {
      show("wrong", reply.text);
      return say(box.dataset.wrong);
    }
    if (reply.status === 409) {
      blocked = true;
      show("conflict", reply.text);
      document.querySelector("#conflict [tabindex]")?.focus();
      return say(box.dataset.conflict);
    }
    if (reply.status >= 500) {
      say(box.dataset.offline);
      return later(RETRY[Math.min(tries++, RETRY.length - 1)]);
    }
    blocked = true;
    show("letter", reply.text);
    say(box.dataset.refused);
  }

  // What pages that are no more left behind, oldest first; whatever needs a decision stays, with a link to its page.
  async function sendAll() {
    const names = await living();
    for (const { key } of drafts()) {
      if (key === mine?.key || lives(key, names)) continue;
      try {
        if ((await post(key)).signIn) return say(box.dataset.signin);
      } catch {
        return say(box.dataset.offline);
      }
    }
    if (!blocked) say();
    if (mine) save();
  }

  const fill = (text) => {
    const data = new URLSearchParams(text);
    for (const field of form.elements) {
      if (!field.name || OWN.has(field.name)) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = data.getAll(field.name).includes(field.value);
      else field.value = data.get(field.name) ?? "";
    }
    const aside = form.querySelector(".answer-aside");
    if (aside && data.get("cara") && data.get("cara") !== "value") aside.open = true;
  };

  // What was typed last in a tab that is no more comes back into the form.
  async function restore() {
    const names = await living();
    const left = drafts(answer).filter(({ key }) => [answer, mine.key].includes(key.split("|")[0]) && !lives(key, names));
    const last = left.at(-1)?.draft;
    if (last && last.body !== body() && !read(mine.key)) {
      keep(mine.key, last);
      fill(last.body);
      say(box.dataset.restored);
      later(SOON);
    }
    for (const { key } of left) drop(key);
  }

  if (form) {
    const typed = (wait) => {
      remember();
      later(wait);
    };
    form.addEventListener("input", () => typed(WAIT));
    form.addEventListener("change", () => typed(SOON));
    form.addEventListener("submit", () => clearTimeout(timer));
    document.addEventListener("submit", (event) => {
      if (!event.target.matches("form[data-mine]") || !read(mine.key)) return;
      event.preventDefault();
      keep(mine.key, { ...read(mine.key), version: event.target.elements.versi.value });
      blocked = false;
      show("conflict", "");
      save();
    });
    document.addEventListener("click", (event) => {
      if (event.target.closest("[data-theirs]")) drop(mine.key);
    });
  }
  window.addEventListener("online", sendAll);
  window.addEventListener("focus", () => drafts().length && sendAll());
  window.addEventListener("storage", () => box.hidden || drafts().length || say());
  (form ? restore() : Promise.resolve()).then(sendAll);
}

// J and K lead to the next and the previous indicator, outside of fields.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const link = document.querySelector(`a[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
