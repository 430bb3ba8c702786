// Keeps the words that are typed into a form in this tab, and puts them back when the page is loaded again.
// Pages do all they do without it; what was sent once is kept by cqcplan itself.
// It runs before there is any field (no "defer"), so that the first letter of a quick hand is kept too.
"use strict";

const TYPED = "form[method=post] textarea, form[method=post] input:is(:not([type]), [type=text])";

const keyOf = (field) => `${location.pathname} ${field.form.elements.at?.value ?? ""} ${field.name}`;

const forget = (address) => {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(`${address} `)) sessionStorage.removeItem(key);
  }
};

document.addEventListener("input", ({ target }) => {
  if (target.matches(TYPED)) {
    sessionStorage.setItem(keyOf(target), JSON.stringify({ was: target.defaultValue, now: target.value }));
  }
});

document.addEventListener("DOMContentLoaded", () => {
  for (const field of document.querySelectorAll(TYPED)) {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(field)) ?? "null");
    // where the server has sent other words since, those are newer
    if (kept?.was === field.defaultValue) field.value = kept.now;
  }
  // saved, or thrown away
  for (const each of document.querySelectorAll("[data-saved]")) forget(each.dataset.saved);
  for (const each of document.querySelectorAll("button[value=forget]")) {
    each.addEventListener("click", () => forget(location.pathname));
  }
});
