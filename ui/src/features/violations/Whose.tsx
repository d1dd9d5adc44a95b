import { useState } from "react";
import type { Given } from "@/bindings/Given";
import type { ViolationDetail } from "@/bindings/ViolationDetail";
import { useTranslation } from "@/i18n";
import { formatFull } from "@/i18n/dates";
import { Button } from "@/shared/Button";
import { SideSection } from "@/shared/Layout";
import { lazyPart } from "@/shared/lazyPart";
import { driverOf } from "@/shared/links";
import { Facts } from "@/shared/Panel";
import { takeBackGiven } from "./actions";
import css from "./violations.module.css";

const GiveDialog = lazyPart(() => import("./GiveDialog").then((part) => part.GiveDialog));

/** Whose the violation is, why, and the way to change it. */
export function Whose({ detail }: { detail: ViolationDetail }) {
  const { t } = useTranslation("violations");
  const [giving, setGiving] = useState(false);
  const { row, given } = detail;
  const one = { kind: "ids" as const, ids: [row.id] };
  return (
    <SideSection title={t("whose.title")}>
      <div data-testid="whose">
        <Facts
          rows={[
            [t("column.driver"), <Owner key="driver" detail={detail} />],
            [t("whose.why"), given ? <ByHand key="why" given={given} /> : t(`whose.${whyOf(detail)}`)],
          ]}
        />
      </div>
      <div className={css.buttons}>
        <Button size="small" icon="drivers" data-testid="give" onClick={() => setGiving(true)}>
          {t(given ? "give.change" : "give.verb")}
        </Button>
        {given && (
          <Button size="small" kind="quiet" data-testid="take-back" onClick={() => void takeBackGiven(one)}>
            {t("give.takeBack")}
          </Button>
        )}
      </div>
      {giving && (
        <GiveDialog
          selection={one}
          count={1}
          driver={given?.driver ?? ""}
          reason={given && !isOfUpgrade(given) ? given.reason : ""}
          canTakeBack={false}
          onClose={() => setGiving(false)}
        />
      )}
    </SideSection>
  );
}

const whyOf = ({ row }: ViolationDetail) => (row.driver_why === "period" ? "period" : "nobody");

function Owner({ detail: { row, given } }: { detail: ViolationDetail }) {
  const { t } = useTranslation("violations");
  if (row.driver) return <a href={driverOf(row.driver)}>{row.driver}</a>;
  return <span className="muted">{t(given ? "whose.erased" : "nobody")}</span>;
}

/** The upgrade has no words of its own: it decided for violations whose time nobody can read. */
const isOfUpgrade = ({ reason }: Given) => reason === "before_upgrade";

function ByHand({ given }: { given: Given }) {
  const { t } = useTranslation("violations");
  if (isOfUpgrade(given)) return t("whose.beforeUpgrade");
  const said = [given.by, given.at !== null && formatFull(given.at)].filter(Boolean).join(t("comma"));
  return (
    <>
      {t("whose.byHand", { reason: given.reason })}
      {said && <div className="muted">{said}</div>}
    </>
  );
}
