import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AccountForm } from "@/bindings/AccountForm";
import type { ProviderView } from "@/bindings/ProviderView";
import { asCommandError, openSite, rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { ConfirmDialog } from "@/shared/Dialog";
import { say, useProviders } from "@/shared/data/settings";
import { CheckField } from "@/shared/Fields";
import { Panel } from "@/shared/Panel";
import { Refusal } from "@/shared/Refusal";
import { showToast } from "@/shared/toast";
import { isSame, useUnsaved } from "@/shared/unsaved";
import css from "../settings.module.css";
import { AccountFields } from "./AccountFields";
import { formOf } from "./form";
import { TestResult } from "./TestResult";

/** One provider's form, built from what the provider says of itself. */
export function AccountPanel({ view }: { view: ProviderView }) {
  const { t } = useTranslation(["settings", "common"]);
  const language = useLanguage();
  const { descriptor, account } = view;
  const noneYet = useProviders().data?.every((other) => other.account === null) ?? false;
  const [form, setForm] = useState<AccountForm>(() => formOf(view, noneYet));
  const [kept, setKept] = useState(form);
  useUnsaved(!isSame(form, kept));
  const { save, test, remove, error } = useActions(view, form, (next) => {
    setKept(next);
    setForm(next);
  });
  const [removing, setRemoving] = useState(false);
  const name = say(descriptor.name, language);
  const telling = descriptor.fields.find((field) => field.key === descriptor.identified_by);
  const complaint = error?.code.startsWith("account_field") ? error.details.field : undefined;
  return (
    <Panel
      className={css.accountPanel}
      title={name}
      end={
        <span className="muted">
          {t("account.site")}{" "}
          <button
            type="button"
            className="link"
            data-testid="account-site"
            translate="no"
            onClick={() => void openSite(descriptor.site)}
          >
            {descriptor.site.replace("https://", "")}
          </button>
        </span>
      }
    >
      <form
        className={css.form}
        id={`account-${descriptor.id}`}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <AccountFields view={view} form={form} complaint={complaint} onChange={setForm} />
      </form>
      {/* Beside the buttons, in view wherever the form was scrolled to. */}
      <div className={css.results}>
        {error && <Refusal onSettings error={error} />}
        {test.data && <TestResult report={test.data} />}
      </div>
      <footer className={css.panelFoot}>
        <Button
          icon="check"
          data-testid="account-test"
          disabled={!account || test.isPending}
          onClick={() => test.mutate()}
        >
          {t("account.test")}
        </Button>
        <CheckField
          label={t("account.makeDefault")}
          checked={form.is_default}
          data-testid="account-default"
          onChange={(event) => setForm({ ...form, is_default: event.currentTarget.checked })}
        />
        <span className="grow" />
        {account && (
          <Button kind="danger" data-testid="account-remove" onClick={() => setRemoving(true)}>
            {t("account.remove")}
          </Button>
        )}
        <Button
          kind="primary"
          type="submit"
          form={`account-${descriptor.id}`}
          data-testid="account-save"
          disabled={save.isPending}
        >
          {t("account.save")}
        </Button>
      </footer>
      <ConfirmDialog
        opened={removing}
        title={t("account.removeTitle", { provider: name })}
        text={t("account.removeText", { field: telling ? say(telling.label, language) : "" })}
        verb={t("account.remove")}
        onClose={() => setRemoving(false)}
        onConfirm={() => {
          setRemoving(false);
          remove.mutate();
        }}
      />
    </Panel>
  );
}

function useActions(view: ProviderView, form: AccountForm, setForm: (form: AccountForm) => void) {
  const { t } = useTranslation("settings");
  const queries = useQueryClient();
  const provider = view.descriptor.id;
  const refetch = () => {
    for (const tag of ["settings", "state"]) void queries.invalidateQueries({ queryKey: [tag] });
  };
  const test = useMutation({ mutationFn: () => rpc("account_test", { provider }) });
  const save = useMutation({
    mutationFn: () => rpc("account_save", form),
    onSuccess: (saved) => {
      // What was tested before is another account now.
      test.reset();
      setForm(formOf(saved, false));
      showToast(t("account.saved"));
      refetch();
    },
  });
  const remove = useMutation({
    mutationFn: () => rpc("account_remove", { provider }),
    onSuccess: () => {
      test.reset();
      setForm(formOf({ ...view, account: null }, false));
      showToast(t("account.removed"));
      refetch();
    },
  });
  const thrown = save.error ?? test.error ?? remove.error;
  return { save, test, remove, error: thrown ? asCommandError(thrown) : null };
}
