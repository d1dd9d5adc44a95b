import type { Newer } from "@/bindings/Newer";
import type { RestoreLook } from "@/bindings/RestoreLook";
import { useLanguage, useTranslation } from "@/i18n";
import { formatFull } from "@/i18n/dates";
import { costInText, formatCount } from "@/i18n/money";
import { useProviderName } from "@/shared/data/settings";
import { Icon } from "@/shared/Icon";
import { Note } from "@/shared/Panel";
import css from "./restore.module.css";

const FIGURES = ["calls", "charged", "cost_fen", "doubtful", "violations", "vehicles"] as const;

const isSomething = (newer: Newer | null) => newer !== null && FIGURES.some((figure) => newer[figure] > 0);

/** The backup in one line, then what the present garage has that it lacks. */
export function Comparison({ look }: { look: RestoreLook }) {
  const { t } = useTranslation("settings");
  const vehicles = t("restore.vehicles", { count: look.vehicles, shown: formatCount(look.vehicles) });
  const asked =
    look.last_asked === null
      ? t("restore.neverAsked")
      : t("restore.lastAsked", { when: formatFull(look.last_asked) });
  return (
    <>
      <p className="soft">{t("restore.copy", { vehicles, asked })}</p>
      {look.damaged && (
        <Note tone="failed" icon={<Icon name="attention" />}>
          {t("restore.damaged")}
        </Note>
      )}
      {(!look.damaged || isSomething(look.newer)) && <Missing newer={look.newer} />}
    </>
  );
}

function Missing({ newer }: { newer: Newer | null }) {
  const { t } = useTranslation("settings");
  const language = useLanguage();
  if (newer === null)
    return (
      <div data-testid="restore-unknown">
        <Note tone="failed" icon={<Icon name="attention" />}>
          {t("restore.unknown")}
        </Note>
      </div>
    );
  if (!isSomething(newer))
    return (
      <div data-testid="restore-same">
        <Note tone="passed" icon={<Icon name="tick" />}>
          {t("restore.same")}
        </Note>
      </div>
    );
  const shown = (figure: (typeof FIGURES)[number]) =>
    figure === "cost_fen" ? costInText(newer.cost_fen, language) : formatCount(newer[figure]);
  return (
    <table className={css.table} data-testid="restore-newer">
      <caption>{t("restore.newer")}</caption>
      <tbody>
        {FIGURES.map((figure) => (
          <tr key={figure} data-figure={figure}>
            <th scope="row">{t(`restore.figure.${figure}`)}</th>
            <td className={css.figure}>{shown(figure)}</td>
            <td className="muted">{newer[figure] > 0 && t(`restore.fate.${figure}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where the backup's accounts would send their keys to. */
export function Addresses({ look }: { look: RestoreLook }) {
  const { t } = useTranslation("settings");
  const providerName = useProviderName();
  if (look.addresses.length === 0) return null;
  return (
    <div data-testid="restore-addresses">
      <Note icon={<Icon name="attention" />}>
        {t("restore.addresses")}
        <ul className={css.addresses}>
          {look.addresses.map(({ provider, address }) => (
            <li key={provider}>
              {providerName(provider)} <code>{address}</code>
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}
