import css from "./welcome.module.css";

/* Invented rows, as a fleet's own sheet has them; a picture, not data. */
const ROWS = [
  ["苏E5X91C", "袁宏伟", "城配一队"],
  ["苏E35335", "张伟民", "城配二队"],
  ["苏ED02270", "刘长顺", "城配二队"],
];

/** A small sheet as a picture, beside the words about the import. */
export function SheetPicture() {
  return (
    <div className={css.sheet}>
      {["车牌", "司机", "部门"].map((heading) => (
        <span key={heading} className="muted">
          {heading}
        </span>
      ))}
      {ROWS.flat().map((cell, at) => (
        <span key={at}>{cell}</span>
      ))}
    </div>
  );
}
