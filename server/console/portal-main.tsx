import "@patternfly/react-core/dist/styles/base.css";
import "./parts/common.css";
import "./portal/portal.css";
import { noteUse } from "./portal/last-use.js";
import { PortalApp } from "./portal/portal-app.js";
import { startPage } from "./portal/start-page.js";

await startPage(<PortalApp />, noteUse);
