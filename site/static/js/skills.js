/* Turns a skill field into a combobox when somebody comes to it; rows added later work too. */

const WAIT = 150;
const SHORTEST = 2;
let count = 0;

document.addEventListener("focusin", (event) => {
  const picker = event.target.closest?.(".skill-picker");
  if (picker && event.target.matches("input") && !picker.dataset.ready) enhance(picker, event.target);
});

function enhance(picker, input) {
  picker.dataset.ready = "yes";
  picker.querySelectorAll("[role=listbox], [role=status]").forEach((old) => old.remove());
  input.removeAttribute("list");
  const list = part(picker, "ul", { role: "listbox", id: `skills-${++count}`, hidden: "" });
  const status = part(picker, "span", { role: "status" });
  const label = input.labels?.[0]?.textContent.trim();
  if (label) list.setAttribute("aria-label", label);
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
  let timer = 0;
  let asked = 0;
  let at = -1;

  const options = () => [...list.children];

  function close() {
    asked += 1;
    clearTimeout(timer);
    list.hidden = true;
    point(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function point(to) {
    at = to;
    options().forEach((one, i) => one.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options()[at].id);
    options()[at].scrollIntoView({ block: "nearest" });
  }

  function choose(option) {
    input.value = option.dataset.value;
    close();
    status.textContent = "";
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function ask() {
    const typed = input.value.trim();
    if (typed.length < SHORTEST) return close();
    const mine = ++asked;
    const address = new URL(picker.dataset.suggestUrl, location.href);
    address.searchParams.set("q", typed);
    let answer;
    try {
      answer = await fetch(address, { redirect: "error" });
    } catch {
      return; // offline or signed out: the plain field still works
    }
    if (!answer.ok) return;
    const html = await answer.text();
    if (mine !== asked || document.activeElement !== input) return;
    list.innerHTML = html;
    options().forEach((one, i) => (one.id = `${list.id}-${i}`));
    show(options().length);
  }

  function show(number) {
    list.hidden = number === 0;
    input.setAttribute("aria-expanded", String(number > 0));
    point(-1);
    const text = number === 0 ? picker.dataset.none : number === 1 ? picker.dataset.one : picker.dataset.many;
    status.textContent = text.replace("#", number);
  }

  input.addEventListener("input", () => {
    asked += 1;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  input.addEventListener("keydown", (event) => {
    const number = options().length;
    if (event.key === "ArrowDown" && list.hidden) {
      event.preventDefault();
      ask();
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      point(at < 0 && step < 0 ? number - 1 : (at + step + number) % number);
    } else if (!list.hidden && event.key === "Enter" && at >= 0) {
      event.preventDefault();
      choose(options()[at]);
    } else if (!list.hidden && event.key === "Escape") {
      event.preventDefault();
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
