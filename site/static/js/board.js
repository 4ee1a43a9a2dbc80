// Sends a card without leaving the board, and keeps its key here until the cards are shown.
//
// Keys lie under a name that only one's own sign-in is told, and without their end (`seal`), which
// only one's own pages have: who sits down next at a shared computer can do nothing with them.
import { newKey } from "./keys.js";

const place = document.querySelector("[data-board]");
const { board, store, seal, until } = place.dataset;
const isOver = "done" in place.dataset;
const form = document.getElementById("lapp");
const name = `board:${store}`;
const kept = () => JSON.parse(localStorage.getItem(name) || "{}").keys ?? [];

function keep(keys) {
  if (keys.length) localStorage.setItem(name, JSON.stringify({ board, until, keys }));
  else localStorage.removeItem(name);
}

// Keys of cards that have been shown or erased, whosever they are.
function forgetOld() {
  const today = new Date().toISOString().slice(0, 10);
  for (const one of Object.keys(localStorage).filter((key) => key.startsWith("board:"))) {
    const { board: from, until: last = "" } = JSON.parse(localStorage.getItem(one));
    if (last < today || (isOver && from === board)) localStorage.removeItem(one);
  }
}

const ownKey = form?.querySelector("input[name=key]"); // `form.elements.key` is a list when cards with buttons stand there
const token = () => ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value];

async function showOwn() {
  const keys = kept();
  const mine = form.querySelector("[data-own-cards]");
  if (!keys.length && !("named" in form.dataset)) { mine.replaceChildren(); return; }
  const body = new URLSearchParams([...keys.map((key) => ["key", key + seal]), token()]);
  const answer = await fetch(form.dataset.own, { method: "POST", body });
  if (!answer.ok || answer.redirected) return;
  mine.innerHTML = await answer.text();
  const alive = [...mine.querySelectorAll("[data-key]")].map((card) => card.dataset.key.slice(0, -seal.length));
  keep(alive);
}

async function send(event) {
  if (event.submitter && "change" in event.submitter.dataset) { form.elements.text.disabled = true; return; }
  event.preventDefault();
  const text = form.elements.text;
  if (!text.value.trim()) { text.focus(); return; }
  const body = new URLSearchParams([...new FormData(form, event.submitter)]);
  const key = ownKey.value;
  if (!isOver) body.set("key", key + seal);
  const status = form.querySelector("[data-status]");
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.redirected) { status.textContent = form.dataset.signedOut; return; }
    if (answer.status >= 500) { status.textContent = form.dataset.failed; return; } // it may lie there: sent again it has the same key
    if (!answer.ok) { form.removeEventListener("submit", send); form.requestSubmit(event.submitter); return; }
    if ((await answer.json()).key) keep([...new Set([...kept(), key])]);
    ownKey.value = newKey();
    text.value = "";
    if (form.dataset.then) { location.replace(form.dataset.then); return; }
    text.focus();
    status.textContent = form.dataset.saved;
    await showOwn();
  } catch {
    status.textContent = form.dataset.failed;
  }
}

forgetOld();
if (form) {
  if (!form.dataset.then) ownKey.value = newKey(); // not one that the browser brought back
  form.addEventListener("submit", send);
  if (!isOver && kept().length) showOwn();
}
