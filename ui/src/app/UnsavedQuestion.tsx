import { useBlocker, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "@/i18n";
import { ConfirmDialog } from "@/shared/Dialog";
import { LEAVING } from "@/shared/links";
import { hasUnsaved } from "@/shared/unsaved";

type Place = { pathname: string; search: unknown };

/** Another page, or another form of the settings. */
function isElsewhere({ current, next }: { current: Place; next: Place }): boolean {
  const formOf = ({ search }: Place) => {
    const { section, provider } = (search ?? {}) as Record<string, unknown>;
    return `${section}/${provider}`;
  };
  return current.pathname !== next.pathname || formOf(current) !== formOf(next);
}

/** Asks before a page is left on which something typed is not saved. */
export function UnsavedQuestion() {
  const { t } = useTranslation();
  const router = useRouter();
  const blocker = useBlocker({
    shouldBlockFn: (step) => hasUnsaved() && isElsewhere(step),
    withResolver: true,
    enableBeforeUnload: false,
  });
  useEffect(() => {
    // Links change the address by themselves, which no router can hold up: it goes there instead.
    const follow = (event: Event, href: string) => {
      if (!hasUnsaved()) return;
      event.preventDefault();
      router.history.push(href.slice(1));
    };
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      const href = link?.getAttribute("href");
      if (href?.startsWith("#/")) follow(event, href);
    };
    const onLeaving = (event: Event) => follow(event, (event as CustomEvent<string>).detail);
    document.addEventListener("click", onClick, true);
    window.addEventListener(LEAVING, onLeaving);
    return () => {
      document.removeEventListener("click", onClick, true);
      window.removeEventListener(LEAVING, onLeaving);
    };
  }, [router]);
  return (
    <ConfirmDialog
      opened={blocker.status === "blocked"}
      title={t("unsaved.title")}
      text={t("unsaved.text")}
      verb={t("unsaved.leave")}
      cancel={t("unsaved.stay")}
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    />
  );
}
