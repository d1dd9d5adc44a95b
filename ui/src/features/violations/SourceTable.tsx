import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import type { SourceView } from "@/bindings/SourceView";
import type { ViolationDetail } from "@/bindings/ViolationDetail";
import { useTranslation } from "@/i18n";
import { formatFull, formatWhen } from "@/i18n/dates";
import { cx } from "@/shared/cx";
import { useProviderName } from "@/shared/data/settings";
import { FineText, Nothing, Unknown } from "@/shared/Money";
import css from "./violations.module.css";

const FIELDS = [
  "time",
  "place",
  "act",
  "code",
  "fine",
  "points",
  "state",
  "authority",
  "first_seen",
  "last_seen",
  "gone_since",
] as const;
type Field = (typeof FIELDS)[number];

/** Each provider's own words beside the others', as text; what the core finds different is tinted. */
export function SourceTable({ sources, differing }: Pick<ViolationDetail, "sources" | "differing">) {
  const { t } = useTranslation("violations");
  const provider = useProviderName();
  const shown = FIELDS.filter((field) => field !== "gone_since" || sources.some((view) => view.gone_since));
  const numbers = [...new Set(sources.flatMap((view) => Object.keys(view.numbers)))].sort();
  return (
    <table className={css.views} data-testid="sources">
      <thead>
        <tr>
          <td />
          {sources.map((view) => (
            <th key={view.provider} scope="col">
              <b>{provider(view.provider)}</b>
              <span>{formatWhen(view.last_seen)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((field) => (
          <tr key={field}>
            <th scope="row">{t(`source.${field}`)}</th>
            {sources.map((view) => (
              <td key={view.provider} className={cx(differing.includes(field) && css.differs)}>
                <SourceCell view={view} field={field} />
              </td>
            ))}
          </tr>
        ))}
        {numbers.map((name) => (
          <tr key={name}>
            <th scope="row" title={name}>
              {nameOf(name, t)}
            </th>
            {sources.map((view) => (
              <td key={view.provider}>{view.numbers[name] || <Nothing />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The numbers that the providers' documents name; another one keeps the provider's own name. */
const NUMBERS = ["monitorNum", "handleNum", "decisionNum", "archiveno"] as const;

function nameOf(name: string, t: TFunction<"violations">): string {
  const known = NUMBERS.find((number) => number === name);
  return known ? t(`number.${known}`) : name;
}

function SourceCell({ view, field }: { view: SourceView; field: Field }): ReactNode {
  const { t } = useTranslation(["violations", "common"]);
  switch (field) {
    case "time":
      return formatFull(view.time);
    case "fine":
      return view.fine_fen === null ? <Unknown /> : <FineText fen={view.fine_fen} />;
    case "points":
      return view.points === null ? <Unknown /> : t("pointsOf", { count: view.points });
    case "state":
      return t(`common:stateFull.${view.state}`);
    case "first_seen":
    case "last_seen":
      return formatWhen(view[field]);
    case "gone_since":
      return view.gone_since === null ? <Nothing /> : formatWhen(view.gone_since);
    default:
      return view[field] || <Nothing />;
  }
}
