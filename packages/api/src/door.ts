import { founding, setupLink, type Founding } from "./founding.ts";
import { health, type Health } from "./health.ts";
import { appRouter } from "./router.ts";
import { openServices, type Settings } from "./services.ts";
import { sweep, type Swept } from "./sweep.ts";
import { createCallerFactory, type Context } from "./trpc.ts";

const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;

/** Whose token came with a request, and the slug of its address. */
export type Request = Pick<Context, "sessionToken" | "slug" | "userAgent">;

/** The one door: whatever is asked or done goes through a caller, or over HTTP through the same context. */
export interface Door {
  caller(request: Request): Caller;
  context(request: Request): Context;
  health(): Promise<Health>;
  /** Makes a community with its registrar. Only the composition root calls it; no address leads here. */
  found(community: Founding): Promise<{ readonly code: string }>;
  /** A set-up link for the operator's terminal: for a new community, or for a registrar of the one that is named. */
  setupLink(slug: string | null): Promise<{ readonly code: string; readonly expiresAt: Date }>;
  /** Lets go what has served its time, in every community; safe at any moment, and twice at once. */
  sweep(): Promise<Swept>;
  close(): Promise<void>;
}

/** Opens the door onto a database that is fit to be served. */
export async function openDoor(settings: Settings): Promise<Door> {
  const services = await openServices(settings);
  const context = (request: Request): Context => ({ services, ...request });
  return {
    context,
    caller: (request) => createCaller(context(request)),
    health: () => health(services),
    found: (community) => founding(services, community),
    setupLink: (slug) => setupLink(services, slug),
    sweep: () => sweep(services),
    close: () => services.close(),
  };
}
