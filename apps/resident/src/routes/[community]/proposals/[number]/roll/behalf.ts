/** For whom a clerk at the window opened the page, behind the name of a form's action: a resident, or the owners of a door. */
export function behalf(url: { readonly searchParams: { get(name: string): string | null } }): string {
  const kept = ["for", "owners"].flatMap((name) => {
    const value = url.searchParams.get(name);
    return value === null ? [] : [`&${name}=${encodeURIComponent(value)}`];
  });
  return kept.join("");
}
