import { useState } from "react";
import type { EraseWhom } from "@/bindings/EraseWhom";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { TextField } from "@/shared/Fields";
import { Icon } from "@/shared/Icon";
import { Note, Panel } from "@/shared/Panel";
import { Refusal } from "@/shared/Refusal";
import { Segmented } from "@/shared/Segmented";
import css from "../settings.module.css";
import { Offers } from "./Offers";
import { useErase } from "./useErase";

/** A vehicle or a driver, erased for good; and what has lain about for long. */
export function ErasePanel() {
  const { t } = useTranslation("settings");
  const [who, setWho] = useState<EraseWhom["who"] & ("plate" | "driver")>("plate");
  const [text, setText] = useState("");
  const { look, pending, dialog, error } = useErase();
  const typed = text.trim();
  return (
    <Panel title={t("erase.title")} padded>
      <div className={css.fields}>
        <p className="soft">{t("erase.text")}</p>
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            look(whomOf(who, typed));
          }}
        >
          <Segmented
            label={t("erase.who")}
            value={who}
            segments={[
              { value: "plate", label: t("erase.vehicle") },
              { value: "driver", label: t("erase.driver") },
            ]}
            onChange={setWho}
          />
          <TextField
            className={css.medium}
            aria-label={t(who === "plate" ? "erase.plate" : "erase.name")}
            placeholder={t(who === "plate" ? "erase.plate" : "erase.name")}
            data-testid="erase-text"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" data-testid="erase-look" disabled={typed === "" || pending}>
            {t("erase.look")}
          </Button>
        </form>
        {error?.code === "not_found" ? (
          <div role="status" data-testid="erase-nobody">
            <Note icon={<Icon name="info" />}>{t("erase.nobody")}</Note>
          </div>
        ) : (
          error && <Refusal onSettings error={error} />
        )}
        <Offers />
      </div>
      {dialog}
    </Panel>
  );
}

/** A plate may have its type behind a colon, as in the terminal. */
function whomOf(who: "plate" | "driver", typed: string): EraseWhom {
  return who === "driver" ? { who, name: typed } : { who, plate: typed };
}
