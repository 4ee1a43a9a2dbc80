/* Suggestions under the search field while one types. Without it the form searches as before. */

import { combobox } from "./listbox.js";

document.querySelectorAll("form.find[data-suggest]").forEach((form, number) => enhance(form, form.elements.q, `find-${number}`));

function enhance(form, input, name) {
  if (!input || form.dataset.ready) return;
  form.dataset.ready = "yes";
  const { close } = combobox({
    input,
    inside: form,
    name,
    label: form.dataset.label,
    address: form.dataset.suggest,
    words: form.dataset,
    unseen: true,
    choose: (option) => location.assign(option.dataset.url),
  });
  form.addEventListener("submit", close);
}
