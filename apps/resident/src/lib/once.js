// Progressive: a form is sent once, however often the button is pressed. Without this the server's own rule holds.
const sent = new Set();
globalThis.addEventListener("submit", (event) => {
  if (sent.has(event.target)) event.preventDefault();
  else sent.add(event.target);
});
globalThis.addEventListener("pageshow", () => sent.clear());
