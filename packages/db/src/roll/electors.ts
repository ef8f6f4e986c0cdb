/** Who counts among those of voting age: `isElector` of the domain, said to the database by its two days. */
export function isElector(resident: string, bornUntil: string, livedSinceUntil: string): string {
  return `(${resident}.born <= ${bornUntil}::date
    and (${resident}.residence = 'registered' or ${resident}.lived_since <= ${livedSinceUntil}::date))`;
}
