// Gaps that say nearly the same, below the fields in which one is being written. Without this file
// they are shown when the form is sent.
"use strict";

(() => {
  const near = document.querySelector("[data-similar]");
  if (!near) return;
  const WAIT_MS = 400;
  const FEWEST = 8; // characters: a word alone is like everything
  const MOST = 1000; // characters that are sent
  const fields = near.dataset.fields.split(" ").map((id) => document.getElementById(id));
  const said = document.createElement("span");
  let timer = 0;
  let asked = 0;

  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  near.after(said);

  const show = (html) => {
    near.innerHTML = html; // made by our own template, escaped there
    said.textContent = near.querySelector("p")?.textContent ?? "";
  };

  const ask = async () => {
    const turn = ++asked;
    const words = fields.map((field) => field.value.trim()).join(". ").slice(0, MOST);
    if (words.length < FEWEST) return show("");
    const address = new URL(near.dataset.similar, window.location.href);
    address.searchParams.set("words", words);
    try {
      const answer = await fetch(address);
      const html = answer.ok && !answer.redirected ? await answer.text() : ""; // to sign in again
      if (turn === asked) show(html);
    } catch {
      // a lost line: what was found before stays, and the form finds them when it is sent
    }
    return undefined;
  };

  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT_MS);
    });
  }
})();
