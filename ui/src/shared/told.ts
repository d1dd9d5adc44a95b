import { asCommandError } from "@/host";
import { currentLanguage } from "@/i18n";
import { explain } from "@/i18n/errors";
import { showToast } from "@/shared/toast";

/** Runs what can fail; a refusal is told as a notice, and null comes back. */
export async function told<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    const said = explain(asCommandError(thrown), currentLanguage());
    showToast(`${said.title} ${said.next}`);
    return null;
  }
}
