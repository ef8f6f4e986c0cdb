import { BlockList, isIP } from "node:net";

/** Reads the list of places from which the TLS proxy may call; what cannot be read is named. */
export function proxiesFrom(list: string): {
  readonly addresses: readonly string[];
  readonly wrong: readonly string[];
} {
  const words = list
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  const addresses = words.flatMap((word) => (word === "loopback" ? ["127.0.0.0/8", "::1"] : [word]));
  return { addresses, wrong: addresses.filter((address) => !isNetwork(address)) };
}

/** Answers whether a caller is the declared proxy, whose word about the reader's address is believed. */
export function proxyCheck(addresses: readonly string[]): (caller: string) => boolean {
  const list = new BlockList();
  for (const address of addresses) {
    const [network = "", bits] = address.split("/");
    const family = isIP(network) === 6 ? "ipv6" : "ipv4";
    list.addSubnet(network, bits === undefined ? (family === "ipv6" ? 128 : 32) : Number(bits), family);
  }
  return (caller) => {
    const version = isIP(caller);
    return version > 0 && list.check(caller, version === 6 ? "ipv6" : "ipv4");
  };
}

function isNetwork(address: string): boolean {
  const [network = "", bits, ...more] = address.split("/");
  const version = isIP(network);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 6 ? 128 : 32));
}
