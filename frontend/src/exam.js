// A test is sat without a line as with one. Each answer waits in this browser until the server has acknowledged it, and
// they go one by one, the oldest first. The questions are fetched once, so that going on needs no line either. The clock
// is the server's: here it is only shown.
const PREFIX = "kotaham.tes.";
const WAIT = 700; // after the last key
const SOON = 80; // after a choice
const RETRY = [1500, 4000, 10000, 20000];
const PATIENCE = 20000;
const memory = new Map(); // where the browser keeps nothing

const box = document.getElementById("exam");
if (box) start();

function start() {
  const { person, attempt } = box.dataset;
  const prefix = `${PREFIX}${person}.${attempt}.`;
  const loaded = performance.now();
  const began = Number(box.dataset.elapsed);
  const papers = new Map();
  let position = Number(form()?.dataset.examAnswer ?? 0);
  let timer = 0;
  let busy = false;
  let tries = 0;
  let cut = false; // the last sending did not get through
  let leaving = false; // asked to hand in, and not answered yet
  let stopped = false; // the server takes no more

  function form() {
    return document.querySelector("form[data-exam-answer]");
  }
  const elapsed = () => Math.round(began + performance.now() - loaded);
  let end = loaded + Number(box.dataset.left) * 1000;

  const read = (key) => {
    try {
      return memory.get(key) ?? JSON.parse(localStorage.getItem(key) ?? "null");
    } catch {
      return memory.get(key) ?? null;
    }
  };
  const keep = (key, entry) => {
    memory.set(key, entry);
    try {
      localStorage.setItem(key, JSON.stringify(entry));
    } catch {
      // Private window or full: the answer then lives as long as the page.
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
  const waiting = () => {
    const keys = new Set(memory.keys());
    try {
      for (let i = 0; i < localStorage.length; i++) keys.add(localStorage.key(i));
    } catch {
      // Only what this page knows.
    }
    return [...keys]
      .filter((key) => key?.startsWith(prefix))
      .map((key) => ({ key, entry: read(key) }))
      .filter(({ entry }) => entry)
      .sort((one, other) => one.entry.sequence - other.entry.sequence);
  };

  const body = (from) => {
    const pairs = [...new FormData(from)].filter(([name]) => !["csrfmiddlewaretoken", "lalu", "urutan"].includes(name));
    return new URLSearchParams(pairs).toString();
  };
  const token = () => {
    try {
      return JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
    } catch {
      return "";
    }
  };
  const renewed = async () => {
    const reply = await fetch(box.dataset.home, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (page.getElementById("exam")?.dataset.person !== person) return false;
    document.body.setAttribute("hx-headers", page.body.getAttribute("hx-headers"));
    return true;
  };
  const ask = (entry) => {
    const data = new URLSearchParams(entry.body);
    data.set("urutan", entry.sequence);
    return fetch(entry.url, {
      method: "POST",
      headers: { "HX-Request": "true", "X-CSRFToken": token() },
      body: data,
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE),
    });
  };

  const say = (why = "") => {
    const left = waiting().length;
    const place = document.getElementById("unsent");
    place.replaceChildren();
    if (!left && !why) return;
    const bar = document.createElement("p");
    bar.className = "message tone-warn";
    const count = left ? (left === 1 ? box.dataset.one : box.dataset.many).replace("{n}", left) : "";
    bar.textContent = `${count} ${why || box.dataset.safe}`.trim();
    place.append(bar);
  };
  const number = (at) => document.querySelector(`[data-number="${CSS.escape(String(at))}"]`);

  // The number of a question tells how it stands, to the eye and to a screen reader.
  function sign(at, text, unsent) {
    const place = number(at);
    if (!place) return;
    const answered = /=[^&]/.test(text);
    place.classList.toggle("is-waiting", unsent);
    if (!unsent) place.classList.toggle("is-answered", answered);
    const { answered: yes, unanswered: no, unsent: kept } = box.dataset;
    const hidden = place.querySelector(".visually-hidden");
    if (hidden) hidden.textContent = ` ${answered ? yes : no}${unsent ? `, ${kept}` : ""}`;
  }

  // Whatever the page shows now, put aside with the moment it was said; the newest counts, wherever it was typed.
  function remember() {
    const now = form();
    if (!now || stopped) return;
    const text = body(now);
    const key = prefix + now.dataset.examAnswer;
    if (read(key)?.body === text || (!read(key) && now.dataset.last === text)) return;
    keep(key, { url: new URL(now.action).pathname, body: text, sequence: elapsed(), at: Number(now.dataset.examAnswer) });
    sign(now.dataset.examAnswer, text, true);
  }

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };

  // One by one, the oldest first, until each is acknowledged.
  async function send() {
    if (busy || stopped) return;
    busy = true;
    cut = false;
    try {
      for (let next = waiting()[0]; next && !stopped; next = waiting()[0]) {
        if (!(await deliver(next))) break;
        tries = 0;
        say();
      }
    } catch {
      cut = true;
      say(box.dataset.offline);
      later(RETRY[Math.min(tries++, RETRY.length - 1)]);
    } finally {
      busy = false;
    }
  }

  // Going on to the page where one hands in, handing in, and a question that was not fetched yet take a line: without
  // one the page stays and says so.
  async function withLine(go, words = box.dataset.unhanded) {
    if (leaving) return;
    leaving = true;
    remember();
    while (busy) await new Promise((done) => setTimeout(done, SOON));
    await send();
    leaving = false;
    if (stopped || (waiting().length && !cut)) return; // what is wrong has been said
    try {
      if (cut) throw new Error("cut");
      const reply = await fetch(box.dataset.hand, { credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
      if (reply.status >= 500) throw new Error("away");
      go();
    } catch {
      say(words);
      document.getElementById("unsent").scrollIntoView({ block: "center" });
    }
  }

  const unfetched = (url) => withLine(() => location.assign(url), box.dataset.unfetched);

  async function deliver({ key, entry }) {
    let reply = await ask(entry);
    if (reply.status === 403 && (await renewed())) reply = await ask(entry);
    if (reply.redirected || reply.status === 403 || reply.headers.has("HX-Redirect")) {
      say(box.dataset.signin);
      return false;
    }
    if (reply.status >= 500 || reply.status === 429) throw new Error("again");
    const text = await reply.text();
    if (!reply.ok) return refused(key, reply.status, text);
    const said = JSON.parse(text);
    if (read(key)?.sequence === entry.sequence) drop(key);
    end = Math.min(end, performance.now() + said.sisa * 1000 + 1000);
    const now = form();
    if (now && Number(now.dataset.examAnswer) === entry.at) {
      now.dataset.last = entry.body;
      now.querySelector("[data-saved]").textContent = box.dataset.saved.replace("{at}", said.pukul);
    }
    sign(entry.at, entry.body, Boolean(read(key)));
    return true;
  }

  function refused(key, status, text) {
    document.getElementById("letter").innerHTML = text;
    drop(key); // what the server will never take is not sent again
    if (status === 409) {
      stopped = true;
      for (const one of waiting()) drop(one.key);
      setTimeout(() => location.assign(box.dataset.home), 4000);
    }
    say(box.dataset.refused);
    return status !== 409;
  }

  // Going to another question without asking the server: its page was fetched with all the others.
  const fill = (to, text) => {
    const data = new URLSearchParams(text);
    for (const field of to.elements) {
      if (!field.name || ["csrfmiddlewaretoken", "lalu"].includes(field.name)) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = data.getAll(field.name).includes(field.value);
      else field.value = data.get(field.name) ?? "";
    }
  };
  const leave = () => {
    const now = form();
    if (now) papers.set(position, { html: now.outerHTML, body: body(now), last: now.dataset.last });
  };
  function show(at, push = true) {
    const paper = papers.get(at);
    if (!paper || !form()) return false;
    remember();
    leave();
    form().outerHTML = paper.html;
    const now = form();
    if (paper.last !== undefined) now.dataset.last = paper.last;
    if (paper.body !== undefined) fill(now, paper.body);
    const queued = read(prefix + at);
    if (queued) fill(now, queued.body);
    if (now.dataset.last === undefined) now.dataset.last = body(now);
    number(position)?.classList.remove("is-current");
    number(position)?.removeAttribute("aria-current");
    position = at;
    number(at)?.classList.add("is-current");
    number(at)?.setAttribute("aria-current", "step");
    document.title = document.title.replace(/\d+(?= · |$)/, at);
    const heading = document.querySelector("h1");
    if (heading) heading.textContent = heading.textContent.replace(/\d+$/, at);
    const url = new URL(now.action).pathname;
    if (push) history.pushState({ at }, "", url);
    now.querySelector("legend")?.scrollIntoView({ block: "nearest" });
    return true;
  }

  async function fetchPaper() {
    const reply = await fetch(box.dataset.paper, { credentials: "same-origin" });
    if (!reply.ok || reply.redirected) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    for (const one of page.querySelectorAll("template[data-position]")) {
      papers.set(Number(one.dataset.position), { html: one.innerHTML });
    }
  }

  const words = (seconds) => {
    if (seconds <= 0) return box.dataset.over;
    if (seconds < 60) return box.dataset.seconds.replace("{n}", seconds);
    return box.dataset.minutes.replace("{n}", Math.ceil(seconds / 60));
  };
  let told = "";
  const tick = () => {
    const seconds = Math.ceil((end - performance.now()) / 1000);
    const text = words(seconds);
    const clock = document.querySelector("[data-clock]");
    if (clock && text !== told) clock.textContent = told = text;
    if (seconds === 0) {
      remember();
      send();
    }
    // The server ends the attempt by itself; its page then says so.
    if (seconds < -35 && !stopped) {
      stopped = true;
      location.assign(box.dataset.home);
    }
  };
  setInterval(tick, 1000);

  document.addEventListener("input", (event) => {
    if (!event.target.closest("form[data-exam-answer]")) return;
    remember();
    say();
    later(event.target.type === "text" ? WAIT : SOON);
  });
  document.addEventListener("submit", (event) => {
    const target = event.target;
    if (target.matches("form[data-exam-answer]")) {
      const next = event.submitter?.value === "berikut" ? position + 1 : position;
      const hand = event.submitter?.value === "serahkan";
      remember();
      if (!hand && (next === position || papers.has(next))) {
        event.preventDefault();
        if (next !== position) show(next);
        later(0);
      } else {
        event.preventDefault();
        if (hand) withLine(() => location.assign(box.dataset.hand));
        else unfetched(number(next).href);
      }
    }
    if (target.matches("form[data-exam-submit]")) {
      event.preventDefault();
      withLine(() => target.submit());
    }
  });
  document.addEventListener("click", (event) => {
    const away = event.target.closest("a[href]");
    if (away?.getAttribute("href") === box.dataset.hand && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      withLine(() => location.assign(box.dataset.hand));
      return;
    }
    const link = event.target.closest("a[data-number]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (form() && show(Number(link.dataset.number))) later(0);
    else unfetched(link.href);
  });
  window.addEventListener("popstate", () => {
    const at = Number(location.pathname.split("/").pop());
    if (!show(at, false)) unfetched(location.href);
  });
  window.addEventListener("online", () => {
    say();
    later(0);
    if (form() && !papers.size) fetchPaper().catch(() => {});
  });
  window.addEventListener("focus", () => waiting().length && later(0));
  window.addEventListener("pagehide", remember);

  const now = form();
  if (now) {
    now.dataset.last = body(now);
    const queued = read(prefix + position);
    if (queued) fill(now, queued.body);
    fetchPaper().catch(() => {});
  }
  for (const { entry } of waiting()) sign(entry.at, entry.body, true);
  say();
  send();
  tick();
}
