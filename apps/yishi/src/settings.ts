import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { originProblem } from "./origin.ts";
import { proxiesFrom } from "./proxies.ts";
import { StartProblem } from "@yishi/db/embedded/problem";

/** What an operator may set, as read from the environment and checked. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** The public address: scheme, host and port, without a path. */
  readonly origin: string;
  /** The addresses from which the TLS proxy calls; empty when there is none. */
  readonly proxies: readonly string[];
  readonly database:
    | { readonly kind: "embedded"; readonly dataFolder: string }
    | { readonly kind: "external"; readonly url: string; readonly ownerUrl: string | undefined };
  readonly demo: boolean;
}

/** Every setting, with what it does, for `--help` and for the check of misspelt names. */
export const settingWords = [
  ["PORT", "3000", "监听的端口", "the port to listen on"],
  ["HOST", "127.0.0.1", "监听的地址；0.0.0.0 是全部", "the address to listen on; 0.0.0.0 is all of them"],
  [
    "YISHI_ORIGIN",
    "http://localhost:PORT",
    "居民使用的网址（二维码、通知上印的）",
    "the public address, as printed on notices",
  ],
  [
    "YISHI_PROXY",
    "",
    "TLS 代理的地址：loopback、IP 或网段，用逗号分开",
    "where the TLS proxy calls from: loopback, addresses or networks, with commas",
  ],
  ["YISHI_DATA", ".data", "自带数据库的目录", "the folder of the database that comes with Yishi"],
  [
    "DATABASE_URL",
    "",
    "自备的 PostgreSQL（15 以上），权限低的登录",
    "your own PostgreSQL (15 or newer), the weak login",
  ],
  [
    "DATABASE_OWNER_URL",
    "",
    "同一数据库的所有者，只用于升级结构",
    "the owner of the same database, for migrations alone",
  ],
  [
    "YISHI_DEMO",
    "on / off",
    "演示故事：自带数据库默认 on，自备默认 off",
    "the demo story: on with our database, off with yours",
  ],
] as const;

interface Problem {
  readonly name: string;
  readonly chinese: string;
  readonly english: string;
}

type Environment = Readonly<Record<string, string | undefined>>;
const home = resolve(import.meta.dirname, "../../..");

/** Reads the settings, or tells every problem with them at once. */
export function readSettings(environment: Environment): Settings {
  const read = readerOf(environment);
  const port = portFrom(read);
  const proxies = proxiesFrom(read.value("YISHI_PROXY") ?? "");
  for (const wrong of proxies.wrong) {
    read.complain(
      "YISHI_PROXY",
      `“${wrong}”不是 loopback、IP 地址或网段（例如 10.0.0.0/8）。`,
      `"${wrong}" is neither loopback nor an address nor a network (such as 10.0.0.0/8).`,
    );
  }
  const origin = originFrom(read, port, proxies.wrong.length > 0 || proxies.addresses.length > 0);
  const database = databaseFrom(read);
  const demo = demoFrom(read, database.kind === "embedded");
  const host = hostFrom(read);
  complainOfUnknown(read, environment);
  if (read.problems.length > 0) throw settingsProblem(read.problems);
  return { port, host, origin, proxies: proxies.addresses, database, demo };
}

interface Reader {
  readonly problems: Problem[];
  /** A setting that is empty is not set. */
  value(name: string): string | undefined;
  complain(name: string, chinese: string, english: string): void;
}

function readerOf(environment: Environment): Reader {
  const problems: Problem[] = [];
  return {
    problems,
    value: (name) => environment[name]?.trim() || undefined,
    complain: (name, chinese, english) => void problems.push({ name, chinese, english }),
  };
}

function portFrom(read: Reader): number {
  const given = read.value("PORT") ?? "3000";
  const port = Number(given);
  if (/^\d{1,5}$/.test(given) && port >= 1 && port <= 65_535) return port;
  read.complain(
    "PORT",
    `“${given}”不是端口。请写 1 到 65535 之间的整数。`,
    `"${given}" is not a port. Write a whole number from 1 to 65535.`,
  );
  return 3000;
}

function hostFrom(read: Reader): string {
  const host = read.value("HOST") ?? "127.0.0.1";
  if (isIP(host) > 0 || host === "localhost") return host;
  read.complain(
    "HOST",
    `“${host}”不是这台机器的地址。请写 127.0.0.1、0.0.0.0 或本机的一个 IP 地址；网址写在 YISHI_ORIGIN 里。`,
    `"${host}" is not an address of this machine. Write 127.0.0.1, 0.0.0.0 or one of its IP addresses; the public address belongs in YISHI_ORIGIN.`,
  );
  return host;
}

function originFrom(read: Reader, port: number, hasProxy: boolean): string {
  const given = read.value("YISHI_ORIGIN") ?? `http://localhost:${port}`;
  const problem = originProblem(given, hasProxy);
  if (!problem) return new URL(given).origin;
  read.complain("YISHI_ORIGIN", ...problem);
  return given;
}

function databaseFrom(read: Reader): Settings["database"] {
  const url = read.value("DATABASE_URL");
  const ownerUrl = read.value("DATABASE_OWNER_URL");
  for (const name of ["DATABASE_URL", "DATABASE_OWNER_URL"]) {
    const given = read.value(name);
    if (given !== undefined && !isDatabaseAddress(given)) {
      read.complain(
        name,
        "不是 PostgreSQL 的地址。写法：postgresql://用户:密码@主机:5432/数据库",
        "This is not the address of a PostgreSQL. Write postgresql://user:password@host:5432/database",
      );
    }
  }
  if (url !== undefined) return { kind: "external", url, ownerUrl };
  if (ownerUrl !== undefined) {
    read.complain(
      "DATABASE_OWNER_URL",
      "只给了所有者的登录。请用 DATABASE_URL 写明议事平时使用的、权限低的登录。",
      "Only the owner's login is given. Name the weak login that Yishi works with in DATABASE_URL.",
    );
  }
  return { kind: "embedded", dataFolder: resolve(read.value("YISHI_DATA") ?? join(home, ".data")) };
}

function isDatabaseAddress(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && (url.protocol === "postgresql:" || url.protocol === "postgres:");
}

function demoFrom(read: Reader, embedded: boolean): boolean {
  const given = read.value("YISHI_DEMO") ?? (embedded ? "on" : "off");
  if (given !== "on" && given !== "off") {
    read.complain(
      "YISHI_DEMO",
      `“${given}”看不懂。请写 on 或 off。`,
      `"${given}" is not understood. Write on or off.`,
    );
  }
  return given === "on";
}

/** A misspelt setting would be passed over in silence, and the operator would believe it holds. */
function complainOfUnknown(read: Reader, environment: Environment): void {
  const known = new Set<string>(settingWords.map(([name]) => name));
  for (const name of Object.keys(environment)) {
    if (!name.startsWith("YISHI_") || known.has(name)) continue;
    const names = [...known].filter((one) => one.startsWith("YISHI_")).join(", ");
    read.complain(name, `没有这个设置。有的是：${names}。`, `There is no such setting. There are: ${names}.`);
  }
}

function settingsProblem(problems: readonly Problem[]): StartProblem {
  const lines = (language: "chinese" | "english") =>
    problems.map((problem) => `  ${problem.name}: ${problem[language]}`).join("\n");
  return new StartProblem(`设置需要改正：\n${lines("chinese")}`, `Settings to mend:\n${lines("english")}`);
}
