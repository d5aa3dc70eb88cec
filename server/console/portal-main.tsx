import "@patternfly/react-core/dist/styles/base.css";
import "./parts/common.css";
import "./portal/portal.css";
import { joinTabs, noteUse } from "./data/last-use.js";
import { portalAddress } from "./portal/place.js";
import { PortalApp } from "./portal/portal-app.js";
import { startPage } from "./portal/start-page.js";

joinTabs(`portal-${portalAddress}`);
await startPage(<PortalApp />, noteUse);
