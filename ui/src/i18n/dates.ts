import { words } from ".";

/** Everything the product shows is China Standard Time, whatever zone the machine is in. */
const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

type ChinaTime = {
  year: string;
  month: string;
  day: string;
  time: string;
  seconds: string;
  dayNumber: number;
};

const two = (n: number) => String(n).padStart(2, "0");

/** 1 = Monday to 7 = Sunday, as the core counts them. */
type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
/** The days of a week, Monday first. */
export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** An instant of the core (milliseconds), or a text of a provider. */
type Time = number | string;

/** Times without a zone are Chinese local times (domain rule "Times"); RFC 3339 ones carry theirs. */
function instant(text: Time): number {
  if (typeof text === "number") return text;
  const iso = text.trim().replace(" ", "T");
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(iso);
  const full = iso.includes("T") ? iso : `${iso}T00:00:00`;
  return Date.parse(hasZone ? iso : `${full}+08:00`);
}

function inChina(ms: number): ChinaTime {
  const shifted = new Date(ms + CHINA_OFFSET_MS);
  return {
    year: String(shifted.getUTCFullYear()),
    month: two(shifted.getUTCMonth() + 1),
    day: two(shifted.getUTCDate()),
    time: `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`,
    seconds: two(shifted.getUTCSeconds()),
    dayNumber: Math.floor((ms + CHINA_OFFSET_MS) / DAY_MS),
  };
}

/** 今天 09:12 · 昨天 17:30 · 03-05 · 2025-12-03. A text that is no time is shown as it came. */
export function formatWhen(text: Time, now: number = Date.now()): string {
  const ms = instant(text);
  if (Number.isNaN(ms)) return String(text);
  const then = inChina(ms);
  const today = inChina(now);
  if (then.dayNumber === today.dayNumber) return words("date.today", { time: then.time });
  if (then.dayNumber === today.dayNumber - 1) return words("date.yesterday", { time: then.time });
  const date = `${then.month}-${then.day}`;
  return then.year === today.year ? date : `${then.year}-${date}`;
}

/** 今天 07:30 · 明天 07:30 · 03-16 周一 07:30, for what is still to come. */
export function formatComing(ms: number, now: number = Date.now()): string {
  const then = inChina(ms);
  const ahead = then.dayNumber - inChina(now).dayNumber;
  if (ahead === 0) return words("date.today", { time: then.time });
  if (ahead === 1) return words("date.tomorrow", { time: then.time });
  // The first of January 1970 was a Thursday.
  const weekday = (((then.dayNumber + 3) % 7) + 1) as Weekday;
  const date = `${then.month}-${then.day}`;
  return words("date.onDay", { weekday: words(`date.weekdays.${weekday}`), date, time: then.time });
}

/** Offences of this year keep their minute: 03-11 16:43; older ones are told by their day: 2025-12-03. */
export function formatOffence(text: Time, now: number = Date.now()): string {
  const ms = instant(text);
  if (Number.isNaN(ms)) return String(text);
  const then = inChina(ms);
  const short = `${then.month}-${then.day} ${then.time}`;
  return then.year === inChina(now).year ? short : `${then.year}-${then.month}-${then.day}`;
}

/** 2026-03-11 16:43, for titles and panels. */
export function formatFull(text: Time): string {
  const ms = instant(text);
  if (Number.isNaN(ms)) return String(text);
  const then = inChina(ms);
  return `${then.year}-${then.month}-${then.day} ${then.time}`;
}

/** 09:13:42, for the rows of a running batch. */
export function formatClock(text: Time): string {
  const ms = instant(text);
  if (Number.isNaN(ms)) return String(text);
  const then = inChina(ms);
  return `${then.time}:${then.seconds}`;
}

/** Today as YYYY-MM-DD. */
export function todayInChina(now: number = Date.now()): string {
  const { year, month, day } = inChina(now);
  return `${year}-${month}-${day}`;
}
