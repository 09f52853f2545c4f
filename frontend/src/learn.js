// Learning on a poor line: every place and every finished module waits in this browser until the server has said that it
// is kept. It survives a closed tab, a lost connection and an expired sign-in, and is sent one by one, oldest first.
const PREFIX = "kotaham.belajar.";
const WAIT = 2000; // after the last movement
const RETRY = [2000, 5000, 15000, 30000];
const PATIENCE = 30000; // after which no reply is awaited any longer
const memory = new Map(); // where the browser keeps nothing

const box = document.getElementById("learning");
const person = box?.dataset.person;
if (person) start();

function start() {
  const lesson = document.querySelector("[data-learn]");
  const form = document.querySelector("form[data-learn-done]");
  const video = lesson?.querySelector("video");
  const mine = lesson && `${PREFIX}${person}.${lesson.dataset.learn}`;
  let timer = 0;
  let chain = Promise.resolve(); // one sending after the other, so that none overtakes
  let tries = 0;

  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null") ?? memory.get(key) ?? null;
    } catch {
      return memory.get(key) ?? null;
    }
  };
  const keep = (key, entry) => {
    memory.set(key, entry);
    try {
      localStorage.setItem(key, JSON.stringify(entry));
    } catch {
      // Private window or full: it then lives as long as the page.
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
      .filter((key) => key?.startsWith(`${PREFIX}${person}.`))
      .map((key) => ({ key, entry: read(key) }))
      .filter(({ entry }) => entry)
      .sort((one, other) => one.entry.at - other.entry.at);
  };

  // Two tabs may show one module: what is farther counts, and done stays done, so they never undo each other.
  const note = (place, done) => {
    const held = read(mine);
    const entry = { place: Math.max(place, held?.place ?? 0), done: Boolean(done || held?.done), at: held?.at ?? Date.now() };
    if (entry.place !== held?.place || entry.done !== held?.done) keep(mine, entry);
  };

  const token = () => {
    try {
      return JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
    } catch {
      return "";
    }
  };
  // Whoever signed in anew has a new token; who is somebody else now sends nothing of this person's.
  const renewed = async () => {
    const reply = await fetch(location.pathname, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (page.getElementById("learning")?.dataset.person !== person) return false;
    document.body.setAttribute("hx-headers", page.body.getAttribute("hx-headers"));
    return true;
  };
  const ask = (url, entry) =>
    fetch(url, {
      method: "POST",
      headers: { "X-Requested-With": "belajar", "X-CSRFToken": token() },
      body: new URLSearchParams({ tempat: entry.place, selesai: entry.done ? "1" : "0" }),
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE),
    });

  // One entry: it goes only when the server's answer covers what is here by now.
  const post = async (key) => {
    const entry = read(key);
    const url = key.slice(`${PREFIX}${person}.`.length);
    let reply = await ask(url, entry);
    if (reply.status === 403 && (await renewed())) reply = await ask(url, entry);
    if (reply.redirected || reply.status === 403) return "signin";
    if (reply.status >= 500 || [409, 429].includes(reply.status)) throw new Error("later");
    if (!reply.ok) {
      drop(key); // the course is over or gone: nothing is left to keep
      return "gone";
    }
    const kept = await reply.json();
    const now = read(key);
    if (now && kept.place >= now.place && (kept.done || !now.done)) drop(key);
    return "kept";
  };

  const say = (why = "") => {
    const left = waiting();
    box.replaceChildren();
    box.hidden = !left.length;
    if (!left.length) return;
    const bar = document.createElement("div");
    bar.className = "message tone-warn unsaved-bar";
    bar.setAttribute("role", "status");
    const words = document.createElement("p");
    const count = document.createElement("b");
    count.textContent = (left.length === 1 ? box.dataset.one : box.dataset.many).replace("{n}", left.length);
    words.append(count, ` ${why || box.dataset.safe} `);
    const again = document.createElement("button");
    again.type = "button";
    again.className = "btn btn-quiet btn-sm";
    again.textContent = box.dataset.again;
    again.addEventListener("click", () => send());
    bar.append(words, again);
    box.append(bar);
  };

  const send = () => (chain = chain.then(sendAll));
  async function sendAll() {
    clearTimeout(timer);
    try {
      for (const { key } of waiting()) {
        if ((await post(key)) === "signin") return say(box.dataset.signin);
      }
      tries = 0;
      say();
    } catch {
      say();
      timer = setTimeout(send, RETRY[Math.min(tries++, RETRY.length - 1)]);
    }
  }
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, WAIT);
  };

  // Where one is: the second of a film, or how much of the text has come by, in thousandths.
  const perMille = () => {
    const whole = lesson.offsetHeight;
    const seen = window.innerHeight - lesson.getBoundingClientRect().top;
    return whole ? Math.max(0, Math.min(1000, Math.round((seen / whole) * 1000))) : 0;
  };
  const resume = () => {
    const place = Math.max(Number(lesson.dataset.place), read(mine)?.place ?? 0);
    if (!place || lesson.dataset.done === "1") return;
    if (video) {
      video.addEventListener("loadedmetadata", () => (video.currentTime = place), { once: true });
    } else if (place > 50 && !location.hash) {
      const top = lesson.getBoundingClientRect().top + window.scrollY + (place / 1000) * lesson.offsetHeight;
      if (top > window.innerHeight) window.scrollTo({ top: top - window.innerHeight });
    }
  };

  if (lesson) {
    resume();
    const moved = () => {
      const place = video ? Math.floor(video.currentTime) : perMille();
      if (place <= Math.max(Number(lesson.dataset.place), read(mine)?.place ?? 0)) return;
      note(place, false);
      later();
    };
    if (video) video.addEventListener("timeupdate", moved);
    else window.addEventListener("scroll", moved, { passive: true });
    window.addEventListener("pagehide", moved);
  }
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    note(video ? Math.floor(video.currentTime) : perMille(), true);
    await send();
    if (!read(mine)) location.assign(form.dataset.next);
    else lesson.dataset.done = "1";
  });
  window.addEventListener("online", send);
  window.addEventListener("focus", () => waiting().length && send());
  window.addEventListener("storage", () => box.hidden || say());
  if (waiting().length) send();
}
