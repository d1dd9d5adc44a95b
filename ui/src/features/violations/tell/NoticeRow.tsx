import type { Notice } from "@/bindings/Notice";
import { useLanguage, useTranslation } from "@/i18n";
import { fineInText } from "@/i18n/money";
import { Button } from "@/shared/Button";
import css from "../violations.module.css";

/** How a message is taken along: the text or its picture on the clipboard, or the picture in a file. */
export type Way = "text" | "picture" | "file";

type RowProps = { notice: Notice; done: boolean; onTake: (way: Way) => void };

/** One driver: who, what it comes to, the message itself, and one press to take it along. */
export function NoticeRow({ notice, done, onTake }: RowProps) {
  const { t } = useTranslation("violations");
  const language = useLanguage();
  const fines = fineInText(notice.fines_fen, language);
  const unknown = (count: number) => (count > 0 ? t("tell.unknown", { count }) : "");
  return (
    <li data-testid="notice" data-done={done}>
      <div className="row">
        <b>{notice.driver}</b>
        {notice.phone && <span className="soft">{notice.phone}</span>}
        <span className="soft grow">
          {t("tell.sum", { count: notice.ids.length, fines: fines + unknown(notice.fines_unknown) })}
          {t("tell.points", { points: notice.points })}
          {unknown(notice.points_unknown)}
        </span>
        <Button
          size="small"
          icon={done ? "tick" : undefined}
          kind={done ? undefined : "primary"}
          data-copy
          data-testid="notice-copy"
          onClick={() => onTake("text")}
        >
          {t(done ? "tell.again" : "tell.copy")}
        </Button>
      </div>
      <details>
        <summary>{t("tell.text")}</summary>
        <pre>{notice.text}</pre>
      </details>
      <div className={css.pictures}>
        <Button size="small" kind="quiet" data-testid="notice-picture" onClick={() => onTake("picture")}>
          {t("tell.picture")}
        </Button>
        <Button size="small" kind="quiet" data-testid="notice-save" onClick={() => onTake("file")}>
          {t("tell.savePicture")}
        </Button>
      </div>
    </li>
  );
}
