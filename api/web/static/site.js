// "/" focuses the search, as it does on many sites; a hit that is opened is told in every browser.
// Everything works without this file.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
  event.preventDefault();
  const search = document.getElementById("search");
  search.focus();
  search.select();
});

// Some browsers do not send the `ping` of a link: here it is sent for all of them, once.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[ping]");
  if (!link || !navigator.sendBeacon(link.ping)) return;
  link.removeAttribute("ping");
});
