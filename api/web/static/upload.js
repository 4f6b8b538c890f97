// Drag and drop, and the progress of each file: files are sent one after another to the same
// address, which answers in JSON. Without this file the form sends them all at once.
"use strict";

(() => {
  const form = document.getElementById("upload");
  const drop = form.querySelector(".drop");
  const input = document.getElementById("files");
  const list = document.getElementById("progress");
  const words = form.dataset;
  const tones = { registered: "done", duplicate: "soon", failed: "late" };
  const queue = [];
  let busy = false;
  let sent = 0;

  const row = (file) => {
    const item = document.createElement("li");
    const title = document.createElement("h3");
    const bar = document.createElement("progress");
    const state = document.createElement("p");
    title.textContent = file.name;
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    state.textContent = words.waiting;
    item.append(title, bar, state);
    list.append(item);
    list.hidden = false;
    return { item, title, bar, state };
  };

  const finish = (shown, result) => {
    shown.bar.remove();
    if (result.url) {
      const link = document.createElement("a");
      link.href = result.url;
      link.textContent = shown.title.textContent;
      shown.title.replaceChildren(link);
    }
    const badge = document.createElement("span");
    badge.className = `badge ${tones[result.outcome]}`;
    badge.textContent = words[result.outcome];
    shown.state.replaceChildren(badge, ` ${result.message}`);
  };

  const send = (file, shown) => new Promise((done) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("csrf_token", form.elements.csrf_token.value);
    body.append("files", file);
    const fail = (message) => done({ outcome: "failed", message, url: "" });
    if (file.size > Number(words.most) * 1024 * 1024) {
      fail(words.large);
      return;
    }
    shown.state.textContent = words.sending;
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) shown.bar.value = event.loaded / event.total;
    });
    request.upload.addEventListener("load", () => {
      shown.bar.removeAttribute("value"); // how long reading takes is not known
      shown.state.textContent = words.reading;
    });
    request.addEventListener("load", () => {
      try {
        done(JSON.parse(request.responseText)[0]);
      } catch {
        fail(words.lost);
      }
    });
    request.addEventListener("error", () => fail(words.lost));
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  });

  const work = async () => {
    if (busy) return;
    busy = true;
    let last = null;
    while (queue.length) {
      const [file, shown] = queue.shift();
      last = await send(file, shown);
      sent += 1;
      finish(shown, last);
    }
    busy = false;
    if (sent === 1 && last.url) window.location.assign(last.url);
  };

  const take = (files) => {
    [...files].forEach((file) => queue.push([file, row(file)]));
    work();
  };

  form.addEventListener("submit", (event) => {
    if (!input.files.length) return; // the server says what is missing
    event.preventDefault();
    take(input.files);
    input.value = "";
  });
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take(event.dataTransfer.files);
  });
})();
