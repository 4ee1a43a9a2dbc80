/* A field with a list of suggestions under it: the editable combobox of the ARIA practices. */

const WAIT = 150;
const SHORTEST = 2;
const LAST = -2;

/* `words` has none, one and many (with # for the number); `choose` gets the chosen option. */
export function combobox({ input, inside, name, label, address, words, unseen, choose }) {
  const list = part(inside, "ul", { role: "listbox", id: name, hidden: "" });
  const status = part(inside, "span", { role: "status", ...(unseen ? { class: "unseen" } : {}) });
  if (label) list.setAttribute("aria-label", label);
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
    if (unseen) status.textContent = "";
    input.setAttribute("aria-expanded", "false");
  }

  function point(to) {
    at = to;
    options().forEach((one, i) => one.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options()[at].id);
    options()[at].scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    close();
    status.textContent = "";
    choose(option);
  }

  async function ask(first = -1) {
    const typed = input.value.trim();
    if (typed.length < SHORTEST) return close();
    const mine = ++asked;
    const url = new URL(address, location.href);
    url.searchParams.set("q", typed);
    let answer;
    try {
      answer = await fetch(url, { redirect: "error" });
    } catch {
      return; // offline or signed out: the plain field still works
    }
    if (!answer.ok) return;
    const html = await answer.text();
    if (mine !== asked || document.activeElement !== input) return;
    list.innerHTML = html;
    options().forEach((one, i) => (one.id = `${name}-${i}`));
    show(options().length, first);
  }

  function show(number, first) {
    list.hidden = number === 0;
    input.setAttribute("aria-expanded", String(number > 0));
    point(number === 0 ? -1 : first === LAST ? number - 1 : first);
    const text = number === 0 ? words.none : number === 1 ? words.one : words.many;
    status.textContent = text.replace("#", number);
  }

  const steps = {
    ArrowDown: (number) => (at + 1) % number,
    ArrowUp: (number) => (at <= 0 ? number : at) - 1,
  };

  function inList(key) {
    if (key in steps) point(steps[key](options().length));
    else if (key === "Enter" && at >= 0) take(options()[at]);
    else if (key === "Escape") close(); // keeps what was typed
    else return false;
    return true;
  }

  function inField(key) {
    if (key in steps) ask(key === "ArrowDown" ? 0 : LAST);
    return key in steps;
  }

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Home" || event.key === "End") point(-1); // the caret moves by itself
    else if (list.hidden ? inField(event.key) : inList(event.key)) event.preventDefault();
  });
  input.addEventListener("input", () => {
    asked += 1;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  return { close };
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
