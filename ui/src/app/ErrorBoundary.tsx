import { Component, type ReactNode } from "react";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { EmptyState } from "@/shared/States";

type Props = { children: ReactNode };

/** A page that throws takes neither the sidebar nor the running batch's numbers with it. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  render() {
    if (!this.state.failed) return this.props.children;
    return <Crashed onRetry={() => this.setState({ failed: false })} />;
  }
}

/** Stands where a page was that threw; the button draws that page anew. */
export function Crashed({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t("page.crashed")}
      text={t("page.crashedHint")}
      actions={<Button onClick={onRetry}>{t("action.retry")}</Button>}
    />
  );
}
