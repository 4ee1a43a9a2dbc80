// Sends a card without leaving the board, and keeps its key here until the cards are shown.
const form = document.getElementById("lapp");
const name = form && `board:${form.dataset.board}`;
const kept = () => JSON.parse(localStorage.getItem(name) || '{"keys": []}');
const keep = (what) => localStorage.setItem(name, JSON.stringify(what));

async function showOwn() {
  const { keys } = kept();
  const place = form.querySelector("[data-own-cards]");
  if (!keys.length && !("named" in form.dataset)) { place.replaceChildren(); return; }
  const body = new URLSearchParams([...keys.map((key) => ["key", key]), token()]);
  const answer = await fetch(form.dataset.own, { method: "POST", body });
  if (!answer.ok) return;
  place.innerHTML = await answer.text();
  const alive = [...place.querySelectorAll("[data-key]")].map((card) => card.dataset.key);
  keep({ keys: alive });
}

const token = () => ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value];

async function send(event) {
  if (event.submitter && "change" in event.submitter.dataset) { form.elements.text.disabled = true; return; }
  event.preventDefault();
  const text = form.elements.text;
  if (!text.value.trim()) { text.focus(); return; }
  const body = new FormData(form, event.submitter);
  const status = form.querySelector("[data-status]");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams([...body]), headers: { Accept: "application/json" } });
    if (!answer.ok) { form.removeEventListener("submit", send); form.requestSubmit(event.submitter); return; }
    const { key } = await answer.json();
    if (key) keep({ keys: [...kept().keys, key] });
    form.elements.key.value = crypto.randomUUID();
    text.value = "";
    text.focus();
    status.textContent = form.dataset.saved;
    await showOwn();
  } catch {
    status.textContent = form.dataset.failed;
  }
}

if (form && "shown" in form.dataset) localStorage.removeItem(name);
else if (form) {
  form.addEventListener("submit", send);
  if (kept().keys.length) showOwn();
}
