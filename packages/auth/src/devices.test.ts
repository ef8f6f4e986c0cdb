import { expect, test } from "vitest";
import { deviceOf } from "./devices.ts";

const android = "Mozilla/5.0 (Linux; Android 13; V2199A Build/TP1A) AppleWebKit/537.36 (KHTML, like Gecko)";
const told = [
  [`${android} Version/4.0 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.47`, "phone", "wechat"],
  [`${android} Version/4.0 Chrome/100.0 MQQBrowser/14.9 Mobile Safari/537.36`, "phone", "qq"],
  [`${android} Chrome/114.0 Mobile Safari/537.36 HuaweiBrowser/14.0`, "phone", "huawei"],
  [`${android} Chrome/120.0 Safari/537.36`, "tablet", "chrome"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) Version/16.6 Mobile/15E Safari/604.1",
    "phone",
    "safari",
  ],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36 Edg/126.0", "computer", "edge"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "computer", "firefox"],
  ["curl/8.5.0", "unknown", "unknown"],
  [null, "unknown", "unknown"],
] as const;

test.for(told)("%s is a %s with %s", ([name, device, browser]) => {
  expect(deviceOf(name)).toEqual({ device, browser });
});

test("of a long name two coarse words are left, which tell no two telephones of a kind apart", () => {
  const [one, other] = ["V2199A", "SM-G991B"].map((model) => deviceOf(android.replace("V2199A", model)));
  expect(one).toEqual(other);
  expect(JSON.stringify(one)).not.toMatch(/13|V2199A|537/u);
});
