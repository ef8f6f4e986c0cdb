// Progressive: a page is read aloud by the browser's own voice. Without one, or without script, there is no button.
const speech = globalThis.speechSynthesis;
const left = "button, input, textarea, select, script, style, svg, [hidden], .unseen, .actions, [data-aloud]";
const whole = "p, li, dt, dd, h1, h2, h3, h4, legend, label, figcaption, article, section, div";
/** A voice that reads for long without a pause falls silent in some browsers: it gets a sentence or two at a time. */
const most = 120;
/** @type {HTMLElement | null} */
let reading = null;

/**
 * The words of a place in their order, each with its language, a paragraph at a time.
 * @param {HTMLElement} place
 */
function wordsOf(place) {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  /** @type {{ text: string, lang: string }[]} */
  const found = [];
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = (node.nodeValue ?? "").replace(/\s+/g, " ").trim();
    if (!parent || text === "" || parent.closest(left)) continue;
    const lang = parent.closest("[lang]")?.getAttribute("lang") || document.documentElement.lang;
    const paragraph = parent.closest(whole);
    const before = found.at(-1);
    if (before && last === paragraph && before.lang === lang) before.text += ` ${text}`;
    else found.push({ text, lang });
    last = paragraph;
  }
  return found.flatMap(({ text, lang }) => inBreaths(text).map((breath) => ({ text: breath, lang })));
}

/** @param {string} text */
function inBreaths(text) {
  /** @type {string[]} */
  const breaths = [];
  for (const sentence of text.match(/[^。！？；.!?;]+[。！？；.!?;]*/g) ?? [text]) {
    const before = breaths.at(-1);
    if (before && before.length + sentence.length <= most) breaths[breaths.length - 1] = before + sentence;
    else breaths.push(sentence);
  }
  return breaths;
}

/**
 * @param {HTMLElement} place
 * @param {boolean} speaks
 * @param {string} words
 */
function show(place, speaks, words) {
  const { play = "", stop: end = "" } = place.dataset;
  const [button, told] = [place.querySelector("button"), place.querySelector("[role=status]")];
  if (button) button.textContent = speaks ? end : play;
  if (told) told.textContent = words;
}

function stop(words = "") {
  if (!reading) return;
  const place = reading;
  reading = null;
  speech.cancel();
  show(place, false, words);
}

/** @param {HTMLElement} place */
function read(place) {
  stop();
  const region = document.getElementById(place.dataset.aloud ?? "");
  const breaths = region ? wordsOf(region) : [];
  if (breaths.length === 0) return;
  reading = place;
  show(place, true, "");
  /** @param {number} at */
  const next = (at) => {
    if (reading !== place) return;
    const breath = breaths[at];
    if (!breath) {
      stop(place.dataset.done);
      return;
    }
    const said = new SpeechSynthesisUtterance(breath.text);
    said.lang = breath.lang;
    said.rate = 0.9;
    said.onend = () => next(at + 1);
    said.onerror = () => {
      if (reading === place) stop(place.dataset.failed);
    };
    speech.speak(said);
  };
  next(0);
}

if (speech && globalThis.SpeechSynthesisUtterance) {
  for (const place of document.querySelectorAll("[data-aloud]")) {
    if (!(place instanceof HTMLElement)) continue;
    place.hidden = false;
    place.querySelector("button")?.addEventListener("click", () => {
      if (reading === place) stop();
      else read(place);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
  });
  // What goes on reading when its page is gone frightens people.
  globalThis.addEventListener("pagehide", () => stop());
}
