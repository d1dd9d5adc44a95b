import type { Trouble } from "@/bindings/Trouble";
import { useTranslation } from "@/i18n";
import check from "@/i18n/locales/zh-CN/check.json";

/** A word of ours for each; a new one of the core fails the type check. */
const TROUBLES: Record<Trouble, string> = check.trouble;

const isTrouble = (code: string): code is Trouble => Object.keys(TROUBLES).includes(code);

/**
 * What is said of an answer's code: the vendor's own as it stands; where the vendor said nothing, what became
 * of the connection, in words.
 */
export function useCodeWords(): (code: string) => string {
  const { t } = useTranslation("check");
  return (code) => (isTrouble(code) ? t(`trouble.${code}`) : code.replace(/^http_/, "HTTP "));
}
