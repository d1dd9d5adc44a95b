import "./app/mantine.css";
import "./app/tokens.css";
import "./app/base.css";
import { lastPage } from "./app/lastView";
import { PAGES } from "./app/pages";

// The first page's code is fetched beside the frame's, not after it; the frame's styles come first.
void import("./main");
void PAGES[lastPage()]();
