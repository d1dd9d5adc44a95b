import { useState } from "react";
import { formatCount } from "@/i18n/money";
import css from "./violations.module.css";

/** Keeps the room that it once took: the bar must not wrap and unwrap while somebody types. */
export function SteadyCount({ count }: { count: number }) {
  const text = formatCount(count);
  const [widest, setWidest] = useState(text.length);
  if (text.length > widest) setWidest(text.length);
  return (
    <span className={css.count} style={{ minWidth: `${widest}ch` }}>
      {text}
    </span>
  );
}
