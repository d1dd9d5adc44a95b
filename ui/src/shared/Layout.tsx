import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "@/i18n";
import { IconButton } from "./Button";
import { CopyPanel } from "./CopyPanel";
import css from "./Layout.module.css";
import { toolbarKeys } from "./toolbarKeys";

/** The strip above a grid: filters left, list actions in `end`. Its height is fixed: what is chosen never moves the rows. */
export function Toolbar({ children, end }: { children?: ReactNode; end?: ReactNode }) {
  return (
    <div ref={toolbarKeys} className={css.toolbar} role="toolbar">
      <span className={css.filters}>{children}</span>
      {end}
    </div>
  );
}

/** A grid beside its side panel: the panel pushes, it never overlays. */
export function Split({ children, panel }: { children: ReactNode; panel?: ReactNode }) {
  return (
    <div className={css.split}>
      <div className={css.splitMain}>{children}</div>
      {panel}
    </div>
  );
}

type SidePanelProps = {
  label: string;
  heading: ReactNode;
  onClose: () => void;
  onPrevious?: () => void;
  onNext?: () => void;
  actions?: ReactNode;
  foot?: ReactNode;
  width?: number;
  children: ReactNode;
};

/** One row in full beside its list. Escape closes it; an arrow without a way is not shown. */
export function SidePanel(props: SidePanelProps) {
  const { t } = useTranslation();
  const { label, heading, onClose, onPrevious, onNext, actions, foot, width = 372, children } = props;
  useEscape(onClose);
  const panel = useRef<HTMLElement>(null);
  return (
    <aside ref={panel} className={css.side} style={{ width }} aria-label={label} data-testid="side-panel">
      <header className={css.sideHead}>
        <div className="grow">{heading}</div>
        <CopyPanel panel={panel} />
        {actions}
        {onPrevious && <IconButton icon="up" label={t("action.previous")} onClick={onPrevious} />}
        {onNext && <IconButton icon="down" label={t("action.next")} onClick={onNext} />}
        <IconButton icon="close" label={t("action.close")} onClick={onClose} />
      </header>
      {/* Without a field inside, only a stop of its own lets the keyboard scroll it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region */}
      <div className={css.sideRoll} role="group" aria-label={label} tabIndex={0}>
        {children}
      </div>
      {foot && <footer className={css.sideFoot}>{foot}</footer>}
    </aside>
  );
}

/** Whatever lies over the page has its own Escape. */
const OVER_THE_PAGE = "[role=dialog], [role=menu], [role=listbox]";

/** Closes the panel from anywhere on the page, once nobody nearer had use for the key. */
function useEscape(onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      if (event.target instanceof Element && event.target.closest(OVER_THE_PAGE)) return;
      close.current();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** One block of a side panel. */
export function SideSection({
  title,
  end,
  children,
}: {
  title?: ReactNode;
  end?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={css.sideSection}>
      {title && (
        <h2 className={css.sideTitle}>
          {title}
          {end && <span className={css.sideEnd}>{end}</span>}
        </h2>
      )}
      {children}
    </section>
  );
}

/** The foot of a batch page: words left, cost beside the one primary button. */
export function FootBar({ children, end }: { children?: ReactNode; end: ReactNode }) {
  return (
    <footer className={css.foot}>
      <div className="grow soft">{children}</div>
      {end}
    </footer>
  );
}
