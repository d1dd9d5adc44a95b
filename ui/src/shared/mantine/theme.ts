import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

/** Mantine wants ten shades; ours all lead to the one accent, whose contrast is checked in tokens.css. */
const accent = Array.from({ length: 10 }, () => "var(--accent)") as unknown as MantineColorsTuple;

/** Mantine's theme, made of the product's own tokens. */
export const theme = createTheme({
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--font-mono)",
  primaryColor: "accent",
  colors: { accent },
  defaultRadius: "var(--r-control)",
  fontSizes: {
    xs: "var(--fs-12)",
    sm: "var(--fs-13)",
    md: "var(--fs-14)",
    lg: "var(--fs-16)",
    xl: "var(--fs-20)",
  },
  headings: { fontWeight: "600" },
  respectReducedMotion: true,
  focusRing: "auto",
  components: { Portal: { defaultProps: { target: "#over-the-page" } } },
});

/** Mantine's own variables, led back to the tokens: one source of colour in both themes. */
export const cssVariables: CSSVariablesResolver = () => {
  const ours = {
    "--mantine-color-body": "var(--bg-surface)",
    "--mantine-color-text": "var(--text)",
    "--mantine-color-dimmed": "var(--text-3)",
    "--mantine-color-placeholder": "var(--text-3)",
    "--mantine-color-error": "var(--failed-text)",
    "--mantine-color-anchor": "var(--accent-text)",
    "--mantine-color-default": "var(--bg-surface)",
    "--mantine-color-default-hover": "var(--bg-hover)",
    "--mantine-color-default-color": "var(--text)",
    "--mantine-color-default-border": "var(--line-strong)",
    "--mantine-color-disabled": "var(--bg-sunken)",
    "--mantine-color-disabled-color": "var(--text-3)",
    "--mantine-color-disabled-border": "var(--line-strong)",
    "--mantine-primary-color-filled": "var(--accent)",
    "--mantine-primary-color-filled-hover": "var(--accent-hover)",
    "--mantine-primary-color-contrast": "var(--on-accent)",
  };
  return { variables: {}, light: ours, dark: ours };
};
