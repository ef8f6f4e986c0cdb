import { answersTooEarly, durability, type Drilled } from "./durability.ts";
import { race } from "./race.ts";

// npm run drills: kills things on purpose, at full length, and says what came of it. It ends with 1 when anything
// acknowledged was lost or came out double, and also when the control, which must lose, did not.

const failed: string[] = [];

const outcome = await durability({ kills: 24, voters: 4_000, motions: 24, report: tell });
tell(
  `ballots under kill -9 of PostgreSQL (${outcome.databaseKills}) and of the server (${outcome.serverKills}):`,
);
tell(`  ${figuresOf(outcome)}`);
if (outcome.lost + outcome.repeated + outcome.invented + outcome.refused > 0) failed.push("ballots");

const control = await durability({
  kills: 3,
  voters: 4_000,
  motions: 10,
  settings: answersTooEarly,
});
tell(`control, where PostgreSQL answers before it has written (${control.databaseKills} kills of it):`);
tell(`  ${figuresOf(control)}`);
if (control.lost === 0) failed.push("the control, which should have lost ballots");

const raced = await race({ rounds: 1_000 });
tell(
  `${raced.rounds} seats raced for by the app, the desk and the meeting: ${raced.notOne} without one ballot,`,
);
tell(`  ${raced.toldWrongly} told wrongly; they came through ${JSON.stringify(raced.won)}`);
if (raced.notOne + raced.toldWrongly > 0) failed.push("the race");
const loose = await race({ rounds: 300, loose: true });
tell(`control, without the rule of one ballot a seat: ${loose.notOne} without one ballot`);
if (loose.notOne === 0) failed.push("the control, which should have left several");

tell(failed.length === 0 ? "drills: everything held" : `drills: FAILED: ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);

function figuresOf({ acknowledged, lost, repeated, invented, refused }: Drilled): string {
  return `${acknowledged} acknowledged, ${lost} lost, ${repeated} double, ${invented} invented, ${refused} refused`;
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
