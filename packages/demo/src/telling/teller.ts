import { openDoor, type Caller, type Door } from "@yishi/api/door";
import { personas, type Persona } from "@yishi/api/personas";
import { addDays, dayOf, type Day, type Instant } from "@yishi/domain/calendar";
import { randomBytes, randomUUID } from "node:crypto";
import { takeClock } from "./clock.ts";

/** Who tells the story: lets people act through the one door, each at their time. */
export interface Teller {
  /** The day on which the story is told. */
  readonly today: Day;
  readonly door: Door;
  /** A day so many days ago, or ahead when the number is negative. */
  day(daysAgo: number): Day;
  /** Somebody of the demo, signed in as the demo page does it. */
  as(name: string): Promise<Caller>;
  /** Turns a slip into an account. Its password is drawn, and nobody ever knows it. */
  redeem(slug: string, signInName: string, code: string): Promise<Caller>;
  /** Everybody goes home, and the clock moves on. */
  moveTo(at: Instant): Promise<void>;
  /** Everybody goes home, and the clock shows the real time. */
  endInPresent(): Promise<void>;
  close(): Promise<void>;
}

/** A key for a form that is filled in once. */
export const newKey = randomUUID;

/** The person of the demo who has this name. */
export function personaNamed(name: string): Persona {
  const persona = personas.find((one) => one.name === name);
  if (!persona) throw new Error(`${name} is not one of the demo's people`);
  return persona;
}

/** Whether somebody of this name has an account. */
export function isPersona(name: string): boolean {
  return personas.some((one) => one.name === name);
}

/** Opens the door for the teller, and takes the clock into the hand. */
export async function openTeller(given: {
  readonly ownerUrl: string;
  readonly serverUrl: string;
  readonly now: Instant;
}): Promise<Teller> {
  const today = dayOf(given.now);
  const clock = await takeClock(given.ownerUrl);
  const defects: unknown[] = [];
  const door = await openDoor({
    databaseUrl: given.serverUrl,
    demo: true,
    poolSize: 10,
    clockMayBeAhead: true,
    onDefect: ({ error }) => defects.push(error),
  }).catch(async (error: unknown) => {
    await clock.close();
    throw error;
  });
  const present = new Map<string, Promise<Caller>>();
  const goHome = async () => {
    const callers = await Promise.all(present.values());
    present.clear();
    await Promise.all(callers.map((caller) => caller.accounts.signOut()));
  };
  const signIn = async ({ slug, signInName }: Persona) => {
    const { token } = await entrance(door).accounts.signInAs({ name: signInName });
    return door.caller({ sessionToken: token, slug });
  };
  return {
    today,
    door,
    day: (daysAgo) => addDays(today, -daysAgo),
    as(name) {
      const persona = personaNamed(name);
      const here = present.get(name) ?? signIn(persona);
      present.set(name, here);
      return here;
    },
    async redeem(slug, signInName, code) {
      const password = randomBytes(24).toString("base64url");
      const { token } = await entrance(door).accounts.redeem({ code, name: signInName, password });
      const caller = door.caller({ sessionToken: token, slug });
      present.set(signInName, Promise.resolve(caller));
      return caller;
    },
    async moveTo(at) {
      await goHome();
      await clock.moveTo(at);
    },
    async endInPresent() {
      await goHome();
      if (defects.length > 0) throw new AggregateError(defects, "the story met defects");
      await clock.setRight();
    },
    async close() {
      await door.close();
      await clock.close();
    },
  };
}

function entrance(door: Door): Caller {
  return door.caller({ sessionToken: null, slug: null });
}
