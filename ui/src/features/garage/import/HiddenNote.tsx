import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Icon } from "@/shared/Icon";
import { Note } from "@/shared/Panel";
import type { Choices } from "./choices";

/** Hidden rows stay out until the person takes them: what a filter hides is mostly what was sold. */
export function HiddenNote({ hidden, choices }: { hidden: number; choices: Choices }) {
  const { t } = useTranslation("import");
  if (hidden === 0) return null;
  const words = { count: hidden, shown: formatCount(hidden) };
  const taken = choices.includeHidden;
  return (
    <div data-testid="import-hidden">
      <Note icon={<Icon name="attention" small />}>
        {taken ? t("hiddenTaken", words) : t("hiddenLeft", words)}{" "}
        <button
          type="button"
          className="link"
          data-testid="import-take-hidden"
          onClick={() => choices.setIncludeHidden(!taken)}
        >
          {taken ? t("leaveHidden") : t("takeHidden")}
        </button>
      </Note>
    </div>
  );
}
