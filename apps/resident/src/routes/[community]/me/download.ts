/** A file that a program can read, to be kept by whoever asked and by nobody between. */
export function download(copy: object, name: string): Response {
  return new Response(`${JSON.stringify(copy, null, 2)}\n`, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.json"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
