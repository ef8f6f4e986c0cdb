// Progressive: what is being written is kept after a pause, and what neighbours proposed alike is shown beside it.
// Without this the buttons keep it, and the page that they lead to shows the same.
const form = document.querySelector("form[data-kept]");
const told = document.querySelector("[data-told]");
const similar = document.querySelector("[data-similar]");
const pause = 1500;
let timer = 0;
let written = false;
let over = false;
let keeping = null;
let pressed = null;

function tell(words) {
  if (told) told.textContent = words;
}

function show(proposals) {
  if (!similar) return;
  const list = similar.querySelector("ul");
  while (list.firstChild) list.removeChild(list.firstChild);
  for (const one of proposals) {
    const [line, title, state, link] = ["li", "span", "span", "a"].map((name) =>
      document.createElement(name),
    );
    title.textContent = one.title;
    title.lang = one.lang;
    state.textContent = one.state;
    state.className = "small";
    link.textContent = one.link;
    link.href = one.path;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    line.append(title, state, link);
    list.append(line);
  }
  similar.hidden = proposals.length === 0;
}

async function keep() {
  clearTimeout(timer);
  if (!written || over) return;
  if (keeping) return;
  written = false;
  const body = new URLSearchParams(new FormData(form));
  keeping = fetch(form.dataset.kept, { method: "POST", body, keepalive: true })
    .then((answer) => answer.json())
    .then((answer) => {
      if (answer.refused) {
        // Nothing is kept over what is kept already: whoever writes here decides with a button.
        over = true;
        tell(answer.refused);
        return;
      }
      if (typeof answer.revision !== "number") throw new Error("not kept");
      form.elements.revision.value = answer.revision;
      tell(answer.saved);
      show(answer.similar);
    })
    .catch(() => {
      written = true;
      tell(told ? told.dataset.unkept : "");
    })
    .then(() => {
      keeping = null;
      if (written && !over) wait();
    });
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(keep, pause);
}

if (form && globalThis.fetch) {
  form.addEventListener("input", () => {
    written = true;
    wait();
  });
  form.addEventListener("click", (event) => {
    if (event.target instanceof HTMLButtonElement) pressed = event.target;
  });
  // A button pressed while something is on its way waits for it: else the two would be two windows to the server.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!keeping) return;
    event.preventDefault();
    event.stopPropagation();
    const button = pressed;
    written = false;
    keeping.then(() => {
      clearTimeout(timer);
      if (button && !over) button.click();
    });
  });
  // Who began to write before this was there is heard as well.
  if (
    [...form.elements].some(
      (one) =>
        one.checked !== one.defaultChecked ||
        (one.type !== "hidden" && one.value !== (one.defaultValue ?? one.value)),
    )
  ) {
    written = true;
    wait();
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
}
