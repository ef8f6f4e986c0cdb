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
  /** After very much was entered at once: lets the database see how much there is in it. */
  lookAround(): Promise<void>;
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
  const hall = openHall(door);
  return {
    today,
    door,
    day: (daysAgo) => addDays(today, -daysAgo),
    as: hall.as,
    redeem: hall.redeem,
    lookAround: () => clock.lookAround(),
    async moveTo(at) {
      await hall.goHome();
      await clock.moveTo(at);
    },
    async endInPresent() {
      await hall.goHome();
      if (defects.length > 0) throw new AggregateError(defects, "the story met defects");
      await clock.setRight();
    },
    async close() {
      await door.close();
      await clock.close();
    },
  };
}

/** Who is here, signed in; months lie between two scenes, and no session lasts so long. */
function openHall(door: Door) {
  const present = new Map<string, Promise<Caller>>();
  const entrance = door.caller({ sessionToken: null, slug: null });
  const signIn = async ({ slug, signInName }: Persona) => {
    const { token } = await entrance.accounts.signInAs({ name: signInName });
    return door.caller({ sessionToken: token, slug });
  };
  return {
    as: (name: string): Promise<Caller> => {
      const here = present.get(name) ?? signIn(personaNamed(name));
      present.set(name, here);
      return here;
    },
    redeem: async (slug: string, signInName: string, code: string): Promise<Caller> => {
      const password = randomBytes(24).toString("base64url");
      const { token } = await entrance.accounts.redeem({ code, name: signInName, password });
      const caller = door.caller({ sessionToken: token, slug });
      present.set(signInName, Promise.resolve(caller));
      return caller;
    },
    async goHome() {
      const callers = await Promise.all(present.values());
      present.clear();
      await Promise.all(callers.map((caller) => caller.accounts.signOut()));
    },
  };
}
