// The code behind the # of a scanned address goes into its field and out of the address; no server sees it there.
// Without this it is copied from the paper.
const field = document.querySelector('input[name="code"]');
const code = globalThis.location.hash.slice(1);
if (field instanceof HTMLInputElement && /^[0-9A-Z]{12}$/i.test(code)) {
  field.value = code.replace(/(.{3})(?=.)/g, "$1 ");
  globalThis.history.replaceState(null, "", globalThis.location.pathname + globalThis.location.search);
}
