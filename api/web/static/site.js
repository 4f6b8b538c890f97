// "/" focuses the search, as it does on many sites. Everything works without this file.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
  event.preventDefault();
  const search = document.getElementById("search");
  search.focus();
  search.select();
});
