// Saves a draft while it is written. Without this the buttons do the same.
const PAUSE = 1500;
const OLDEST = 3000; // steady typing is saved too: no key waits much longer than this
const RETRY = 5000;
const FRESH = 5 * 60_000; // after hearing from the server we trust that the session lives

const form = document.getElementById("lardom");
const status = document.getElementById("sparat");
const say = (text) => { status.textContent = text; };

let timer = 0;
let sending = false;
let changed = false;
let since = 0; // when the oldest key was typed that has not been sent
let stopped = false;
let outside = false;
let taken = false;
let heard = Date.now();
let leaving = false;

const body = () => new URLSearchParams([...new FormData(form)]);

function soon(wait) {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
}

// Unsent text stays in the browser only until it has reached the server.
const unsaid = ["csrfmiddlewaretoken", "version", "key"];
const record = () => ({
  writer: form.dataset.writer,
  action: form.getAttribute("action"),
  version: form.elements.version.value,
  written: [...body()].filter(([name]) => !unsaid.includes(name)),
});
const keep = () => localStorage.setItem("draft:unsent", JSON.stringify(record()));
const forget = () => localStorage.removeItem("draft:unsent");

// A request that outlives its tab may be at most 64 kB.
const OUTLIVES = 60_000;
const post = (sent) => fetch(form.getAttribute("action"), {
  method: "POST",
  body: sent,
  headers: { Accept: "application/json" },
  keepalive: sent.toString().length < OUTLIVES,
});

async function save() {
  if (sending || stopped || !changed) return;
  sending = true;
  changed = false;
  since = 0;
  const sent = body();
  try {
    await answer(await post(sent), sent);
  } catch {
    later(form.dataset.offline);
  }
  sending = false;
  if (changed && !stopped) soon(PAUSE);
}

async function answer(response, sent) {
  if (response.status === 409) return stop(form.dataset.conflict);
  if (response.status === 422) return say(form.dataset.refused);
  if (response.status === 403 || response.redirected) {
    outside = true;
    return stop(form.dataset.outside);
  }
  if (!response.ok) return later(form.dataset.offline);
  const receipt = await response.json();
  saved(receipt);
  if (receipt.taken_out) takenOut(receipt.taken_out, sent);
}

// The server never keeps personal identity numbers; then the page does not either. A field that
// has been written in since is sent again, and put right then.
function takenOut({ fields, said }, sent) {
  taken = true;
  for (const [name, text] of Object.entries(fields)) {
    const field = form.elements[name];
    if (!field) continue;
    const untouched = lines(field.value) === lines(sent.get(name));
    if (untouched) replace(field, text);
    else changed = true;
    note(field);
  }
  say(said);
}

const lines = (text) => text.replaceAll("\r\n", "\n");

function replace(field, text) {
  const fromEnd = field.value.length - field.selectionEnd;
  field.value = lines(text);
  if (document.activeElement !== field) return;
  const at = Math.max(0, field.value.length - fromEnd);
  field.setSelectionRange(at, at);
}

function note(field) {
  const id = `${field.id}_borttaget`;
  if (document.getElementById(id)) return;
  const said = document.createElement("p");
  Object.assign(said, { id, className: "hint taken", textContent: form.dataset.taken });
  said.setAttribute("role", "status");
  field.before(said);
}

function saved(receipt) {
  forget();
  heard = Date.now();
  say(receipt.saved);
  form.elements.version.value = receipt.version;
  if (form.getAttribute("action") !== receipt.url) {
    form.elements.key?.remove();
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

// Pressing a button sends the form, as ever. Who has been away for long, is signed out or has lost
// the network saves first. Without a network one stays here with the text; who is signed out signs
// in on the way to the same page, and finds the text there.
async function leave(event) {
  if (leaving) return;
  if (stopped && !outside) return forget(); // a conflict, which the next page shows
  if (!outside && navigator.onLine && Date.now() - heard < FRESH) {
    stopped = leaving = true;
    clearTimeout(timer);
    forget();
    return changed || sending ? carry() : undefined;
  }
  event.preventDefault();
  if (sending) return setTimeout(() => form.requestSubmit(event.submitter), 100);
  clearTimeout(timer);
  stopped = outside = taken = false;
  changed = true;
  await save();
  if (outside) return location.assign(form.getAttribute("action"));
  if (changed || taken) return;
  leaving = stopped = true;
  forget();
  form.requestSubmit(event.submitter);
}

// What was sent a moment after the session ended is back in the form after signing in.
const carry = () => sessionStorage.setItem("draft:sent", JSON.stringify(record()));

function carried() {
  const sent = JSON.parse(sessionStorage.getItem("draft:sent") ?? "null");
  sessionStorage.removeItem("draft:sent");
  return document.referrer.startsWith(`${location.origin}/konto/`) ? sent : null;
}

function restore() {
  const unsent = carried() ?? JSON.parse(localStorage.getItem("draft:unsent") ?? "null");
  if (unsent && unsent.writer !== form.dataset.writer) return forget();
  if (unsent?.action !== form.getAttribute("action")) return;
  form.elements.version.value = unsent.version;
  const fields = new URLSearchParams(unsent.written);
  const left = {}; // of fields that share a name, each takes its own
  for (const field of form.elements) {
    if (!field.name || ["hidden", "submit"].includes(field.type)) continue;
    if (field.type === "checkbox") field.checked = fields.getAll(field.name).includes(field.value);
    else if (fields.has(field.name)) {
      left[field.name] ??= fields.getAll(field.name);
      field.value = left[field.name].shift() ?? "";
    }
  }
  say(form.dataset.stored);
  changed = true;
  soon(PAUSE);
}

form.addEventListener("input", () => {
  changed = true;
  since ||= Date.now();
  if (Date.now() - since < OLDEST) soon(PAUSE);
});
form.addEventListener("submit", leave);
addEventListener("online", () => soon(0));
addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
restore();
