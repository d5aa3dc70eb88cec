import "@patternfly/react-core/dist/styles/base.css";
import "./parts/common.css";
import "./portal/portal.css";
import { withBackground } from "./data/background.js";
import { joinTabs, noteUse } from "./data/last-use.js";
import { watchUse } from "./data/watch-use.js";
import { portalAddress } from "./portal/place.js";
import { PortalApp } from "./portal/portal-app.js";
import { startPage } from "./portal/start-page.js";

joinTabs(`portal-${portalAddress}`);
const isUsed = watchUse(globalThis);
await startPage(<PortalApp />, (pages) => withBackground(pages, isUsed, noteUse));
