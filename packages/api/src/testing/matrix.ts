import { isRefusal, type Refusal } from "@yishi/domain/outcome";
import type { RefusalCode } from "@yishi/domain/refusals";
import { acts, type Post } from "@yishi/domain/roles";
import { reasonOf } from "../accept.ts";
import { rowOf, type Authorization, type ProcedurePath } from "../authorization.ts";
import { appRouter } from "../router.ts";
import type { Services } from "../services.ts";
import { createCallerFactory } from "../trpc.ts";
import { foreigners, type Actor } from "./actors.ts";
import { asks } from "./asks.ts";
import type { Rehearsal, Seen } from "./rehearsal.ts";
import type { Settlement } from "./settlement.ts";

const createCaller = createCallerFactory(appRouter);

/** Where the matrix is asked: the community here, another beside it, and a database that forgets. */
export interface Stage {
  readonly here: Settlement;
  readonly there: Settlement;
  readonly services: Services;
  readonly rehearsal: Rehearsal;
}

/** Which object is asked for. `hidden` is a draft where something public is wanted; nobody has the ids that are missing. */
export const variants = ["own", "ownUpper", "hidden", "foreign", "missing", "missingUpper"] as const;
export type Variant = (typeof variants)[number];
const behalves = ["self", "resident", "foreign", "missing"] as const;
/** For whom it is asked. */
export type Behalf = (typeof behalves)[number];

export interface Cell {
  readonly actor: Actor;
  readonly variant: Variant;
  readonly behalf: Behalf;
}

const missing = "3f1c2a4e-7b60-4d2a-9c55-0a1b2c3d4e5f";

/** Who may what, as the table of acts said it when the program started; a guard that is removed later does not change it. */
const holders: Readonly<Record<string, readonly Post[]>> = Object.fromEntries(
  Object.entries(acts).map(([act, posts]) => [act, [...posts]]),
);

/** Every cell of a procedure: who asks, for which object, on whose behalf. */
export function cellsOf(path: ProcedurePath, stage: Stage): readonly Cell[] {
  const row = rowOf(path);
  const { minor } = stage.here.things;
  const here = stage.here.actors.filter(({ residentId }) => row.minors || residentId !== minor);
  const actors = [...here, ...foreigners(stage.there.actors)];
  const self = actors.flatMap((actor) => {
    // Whoever is refused at the door is so before an object is looked at: two objects show it.
    const few = refusedAtDoor(row, actor) !== null;
    return variantsOf(row)
      .filter((variant) => !few || variant === "own" || variant === "foreign")
      .map((variant): Cell => ({ actor, variant, behalf: "self" }));
  });
  if (row.subject !== "selfOrDesk") return self;
  const others = behalves.filter((behalf) => behalf !== "self");
  return [
    ...self,
    ...actors.flatMap((actor) => others.map((behalf): Cell => ({ actor, variant: "own", behalf }))),
    ...actors.map((actor): Cell => ({ actor, variant: "missing", behalf: "resident" })),
  ];
}

function variantsOf(row: Authorization): readonly Variant[] {
  switch (row.object?.of) {
    case undefined:
      return ["own"];
    case "slip":
    case "recoverySlip":
    case "setupLink":
      return ["own", "missing"];
    case "proposalNumber":
    case "petitionNumber":
    case "meetingNumber":
      return ["own", "foreign", "missing"];
    case "proposal":
      return variants;
    default:
      return variants.filter((variant) => variant !== "hidden");
  }
}

/** What a cell has to answer: a refusal of this code, nothing at all, or whatever the rules say to who was let in. */
export type Expected = RefusalCode | "nothing" | "letIn";

export function expected(path: ProcedurePath, cell: Cell, { here }: Stage): Expected {
  const row = rowOf(path);
  const { actor } = cell;
  const atDoor = refusedAtDoor(row, actor);
  if (atDoor) return atDoor;
  if (row.subject) {
    const subjectId = subjectOf(path, cell, here);
    if (cell.behalf !== "self" && (cell.behalf !== "resident" || subjectId !== actor.residentId)) {
      if (!actor.posts.includes("deskClerk")) return "post-needed";
      if (cell.behalf !== "resident") return "not-found";
    }
    if (!subjectId) return "not-on-the-roll";
    if (row.object?.whose === "author" && subjectId !== here.things.author) return row.object.absent;
  }
  if (!row.object) return "letIn";
  const { whose, absent } = row.object;
  if (cell.variant !== "own" && cell.variant !== "ownUpper") return absent;
  if (whose === "author" && !row.subject && actor.residentId !== here.things.author) return absent;
  if (whose === "reader" && actor.residentId !== here.things.reader) return absent;
  if (whose === "minor" && actor.residentId !== here.things.minor) return absent;
  if (whose === "sponsor" && actor.residentId !== here.things.sponsor) return absent;
  if (whose === "expert" && actor.residentId !== here.things.expertResident) return absent;
  if (whose === "expertOrDesk") return isExpertsOwn(actor, here) ? "letIn" : absent;
  if (whose === "elector" && !actor.residentId) return absent;
  return "letIn";
}

/** Whether what is the expert's own answers to somebody: to the expert, and to a clerk at the desk for them. */
function isExpertsOwn({ residentId, posts }: Actor, { things }: Settlement): boolean {
  return residentId === things.expertResident || posts.includes("deskClerk");
}

/** What an actor is told before anything is loaded, or nothing when they are let in. */
export function refusedAtDoor(row: Authorization, actor: Actor): RefusalCode | null {
  if (row.who === "anyone") return null;
  if (!actor.signedIn) return "sign-in-first";
  if (row.who === "signedIn") return null;
  if (!actor.member) return "not-a-member";
  if (row.who === "member") return null;
  return actor.posts.some((post) => holders[row.who]?.includes(post)) ? null : "post-needed";
}

function subjectOf(path: ProcedurePath, { actor, behalf }: Cell, here: Settlement): string | null {
  if (behalf === "self") return actor.residentId;
  return rowOf(path).object?.whose === "author" ? here.things.author : here.things.neighbour;
}

/** What a cell answered, and what became of its transactions. */
export interface Answer {
  readonly value?: unknown;
  readonly refusal: Refusal | null;
  readonly defect: unknown;
  readonly seen: readonly Seen[];
}

/** Asks one cell, with an input that is right in every other way. */
export async function askCell(path: ProcedurePath, cell: Cell, stage: Stage): Promise<Answer> {
  const { here, services, rehearsal } = stage;
  const slug = rowOf(path).line === "tenant" ? here.slug : null;
  const caller = createCaller({ services, sessionToken: cell.actor.token, slug });
  const input = inputOf(path, cell, stage);
  return rehearsal.watch(async (seen) => {
    try {
      const value = await call(caller, path, input);
      return { value, refusal: null, defect: null, seen };
    } catch (error) {
      const { refusal } = reasonOf(error);
      return { refusal, defect: refusal ? null : error, seen };
    }
  });
}

function inputOf(path: ProcedurePath, cell: Cell, { here, there }: Stage): unknown {
  const ask = asks[path];
  const isCode = ["slip", "recoverySlip", "setupLink"].includes(rowOf(path).object?.of ?? "");
  const wanted = isCode ? "WRNGWRNGWRNG" : missing;
  const ids: Readonly<Record<Variant, string>> = {
    own: ask.id(here.things),
    ownUpper: ask.id(here.things).toUpperCase(),
    hidden: here.things.draft,
    foreign: (ask.elsewhere ?? ask.id)(there.things),
    missing: wanted,
    missingUpper: wanted.toUpperCase(),
  };
  const input = ask.input(ids[cell.variant], here);
  if (cell.behalf === "self" || typeof input !== "object") return input;
  const subjects = {
    resident: subjectOf(path, cell, here),
    foreign: there.things.neighbour,
    missing,
  } as const satisfies Record<Exclude<Behalf, "self">, string | null>;
  return { ...input, forResident: subjects[cell.behalf] };
}

async function call(caller: object, path: ProcedurePath, input: unknown): Promise<unknown> {
  const [room = "", name = ""] = path.split(".");
  const procedures: unknown = Reflect.get(caller, room);
  const procedure: unknown = isObject(procedures) ? Reflect.get(procedures, name) : null;
  if (typeof procedure !== "function") throw new Error(`there is no ${path}`);
  return Reflect.apply(procedure, undefined, [input]);
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** Refusals that say who one is not, or that nothing is there: whoever is let in hears none of them. */
const ofAuthorization: ReadonlySet<RefusalCode> = new Set([
  "not-found",
  "sign-in-first",
  "not-a-member",
  "post-needed",
  "only-the-author",
  "not-on-the-roll",
  "no-seat",
]);

/** What is wrong with a cell's answer, in a sentence; nothing when it is as the row says. */
export async function wrongOf(
  path: ProcedurePath,
  cell: Cell,
  stage: Stage,
): Promise<{ readonly wrong: string | null; readonly succeeded: boolean }> {
  const wanted = expected(path, cell, stage);
  const answer = await askCell(path, cell, stage);
  const where = `${path} · ${cell.actor.name} · ${cell.variant} · for ${cell.behalf}: `;
  const say = (wrong: string | null) => ({
    wrong: wrong && where + wrong,
    succeeded: wanted === "letIn" && !answer.refusal && !answer.defect,
  });
  if (answer.defect)
    return say(`a defect, ${answer.defect instanceof Error ? answer.defect.message : "unknown"}`);
  const told = answer.refusal?.refused;
  if (wanted === "letIn") {
    if (told && ofAuthorization.has(told)) return say(`was refused (${told})`);
    if (told) return say(await leftover(answer, stage));
    const leaked = undeclared(answer.value, rowOf(path).fields);
    return say(leaked.length > 0 ? `gave away ${leaked.join(", ")}` : null);
  }
  if (wanted === "nothing") return say(isNothing(answer.value) ? null : "was told something");
  if (told !== wanted) return say(`wanted ${wanted}, was told ${told ?? "yes"}`);
  if (Object.keys(answer.refusal?.values ?? {}).length > 0) return say("was told more than no");
  const atDoor = refusedAtDoor(rowOf(path), cell.actor) !== null;
  if (atDoor && answer.seen.some((one) => one.transactionId)) return say("wrote before it refused");
  return say(await leftover(answer, stage));
}

/** Whether a refusal left something: a transaction that was not thrown out, or not taken back. */
async function leftover({ seen }: Answer, { here }: Stage): Promise<string | null> {
  for (const { transactionId, thrownOut } of seen) {
    if (transactionId === null || transactionId === "failed") continue;
    if (!thrownOut) return "wrote, and the refusal would have kept it";
    const { rows } = await here.house.base.owner.query<{ status: string }>(
      "select pg_xact_status($1::text::xid8) as status",
      [transactionId],
    );
    if (rows[0]?.status !== "aborted") return `its transaction is ${rows[0]?.status ?? "unknown"}`;
  }
  return null;
}

/** The fields of an answer that its row does not name. */
export function undeclared(value: unknown, fields: readonly string[], parent = ""): readonly string[] {
  if (Array.isArray(value))
    return [...new Set(value.flatMap((one: unknown) => undeclared(one, fields, parent)))];
  if (typeof value !== "object" || value === null || value instanceof Date) return [];
  return Object.entries<unknown>({ ...value }).flatMap(([key, inner]) => {
    const name = parent ? `${parent}.${key}` : key;
    if (fields.includes(parent ? `${parent}.*` : "*")) return [];
    return fields.includes(name) ? undeclared(inner, fields, name) : [name];
  });
}

/** Null, zero, no lines: what is told of a thing that is not here. */
export function isNothing(value: unknown): boolean {
  if (value === null || value === 0) return true;
  if (typeof value !== "object" || isRefusal(value)) return false;
  return Object.values({ ...value }).every((inner) => isNothing(inner));
}

/** The guards that stand in front of a procedure, by their place in the walk. */
export function guardsOf(path: ProcedurePath): {
  readonly middlewares: { readonly name: string }[];
  readonly places: readonly number[];
} {
  const { middlewares } = partsOf(path);
  const places = middlewares.flatMap(({ name }, place) => (name.startsWith("only") ? [place] : []));
  return { middlewares, places };
}

/** What the router knows of a procedure: its kind, what its type says of who may, and the walk to it. */
export function partsOf(path: string) {
  const procedures: Readonly<Record<string, unknown>> = { ...appRouter._def.procedures };
  const procedure: unknown = procedures[path];
  const parts: unknown = isObject(procedure) ? Reflect.get(procedure, "_def") : null;
  if (!isObject(parts)) throw new Error(`there is no ${path}`);
  const type: unknown = Reflect.get(parts, "type");
  const meta: unknown = Reflect.get(parts, "meta");
  const middlewares: unknown = Reflect.get(parts, "middlewares");
  if (!Array.isArray(middlewares)) throw new Error(`${path} has no walk`);
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- each step of a walk is a function, and functions have names; the router does not export its type
  return { type, meta, middlewares: middlewares as { readonly name: string }[] };
}
