// Pages are plain HTML: links and form POSTs. One that needs script opts in by itself.
export const csr = false;
