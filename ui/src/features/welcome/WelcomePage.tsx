import { Navigate, useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import type { ChosenFile } from "@/bindings/ChosenFile";
import { pickFile, useImportDoors } from "@/features/garage";
import { RestoreDialog } from "@/features/restore";
import { useLanguage, useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { StatusChip } from "@/shared/Chip";
import { isFirstStart, useAppState } from "@/shared/data/appState";
import { useDemoSwitch } from "@/shared/data/useDemoSwitch";
import { askBackup } from "@/shared/files/askFile";
import { Plate } from "@/shared/Plate";
import { setPreference } from "@/shared/preferences";
import { Toasts } from "@/shared/Toasts";
import { SheetPicture } from "./SheetPicture";
import { Way } from "./Way";
import css from "./welcome.module.css";

/** First start: three ways on, and no sidebar yet. */
export function WelcomePage() {
  const state = useAppState();
  if (state && !isFirstStart(state)) return <Navigate to="/overview" replace />;
  return (
    <main className={css.page}>
      <div className={css.column}>
        <Heading />
        <Ways />
        <Foot />
      </div>
      <Toasts />
    </main>
  );
}

function Heading() {
  const { t } = useTranslation("welcome");
  return (
    <header className={css.heading}>
      <img src="/icon.svg" alt="" width={52} height={52} />
      <div>
        <h1>{t("title")}</h1>
        <p className="soft">{t("intro")}</p>
      </div>
    </header>
  );
}

function Ways() {
  const { t } = useTranslation("welcome");
  const navigate = useNavigate();
  const demo = useDemoSwitch("demo_start");
  const toImport = useCallback(
    () => void navigate({ to: "/garage", search: { q: "", import: true } }),
    [navigate],
  );
  useImportDoors(toImport);
  const choose = async () => {
    if (await pickFile()) toImport();
  };
  return (
    <div className={css.ways}>
      <Way
        picture={<SheetPicture />}
        title={t("import.title")}
        text={t("import.text")}
        hint={t("import.hint")}
        action={
          <Button
            kind="primary"
            size="big"
            icon="importFile"
            data-testid="start-import"
            onClick={() => void choose()}
          >
            {t("import.verb")}
          </Button>
        }
      />
      <Way
        picture={<Plate plate="苏E5X91C" plateType="02" size="l" />}
        title={t("one.title")}
        text={t("one.text")}
        hint={t("one.hint")}
        action={
          <Button
            size="big"
            icon="plus"
            data-testid="start-one"
            onClick={() => void navigate({ to: "/garage", search: { q: "", edit: "new" } })}
          >
            {t("one.verb")}
          </Button>
        }
      />
      <Way
        picture={<DemoPicture />}
        title={t("demo.title")}
        text={t("demo.text")}
        hint={t("demo.hint")}
        action={
          <Button
            size="big"
            icon="play"
            data-testid="start-demo"
            disabled={demo.isPending}
            onClick={() => demo.mutate({})}
          >
            {t("demo.verb")}
          </Button>
        }
      />
    </div>
  );
}

function DemoPicture() {
  return (
    <div className={css.rows}>
      <div className="row">
        <Plate plate="苏ED29539" plateType="52" size="m" />
        <StatusChip status="owing" />
      </div>
      <div className="row">
        <Plate plate="苏E35335" plateType="01" size="m" />
        <StatusChip status="clean" />
      </div>
    </div>
  );
}

function Foot() {
  const { t } = useTranslation("welcome");
  const language = useLanguage();
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const choose = async () => setChosen(await askBackup());
  const other = language === "en" ? "zh-CN" : "en";
  return (
    <footer className={css.foot}>
      <span className="grow">{t("promise")}</span>
      <button type="button" className="link" data-testid="start-restore" onClick={() => void choose()}>
        {t("restore")}
      </button>
      <button type="button" className="link" lang={other} onClick={() => setPreference("lang", other)}>
        {t("otherLanguage")}
      </button>
      <RestoreDialog chosen={chosen} onClose={() => setChosen(null)} />
    </footer>
  );
}
