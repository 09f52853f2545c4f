// Checks the code of a certificate in the browser: no server is asked, and nothing leaves this page.
// The layout of the code is told in kotaham/core/badges/payload.py; both must agree.
"use strict";
(() => {
  const box = document.querySelector("[data-check]");
  if (!box) return;
  const words = JSON.parse(box.dataset.words);
  const keys = JSON.parse(box.dataset.check);
  const field = box.querySelector("textarea");
  const file = box.querySelector("input[type=file]");
  const result = box.querySelector("[data-result]");
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const HEAD = 27, SIGNATURE = 64, VERSION = 1;
  const NAMES = ["name", "tail", "course", "number", "signatory"];
  const SPKI = [48, 42, 48, 5, 6, 3, 43, 101, 112, 3, 33, 0];

  /** Read base32; a second way to write the same bytes is refused. */
  function bytesOf(text) {
    const out = [];
    let bits = 0, held = 0;
    for (const sign of text) {
      const value = ALPHABET.indexOf(sign);
      if (value < 0) return null;
      held = ((held << 5) | value) & 0xfff;
      bits += 5;
      if (bits >= 8) { bits -= 8; out.push((held >> bits) & 0xff); }
    }
    return bits >= 5 || (held & ((1 << bits) - 1)) ? null : Uint8Array.from(out);
  }

  function dayOf(number) {
    return number ? new Date(Date.UTC(2000, 0, 1 + number)) : null;
  }

  /** Take a code apart; null when it is none. */
  function read(text) {
    const at = text.lastIndexOf("#");
    if (at < 0 || text.length > 3000) return null;
    const token = bytesOf(text.slice(0, at).split("/").pop());
    const data = bytesOf(text.slice(at + 1));
    if (!token || token.length !== 16 || !data || data.length < HEAD + NAMES.length + SIGNATURE) return null;
    const content = data.slice(0, -SIGNATURE), view = new DataView(content.buffer);
    const said = {
      version: content[0],
      key: [...content.slice(1, 5)].map((one) => one.toString(16).padStart(2, "0")).join(""),
      day: dayOf(view.getUint16(5)), expires: dayOf(view.getUint16(7)), hours: view.getUint16(9) / 10,
    };
    let place = HEAD;
    for (const name of NAMES) {
      const end = place + 1 + content[place];
      if (!(end <= content.length)) return null;
      said[name] = new TextDecoder().decode(content.slice(place + 1, end));
      place = end;
    }
    if (place !== content.length) return null;
    const domain = new TextEncoder().encode("kotaham certificate 1\0");
    const signed = new Uint8Array([...domain, ...token, ...content]);
    return { said, signed, signature: data.slice(-SIGNATURE) };
  }

  async function fits(found) {
    for (const [name, raw] of Object.entries(keys)) {
      if (!name.startsWith(found.said.key)) continue;
      const bytes = Uint8Array.from(atob(raw), (sign) => sign.charCodeAt(0));
      const key = await crypto.subtle.importKey("spki", new Uint8Array([...SPKI, ...bytes]), { name: "Ed25519" }, false, ["verify"]);
      if (await crypto.subtle.verify({ name: "Ed25519" }, key, found.signature, found.signed)) return "good";
      return "forged";
    }
    return "unknown";
  }

  function show(tone, title, rows) {
    result.replaceChildren();
    const message = document.createElement("div");
    message.className = `message tone-${tone}`;
    message.textContent = title;
    const list = document.createElement("dl");
    list.className = "facts";
    for (const [term, text] of rows) {
      const part = document.createElement("div"), dt = document.createElement("dt"), dd = document.createElement("dd");
      dt.textContent = term;
      dd.textContent = text;
      part.append(dt, dd);
      list.append(part);
    }
    result.append(message, list);
  }

  async function check() {
    const text = field.value.trim();
    if (!text) return result.replaceChildren();
    const found = read(text);
    if (!found) return show("bad", words.unreadable, []);
    if (found.said.version !== VERSION) return show("warn", words.newer, []);
    let verdict;
    try { verdict = await fits(found); } catch { return show("warn", words.old, []); }
    if (verdict !== "good") return show("bad", words[verdict], []);
    const said = found.said;
    const told = (day) => (day ? day.toLocaleDateString(words.locale, { dateStyle: "long", timeZone: "UTC" }) : "");
    const late = said.expires && said.expires.getTime() + 864e5 < Date.now();
    const rows = [
      [words.name, said.name], [words.tail, said.tail ? `•••${said.tail}` : ""], [words.course, said.course],
      [words.number, said.number],
      [words.hours, said.hours ? said.hours.toLocaleString(words.locale) : words.unset], [words.day, told(said.day)],
      [words.signatory, said.signatory], [words.expires, said.expires ? told(said.expires) : words.ever],
    ];
    show(late ? "warn" : "ok", late ? words.late : words.good, rows.filter(([, one]) => one));
  }

  /** Take the code out of the PDF of a certificate, which holds it among its keywords. */
  async function readFile() {
    const [chosen] = file.files;
    if (!chosen) return;
    const text = new TextDecoder("latin1").decode(await chosen.slice(0, 5e6).arrayBuffer());
    const found = text.match(/HTTPS?:\/\/[0-9A-Z.:-]{1,255}\/S\/[A-Z2-7]{26}#[A-Z2-7]{1,2000}/);
    field.value = found ? found[0] : "-";
    check();
  }

  field.addEventListener("input", check);
  if (file) file.addEventListener("change", readFile);
  if (location.hash.length > 1 && box.dataset.token) {
    field.value = `${location.origin}/S/${box.dataset.token}${location.hash}`;
  }
  check();
})();
