import { refuse, type Refusal } from "./outcome.ts";
import { recordsPosts } from "./posts.ts";
import type { Post } from "./roles.ts";

/** Words that the addresses of the house itself begin with, or may begin with one day. The database says the same. */
export const reservedSlugs: readonly string[] = [
  ...[
    "about",
    "account",
    "accounts",
    "admin",
    "api",
    "assets",
    "communities",
    "demo",
    "display",
    "districts",
  ],
  ...["files", "health", "help", "keys", "log", "metrics", "privacy", "ready", "rules", "search", "setup"],
  ...["sign-in", "sign-out", "slip", "static", "trpc", "verify", "witness", "www"],
];

/** How an address is written: small letters, digits and dashes, 3 to 40 of them, a letter first. */
const slugPattern = /^[a-z][a-z0-9-]{2,39}$/;

/** An address as somebody typed it: capitals and full width are read as the plain letters they are. */
export function slugKey(typed: string): string {
  return typed.normalize("NFKC").trim().toLowerCase();
}

/** Whether a word can be an address at all. */
export function isSlug(word: string): boolean {
  return slugPattern.test(word);
}

/** Why a community cannot have this address, if it cannot: the house needs the word itself. */
export function slugRefusal(slug: string): Refusal | null {
  return reservedSlugs.includes(slug) ? refuse("slug-reserved", { slug }) : null;
}

/** Somebody who holds a post now, and whether they could sign in: with an account, or with a slip that is still good. */
export interface Holder {
  readonly post: Post;
  readonly canSignIn: boolean;
}

/** A registrar is entered from outside only where nobody is left who may appoint (decisions: "Bootstrap"). */
export function registrarRefusal(holders: readonly Holder[]): Refusal | null {
  const inOffice = new Set(holders.map(({ post }) => post));
  const left = holders.filter(({ post, canSignIn }) => canSignIn && recordsPosts(new Set([post]), inOffice));
  return left.length > 0 ? refuse("somebody-may-appoint") : null;
}
