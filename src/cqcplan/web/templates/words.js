// Keeps the words that are typed into a form in this tab, and puts them back when the page is loaded again.
// Pages do all they do without it; what was sent once is kept by cqcplan itself.
"use strict";

const TYPED = "textarea, input:not([type]), input[type=text]";

const forget = (address) => {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(`${address} `)) sessionStorage.removeItem(key);
  }
};

for (const form of document.querySelectorAll("form[method=post]")) {
  const question = form.elements.at ? form.elements.at.value : "";
  for (const field of form.querySelectorAll(TYPED)) {
    const key = `${location.pathname} ${question} ${field.name}`;
    const was = field.defaultValue;
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
    // where the server has sent other words since, those are newer
    if (kept && kept.was === was) field.value = kept.now;
    field.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify({ was, now: field.value })));
  }
}

// saved, or thrown away
for (const each of document.querySelectorAll("[data-saved]")) forget(each.dataset.saved);
for (const each of document.querySelectorAll("button[value=forget]")) {
  each.addEventListener("click", () => forget(location.pathname));
}
