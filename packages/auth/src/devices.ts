/** What a session is called by: the kind of device and the program, and nothing that tells two of them apart. */
export interface Device {
  readonly device: (typeof devices)[number];
  readonly browser: (typeof browsers)[number];
}

export const devices = ["phone", "tablet", "computer", "unknown"] as const;
export const browsers = [
  ...["wechat", "qq", "alipay", "dingtalk", "uc", "huawei", "xiaomi", "edge", "firefox", "chrome"],
  ...["safari", "unknown"],
] as const;

/** By the first mark that a browser's long name of itself bears; many bear the marks of others after their own. */
const marks: readonly (readonly [RegExp, Device["browser"]])[] = [
  [/MicroMessenger|WindowsWechat/u, "wechat"],
  [/AlipayClient/u, "alipay"],
  [/DingTalk/u, "dingtalk"],
  [/MQQBrowser|QQBrowser|\bQQ\//u, "qq"],
  [/UCBrowser|UCWEB/u, "uc"],
  [/HuaweiBrowser/u, "huawei"],
  [/MiuiBrowser/u, "xiaomi"],
  [/Edg(?:e|A|iOS)?\//u, "edge"],
  [/Firefox\/|FxiOS\//u, "firefox"],
  [/Chrome\/|CriOS\//u, "chrome"],
  [/Safari\//u, "safari"],
];

/** Says in two coarse words what a browser tells of itself at length; the long name is not kept. */
export function deviceOf(userAgent: string | null): Device {
  const told = userAgent ?? "";
  return { device: kindOf(told), browser: marks.find(([mark]) => mark.test(told))?.[1] ?? "unknown" };
}

function kindOf(told: string): Device["device"] {
  if (/iPad|Tablet|PlayBook/u.test(told) || (/Android/u.test(told) && !/Mobile/u.test(told))) return "tablet";
  if (/iPhone|iPod|Android|Mobile|HarmonyOS|OpenHarmony/u.test(told)) return "phone";
  return /Windows|Macintosh|X11|Linux|CrOS/u.test(told) ? "computer" : "unknown";
}
