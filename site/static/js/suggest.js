/* Suggestions under the search field while one types. Without it the form searches as before. */

const WAIT = 150;
const SHORTEST = 2;

document.querySelectorAll("form.find[data-suggest]").forEach((form, number) => enhance(form, form.elements.q, `find-${number}`));

function enhance(form, input, name) {
  if (!input || form.dataset.ready) return;
  form.dataset.ready = "yes";
  const list = part(form, "ul", { role: "listbox", id: name, hidden: "", "aria-label": form.dataset.label });
  const status = part(form, "span", { role: "status", class: "unseen" });
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": name });
  let timer = 0;
  let asked = 0;
  let at = -1;

  const options = () => [...list.children];

  function close() {
    asked += 1;
    clearTimeout(timer);
    list.hidden = true;
    point(-1);
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
  }

  function point(to) {
    at = to;
    options().forEach((one, i) => one.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options()[at].id);
    options()[at].scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    const typed = input.value.trim();
    if (typed.length < SHORTEST) return close();
    const mine = ++asked;
    const address = new URL(form.dataset.suggest, location.href);
    address.searchParams.set("q", typed);
    let answer;
    try {
      answer = await fetch(address, { redirect: "error" });
    } catch {
      return; // offline or signed out: the form still works
    }
    if (!answer.ok) return;
    const html = await answer.text();
    if (mine !== asked || document.activeElement !== input) return;
    list.innerHTML = html;
    options().forEach((one, i) => (one.id = `${name}-${i}`));
    show(options().length);
  }

  function show(found) {
    list.hidden = found === 0;
    input.setAttribute("aria-expanded", String(found > 0));
    point(-1);
    const text = found === 0 ? form.dataset.none : found === 1 ? form.dataset.one : form.dataset.many;
    status.textContent = text.replace("#", found);
  }

  input.addEventListener("input", () => {
    asked += 1;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
  input.addEventListener("keydown", (event) => {
    const number = options().length;
    if (list.hidden) {
      if (event.key === "ArrowDown") {
        event.preventDefault();
        ask();
      }
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      point(at < 0 && step < 0 ? number - 1 : (at + step + number) % number);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      location.assign(options()[at].dataset.url);
    } else if (event.key === "Escape") {
      event.preventDefault(); // closes the list and keeps what was typed
      close();
    }
  });
}

function part(parent, tag, attributes) {
  const element = document.createElement(tag);
  set(element, attributes);
  parent.append(element);
  return element;
}

function set(element, attributes) {
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
}
