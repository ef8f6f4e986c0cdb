/** The three steps of type: 标准, 大字, 特大. */
export const sizes = ["standard", "elder", "elder-max"] as const;
export type Size = (typeof sizes)[number];

/** Light or dark as the device says, unless the reader says otherwise. */
export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The size a cookie or an address asks for. */
export function sizeFrom(text: string | null | undefined): Size {
  return sizes.find((size) => size === text) ?? "standard";
}

/** The theme a cookie or an address asks for. */
export function themeFrom(text: string | null | undefined): Theme {
  return themes.find((theme) => theme === text) ?? "auto";
}

/** The steps offered in the head of a page: one larger, and back to the ordinary. */
export function nextSizes(size: Size): readonly Size[] {
  if (size === "standard") return ["elder"];
  return size === "elder" ? ["elder-max", "standard"] : ["standard"];
}

/** The attributes of `<html>` for a reader's size and theme; nothing where both are ordinary. */
export function lookOf(size: Size, theme: Theme): string {
  return [size !== "standard" && `data-size="${size}"`, theme !== "auto" && `data-theme="${theme}"`]
    .filter(Boolean)
    .join(" ");
}
