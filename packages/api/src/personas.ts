/** The people of the demo: fictional, and the only ones as whom one may sign in without a password. */
export interface Persona {
  readonly name: string;
  readonly slug: string;
  readonly signInName: string;
  /** The key of the sentence that says what one can try as them. */
  readonly role: string;
}

export const personas: readonly Persona[] = [
  { name: "石桂兰", slug: "ganghuali", signInName: "shiguilan", role: "elder" },
  { name: "陈志强", slug: "ganghuali", signInName: "chenzhiqiang", role: "resident" },
  { name: "王建民", slug: "ganghuali", signInName: "wangjianmin", role: "expert" },
  { name: "李秀英", slug: "ganghuali", signInName: "lixiuying", role: "reviewer" },
  { name: "赵丽娜", slug: "ganghuali", signInName: "zhaolina", role: "chair" },
  { name: "马国栋", slug: "ganghuali", signInName: "maguodong", role: "convener" },
  { name: "刘建军", slug: "ganghuali", signInName: "liujianjun", role: "committeeReviewer" },
  { name: "韩雪梅", slug: "ganghuali", signInName: "hanxuemei", role: "secretary" },
  { name: "孙伟", slug: "ganghuali", signInName: "sunwei", role: "scrutineer" },
  { name: "王秀珍", slug: "ganghuali", signInName: "wangxiuzhen", role: "secondScrutineer" },
  { name: "周敏", slug: "ganghuali", signInName: "zhoumin", role: "deskClerk" },
  { name: "刘芳", slug: "ganghuali", signInName: "liufang", role: "secondClerk" },
  { name: "高德胜", slug: "ganghuali", signInName: "gaodesheng", role: "branchRecorder" },
  { name: "郭建平", slug: "qingnianlu", signInName: "guojianping", role: "registrar" },
];
