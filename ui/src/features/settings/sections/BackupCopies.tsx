import type { BackupCopy } from "@/bindings/BackupCopy";
import type { BackupTrial } from "@/bindings/BackupTrial";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatFull, formatWhen } from "@/i18n/dates";
import { formatCount, formatMegabytes } from "@/i18n/money";
import css from "../settings.module.css";

/** Looked at anew whenever the panel is opened: a copy is made each day beside it. */
export const backupsQuery = { queryKey: ["backups"], queryFn: () => rpc("backups", {}), staleTime: 0 };
const DAY_MS = 24 * 60 * 60 * 1000;

/** How old the newest copy is that could be read. */
export function Age({ copies }: { copies: BackupCopy[] }) {
  const { t } = useTranslation("settings");
  const last = copies.find((copy) => copy.holds !== null)?.written ?? null;
  if (last === null) return t("backups.none");
  const days = Math.floor((Date.now() - last) / DAY_MS);
  const when = formatWhen(last);
  return days < 1 ? t("backups.last", { when }) : t("backups.lastAgo", { when, count: days });
}

/** Copies with what is in them; the one that was tried says so. */
export function Copies({
  copies,
  trial,
  testId,
}: {
  copies: BackupCopy[];
  trial?: BackupTrial | null;
  testId: string;
}) {
  const { t } = useTranslation("settings");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys
    <section className={css.rollShort} tabIndex={0} aria-label={t("backups.title")}>
      <table className={css.table} data-testid={testId}>
        <thead>
          <tr>
            <th scope="col">{t("backups.written")}</th>
            <th scope="col" className={css.figure}>
              {t("backups.size")}
            </th>
            <th scope="col" className={css.figure}>
              {t("backups.vehicles")}
            </th>
            <th scope="col" className={css.figure}>
              {t("backups.violations")}
            </th>
            <th scope="col">{t("backups.file")}</th>
          </tr>
        </thead>
        <tbody>
          {copies.map((copy) => (
            <OneCopy key={copy.name} copy={copy} trial={trial?.name === copy.name ? trial : null} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type OneProps = { copy: BackupCopy; trial: BackupTrial | null };

function OneCopy({ copy: { name, written, bytes, holds }, trial }: OneProps) {
  const { t } = useTranslation("settings");
  const figure = (count: number) => <td className={css.figure}>{formatCount(count)}</td>;
  return (
    <tr>
      <td className="nowrap">{written === null ? t("backups.unknown") : formatFull(written)}</td>
      <td className={css.figure}>{formatMegabytes(bytes)}</td>
      {holds === null ? (
        <td colSpan={2} className={css.wrong}>
          {t("backups.unreadable")}
        </td>
      ) : (
        <>
          {figure(holds.vehicles)}
          {figure(holds.violations)}
        </>
      )}
      <td className="muted">
        {name}
        {trial && ` · ${t(trial.wrong.length === 0 ? "backups.tried" : "backups.failed")}`}
      </td>
    </tr>
  );
}
