/** A key cap: 「Ctrl F」. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd
      style={{
        flex: "none",
        padding: "0 5px",
        border: "1px solid var(--line-strong)",
        borderRadius: 3,
        background: "var(--bg-sunken)",
        color: "var(--text-3)",
        font: "11px/16px var(--font)",
        whiteSpace: "nowrap",
      }}
    >
      {children}
    </kbd>
  );
}
