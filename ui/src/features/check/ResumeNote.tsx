import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useAppState } from "@/features/settings/queries";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { Icon } from "@/shared/Icon";
import { Note } from "@/shared/Panel";
import { showProgress } from "./progress";
import { Refusal } from "./Refusal";
import type { SearchProps } from "./search";

/** The last batch left vehicles unasked: they can be asked without planning again. */
export function ResumeNote({ go }: Pick<SearchProps, "go">) {
  const { t } = useTranslation("check");
  const queries = useQueryClient();
  const count = useAppState().data?.resumable ?? 0;
  const resume = useMutation({
    mutationFn: () => rpc("check_resume", {}),
    onSuccess: (progress) => {
      showProgress(progress);
      void queries.invalidateQueries({ queryKey: ["state"] });
      go({ view: "batch", show: undefined });
    },
  });
  if (count === 0) return null;
  return (
    <div data-testid="resume-note">
      <Note icon={<Icon name="info" />}>
        <div className="row">
          {t("resume.text", { count, shown: formatCount(count) })}
          <Button
            size="small"
            icon="play"
            data-testid="check-resume"
            disabled={resume.isPending}
            onClick={() => resume.mutate()}
          >
            {t("resume.verb", { count, shown: formatCount(count) })}
          </Button>
        </div>
      </Note>
      {resume.error && <Refusal error={asCommandError(resume.error)} />}
    </div>
  );
}
