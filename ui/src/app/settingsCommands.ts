import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { SECTIONS, type Section } from "@/features/settings/search";
import { useTranslation } from "@/i18n";
import type { Command } from "@/shared/palette";

/** What else a section is found by: its English name and its pinyin, whole and as initials. */
const KEYWORDS: Record<Section, string> = {
  accounts: "accounts key jiekou zhanghu miyao jkzh",
  schedule: "schedule daily dingshi chaxun meitian dscx",
  robots: "robots group webhook qunxiaoxi jiqiren qywx dingding feishu qxx jqr",
  limits: "limits fresh cap budget tiaoguo shangxian tgysx",
  cities: "cities chengshi liebiao cslb",
  look: "look language theme tray waiguan yuyan tuopan wgyyy",
  keeping: "keeping backup restore doctor everything zip beifen huifu daochu quanbu bfyhf",
  about: "about version update guanyu gengxin gy",
};

/** Each section of the settings, for the palette; made there, since its words come after the start. */
export function useSettingsCommands(): readonly Command[] {
  const { t } = useTranslation(["common", "settings"]);
  const navigate = useNavigate();
  return useMemo(
    () =>
      SECTIONS.map((section) => ({
        id: `settings-${section}`,
        label: t("palette.section", { name: t(`settings:section.${section}`) }),
        keywords: `settings shezhi ${KEYWORDS[section]}`,
        run: () => void navigate({ to: "/settings", search: { section } }),
      })),
    [t, navigate],
  );
}
