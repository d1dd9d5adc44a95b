import { createContext, useContext } from "react";
import { useTranslation } from "@/i18n";
import { Button } from "./Button";

const Leave = createContext<() => void>(() => {});

/** Gives what stands in a dialog the way out of it. */
export const LeaveDialog = Leave.Provider;

/** 「取消」 of a dialog's form: asks first where something was typed. */
export function CancelButton() {
  const { t } = useTranslation();
  return <Button onClick={useContext(Leave)}>{t("action.cancel")}</Button>;
}
