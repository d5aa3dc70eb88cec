import "@patternfly/react-core/dist/styles/base.css";
import "./parts/common.css";
import "./portal/portal.css";
import "./portal/device/device.css";
import { DeviceApp } from "./portal/device/device-app.js";
import { startPage } from "./portal/start-page.js";

await startPage(<DeviceApp />);
