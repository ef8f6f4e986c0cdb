import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { isLoopback } from "./origin.ts";
import { proxyCheck } from "./proxies.ts";

/** What the pages are told of a request: under which name it was asked, how, and from where. */
export interface Told {
  readonly host: string;
  readonly proto: string;
  readonly address: string;
}

/**
 * Makes the reader of requests: what to tell the pages of one, or nothing when it was asked under a name that is
 * not ours. The names and addresses a caller puts into its headers are believed from the declared proxy alone.
 */
export function tellerOf(settings: {
  readonly origin: string;
  readonly proxies: readonly string[];
}): (request: IncomingMessage) => Told | undefined {
  const { host, protocol } = new URL(settings.origin);
  const ours = { host, proto: protocol.slice(0, -1) };
  const isProxy = proxyCheck(settings.proxies);
  return (request) => {
    const caller = plainAddress(request.socket.remoteAddress);
    const behindProxy = isProxy(caller);
    const asked = nameAsked(request, behindProxy, protocol);
    if (behindProxy) {
      const welcome = asked?.host === host || isLoopback(asked?.hostname) || asksHealth(request);
      return welcome ? { ...ours, address: addressBehind(request, isProxy) ?? caller } : undefined;
    }
    if (isLoopback(asked?.hostname)) return { host: asked?.host ?? host, proto: "http", address: caller };
    // Where a proxy is declared, nobody comes past it in the clear.
    const welcome = (asked?.host === host && settings.proxies.length === 0) || asksHealth(request);
    return welcome ? { ...ours, address: caller } : undefined;
  };
}

/** Replaces what the caller said of itself by what is so. */
export function tell(request: IncomingMessage, told: Told): void {
  for (const name of ["forwarded", "x-forwarded-port", "x-forwarded-prefix", "x-real-ip"])
    delete request.headers[name];
  request.headers.host = told.host;
  request.headers["x-forwarded-host"] = told.host;
  request.headers["x-forwarded-proto"] = told.proto;
  request.headers["x-forwarded-for"] = told.address;
}

function nameAsked(request: IncomingMessage, behindProxy: boolean, protocol: string): URL | null {
  const forwarded = behindProxy ? listOf(request.headers["x-forwarded-host"]).at(-1) : undefined;
  return URL.parse(`${protocol}//${forwarded ?? request.headers.host ?? ""}`);
}

/** Probes of a load balancer ask by number; the answer names nobody. */
function asksHealth(request: IncomingMessage): boolean {
  return request.url === "/health";
}

/** The nearest address that is not a proxy of ours; further left stands only what callers made up. */
function addressBehind(request: IncomingMessage, isProxy: (address: string) => boolean): string | undefined {
  const addresses = listOf(request.headers["x-forwarded-for"]).map(plainAddress);
  const nearest = addresses.findLast((address) => !isProxy(address));
  return nearest !== undefined && isIP(nearest) > 0 ? nearest : undefined;
}

function listOf(header: string | readonly string[] | undefined): readonly string[] {
  const words = [header ?? []].flat().join(",").split(",");
  return words.map((word) => word.trim()).filter((word) => word !== "");
}

/** IPv4 as it is written, where the socket also speaks IPv6. */
function plainAddress(address = ""): string {
  return address.replace(/^::ffff:(?=\d+\.)/, "");
}
