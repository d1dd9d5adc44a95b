import { formatWhen } from "@/i18n/dates";
import css from "./IssuedList.module.css";

type Issued = { id: string; issued_at: number; by: string };
type Props<T extends Issued> = {
  title: string;
  testId: string;
  heads: readonly T[];
  /** What stands for one: its number and what it is about. */
  label: (head: T) => string;
  /** The id of the one that is shown. */
  open?: string | null;
  onOpen: (head: T) => void;
  /** In a dialog, which has its own margin. */
  flush?: boolean;
};

/** Sheets that were issued (结算表、结清单), each a way to itself; nothing where there is none. */
export function IssuedList<T extends Issued>({ title, testId, heads, label, open, onOpen, flush }: Props<T>) {
  if (heads.length === 0) return null;
  return (
    <>
      <h3 className={css.part} data-flush={flush}>
        {title}
      </h3>
      <ul data-testid={testId}>
        {heads.map((head) => (
          <li key={head.id} className={css.line} data-flush={flush}>
            <button
              type="button"
              className="link"
              aria-current={head.id === open ? true : undefined}
              onClick={() => onOpen(head)}
            >
              {label(head)}
            </button>
            <span className="muted">
              {formatWhen(head.issued_at)} {head.by}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
