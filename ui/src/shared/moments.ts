/* Moments as people type them: a day, or a day and a time. The core reads them the same way and decides. */

const TYPED = /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?:[ T]*(\d{1,2}):(\d{2})(?::\d{2})?)?$/;

const two = (part: string) => part.padStart(2, "0");

/** "2026-03-10" or "2026-03-10 08:05"; null for what is no moment. */
export function readMoment(text: string): string | null {
  const [, year, month, day, hour, minute] = TYPED.exec(text.trim()) ?? [];
  if (!year || !month || !day) return null;
  const date = `${year}-${two(month)}-${two(day)}`;
  // 31 April would become 1 May.
  const time = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(time.getTime()) || !time.toISOString().startsWith(date)) return null;
  if (hour === undefined || minute === undefined) return date;
  return Number(hour) < 24 && Number(minute) < 60 ? `${date} ${two(hour)}:${minute}` : null;
}

const isDay = (moment: string) => moment.length === 10;

/** Whether a span has no minute in it. A day alone begins at midnight, and ends with it. */
export function isBackwards(from: string, to: string): boolean {
  const begins = isDay(from) ? `${from} 00:00` : from;
  const ends = isDay(to) ? `${to} 24:00` : to;
  return ends <= begins;
}
