import { textOf, wholeOf } from "#lib/forms.ts";
import { mostOptions } from "@yishi/domain/motions/forms";
import { lengthOf, limits } from "@yishi/domain/texts";

/** The options of a form, and which of their fields are wrong. */
interface Written {
  readonly options: readonly {
    readonly name: string;
    readonly sentence?: string;
    readonly costYuan?: number;
  }[];
  readonly wrong: readonly string[];
}

/** Reads the options that were written, in their order; fields that were left empty are no options. */
export function optionsIn(form: FormData): Written {
  const places = Array.from({ length: mostOptions }, (_, at) => at + 1);
  const lines = places.map((place) => {
    const [name, sentence, cost] = ["optionName", "optionSentence", "optionCost"].map((field) =>
      textOf(form, `${field}-${place}`).trim(),
    );
    return { place, name: name ?? "", sentence: sentence ?? "", cost: cost ?? "" };
  });
  const some = lines.filter(({ name, sentence, cost }) => [name, sentence, cost].some((one) => one !== ""));
  return {
    options: some.map(({ place, name, sentence, cost }) => ({
      name,
      ...(sentence !== "" && { sentence }),
      ...(cost !== "" && { costYuan: wholeOf(form, `optionCost-${place}`) }),
    })),
    wrong: some.flatMap(({ place, name, sentence, cost }) => [
      ...(name === "" || lengthOf(name) > limits.optionName.max ? [`optionName-${place}`] : []),
      ...(sentence !== "" && !fits(sentence) ? [`optionSentence-${place}`] : []),
      ...(cost !== "" && Number.isNaN(wholeOf(form, `optionCost-${place}`)) ? [`optionCost-${place}`] : []),
    ]),
  };
}

function fits(sentence: string): boolean {
  const { min, max } = limits.optionSentence;
  return lengthOf(sentence) >= min && lengthOf(sentence) <= max;
}
