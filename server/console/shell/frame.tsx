import { Page, PageSidebar, PageSidebarBody } from "@patternfly/react-core/dist/esm/components/Page";
import { SkipToContent } from "@patternfly/react-core/dist/esm/components/SkipToContent";
import { Outlet } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { useFeed } from "../data/use-feed.js";
import { ConfirmIdentity } from "./confirm-identity.js";
import { ConfirmLastWayIn } from "./confirm-last-way-in.js";
import { ConsoleMasthead } from "./console-masthead.js";
import { Navigation } from "./navigation.js";
import { SessionWatch } from "./session-watch.js";
import { useMayUse } from "./viewer.js";

/** Leads past the menu. The browser would go to another address, and pages with something unsaved ask before they are left. */
function skipToContent(event: MouseEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("#main")?.focus();
}

/** The frame of every page. */
export function Frame() {
  const mayUse = useMayUse();
  const feed = useFeed(mayUse("events"));
  return (
    <Page
      isManagedSidebar
      masthead={<ConsoleMasthead feed={feed} />}
      mainContainerId="main"
      skipToContent={
        <SkipToContent href="#main" onClick={skipToContent}>
          Skip to content
        </SkipToContent>
      }
      sidebar={
        <PageSidebar>
          <PageSidebarBody>
            <Navigation />
          </PageSidebarBody>
        </PageSidebar>
      }
    >
      <Outlet />
      <ConfirmIdentity />
      <ConfirmLastWayIn />
      <SessionWatch />
    </Page>
  );
}
