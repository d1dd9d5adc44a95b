import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DueView } from "@/bindings/DueView";
import type { Subject } from "@/bindings/Subject";
import { rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { Button, IconButton } from "@/shared/Button";
import { dueName } from "@/shared/due";
import { SideSection } from "@/shared/Layout";
import { removeDue } from "./actions";
import { DueDialog } from "./DueDialog";
import { DueTag } from "./DueTag";
import css from "./due.module.css";
import { RenewDialog } from "./RenewDialog";

type Doing = { what: "add" } | { what: "edit" | "renew"; due: DueView };

/** What of a vehicle or a driver runs out when; what was renewed can be looked up below. */
export function DueList({ owner }: { owner: Subject }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [past, setPast] = useState(false);
  const dates = useQuery({
    queryKey: ["vehicles", "due", owner],
    queryFn: () => rpc("due_dates_of", owner),
  }).data;
  const open = dates?.filter((due) => due.ended_at === null) ?? [];
  const ended = dates?.filter((due) => due.ended_at !== null) ?? [];
  const close = () => setDoing(null);
  return (
    <SideSection
      title={t("due.title")}
      end={
        <Button
          kind="quiet"
          size="small"
          icon="plus"
          data-testid="due-add"
          onClick={() => setDoing({ what: "add" })}
        >
          {t("due.add")}
        </Button>
      }
    >
      {dates && open.length === 0 && <p className="muted">{t("due.none")}</p>}
      <ul className={css.dates} data-testid="due-dates">
        {open.map((due) => (
          <OpenDate key={due.id} due={due} onDo={(what) => setDoing({ what, due })} />
        ))}
      </ul>
      {ended.length > 0 && (
        <button
          type="button"
          className="link"
          aria-expanded={past}
          data-testid="due-past"
          onClick={() => setPast(!past)}
        >
          {t("due.endedCount", { count: ended.length })}
        </button>
      )}
      {past && (
        <ul className={css.dates} data-testid="due-ended">
          {ended.map((due) => (
            <EndedDate key={due.id} due={due} />
          ))}
        </ul>
      )}
      {doing?.what === "add" && <DueDialog owner={owner} onClose={close} />}
      {doing?.what === "edit" && <DueDialog owner={owner} due={doing.due} onClose={close} />}
      {doing?.what === "renew" && <RenewDialog due={doing.due} onClose={close} />}
    </SideSection>
  );
}

type OpenProps = { due: DueView; onDo: (what: "edit" | "renew") => void };

function OpenDate({ due, onDo }: OpenProps) {
  const { t } = useTranslation();
  const what = dueName(useLanguage(), due);
  const label = (verb: string) => `${verb} · ${what}`;
  return (
    <li>
      <span className={css.what}>
        <span className="clip">{what}</span>
        <span className="soft">{due.day}</span>
      </span>
      <DueTag due={due} />
      <span className="nowrap">
        <IconButton
          icon="tick"
          label={label(t("due.renew"))}
          data-testid="due-renew"
          onClick={() => onDo("renew")}
        />
        <IconButton
          icon="edit"
          label={label(t("due.edit"))}
          data-testid="due-edit"
          onClick={() => onDo("edit")}
        />
        <IconButton
          icon="trash"
          label={label(t("due.remove"))}
          data-testid="due-remove"
          onClick={() => void removeDue(due)}
        />
      </span>
    </li>
  );
}

function EndedDate({ due }: { due: DueView }) {
  const { t } = useTranslation();
  return (
    <li className="muted">
      <span className="clip">
        {dueName(useLanguage(), due)} {due.day}
      </span>
      <span>{t("due.ended")}</span>
      <span />
    </li>
  );
}
