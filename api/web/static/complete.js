// Numbers and titles while typing, as a combobox (ARIA 1.2). Without this file the box is a plain one.
"use strict";

(() => {
  const input = document.getElementById("search");
  if (!input || !input.dataset.complete) return;
  const WAIT_MS = 150;
  const list = document.createElement("ul");
  const said = document.createElement("span");
  let active = -1;
  let timer = 0;
  let asked = 0;

  list.id = "completions";
  list.className = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.list);
  list.hidden = true;
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  input.form.append(list, said);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (option) => {
    input.value = option.dataset.text;
    close();
    input.form.requestSubmit();
  };

  const point = (place) => {
    const options = [...list.children];
    active = place;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    if (place < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    input.setAttribute("aria-activedescendant", options[place].id);
    options[place].scrollIntoView({ block: "nearest" });
  };

  const optionOf = (found, place) => {
    const option = document.createElement("li");
    option.id = `completion-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.text = found.text;
    option.append(found.text.charAt(0).toUpperCase() + found.text.slice(1));
    if (found.title !== found.text) {
      const title = document.createElement("small");
      title.append(found.title);
      option.append(title);
    }
    return option;
  };

  const show = (completions) => {
    list.replaceChildren(...completions.map(optionOf));
    close();
    said.textContent = completions.length ? `${completions.length} ${input.dataset.found}` : "";
    list.hidden = !completions.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };

  const ask = async () => {
    const words = input.value.trim();
    const turn = ++asked;
    if (words.length < 2) return show([]);
    try {
      const answer = await fetch(`${input.dataset.complete}?${new URLSearchParams({ q: words })}`);
      const found = answer.ok ? (await answer.json()).completions : [];
      if (turn === asked && document.activeElement === input) show(found);
    } catch {
      show([]); // a lost line: typing goes on as if there were no completions
    }
    return undefined;
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return; // an input method is putting a mark on a letter
    const last = list.children.length - 1;
    if (event.key === "ArrowDown") point(active < last ? active + 1 : -1);
    else if (event.key === "ArrowUp") point(active < 0 ? last : active - 1);
    else if (event.key === "Enter" && active >= 0) choose(list.children[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => {
    asked += 1;
    close();
  });
  input.form.addEventListener("submit", () => {
    clearTimeout(timer);
    asked += 1;
    close();
  });
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest('[role="option"]');
    if (!option) return;
    event.preventDefault(); // keeps the focus, so that blur does not close before the click
    choose(option);
  });
})();
