import { join, resolve } from "node:path";

/** Where things lie in a data folder. */
export interface Places {
  readonly data: string;
  /** The cluster: PostgreSQL's own files. */
  readonly cluster: string;
  /** The owner's password, read by migrations and the teller of the demo alone. */
  readonly owner: string;
  /** The password of the weak login with which the server signs in. */
  readonly server: string;
  /** Names the private temporary folder in which the socket of the running PostgreSQL lies. */
  readonly socket: string;
  readonly log: string;
}

export function placesIn(dataFolder: string): Places {
  const data = resolve(dataFolder);
  return {
    data,
    cluster: join(data, "postgres"),
    owner: join(data, "owner"),
    server: join(data, "server"),
    socket: join(data, "socket"),
    log: join(data, "postgres.log"),
  };
}

const logins = { owner: "yishi_owner", server: "yishi_server" } as const;
export type Login = keyof typeof logins;

export function roleOf(login: Login): string {
  return logins[login];
}

/** The address of a database on a socket, as every client library reads it. */
export function addressOf(login: Login, password: string, socketFolder: string, database = "yishi"): string {
  return `postgresql://${roleOf(login)}:${password}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`;
}
