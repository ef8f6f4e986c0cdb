import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { castRequest, type Form } from "../bench/measures/casts.ts";
import { open, type Connection } from "../bench/workers/http.ts";

/** Voters at their phones: what they sent, and what they were told. */
export interface Voting {
  readonly tried: readonly Form[];
  /** Told that it is recorded. */
  readonly acknowledged: readonly Form[];
  /** Told no, which nobody here may be: everyone has a seat, an open vote and one form. */
  readonly refused: readonly Refused[];
  stop(): Promise<void>;
}

interface Refused {
  readonly form: Form;
  readonly status: number;
}

const choices = ["for", "against", "abstain"] as const;

/**
 * So many voters at once, each casting one ballot after the other over HTTP. A form that is not answered, because the
 * server or the database is gone, is sent again as it is, until it is answered: as somebody does who taps twice.
 */
export function startVoting(given: {
  readonly port: number;
  readonly clients: number;
  readonly voters: number;
  readonly motions: number;
}): Voting {
  let stopped = false;
  const forms = formsOf(given.voters, given.motions);
  const tried: Form[] = [];
  const acknowledged: Form[] = [];
  const refused: Refused[] = [];
  const voteOn = async () => {
    let connection: Connection | undefined;
    for (const form of forms) {
      tried.push(form);
      for (let answered = false; !answered && !stopped;) {
        try {
          connection ??= await open(given.port);
          const { status } = await connection.ask(castRequest(given.port, form));
          answered = status < 500;
          if (status === 200) acknowledged.push(form);
          else if (answered) refused.push({ form, status });
          else await wait(20);
        } catch {
          connection?.close();
          connection = undefined;
          await wait(20);
        }
      }
      if (stopped) break;
    }
    connection?.close();
  };
  const everyone = Promise.all(Array.from({ length: given.clients }, voteOn));
  return {
    tried,
    acknowledged,
    refused,
    async stop() {
      stopped = true;
      await everyone;
    },
  };
}

function* formsOf(voters: number, motions: number): Generator<Form> {
  for (let motion = 1; motion <= motions; motion += 1) {
    for (let voter = 1; voter <= voters; voter += 1) {
      yield { voter, motion, choice: choices[voter % choices.length] ?? "for", key: randomUUID() };
    }
  }
}
