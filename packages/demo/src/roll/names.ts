import type { Lots } from "../lots.ts";

/** Surnames by how often one meets them on a staircase here: a common one stands several times. */
const surnames =
  "王王王王王王王李李李李李李李张张张张张张刘刘刘刘刘陈陈杨杨杨赵赵赵赵高高高孙孙郭郭郭马马韩韩武武白白任任吴周徐胡朱林何罗梁宋郑谢唐冯于董程曹袁邓许苏贾丁魏薛阎潘杜夏田姜范石姚郝康秦史侯孟段常乔贺云包邢温";

/** Given names as parents gave them, by the year up to which they did. */
const givenNames = [
  {
    until: 1957,
    women:
      "桂芝 桂荣 桂珍 凤英 凤兰 玉兰 玉珍 玉梅 淑珍 淑英 淑贤 秀兰 秀云 秀荣 素珍 素英 金花 银花 翠英 月娥 惠兰 兰英 改花 巧云",
    men: "德福 德山 福生 福田 长山 长林 永福 永贵 国华 国安 振华 振东 占山 占魁 玉山 守义 守信 文明 文祥 宝山 宝林 满仓 喜顺 来福",
  },
  {
    until: 1976,
    women:
      "丽华 丽萍 丽珍 秀梅 秀琴 秀芳 红霞 红梅 爱华 爱民 玉霞 玉琴 春梅 春燕 冬梅 艳萍 彩霞 彩云 建华 桂香 志红 小红 俊英 俊梅",
    men: "建国 建平 建设 建华 卫东 卫国 卫民 志强 志刚 志军 志明 国强 国庆 永胜 永军 跃进 援朝 红军 小平 文革 海军 海龙 俊峰 春生",
  },
  {
    until: 1998,
    women:
      "静 敏 丽 娜 婷 燕 霞 雪 慧 洁 倩 丹 艳 晓燕 晓丽 晓敏 海燕 雅丽 雅静 文静 亚楠 美玲 佳慧 佳丽 思雨 春晓",
    men: "伟 磊 涛 强 勇 斌 鹏 飞 超 浩 凯 波 宇 帅 晓东 晓明 海波 海涛 志鹏 文斌 俊杰 少华 建伟 一鸣 立新 浩宇",
  },
  {
    until: Infinity,
    women: "欣怡 雨桐 子涵 梓萱 诗涵 一诺 可馨 佳怡 梦瑶 思琪 若曦 语嫣 雨欣 心怡 紫涵 沐晴",
    men: "浩然 子轩 宇轩 梓豪 博文 俊熙 一凡 天佑 子墨 皓轩 明轩 嘉豪 泽宇 奕辰 文昊 沐辰",
  },
].map(({ until, women, men }) => ({ until, women: women.split(" "), men: men.split(" ") }));

/** Mongolian names, which stand without a surname. */
const mongolian = {
  women: "乌兰 斯琴 萨仁 其其格 娜仁 苏日娜 格日乐 托娅 阿拉坦其其格 乌云 高娃 塔娜".split(" "),
  men: "巴特尔 那顺 布和 苏和 朝鲁 哈斯 毕力格 宝音 达来 呼和 格日勒图 特木尔".split(" "),
};

export interface Named {
  readonly name: string;
  /** What the children take over; empty where there is no surname. */
  readonly surname: string;
}

/** A name that fits somebody of this year and family; without a surname one is drawn, or a Mongolian name. */
export function drawName(
  lots: Lots,
  person: { readonly woman: boolean; readonly year: number; readonly surname?: string },
): Named {
  const side = person.woman ? "women" : "men";
  if (person.surname === "" || (person.surname === undefined && lots.percent(3))) {
    return { name: lots.pick(mongolian[side]), surname: "" };
  }
  const surname = person.surname ?? lots.pick(surnames);
  const given = givenNames.find(({ until }) => person.year <= until)?.[side] ?? [];
  return { name: surname + lots.pick(given), surname };
}
