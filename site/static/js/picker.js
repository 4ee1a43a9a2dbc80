/* Turns a field with suggestions into a combobox when somebody comes to it; rows added later work too. */

import { combobox } from "./listbox.js";

let count = 0;

document.addEventListener("focusin", (event) => {
  const picker = event.target.closest?.(".picker");
  if (picker && event.target.matches("input") && !picker.dataset.ready) enhance(picker, event.target);
});

function enhance(picker, input) {
  picker.dataset.ready = "yes";
  picker.querySelectorAll("[role=listbox], [role=status]").forEach((old) => old.remove());
  input.removeAttribute("list");
  combobox({
    input,
    inside: picker,
    name: `picker-${++count}`,
    label: input.labels?.[0]?.textContent.trim(),
    address: picker.dataset.suggestUrl,
    words: picker.dataset,
    choose(option) {
      input.value = option.dataset.value;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
  });
}
