import { Outlet, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "@/i18n";
import { Toasts } from "@/shared/Toasts";
import { useAppState } from "./appState";
import { type Command, useCommands } from "./commands";
import { DemoBanner } from "./DemoBanner";
import { ErrorBoundary } from "./ErrorBoundary";
import css from "./Frame.module.css";
import { NAV } from "./nav";
import { Palette } from "./Palette";
import { ProblemScreen } from "./ProblemScreen";
import { ShortcutList } from "./ShortcutList";
import { Sidebar } from "./Sidebar";
import { useWindowShortcuts } from "./shortcuts";

type Open = "palette" | "help" | null;

/** The window: sidebar, banner, page, and what can lie over them. */
export function Frame() {
  const [open, setOpen] = useState<Open>(null);
  const openPalette = useCallback(() => setOpen("palette"), []);
  const openHelp = useCallback(() => setOpen("help"), []);
  const close = useCallback(() => setOpen(null), []);
  useWindowShortcuts({ openPalette, openHelp });
  useFrameCommands(openHelp);
  const state = useAppState();
  if (state?.problem) return <ProblemScreen state={state} />;
  return (
    <div className={css.frame}>
      <Sidebar />
      <div className={css.main}>
        <DemoBanner />
        <ErrorBoundary>
          <Outlet />
        </ErrorBoundary>
      </div>
      <Toasts />
      <Palette opened={open === "palette"} onClose={close} />
      <ShortcutList opened={open === "help"} onClose={close} />
    </div>
  );
}

function useFrameCommands(openHelp: () => void): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const commands = useMemo<Command[]>(
    () => [
      ...NAV.map((name) => ({
        id: `go-${name}`,
        label: t("palette.goTo", { page: t(`nav.${name}`) }),
        keywords: name,
        run: () => void navigate({ to: `/${name}` }),
      })),
      { id: "help", label: t("shortcuts.title"), keywords: "shortcuts", keys: "?", run: openHelp },
    ],
    [t, navigate, openHelp],
  );
  useCommands(commands);
}
