/** Tells whoever waits at the terminal what is being done, and how long it took. */
export interface Progress {
  say(line: string): void;
  step<T>(chinese: string, english: string, work: (note: (detail: string) => void) => Promise<T>): Promise<T>;
}

const column = 52;
const quietMilliseconds = 2_000;

/** Writes one line for each step; a step that takes long also tells what it is at. */
export function progressOn(output: { write(text: string): unknown }): Progress {
  return {
    say: (line) => void output.write(`${line}\n`),
    async step(chinese, english, work) {
      const began = Date.now();
      let spoke = began;
      let notes = 0;
      output.write(pad(`  ${chinese}  ${english}`));
      const result = await work((detail) => {
        if (Date.now() - spoke < quietMilliseconds) return;
        spoke = Date.now();
        notes += 1;
        output.write(`\n    ${detail}`);
      }).catch((error: unknown) => {
        output.write("\n");
        throw error;
      });
      const took = `${((Date.now() - began) / 1000).toFixed(1)} s`;
      output.write(notes > 0 ? `\n${pad("")}${took}\n` : `${took}\n`);
      return result;
    },
  };
}

/** Chinese characters are two columns wide. */
function pad(text: string): string {
  const width = [...text].reduce((sum, character) => sum + (character > "\u2e7f" ? 2 : 1), 0);
  return text + " ".repeat(Math.max(2, column - width));
}
