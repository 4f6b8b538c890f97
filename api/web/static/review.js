// Review by keyboard: Enter or "a" accepts, "x" clears, typing corrects. The page works without it.
"use strict";

(() => {
  const form = document.getElementById("review");
  const fields = [...form.querySelectorAll(".reviewed")];
  const choices = [...form.querySelectorAll("fieldset > .choice > input")];
  const inputOf = (field) => field.querySelector("input, textarea");
  const labelOf = (field) => field.querySelector("label").firstChild.textContent.trim();
  const said = document.getElementById("said");
  const kept = `ra-soat:${form.action}`;
  document.querySelector(".keys").hidden = false;

  const choose = (index) => (choices[index] || document.getElementById("publish")).focus();
  const go = (index) => {
    const field = fields[index];
    fields.forEach((other) => other.classList.toggle("at", other === field));
    if (!field) {
      choose(0);
      return;
    }
    field.focus();
    const words = document.getElementById(`w-${inputOf(field).name}`);
    document.querySelectorAll(".read-text mark.at").forEach((mark) => mark.classList.remove("at"));
    if (words) words.classList.add("at");
    const text = words && words.closest(".read-text");
    if (text) {
      const shift = words.getBoundingClientRect().top - text.getBoundingClientRect().top;
      text.scrollTop += shift - text.clientHeight / 3;
    }
  };
  const decide = (index, words) => {
    fields[index].classList.add("decided");
    said.textContent = `${words}: ${labelOf(fields[index])}`;
    keep();
    go(index + 1);
  };
  const keep = () => {
    const values = Object.fromEntries(fields.map((field) => [inputOf(field).name, inputOf(field).value]));
    try {
      sessionStorage.setItem(kept, JSON.stringify({ version: form.dataset.version, values }));
    } catch { /* a browser that keeps nothing loses nothing else */ }
  };
  const restore = () => {
    let found = null;
    try {
      found = JSON.parse(sessionStorage.getItem(kept));
    } catch { return; }
    if (!found || found.version !== form.dataset.version) return;
    const changed = fields.map(inputOf).filter((input) => input.value !== found.values[input.name]);
    changed.forEach((input) => { input.value = found.values[input.name] ?? input.value; });
    if (changed.length) said.textContent = form.dataset.restored;
  };

  fields.forEach((field, index) => {
    const input = inputOf(field);
    field.tabIndex = -1;
    field.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.target === input) {
        if (event.key === "Enter") {
          event.preventDefault();
          decide(index, form.dataset.accepted);
        } else if (event.key === "Escape") {
          input.value = field.dataset.suggested;
          go(index);
        }
        return;
      }
      if (event.target !== field) return;
      if (event.key === "Enter" || event.key === "a") {
        event.preventDefault();
        decide(index, form.dataset.accepted);
      } else if (event.key === "x") {
        event.preventDefault();
        input.value = "";
        decide(index, form.dataset.cleared);
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        go(Math.max(index + (event.key === "ArrowDown" ? 1 : -1), 0));
      } else if (event.key === "Escape") {
        input.value = field.dataset.suggested;
      } else if (event.key.length === 1) {
        input.focus();
        input.select(); // the letter typed replaces what was there
      }
    });
    input.addEventListener("input", keep);
  });
  choices.forEach((box, index) => box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !["Enter", "a", "x"].includes(event.key)) return;
    event.preventDefault(); // Enter would send the form
    if (event.key !== "Enter") box.checked = event.key === "a";
    choose(index + 1);
  }));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      form.requestSubmit(document.getElementById("publish"));
    }
  });
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault(); // a double click sends once
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => { delete form.dataset.sent; });

  if (!document.querySelector(".error-summary")) {
    restore();
    go(0);
  }
})();
