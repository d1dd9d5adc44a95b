import type { ComplaintCode } from "@/bindings/ComplaintCode";
import type { Language } from ".";

/** What is wrong with a cell, or worth knowing about it, and what to do. */
export type ComplaintWords = { text: string; next: string };
type BothLanguages = Record<Language, ComplaintWords>;

const say = (zhText: string, zhNext: string, enText: string, enNext: string): BothLanguages => ({
  "zh-CN": { text: zhText, next: zhNext },
  en: { text: enText, next: enNext },
});

/** A full record: a new code of the core fails the type check until both languages have words for it. */
export const COMPLAINTS: Record<ComplaintCode, BothLanguages> = {
  plate_empty: say("没有车牌", "请填上车牌号。", "No plate", "Enter the plate."),
  plate_province: say(
    "车牌第一个字不是省份简称",
    "请核对行驶证。",
    "The plate does not begin with a province",
    "Compare it with the vehicle licence.",
  ),
  plate_letter: say(
    "车牌第二位要是字母",
    "请核对发牌机关的字母。",
    "The second character must be a letter",
    "Check the letter of the issuing office.",
  ),
  plate_length: say(
    "车牌位数不对",
    "普通车牌 7 位，新能源 8 位。",
    "The plate has the wrong length",
    "Plates have 7 characters, new-energy ones 8.",
  ),
  plate_serial: say(
    "车牌序号里有不会出现的字符",
    "序号里没有字母 I 和 O。",
    "The serial holds a character that plates do not use",
    "Serials never hold the letters I and O.",
  ),
  plate_type_unknown: say(
    "不认识这个号牌种类",
    "请从列表里选一种。",
    "Unknown plate type",
    "Choose one of the list.",
  ),
  vin_length: say(
    "车架号要 17 位",
    "请核对行驶证。",
    "A VIN has 17 characters",
    "Check the vehicle licence.",
  ),
  vin_letter: say(
    "车架号里没有 I、O、Q",
    "多半是数字 1 和 0，请核对。",
    "A VIN never holds I, O or Q",
    "It is probably a 1 or a 0.",
  ),
  duplicate_plate: say(
    "这个车牌在表格里出现了两次",
    "请只留一行。",
    "This plate stands twice in the sheet",
    "Keep one of the rows.",
  ),
  too_long: say("内容太长", "请缩短。", "The text is too long", "Shorten it."),
  vin_check_digit: say(
    "车架号的校验位对不上",
    "可以照存，最好再核对一遍。",
    "The VIN's check digit does not fit",
    "It can be kept; better check it once more.",
  ),
  prefix_unknown: say(
    "没听说过这个发牌机关",
    "可以照存，最好再核对一遍。",
    "The issuing letter is not known",
    "It can be kept; better check it once more.",
  ),
  column_ignored: say(
    "这一列没有用上",
    "需要的话，请指出它是什么。",
    "This column is not used",
    "Say what it holds if you need it.",
  ),
  plate_unclear: say(
    "有几辆车用这个车牌，看不出是哪一辆",
    "请填上号牌种类或车架号。",
    "Several vehicles bear this plate; nothing says which is meant",
    "Give its plate type or its VIN.",
  ),
  plate_shared: say(
    "号牌种类和车架号都不同，当作另一辆车",
    "如果是同一辆，请先改正车架号。",
    "Another plate type and another VIN: taken as another vehicle",
    "If it is the same one, correct the VIN first.",
  ),
  plate_type_changed: say(
    "改了原有车辆的号牌种类",
    "如果是另一辆车，请填上它的车架号再导入。",
    "The vehicle that is there gets another plate type",
    "If it is another vehicle, import it with its VIN.",
  ),
  city_unknown: say(
    "城市列表里没有这个城市",
    "先照原样保留；请在设置里更新城市列表，或改用列表里的代码。",
    "The city list does not have this city",
    "It is kept as it stands; refresh the list in the settings, or use a code of the list.",
  ),
  provider_unknown: say(
    "不认识这个查询接口",
    "这一格没有导入，请填设置里的接口名。",
    "This provider is not known",
    "The cell is left out; use a name of the settings.",
  ),
  vin_changed: say(
    "改了原有车辆的车架号",
    "请核对行驶证。",
    "The vehicle that is there gets another VIN",
    "Compare it with the vehicle licence.",
  ),
  plate_taken: say(
    "这个车牌已经在车库里",
    "请打开已有的那辆修改。",
    "This plate is already in the garage",
    "Open the existing vehicle to change it.",
  ),
};

export function explainComplaint(code: ComplaintCode, language: Language): ComplaintWords {
  return COMPLAINTS[code][language];
}
