// Shows what the others do, as they do it, and sends what one does without leaving the page.
import { newKey } from "./keys.js";

const board = document.querySelector("[data-live]");
const said = board.querySelector("[data-said]");
const moved = board.querySelector("[data-moved]");
const away = board.querySelector("[data-away]");
const out = board.querySelector("[data-out]");
const renew = board.querySelector("[data-renew]");
const tokenOf = (page) => JSON.parse(page.body.dataset.hxHeaders)["x-csrftoken"];
let token = tokenOf(document);
const ASK_EVERY = 5000;
const drawn = new Map(); // by the id of its place
let source, asking, retry;

const listening = () => source?.readyState === EventSource.OPEN;
const keyOf = (field) => field.id || `${field.name}=${field.type === "checkbox" ? field.value : ""}`;
const fieldsIn = (part) => [...part.querySelectorAll("input:not([type=hidden]), textarea, select")];
const isUnsent = (field) => field.type !== "checkbox" && !field.closest("details") && field.defaultValue !== undefined && field.value !== field.defaultValue;
const sending = new Set(); // a double tap is one tap

function swap(old, fresh) {
  const words = fresh.outerHTML;
  if (drawn.get(fresh.id) === words) return;
  drawn.set(fresh.id, words);
  const kept = new Map(fieldsIn(old).map((field) => [keyOf(field), field]));
  const open = [...old.querySelectorAll("details")].map((one) => one.open);
  const focus = old.contains(document.activeElement) ? placeOf(document.activeElement) : null;
  for (const field of fieldsIn(fresh)) {
    const before = kept.get(keyOf(field));
    if (!before) continue;
    if (field.type === "checkbox") field.checked = before.checked;
    else field.value = before.value;
  }
  fresh.querySelectorAll("details").forEach((one, place) => { one.open = open[place] ?? one.open; });
  fresh.querySelectorAll("form").forEach(fill);
  old.replaceWith(fresh);
  if (focus) find(fresh, focus)?.focus({ preventScroll: true });
}

// What the server draws for all of us alike lacks what is one's own.
function fill(form) {
  let field = form.elements.csrfmiddlewaretoken;
  if (!field) {
    field = Object.assign(document.createElement("input"), { type: "hidden", name: "csrfmiddlewaretoken" });
    form.append(field);
  }
  field.value = token;
  if (form.elements.once) form.elements.once.value = newKey();
}

function placeOf(element) {
  const form = element.closest("form");
  const action = element.getAttribute("formaction") ?? form?.getAttribute("action");
  return { id: element.id, name: element.name, value: element.value, action, tag: element.localName };
}

const find = (part, place) => (place.id && document.getElementById(place.id)) || [...part.querySelectorAll(place.tag)].find((one) => {
  const same = placeOf(one);
  return same.name === place.name && same.action === place.action && (place.tag !== "button" || same.value === place.value);
});

function show({ frame, html }) {
  if (frame !== board.dataset.frame) { goOn(); return; }
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const fresh of [...template.content.children]) {
    const old = document.getElementById(fresh.id);
    if (old) swap(old, fresh);
  }
  tick();
}

// What is half written stays; `why` says what to do about it.
function goOn(why = moved) {
  moved.hidden = out.hidden = true;
  if (fieldsIn(board).some(isUnsent)) why.hidden = false;
  else location.replace(board.dataset.here); // never a reload, which could send something again
}

// Signed in again in another tab: the page goes on with what it got there, if it is the same person.
async function comeBack() {
  const page = new DOMParser().parseFromString(await (await fetch(board.dataset.here)).text(), "text/html");
  const now = page.querySelector("[data-live]");
  if (!now) { goOn(); return; }
  if (now.dataset.store !== board.dataset.store) { location.replace(board.dataset.here); return; }
  token = tokenOf(page);
  for (const form of document.forms) if (form.elements.csrfmiddlewaretoken) form.elements.csrfmiddlewaretoken.value = token;
  out.hidden = true;
  listen();
}

function listen() {
  stop();
  if (document.hidden) return; // a browser keeps few connections open, so one that nobody looks at is none
  source = new EventSource(board.dataset.live);
  source.onmessage = (event) => { // each connection begins with one, unless the board cannot be drawn
    away.hidden = renew.hidden = true;
    asking = clearInterval(asking);
    show(JSON.parse(event.data));
  };
  source.onerror = () => {
    renew.hidden = false;
    asking ??= setInterval(ask, ASK_EVERY);
    if (source.readyState === EventSource.CLOSED) retry = setTimeout(listen, 6 * ASK_EVERY);
  };
}

function stop() {
  source?.close();
  clearTimeout(retry);
  asking = clearInterval(asking);
}

async function ask() {
  try {
    const answer = await fetch(board.dataset.live, { headers: { Accept: "application/json" } });
    away.hidden = true;
    if (answer.redirected) goOn(out);
    else if (answer.status === 404) goOn();
    else if (!answer.ok) away.hidden = false;
    else if (out.hidden) show(await answer.json());
    else await comeBack();
  } catch { away.hidden = false; }
}

async function send(event) {
  const form = event.target;
  if (!("quiet" in form.dataset)) return;
  event.preventDefault();
  const body = new URLSearchParams([...new FormData(form, event.submitter)]);
  const address = event.submitter?.getAttribute("formaction") ?? form.action;
  const deed = `${address} ${body}`;
  if (sending.has(deed)) return;
  sending.add(deed);
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token } });
    if (answer.redirected) { goOn(out); return; }
    if (answer.status === 404) goOn();
    else if (!answer.ok) away.hidden = false;
    else tell(await answer.json(), form);
  } catch { away.hidden = false; } finally { sending.delete(deed); }
}

function tell(answer, form) {
  said.textContent = answer.said;
  said.hidden = !answer.said;
  if (!answer.refused && form.id === "rosta") countDown();
  if (!answer.refused) form.querySelectorAll("[type=checkbox]").forEach((one) => { one.checked = false; });
  if (!answer.refused && form.elements.label) form.elements.label.value = "";
  if (!listening()) ask();
}

function countDown() {
  const votes = board.querySelector("[data-votes]");
  const left = Math.max(0, votes.dataset.votes - 1);
  votes.dataset.votes = left;
  votes.querySelectorAll(".lead span").forEach((words, number) => { words.hidden = number !== left; });
}

function tick() {
  const clock = document.getElementById("klocka");
  const place = clock?.querySelector("[role=timer]");
  if (!clock?.dataset.ends || !place) return;
  const left = Math.ceil((new Date(clock.dataset.ends) - Date.now()) / 60000);
  const words = left < 1 ? board.dataset.over : left === 1 ? board.dataset.leftOne : board.dataset.leftMany.replace("#", left);
  if (place.textContent.trim() !== words) place.textContent = words;
}

document.addEventListener("submit", send);
document.addEventListener("visibilitychange", () => { listen(); if (!document.hidden) ask(); });
addEventListener("online", listen);
addEventListener("pagehide", stop);
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
setInterval(tick, 1000);
listen();
