/** What keeps Yishi from starting and an operator can mend: the message says what and how, Chinese first. */
export class StartProblem extends Error {
  override readonly name = "StartProblem";

  constructor(chinese: string, english: string, options?: ErrorOptions) {
    super(`${chinese}\n${english}`, options);
  }
}

/** Two Yishis on one data folder would be two truths: the second one is told so. */
export function inUse(dataFolder: string, processes: readonly number[] = []): StartProblem {
  const numbers =
    processes.length > 0
      ? [`（进程 ${processes.join("、")}）`, ` (process ${processes.join(", ")})`]
      : ["", ""];
  return new StartProblem(
    `数据目录 ${dataFolder} 正在使用中${numbers[0]}。请先停止另一个议事，或用 YISHI_DATA 指定另一个目录。`,
    `The data folder ${dataFolder} is in use${numbers[1]}. Stop the other Yishi first, or name another folder with YISHI_DATA.`,
  );
}
