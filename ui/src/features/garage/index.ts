/* What other pages use of this one. */
export { pickFile } from "./import/source";
export { useImportDoors } from "./import/useImportDoors";
