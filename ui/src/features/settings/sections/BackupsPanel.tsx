import { useQuery } from "@tanstack/react-query";
import type { BackupCopy } from "@/bindings/BackupCopy";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatFull, formatWhen } from "@/i18n/dates";
import { formatCount, formatMegabytes } from "@/i18n/money";
import { FolderButton } from "@/shared/files/FolderButton";
import { Panel } from "@/shared/Panel";
import { Refusal } from "@/shared/Refusal";
import css from "../settings.module.css";

/** Looked at anew whenever the panel is opened: a copy is made each day beside it. */
export const backupsQuery = { queryKey: ["backups"], queryFn: () => rpc("backups", {}), staleTime: 0 };
const DAY_MS = 24 * 60 * 60 * 1000;

/** The copies in the folder of backups, and how old the last one is that can be read. */
export function BackupsPanel() {
  const { t } = useTranslation("settings");
  const backups = useQuery(backupsQuery);
  const list = backups.data;
  return (
    <Panel
      title={t("backups.title")}
      end={list && <FolderButton opens={list.opens} testId="backups-folder" />}
    >
      {backups.error && (
        <div className={css.aside}>
          <Refusal onSettings error={asCommandError(backups.error)} />
        </div>
      )}
      {list && (
        <>
          <p className={css.aside} data-testid="backups-age">
            <Age copies={list.copies} /> <span className="muted">{t("backups.text")}</span>
          </p>
          {list.copies.length > 0 && <Copies copies={list.copies} />}
        </>
      )}
    </Panel>
  );
}

/** How old the newest copy is that could be read. */
function Age({ copies }: { copies: BackupCopy[] }) {
  const { t } = useTranslation("settings");
  const last = copies.find((copy) => copy.holds !== null)?.written ?? null;
  if (last === null) return t("backups.none");
  const days = Math.floor((Date.now() - last) / DAY_MS);
  const when = formatWhen(last);
  return days < 1 ? t("backups.last", { when }) : t("backups.lastAgo", { when, count: days });
}

function Copies({ copies }: { copies: BackupCopy[] }) {
  const { t } = useTranslation("settings");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys
    <section className={css.rollShort} tabIndex={0} aria-label={t("backups.title")}>
      <table className={css.table} data-testid="backups">
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
            <OneCopy key={copy.name} copy={copy} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function OneCopy({ copy: { name, written, bytes, holds } }: { copy: BackupCopy }) {
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
      <td className="muted">{name}</td>
    </tr>
  );
}
