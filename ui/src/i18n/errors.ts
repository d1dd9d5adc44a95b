import type { CommandError } from "@/bindings/CommandError";
import type { ErrorCode } from "@/bindings/ErrorCode";
import { words } from ".";
import type { Language } from "./language";
import en from "./locales/en/errors.json";
import zhCN from "./locales/zh-CN/errors.json";

/** What happened and what to do, in that order: no blame, no apology, no code without words. */
export type ErrorWords = { title: string; next: string };

/** Full records: a new code of the core fails the type check until both languages have words for it. */
export const ERRORS: Record<Language, Record<ErrorCode, ErrorWords>> = { "zh-CN": zhCN, en };

/** A period without a beginning or an end has words for it. */
function blank(place: string): string {
  if (/(^|_)from$/.test(place)) return words("moment.always");
  return /(^|_)to$/.test(place) ? words("moment.now") : "?";
}

/** Words for an error in the language shown; a code of a newer core falls back to `internal`. */
export function explain(error: CommandError, language: Language): ErrorWords {
  const known: ErrorWords | undefined = ERRORS[language][error.code];
  const { title, next } = known ?? ERRORS[language].internal;
  const fill = (text: string) =>
    text.replace(/{{(\w+)}}/g, (_, name: string) => error.details?.[name] || blank(name));
  return { title: fill(title), next: fill(next) };
}
