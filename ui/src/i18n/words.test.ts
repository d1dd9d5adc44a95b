import { describe, expect, it } from "vitest";
import { en } from "./locales/en";
import { zhCN } from "./locales/zh-CN";

/* One term for each concept, and the voice of a business program: what must not be written, in either language. */

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
}

/** Sentences that hold what a rule refuses, as "key: sentence". */
const refused = (tree: Tree, rule: RegExp) =>
  leaves(tree)
    .filter(([, text]) => rule.test(text.replace(/\{\{\w+\}\}/g, "")))
    .map(([key, text]) => `${key}: ${text}`);

const NOT_IN_CHINESE: [why: string, rule: RegExp][] = [
  [
    "a vehicle is checked, a request is sent, a result comes back",
    /问题|答案|回答|没问|问成|再问|继续问|要问|重问|问了|问完/,
  ],
  ["a call whose charge is not known is 待核对", /存疑/],
  ["the company is 服务商; 接口 only where the technical thing is meant", /接口(?!域名|路径)/],
  ["a vehicle without unpaid violations is 无未缴, one with some is 有未缴", /(?<!尚)无违章|未结清/],
  ["what is not returned any more is 已查不到", /不再返回/],
  ["车库 is the product's name alone", /(?<!Cheku )车库(?! Cheku|备份|$)/],
  ["the place of keys is 系统凭据管理器", /钥匙串/],
  ["this computer is 本机", /这台电脑/],
  ["the list of calls is 调用记录, the bill 月度对账单", /账本|月结单/],
  ["money for calls is 费用; a limit is 费用上限", /花费|花钱|最多花/],
  ["what is known of a vehicle is 车辆信息", /资料/],
  ["what the plate tells is 自动识别", /推定/],
  ["nothing is promised to be free that can be charged", /免费/],
  ["a fine is 缴款, not 缴费", /缴费/],
  ["quotation marks are “ ”", /[「」]/],
  ["keys in a sentence are joined by +", /Ctrl [A-Z]/],
];

const NOT_IN_ENGLISH: [why: string, rule: RegExp][] = [
  ["things run automatically", /\bby (itself|themselves)\b/i],
  [
    "vehicles are checked, requests sent, results come back",
    /\b(ask(s|ed|ing)?|unasked|questions?|answers?|answered)\b/i,
  ],
  ["a call whose charge is not known is unconfirmed", /\bdoubtful\b/i],
  ["the product is Cheku, the file the data file, the list vehicles", /\bgarages?\b/i],
  ["the list of calls is the call log", /\bledgers?\b/i],
  ["a vehicle has unpaid violations or is clear", /\b(owing|owed|owes)\b/i],
  ["the company is the provider", /\bvendors?\b/i],
  ["a limit is a spending limit", /\bcaps?\b/i],
  ["nobody is no vehicle", /\bnobody\b|\beverybody\b/i],
  ["checks continue", /\b(go|goes|going|gone) on\b/i],
  ["the vehicle's number is its VIN", /\bframe numbers?\b/i],
  ["fines are unpaid, points pending", /\bfines due\b|\bpoints waiting\b/i],
  ["quotation marks are “ ”", /"|'\{/],
  ["keys in a sentence are joined by +", /Ctrl [A-Z]/],
];

describe("the words of the window", () => {
  it.each(NOT_IN_CHINESE)("in Chinese: %s", (_, rule) => {
    expect(refused(zhCN, rule)).toEqual([]);
  });

  it.each(NOT_IN_ENGLISH)("in English: %s", (_, rule) => {
    expect(refused(en, rule)).toEqual([]);
  });

  it("call what is counted by its name: rows are of tables and files alone", () => {
    const outside = leaves(en).filter(([key]) => /^(violations|overview|drivers|check)\./.test(key));
    expect(outside.filter(([, text]) => /\brows?\b/i.test(text) && !/<rows>/.test(text))).toEqual([]);
  });
});
