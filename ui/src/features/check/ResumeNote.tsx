import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Progress } from "@/bindings/Progress";
import { asCommandError, rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { say, useProviders } from "@/shared/data/settings";
import { Icon } from "@/shared/Icon";
import { Note } from "@/shared/Panel";
import { Refusal } from "@/shared/Refusal";
import { showProgress } from "./progress";
import type { SearchProps } from "./search";

/** A batch left vehicles unasked: they can be asked without planning again, of the other provider too. */
export function ResumeNote({ batch, go }: Pick<SearchProps, "go"> & { batch: Progress | null }) {
  const { t } = useTranslation("check");
  const language = useLanguage();
  const queries = useQueryClient();
  const accounts = useProviders().data?.filter((view) => view.account) ?? [];
  const resume = useMutation({
    mutationFn: (provider: string | null) =>
      rpc("check_resume", {
        batch: batch?.batch ?? null,
        provider,
        max_cost_fen: null,
        take_other: null,
        concurrency: null,
        rate: null,
      }),
    onSuccess: (progress) => {
      showProgress(progress);
      for (const key of ["state", "calls"]) void queries.invalidateQueries({ queryKey: [key] });
      go({ view: "batch", show: undefined, batch: undefined });
    },
  });
  const count = batch?.resumable ?? 0;
  if (!batch || count === 0) return null;
  const shown = formatCount(count);
  const others = accounts.filter((view) => !batch.providers.includes(view.descriptor.id));
  // Where the vendor itself is in the way, the other one is the better way on.
  const stuck = batch.stopped?.kind === "vendor" && others.length > 0;
  return (
    <div data-testid="resume-note">
      <Note icon={<Icon name="info" />}>
        <div className="row">
          {t("resume.text", { count, shown })}
          <span className="grow" />
          {others.map((view) => (
            <Button
              key={view.descriptor.id}
              size="small"
              kind={stuck ? "primary" : undefined}
              icon="play"
              data-testid={`check-resume-${view.descriptor.id}`}
              disabled={resume.isPending}
              onClick={() => resume.mutate(view.descriptor.id)}
            >
              {t("resume.other", { provider: say(view.descriptor.name, language), count, shown })}
            </Button>
          ))}
          <Button
            size="small"
            icon="play"
            data-testid="check-resume"
            disabled={resume.isPending}
            onClick={() => resume.mutate(null)}
          >
            {t("resume.verb", { count, shown })}
          </Button>
        </div>
      </Note>
      {resume.error && <Refusal error={asCommandError(resume.error)} />}
    </div>
  );
}
