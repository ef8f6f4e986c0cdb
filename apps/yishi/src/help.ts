import { settingWords } from "./settings.ts";

/** What each command does, in a line and at length. */
export const commands = {
  start: {
    line: ["启动：数据库、数据表、演示故事、网页", "start everything and serve the pages"],
    text: `用法  Usage: yishi start

启动数据库，更新数据表；数据库为空而且演示打开时，讲述演示故事；然后提供网页，直到按 Ctrl-C。
Starts the database, brings its tables up to date, tells the demo story where the database is empty and the
demo is on, and serves the pages until Ctrl-C.

没有演示、又没有社区时，在终端里给出一个安装码（见 yishi setup --help）。
Without the demo, and while there is no community, it prints a set-up code on the terminal (yishi setup --help).

没有 DATABASE_URL 时，使用自带的 PostgreSQL，数据在 .data 目录里。有 DATABASE_URL 而没有 DATABASE_OWNER_URL 时，
不更新数据表；数据表不是最新的就不启动。
Without DATABASE_URL the PostgreSQL that comes with Yishi is used, with its data in the folder .data. With
DATABASE_URL but without DATABASE_OWNER_URL the tables are left as they are, and the start is refused where
they are not current.`,
  },
  dev: {
    line: ["给开发者：改了就看得见", "for developers: the pages as they are written"],
    text: `用法  Usage: yishi dev

与 start 相同，但网页由 vite 提供，改动立即可见。
The same as start, but vite serves the pages, and a change is seen at once.`,
  },
  migrate: {
    line: ["只更新数据表", "bring the tables up to date, and nothing else"],
    text: `用法  Usage: yishi migrate

把数据表更新到这个版本。只向前，不后退；每一步都是完整的一步。自备数据库需要 DATABASE_OWNER_URL。
Brings the tables to this release. Forwards only; each step is made whole or not at all. Your own database
needs DATABASE_OWNER_URL.`,
  },
  demo: {
    line: ["在空的数据库里讲述演示故事", "tell the demo story in an empty database"],
    text: `用法  Usage: yishi demo

在还没有社区的数据库里讲述演示故事。已经有社区的，什么也不改。
Tells the demo story in a database where no community lives yet. Where one does, nothing is changed.`,
  },
  setup: {
    line: ["开设社区：给一个安装码", "set up a community: print a set-up code"],
    text: `用法  Usage: yishi setup [--community SLUG]

在屏幕上给出一个安装码：只能用一次，一天内有效，旧的没用过的作废；数据库里只留它的指纹。把它交给登记员，
登记员打开 /setup，写上社区在哪里、自己是谁、哪次选举选的。没有演示的空数据库，启动时会自动给一个。
Prints a set-up code: it works once, for one day, and ends an earlier one that was not used; only its hash is
kept. Hand it to the registrar, who opens /setup and says where the community is, who they are and by which
election. A start without the demo prints one by itself while the database is empty.

有 --community 时，给已有的社区（写它的网址，例 ganghuali）登记一位新的登记员。那里还有人能登记任职的，不给。
With --community it lets a new registrar be entered in a community that exists (named by its address, such as
ganghuali). It is refused while somebody there can still record posts.`,
  },
  dump: {
    line: ["备份：把全部内容写成一个文件", "back up: write everything into one file"],
    text: `用法  Usage: yishi dump [--out FILE]

把同一时刻的全部内容写到文件里（没有 --out 时写到标准输出）。运行中也可以备份。
备份里有姓名、电话和选票，请像保管名册一样保管它。
Writes everything as of one moment to a file (without --out: to the standard output). Yishi may go on
running meanwhile. A dump holds names, phone numbers and votes: keep it as you keep the roll.

恢复  To bring it back:
  YISHI_DATA=新目录 yishi restore 文件     into a new data folder
  psql "$DATABASE_OWNER_URL" -f FILE      以超级用户，在 yishi migrate 之后  as a superuser, after yishi migrate`,
  },
  restore: {
    line: ["恢复备份，只恢复到空的数据库", "bring a dump back, into an empty database"],
    text: `用法  Usage: yishi restore [FILE]

把 yishi dump 写的文件（没有写文件名时读标准输入）恢复到还没有社区的数据库里：要么全部，要么什么也不改。
先停止议事，用 YISHI_DATA 指定一个新目录，恢复以后用同一个目录启动。
Brings back what yishi dump wrote (without FILE: from the standard input), into a database where no community
lives yet: all of it or nothing. Stop Yishi, name a new folder with YISHI_DATA, and start with the same one
afterwards. The database's owner has to be a superuser.`,
  },
} as const;

export type CommandName = keyof typeof commands;

export function isCommand(word: string): word is CommandName {
  return Object.hasOwn(commands, word);
}

/** What `yishi --help` says. */
export function overview(): string {
  const lines = Object.entries(commands).map(
    ([name, { line }]) => `  ${name.padEnd(9)}${line[0]}\n           ${line[1]}`,
  );
  return `议事 Yishi：居民委员会自治用的软件  software with which residents' committees govern themselves

用法  Usage: yishi COMMAND [--help]

${lines.join("\n")}

${settingsHelp()}
`;
}

export function helpFor(name: CommandName): string {
  return `${commands[name].text}\n\n${settingsHelp()}\n`;
}

function settingsHelp(): string {
  const lines = settingWords.map(([name, standard, chinese, english]) => {
    const preset = standard === "" ? "" : ` [${standard}]`;
    return `  ${name.padEnd(20)}${chinese}${preset}\n${" ".repeat(22)}${english}`;
  });
  return `设置（环境变量）  Settings, by environment:\n${lines.join("\n")}`;
}
