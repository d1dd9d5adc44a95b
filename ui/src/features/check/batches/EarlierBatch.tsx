import { useQuery } from "@tanstack/react-query";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { Page } from "@/shared/page/Page";
import { ErrorState } from "@/shared/States";
import { DoneView } from "../batch/DoneView";
import type { SearchProps } from "../search";

/** A batch before the last one, as it ended; what it left unasked can be gone on with. */
export function EarlierBatch({ id, search, go }: SearchProps & { id: string }) {
  const { t } = useTranslation("check");
  const batch = useQuery({ queryKey: ["calls", "batch", id], queryFn: () => rpc("batch", { id }) });
  if (batch.error) {
    return (
      <Page title={t("title")}>
        <ErrorState error={asCommandError(batch.error)} />
      </Page>
    );
  }
  if (!batch.data) return <Page title={t("title")}>{null}</Page>;
  return <DoneView batch={batch.data} search={search} go={go} />;
}
