/** The smallest picture that is one: two grey points beside each other, a PNG. */
export const dot = new Uint8Array(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAC0lEQVQImWPoAAMACy8DMcb4WBoAAAAASUVORK5CYII=",
    "base64",
  ),
);
