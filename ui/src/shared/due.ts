import type { DueView } from "@/bindings/DueView";
import { type Language, wordsOf } from "@/i18n";

/** What runs out: 年检; a kind of one's own by its name. */
export const dueName = (language: Language, { kind, name }: Pick<DueView, "kind" | "name">): string =>
  name || wordsOf(language)(`due.kind.${kind}`);

/** How near it is: 还有 4 天, 今天到期, 已过期 2 天. */
export function dueDays(language: Language, { days }: Pick<DueView, "days">): string {
  const t = wordsOf(language);
  if (days === 0) return t("due.today");
  return days > 0 ? t("due.left", { count: days }) : t("due.over", { count: -days });
}
