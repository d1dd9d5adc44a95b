import type { Language } from "./language";

/** Amounts are whole fen and fit a JS number: 2^53 fen is ninety trillion yuan. */
export type Fen = number;

function grouped(yuan: number): string {
  return String(yuan).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** "1,250" or "1,250.50". `places` is decided for a whole column, see `columnPlaces`. */
export function formatFen(fen: Fen, places: 0 | 2): string {
  const sign = fen < 0 ? "-" : "";
  const whole = Math.trunc(Math.abs(fen) / 100);
  const rest = Math.abs(fen) % 100;
  const tail = places === 2 || rest !== 0 ? `.${String(rest).padStart(2, "0")}` : "";
  return `${sign}${grouped(whole)}${tail}`;
}

/** Two places for every row as soon as one row has fen, so that the column stands straight. */
export function columnPlaces(column: Iterable<Fen | null>): 0 | 2 {
  for (const fen of column) if (fen !== null && fen % 100 !== 0) return 2;
  return 0;
}

/** A fine in running text: 「1,250 元」, "¥1,250". */
export function fineInText(fen: Fen, language: Language): string {
  const amount = formatFen(fen, 0);
  return language === "en" ? `¥${amount}` : `${amount} 元`;
}

/** What calls cost always shows fen: 「16.80 元」, "¥16.80". */
export function costInText(fen: Fen, language: Language): string {
  const amount = formatFen(fen, 2);
  return language === "en" ? `¥${amount}` : `${amount} 元`;
}

/** A count with thousands separated. */
export function formatCount(count: number): string {
  return grouped(count);
}

/** Yuan as typed → fen, by its digits: "20" · "20.5" · "20.50". Null for nothing, undefined for no amount. */
export function parseYuan(typed: string): Fen | null | undefined {
  const text = typed.trim();
  if (text === "") return null;
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) return undefined;
  const [, yuan = "0", rest = ""] = match;
  return Number(`${yuan}${rest.padEnd(2, "0")}`);
}

/** A file's size; one below 0.1 MB is shown as that. */
export const formatMegabytes = (bytes: number) => `${Math.max(bytes / 1_000_000, 0.1).toFixed(1)} MB`;
