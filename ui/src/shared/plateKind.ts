/** How a plate looks on the road, decided by its 号牌种类 and its special characters (GA 36-2018). */
type PlateKind = "blue" | "yellow" | "green" | "yellowGreen" | "black" | "white" | "neutral";

const BY_TYPE: Record<string, PlateKind> = {
  "02": "blue",
  "08": "blue",
  "01": "yellow",
  "07": "yellow",
  "15": "yellow",
  "16": "yellow",
  "17": "yellow",
  "52": "green",
  "51": "yellowGreen",
  "03": "black",
  "04": "black",
  "05": "black",
  "06": "black",
  "26": "black",
  "27": "black",
  "23": "white",
  "24": "white",
};

/** Which colours a plate has: by its characters first, then by its type's code, else `neutral`. */
export function plateKind(plate: string, plateType: string): PlateKind {
  if (/[使领港澳]/.test(plate)) return "black";
  if (plate.endsWith("警")) return "white";
  return BY_TYPE[plateType] ?? "neutral";
}

/** One run of characters of a plate; `red` ones are red on the road. */
export type PlateRun = { text: string; red: boolean };
/** A plate as it is drawn, with the dot after `head`; a `long` one has eight characters. */
type PlateParts = { head: PlateRun[]; tail: PlateRun[]; long: boolean };

const COMMON = /^(\p{Script=Han}[A-Z])([A-HJ-NP-Z0-9]{5,6}|[A-HJ-NP-Z0-9]{4}[挂学警港澳领])$/u;
const EMBASSY = /^使(\d{3})(\d{3})$/;

/** Null when it is no plate: such a text is never drawn as one. */
export function plateParts(plate: string): PlateParts | null {
  const embassy = EMBASSY.exec(plate);
  if (embassy) {
    const [, first = "", last = ""] = embassy;
    const head = [
      { text: "使", red: true },
      { text: first, red: false },
    ];
    return { head, tail: [{ text: last, red: false }], long: false };
  }
  const common = COMMON.exec(plate);
  if (!common) return null;
  const [, head = "", tail = ""] = common;
  const end = tail.slice(-1);
  const runs = /[领警]/.test(end)
    ? [
        { text: tail.slice(0, -1), red: false },
        { text: end, red: true },
      ]
    : [{ text: tail, red: false }];
  return { head: [{ text: head, red: false }], tail: runs, long: plate.length === 8 };
}
