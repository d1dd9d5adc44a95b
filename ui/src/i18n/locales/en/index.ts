import check from "./check.json";
import common from "./common.json";
import drivers from "./drivers.json";
import errors from "./errors.json";
import garage from "./garage.json";
import imports from "./import.json";
import overview from "./overview.json";
import reports from "./reports.json";
import settings from "./settings.json";
import violations from "./violations.json";
import welcome from "./welcome.json";

/** One file per feature, so that rooms can be worked on side by side. */
export const en = {
  common,
  overview,
  garage,
  import: imports,
  check,
  violations,
  drivers,
  reports,
  settings,
  welcome,
  errors,
};
