import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Notice } from "@/bindings/Notice";
import type { Notices } from "@/bindings/Notices";
import type { ViolationSelection } from "@/bindings/ViolationSelection";
import { asCommandError, openReport, rpc } from "@/host";
import { useTranslation, words } from "@/i18n";
import { Button } from "@/shared/Button";
import { Dialog } from "@/shared/Dialog";
import { askSave } from "@/shared/files/askFile";
import { fileLanguage } from "@/shared/files/exportFile";
import { toBase64 } from "@/shared/files/toBase64";
import { CancelButton } from "@/shared/leaveDialog";
import { withErrorToast } from "@/shared/runCommand";
import { Skeleton } from "@/shared/Skeleton";
import { ErrorState } from "@/shared/States";
import { SuggestField } from "@/shared/SuggestField";
import { showToast, showWritten } from "@/shared/toast";
import { takeStep } from "../actions";
import css from "../violations.module.css";
import { NoticeRow, type Way } from "./NoticeRow";
import { noticePicture } from "./noticePicture";

type TellProps = {
  selection: ViolationSelection;
  onClose: () => void;
  onDone?: () => void;
};

const LONGEST = 200;

/** What each driver is to read, one press a driver. Nothing is sent from here; whoever told them says so. */
export function TellDialog({ selection, onClose, onDone }: TellProps) {
  const { t } = useTranslation("violations");
  const lang = fileLanguage();
  const { data, error } = useQuery({
    queryKey: ["violations", "notices", selection, lang],
    queryFn: () => rpc("notices", { selection, lang }),
  });
  return (
    <Dialog opened title={t("tell.title")} onClose={onClose} width={640}>
      {error && <ErrorState error={asCommandError(error)} />}
      {!data && !error && <Skeleton width={560} height={120} />}
      {data && <Told told={data} selection={selection} onClose={onClose} onDone={onDone} />}
    </Dialog>
  );
}

function Told({ told, selection, onClose, onDone }: TellProps & { told: Notices }) {
  const { t } = useTranslation(["violations", "common"]);
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [how, setHow] = useState(() => t("step.ways.wechat"));
  const list = useRef<HTMLUListElement>(null);
  const tick = (drivers: string[]) => setDone((before) => new Set([...before, ...drivers]));
  const take = (notice: Notice, way: Way) =>
    withErrorToast(async () => {
      if (way === "file" && !(await savePicture(notice))) return;
      if (way === "picture") await copyPicture(notice.text);
      if (way === "text") await navigator.clipboard.writeText(notice.text);
      tick([notice.driver]);
      const next = told.notices.find(({ driver }) => driver !== notice.driver && !done.has(driver));
      const said = t(next ? "tell.copiedNext" : "tell.copied", { driver: notice.driver, next: next?.driver });
      if (way !== "file") showToast(said);
      const at = next ? told.notices.indexOf(next) : -1;
      list.current?.querySelectorAll<HTMLElement>("[data-copy]")[at]?.focus();
    });
  const print = () =>
    withErrorToast(async () => {
      const { opens } = await rpc("notices_print", { selection, lang: fileLanguage() });
      await openReport(opens);
      tick(told.notices.map(({ driver }) => driver));
      setHow(t("step.ways.onPaper"));
    });
  const chosen = told.notices.filter(({ driver }) => done.has(driver));
  const mark = async () => {
    const ids = chosen.flatMap((notice) => notice.ids);
    const failed = await takeStep(
      { kind: "ids", ids },
      { step: "told", on: null, how: how.trim(), due: null },
      false,
    );
    if (failed) return;
    onDone?.();
    onClose();
  };
  const ways = [t("step.ways.wechat"), t("step.ways.phone"), t("step.ways.onPaper")];
  return (
    <div className="stack">
      <LeftOut told={told} />
      <ul className={css.notices} ref={list}>
        {told.notices.map((notice) => (
          <NoticeRow
            key={notice.driver}
            notice={notice}
            done={done.has(notice.driver)}
            onTake={(way) => void take(notice, way)}
          />
        ))}
      </ul>
      {told.notices.length > 0 && (
        <SuggestField
          label={t("step.how")}
          data-testid="tell-how"
          maxLength={LONGEST}
          value={how}
          onChange={setHow}
          known={ways.map((key) => ({ key, count: 0 }))}
        />
      )}
      <div className={css.dialogFoot}>
        <Button
          icon="reports"
          data-testid="tell-print"
          disabled={told.notices.length === 0}
          onClick={() => void print()}
        >
          {t("tell.print")}
        </Button>
        <span className="grow" />
        <CancelButton />
        <Button
          kind="primary"
          data-testid="tell-mark"
          disabled={chosen.length === 0}
          onClick={() => void mark()}
        >
          {t("tell.mark", { count: chosen.length })}
        </Button>
      </div>
    </div>
  );
}

/** Pasted into a chat it is sent as it is; a system that takes no pictures says so. */
async function copyPicture(text: string): Promise<void> {
  const picture = await noticePicture(text);
  await navigator.clipboard.write([new ClipboardItem({ [picture.type]: picture })]);
}

/** Into a file of the person's choice; false when they changed their mind. */
async function savePicture({ driver, text }: Notice): Promise<boolean> {
  const name = words("violations:tell.pictureName", { driver: driver.replace(/[\\/:*?"<>|]/g, "_") });
  const chosen = await askSave(name, ["png"]);
  if (!chosen) return false;
  const png = await toBase64(await noticePicture(text));
  const { path, opens } = await rpc("notice_picture", { to: chosen.file, png });
  showWritten(words("violations:tell.pictureSaved", { file: path }), opens);
  return true;
}

/** Whoever is told nothing is named, so that nobody is forgotten. */
function LeftOut({ told }: { told: Notices }) {
  const { t } = useTranslation("violations");
  const parts = (["unclaimed", "settled", "later"] as const).filter((part) => told[part] > 0);
  return (
    <>
      {told.notices.length === 0 && <p className="soft">{t("tell.nobody")}</p>}
      {parts.map((part) => (
        <p key={part} className="soft" data-testid={`tell-${part}`}>
          {t(`tell.${part}`, { count: told[part] })}
        </p>
      ))}
    </>
  );
}
