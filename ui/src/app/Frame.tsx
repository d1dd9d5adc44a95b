import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { EndNotice, ScheduleNotice } from "@/features/check";
import { UpdateNotice } from "@/features/settings";
import { useLanguage, useTranslation } from "@/i18n";
import { useAppState } from "@/shared/data/appState";
import { useEvents } from "@/shared/data/useEvents";
import { lazyPart, useEver } from "@/shared/lazyPart";
import { PAGES } from "@/shared/links";
import { type Command, useCommands } from "@/shared/palette";
import { setPreference, useShownTheme } from "@/shared/preferences";
import { Toasts } from "@/shared/Toasts";
import { dismissToasts } from "@/shared/toast";
import { Closing } from "./Closing";
import { DemoBanner } from "./DemoBanner";
import { ErrorBoundary } from "./ErrorBoundary";
import css from "./Frame.module.css";
import { PAGE_KEYWORDS } from "./nav";
import { ProblemScreen } from "./ProblemScreen";
import { RobotNotice } from "./RobotNotice";
import { ShortcutList } from "./ShortcutList";
import { Sidebar } from "./Sidebar";
import { StartBanners } from "./StartBanners";
import { useWindowShortcuts } from "./shortcuts";
import { UnsavedQuestion } from "./UnsavedQuestion";
import { UnwrittenBanner } from "./UnwrittenBanner";

const Palette = lazyPart(() => import("./Palette").then((part) => part.Palette));

type Open = "palette" | "help" | null;

/** The window: sidebar, banner, page, and what can lie over them. */
export function Frame() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Open>(null);
  const openPalette = useCallback(() => setOpen("palette"), []);
  const openHelp = useCallback(() => setOpen("help"), []);
  const close = useCallback(() => setOpen(null), []);
  const isPaletteUsed = useEver(open === "palette");
  useWindowShortcuts({ openPalette, openHelp });
  useFrameCommands(openHelp);
  useCheckAsked();
  // The page that is drawn, not the one on its way: stories wait for it.
  const page = useRouterState({ select: (router) => router.resolvedLocation?.pathname });
  const state = useAppState();
  useEffect(() => {
    if (page) return dismissToasts;
  }, [page]);
  usePageFocus(page);
  if (state?.problem) {
    return (
      <>
        <ProblemScreen state={state} />
        <Closing />
      </>
    );
  }
  return (
    <div className={css.frame}>
      {/* No link: the address behind # is the page's. */}
      <button type="button" className={css.skip} onClick={() => document.querySelector("main")?.focus()}>
        {t("nav.skip")}
      </button>
      <Sidebar />
      <div className={css.main} data-page={page}>
        <DemoBanner />
        <StartBanners />
        <UnwrittenBanner />
        <ErrorBoundary>
          <Outlet />
        </ErrorBoundary>
      </div>
      <Toasts />
      <EndNotice />
      <ScheduleNotice />
      <RobotNotice />
      <UpdateNotice />
      <Closing />
      <UnsavedQuestion />
      {isPaletteUsed && <Palette opened={open === "palette"} onClose={close} />}
      <ShortcutList opened={open === "help"} onClose={close} />
    </div>
  );
}

/** The keyboard is at the new page's heading, the search one Tab on; what a page opened of its own keeps it. */
function usePageFocus(page: string | undefined): void {
  const before = useRef(page);
  useEffect(() => {
    if (page === before.current) return;
    const isFirst = before.current === undefined;
    before.current = page;
    const at = document.activeElement;
    if (isFirst || (at !== document.body && !at?.closest("nav"))) return;
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }, [page]);
}

/** The tray's menu leads to the page, too. */
function useCheckAsked(): void {
  const navigate = useNavigate();
  useEvents((event) => {
    if (event.kind === "check_asked") void navigate({ to: "/check" });
  });
}

function useFrameCommands(openHelp: () => void): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const theme = useShownTheme() === "dark" ? "light" : "dark";
  const lang = useLanguage() === "en" ? "zh-CN" : "en";
  const commands = useMemo<Command[]>(
    () => [
      ...PAGES.map((name) => ({
        id: `go-${name}`,
        label: t("palette.goTo", { page: t(`nav.${name}`) }),
        keywords: PAGE_KEYWORDS[name],
        run: () => void navigate({ to: `/${name}` }),
      })),
      {
        id: "lang",
        label: t("palette.otherLanguage"),
        keywords: "language yuyan english 中文",
        run: () => setPreference("lang", lang),
      },
      {
        id: "theme",
        label: t(`palette.theme.${theme}`),
        keywords: "theme zhuti dark light",
        run: () => setPreference("theme", theme),
      },
      { id: "help", label: t("shortcuts.title"), keywords: "shortcuts", keys: "?", run: openHelp },
    ],
    [t, navigate, openHelp, theme, lang],
  );
  useCommands(commands);
}
