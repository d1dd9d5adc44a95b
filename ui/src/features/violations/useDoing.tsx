import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { ViolationDetail } from "@/bindings/ViolationDetail";
import type { ViolationSelection } from "@/bindings/ViolationSelection";
import { lazyPart } from "@/shared/lazyPart";
import { seeViolations, takeStepsBack } from "./actions";
import { TellDialog } from "./index";
import { violationQuery } from "./queries";
import type { StepKind } from "./steps/draft";

const GiveDialog = lazyPart(() => import("./GiveDialog").then((part) => part.GiveDialog));
const StepDialog = lazyPart(() => import("./steps/StepDialog").then((part) => part.StepDialog));

/** What an action is about. Of a single one its id, and its fine where that is at hand. */
export type Acted = { selection: ViolationSelection; count: number; id?: string; fine?: number | null };

/** One violation. */
export const one = (id: string): Acted => ({ selection: { kind: "ids", ids: [id] }, count: 1, id });

/** The keys of the list: about what is ticked, else the row that the keyboard is on, else what is open. */
const KEYS = {
  1: "told",
  2: "handled",
  3: "paid",
  4: "dropped",
  0: "back",
  d: "give",
  r: "seen",
  t: "tell",
} as const;
type Deed = (typeof KEYS)[keyof typeof KEYS];

/** Each key with what it does. */
export function keysOf<Rest extends unknown[]>(act: (deed: Deed, ...rest: Rest) => void) {
  const pairs = Object.entries(KEYS).map(([key, deed]) => [key, (...rest: Rest) => act(deed, ...rest)]);
  return Object.fromEntries(pairs) as Record<string, (...rest: Rest) => void>;
}

type Said = Acted & { what: StepKind | "give" | "tell" };

type Doing = {
  step: (kind: StepKind) => void;
  back: () => void;
  give: () => void;
  tell: () => void;
  see: () => void;
  /** The same about others. */
  by: (acted: Acted | null) => (deed: Deed) => void;
  /** The form of what is being said. */
  dialog: ReactNode;
};

/** What can be done with violations. */
export function useDoing(acted: Acted | null, onDone: () => void = () => {}): Doing {
  const queries = useQueryClient();
  const [said, setSaid] = useState<Said | null>(null);
  const finish = (done: boolean) => done && onDone();
  const by = (about: Acted | null) => (deed: Deed) => {
    if (!about) return;
    if (deed === "back") void takeStepsBack(about.selection).then(finish);
    else if (deed === "seen") void seeViolations(about.selection).then(finish);
    else setSaid({ ...about, what: deed });
  };
  const act = by(acted);
  const known = said?.id && queries.getQueryData(violationQuery(said.id).queryKey);
  const common = said && {
    selection: said.selection,
    count: said.count,
    onClose: () => setSaid(null),
    onDone,
  };
  return {
    step: act,
    back: () => act("back"),
    give: () => act("give"),
    tell: () => act("tell"),
    see: () => act("seen"),
    by,
    dialog: said && common && <Form said={said} common={common} known={known || undefined} />,
  };
}

type FormProps = {
  said: Said;
  common: Pick<Acted, "selection" | "count"> & { onClose: () => void; onDone: () => void };
  known: ViolationDetail | undefined;
};

function Form({ said: { what, fine }, common, known }: FormProps) {
  if (what === "give") return <GiveDialog {...common} canTakeBack />;
  if (what === "tell") return <TellDialog {...common} />;
  return (
    <StepDialog
      {...common}
      kind={what}
      fine={fine ?? (known ? known.row.fine_fen : null)}
      said={known?.case?.paid ?? null}
    />
  );
}
