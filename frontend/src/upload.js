// Sends the file of a form in parts, shows how far it is, and goes on after a broken connection or a reload.
// Without this file the form sends the file in one piece; the server takes both.
const PART = 2 * 1024 * 1024;
const PAUSES = [1000, 2000, 5000, 10000, 20000];

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const keyOf = (file) => `kotaham-upload:${file.name}:${file.size}:${file.lastModified}`;

for (const form of document.querySelectorAll("form[data-upload]")) prepare(form);

function prepare(form) {
  const field = form.querySelector('input[type="file"]');
  if (!field || !window.fetch) return;
  field.addEventListener("change", () => {
    if (field.files.length) form.elements.upload.value = ""; // another file takes the place of the one that is kept
    judge(form, field);
  });
  form.addEventListener(
    "submit",
    (event) => {
      const file = field.files[0];
      if (!file || form.elements.upload.value) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (judge(form, field) && !form.dataset.sending) send(form, field, file);
    },
    true,
  );
}

/** Tell early what the server would refuse: the same limits, from the field itself. */
function judge(form, field) {
  const file = field.files[0];
  const name = file ? file.name.toLowerCase() : "";
  const known = !file || field.accept.split(",").some((ending) => name.endsWith(ending));
  const fits = !file || file.size <= Number(field.dataset.limit);
  tell(form, !known ? form.dataset.sayKind : !fits ? form.dataset.sayLarge : "", true);
  return known && fits;
}

async function send(form, field, file) {
  form.dataset.sending = "yes";
  const steps = panel(form);
  try {
    const id = await arrive(form, file, steps);
    if (!id) return;
    form.elements.upload.value = id;
    field.disabled = true;
    steps.say(form.dataset.sayChecking);
    try { localStorage.removeItem(keyOf(file)); } catch { /* private windows may keep nothing */ }
    HTMLFormElement.prototype.submit.call(form);
  } catch (error) {
    tell(form, error.letter || form.dataset.sayFailed, true);
    steps.remove();
  } finally {
    delete form.dataset.sending;
  }
}

/** Bring all parts to the server; returns the number of the upload, or nothing when it was given up. */
async function arrive(form, file, steps) {
  let { id, received } = await begin(form, file, steps);
  const address = `${form.dataset.upload}/${id}`;
  steps.stop = async () => {
    await ask(form, `${address}/batal`, { method: "POST" }).catch(() => undefined);
    try { localStorage.removeItem(keyOf(file)); } catch { /* as above */ }
  };
  for (let failures = 0; received < file.size; ) {
    if (steps.stopped) return "";
    steps.show(received, file.size);
    try {
      const part = file.slice(received, received + PART);
      const headers = { "Content-Type": "application/octet-stream", "Upload-Offset": String(received), ...(await hash(part)) };
      ({ received } = await ask(form, address, { method: "POST", body: part, headers }));
      failures = 0;
    } catch (error) {
      if (error.received !== undefined && error.received !== null) { received = error.received; continue; }
      if (error.letter && error.status < 500) throw error;
      if (failures >= PAUSES.length) throw error;
      steps.say(form.dataset.sayWaiting);
      await wait(PAUSES[failures++]);
      received = (await ask(form, address, {}).catch(() => ({ received }))).received;
    }
  }
  return id;
}

async function begin(form, file, steps) {
  let known = "";
  try { known = localStorage.getItem(keyOf(file)) || ""; } catch { /* as above */ }
  const found = known && (await ask(form, `${form.dataset.upload}/${known}`, {}).catch(() => null));
  if (found && found.size === file.size) {
    steps.say(form.dataset.sayResumed);
    return found;
  }
  const fresh = await ask(form, form.dataset.upload, { method: "POST", body: new URLSearchParams({ name: file.name, size: file.size }) });
  try { localStorage.setItem(keyOf(file), fresh.id); } catch { /* as above */ }
  return fresh;
}

async function ask(form, address, options) {
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, Accept: "application/json", ...options.headers };
  const response = await fetch(address, { ...options, headers, credentials: "same-origin" });
  if (response.status === 204) return {};
  const answer = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
  if (response.ok && answer.id) return answer;
  const problem = answer.problems?.[0];
  throw Object.assign(new Error(), {
    status: response.status,
    received: response.status === 409 ? answer.received : undefined,
    letter: problem ? `${problem.what} ${problem.next}` : "",
  });
}

/** The hash of a part, where the browser can: the server then notices what changed on the way. */
async function hash(part) {
  if (!window.crypto?.subtle) return {};
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await part.arrayBuffer()));
  return { "Upload-Sha256": [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") };
}

function tell(form, words, isError) {
  const field = form.querySelector('input[type="file"]');
  let place = form.querySelector("[data-upload-words]");
  if (!place) {
    place = document.createElement("ul");
    place.className = "errorlist";
    place.dataset.uploadWords = "";
    place.id = "upload-words";
    place.setAttribute("role", "alert");
    field.after(place);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} upload-words`.trim());
  }
  place.replaceChildren(...(words ? [Object.assign(document.createElement("li"), { textContent: words })] : []));
  field.toggleAttribute("aria-invalid", Boolean(words && isError));
}

function panel(form) {
  form.querySelector(".upload-progress")?.remove();
  const box = document.createElement("div");
  const words = document.createElement("p");
  const bar = document.createElement("progress");
  const button = document.createElement("button");
  box.className = "progress-box upload-progress";
  words.setAttribute("role", "status");
  bar.className = "bar";
  bar.max = 100;
  bar.setAttribute("aria-label", form.dataset.saySending);
  button.type = "button";
  button.className = "btn btn-quiet btn-sm";
  button.textContent = form.dataset.sayStop;
  box.append(words, bar, button);
  form.querySelector(".form-foot").before(box);
  const steps = {
    stopped: false,
    stop: () => undefined,
    say: (text) => { words.textContent = text; },
    show: (done, total) => {
      const percent = Math.floor((done / total) * 100);
      bar.value = percent;
      words.textContent = `${form.dataset.saySending}: ${percent}%`;
    },
    remove: () => box.remove(),
  };
  button.addEventListener("click", async () => { steps.stopped = true; await steps.stop(); steps.remove(); });
  steps.show(0, 1);
  return steps;
}
