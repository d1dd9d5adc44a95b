import { useState } from "react";
import { useTranslation } from "@/i18n";
import { Button } from "../Button";
import { cx } from "../cx";
import { DateField } from "../DateField";
import { Dialog } from "../Dialog";
import { FilterButton } from "../Filter";
import filter from "../Filter.module.css";
import { Icon } from "../Icon";
import { Menu } from "../Menu";
import { Segmented } from "../Segmented";
import { daysOf, NO_SPAN, PRESETS, type SpanSearch } from "./span";

type SpanProps = { value: SpanSearch; onChange: (span: SpanSearch) => void };

/** Narrows to a month, a quarter or one's own days, by date of offence or of first sight. */
export function SpanChoice({ value, onChange }: SpanProps) {
  const { t } = useTranslation();
  const [own, setOwn] = useState(false);
  const said = useSaid(value);
  const now = Date.now();
  const entries = () => [
    ...PRESETS.map((preset) => {
      const days = daysOf(preset, now);
      return {
        kind: "tick" as const,
        id: preset,
        label: t(`span.${preset}`),
        on: days.from === value.from && days.to === value.to,
        onPress: () => onChange({ ...value, ...days }),
      };
    }),
    {
      kind: "item" as const,
      id: "own",
      label: t("span.own"),
      testId: "span-own",
      onPress: () => setOwn(true),
    },
    { kind: "heading" as const, id: "by", label: t("span.by.label") },
    ...(["offence", "seen"] as const).map((by) => ({
      kind: "tick" as const,
      id: by,
      label: t(`span.by.${by}`),
      on: (by === "seen") === (value.by_seen === true),
      onPress: () => onChange({ ...value, by_seen: by === "seen" || undefined }),
    })),
  ];
  return (
    <span className={filter.pair} data-testid="span-choice">
      <Menu target={<FilterButton label={t("span.label")} chosen={said} />} entries={entries} />
      {said !== null && (
        <button
          type="button"
          className={cx(filter.clear)}
          aria-label={t("filter.clear", { name: t("span.label") })}
          onClick={() => onChange(NO_SPAN)}
        >
          <Icon name="close" small />
        </button>
      )}
      {own && <OwnDays value={value} onChange={onChange} onClose={() => setOwn(false)} />}
    </span>
  );
}

/** "本月 · 首次查到"; null for all days. */
function useSaid({ from, to, by_seen }: SpanSearch): string | null {
  const { t } = useTranslation();
  if (from === undefined && to === undefined) return null;
  const now = Date.now();
  const preset = PRESETS.find((one) => {
    const days = daysOf(one, now);
    return days.from === from && days.to === to;
  });
  const days = preset ? t(`span.${preset}`) : `${from ?? "…"} – ${to ?? "…"}`;
  return by_seen ? `${days} · ${t("span.by.seen")}` : days;
}

function OwnDays({ value, onChange, onClose }: SpanProps & { onClose: () => void }) {
  const { t } = useTranslation();
  const [days, setDays] = useState(value);
  const reversed = days.from !== undefined && days.to !== undefined && days.to < days.from;
  const take = (event: React.FormEvent) => {
    event.preventDefault();
    if (reversed) return;
    onChange(days);
    onClose();
  };
  const day = (picked: unknown) => (picked === null ? undefined : String(picked));
  return (
    <Dialog opened title={t("span.own")} onClose={onClose} width={420}>
      <form className="stack" data-testid="span-form" onSubmit={take}>
        <Segmented
          label={t("span.by.label")}
          value={days.by_seen ? "seen" : "offence"}
          segments={(["offence", "seen"] as const).map((by) => ({ value: by, label: t(`span.by.${by}`) }))}
          onChange={(by) => setDays({ ...days, by_seen: by === "seen" || undefined })}
        />
        <DateField
          clearable
          data-autofocus
          data-testid="span-from"
          label={t("span.from")}
          value={days.from ?? null}
          onChange={(picked) => setDays({ ...days, from: day(picked) })}
        />
        <DateField
          clearable
          data-testid="span-to"
          label={t("span.to")}
          value={days.to ?? null}
          error={reversed ? t("span.reversed") : undefined}
          onChange={(picked) => setDays({ ...days, to: day(picked) })}
        />
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button kind="primary" type="submit" data-testid="span-take" disabled={reversed}>
            {t("span.take")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What no days can hold, named apart, and the way to it. */
export function Undated({ count, href }: { count: number; href: string }) {
  const { t } = useTranslation();
  return (
    <a className="in-text" href={href} data-testid="undated">
      {t("span.undated", { count })}
    </a>
  );
}
