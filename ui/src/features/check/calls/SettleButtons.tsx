import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { CallRow } from "@/bindings/CallRow";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { showError } from "@/shared/runCommand";
import { showToast } from "@/shared/toast";
import { checkSelection } from "../selection";

/** What the person found out about a doubtful call. */
export function SettleButtons({ call }: { call: CallRow }) {
  const { t } = useTranslation("check");
  const queries = useQueryClient();
  const settle = useMutation({
    mutationFn: (charged: boolean) => rpc("call_settle", { id: call.id, charged }),
    onSuccess: (_, charged) => {
      showToast(t(charged ? "doubtful.notedYes" : "doubtful.notedNo", { plate: call.plate ?? "" }));
      for (const tag of ["calls", "state"]) void queries.invalidateQueries({ queryKey: [tag] });
    },
    onError: showError,
  });
  return (
    <span className="row">
      <Button
        size="small"
        disabled={settle.isPending}
        data-testid={`settle-yes-${call.plate ?? call.id}`}
        onClick={() => settle.mutate(true)}
      >
        {t("doubtful.yes")}
      </Button>
      <Button
        size="small"
        disabled={settle.isPending}
        data-testid={`settle-no-${call.plate ?? call.id}`}
        onClick={() => settle.mutate(false)}
      >
        {t("doubtful.no")}
      </Button>
    </span>
  );
}

/** A doubtful question is repeated only by a person, and only through a plan that says what it may cost. */
export function AskAgain({ call }: { call: CallRow }) {
  const { t } = useTranslation("check");
  const { plate, vehicle } = call;
  if (plate === null || vehicle === null) return null;
  const again = () => checkSelection({ kind: "ids", ids: [vehicle] }, { doubtful: true });
  return (
    <button type="button" className="link nowrap" data-testid={`ask-again-${plate}`} onClick={again}>
      {t("doubtful.again")}
    </button>
  );
}
