// Saves a draft while it is written. Without this the buttons do the same.
const PAUSE = 1500;
const RETRY = 5000;

const form = document.getElementById("lardom");
const status = document.getElementById("sparat");
const say = (text) => { status.textContent = text; };

let timer = 0;
let sending = false;
let changed = false;
let stopped = false;

const body = () => new URLSearchParams([...new FormData(form)]);

function soon(wait) {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
}

// Unsent text stays in the browser only until it has reached the server.
const unsaid = ["csrfmiddlewaretoken", "version", "key"];
const keep = () => localStorage.setItem("draft:unsent", JSON.stringify({
  writer: form.dataset.writer,
  action: form.getAttribute("action"),
  version: form.elements.version.value,
  written: [...body()].filter(([name]) => !unsaid.includes(name)),
}));
const forget = () => localStorage.removeItem("draft:unsent");

async function save() {
  if (sending || stopped || !changed) return;
  sending = true;
  changed = false;
  try {
    await answer(await fetch(form.getAttribute("action"), { method: "POST", body: body(), headers: { Accept: "application/json" } }));
  } catch {
    later(form.dataset.offline);
  }
  sending = false;
  if (changed && !stopped) soon(PAUSE);
}

async function answer(response) {
  if (response.status === 409) return stop(form.dataset.conflict);
  if (response.status === 422) return say(form.dataset.refused);
  if (response.status === 403 || response.redirected) return stop(form.dataset.outside);
  if (!response.ok) return later(form.dataset.offline);
  saved(await response.json());
}

function saved(receipt) {
  forget();
  say(receipt.saved);
  form.elements.version.value = receipt.version;
  form.elements.key?.remove();
  if (form.getAttribute("action") !== receipt.url) {
    form.setAttribute("action", receipt.url);
    history.replaceState(null, "", receipt.url);
  }
}

function later(text) {
  changed = true;
  keep();
  say(text);
  soon(RETRY);
}

function stop(text) {
  stopped = true;
  keep();
  say(text);
}

function restore() {
  const unsent = JSON.parse(localStorage.getItem("draft:unsent") ?? "null");
  if (unsent && unsent.writer !== form.dataset.writer) return forget();
  if (unsent?.action !== form.getAttribute("action")) return;
  form.elements.version.value = unsent.version;
  const fields = new URLSearchParams(unsent.written);
  for (const field of form.elements) {
    if (!field.name || ["hidden", "submit"].includes(field.type)) continue;
    if (field.type === "checkbox") field.checked = fields.getAll(field.name).includes(field.value);
    else if (fields.has(field.name)) field.value = fields.get(field.name);
  }
  say(form.dataset.stored);
  changed = true;
  soon(PAUSE);
}

form.addEventListener("input", () => { changed = true; soon(PAUSE); });
form.addEventListener("submit", () => { stopped = true; clearTimeout(timer); forget(); });
addEventListener("online", () => soon(0));
addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
restore();
