/** What the door answers over HTTP. */
export interface Status {
  readonly status: 401 | 403 | 404 | 409 | 422 | 429;
}
