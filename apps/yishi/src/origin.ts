const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a name means this machine itself. */
export function isLoopback(hostname = ""): boolean {
  return loopbackHost.test(hostname.toLowerCase());
}

/**
 * What is wrong with a public address, in both languages, or nothing. Votes and passwords travel over plain http
 * within one machine only; everywhere else a proxy that speaks TLS has to stand before us.
 */
export function originProblem(
  address: string,
  hasProxy: boolean,
): readonly [chinese: string, english: string] | undefined {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:") || !isBare(url)) {
    return [
      `“${address}”不是网址。请只写协议和主机，例如 https://yishi.example.cn`,
      `"${address}" is not a public address. Write the scheme and the host alone, such as https://yishi.example.cn`,
    ];
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    return [
      `${url.origin} 没有加密，密码和选票会被人看到。请在前面放一个 TLS 代理，把网址写成 https://，并用 YISHI_PROXY 写明代理的地址。`,
      `${url.origin} is not encrypted: passwords and ballots could be read on the way. Put a TLS proxy in front, write the address with https://, and name the proxy in YISHI_PROXY.`,
    ];
  }
  if (url.protocol === "https:" && !hasProxy) {
    return [
      "议事自己不做加密（TLS）。请在前面放一个 TLS 代理，并用 YISHI_PROXY 写明它的地址；在同一台机器上就写 YISHI_PROXY=loopback。",
      "Yishi does not speak TLS itself. Put a TLS proxy in front and name where it calls from in YISHI_PROXY; on the same machine that is YISHI_PROXY=loopback.",
    ];
  }
  return undefined;
}

function isBare(url: URL): boolean {
  return (
    url.pathname === "/" &&
    url.search === "" &&
    url.hash === "" &&
    url.username === "" &&
    url.password === "" &&
    url.hostname !== ""
  );
}
