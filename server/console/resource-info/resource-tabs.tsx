import { Tab, Tabs, TabTitleText } from "@patternfly/react-core/dist/esm/components/Tabs";
import type { ReactNode } from "react";
import { getKey } from "../lists/key-of.js";
import { useShownTab } from "../parts/shown-tab.js";
import { useMayUse } from "../shell/viewer.js";
import { AddressesCard } from "./addresses-card.js";
import { BypassPolicyCard } from "./bypass-policy-card.js";
import { LinkedTokensCard } from "./linked-tokens-card.js";
import { OverviewCard } from "./overview-card.js";
import { ResourceEvents } from "./resource-events.js";
import { resourceInfoRoute } from "./resource-info-route.js";
import type { ResourceInfo } from "./resource-info.js";
import { TABS, type TabName } from "./resource-search.js";
import { SelfServiceTab } from "./self-service-tab.js";

function getContent(tab: TabName, resource: ResourceInfo): ReactNode {
  switch (tab) {
    case "overview":
      return <OverviewCard resource={resource} />;
    case "users":
      return <LinkedTokensCard resource={resource} />;
    case "bypass":
      return <BypassPolicyCard resource={resource} />;
    case "self-service":
      return <SelfServiceTab resource={resource} />;
    case "addresses":
      return <AddressesCard resource={resource} />;
    case "events":
      return <ResourceEvents resourceId={resource.id} />;
  }
}

/** The tabs of a resource's page. The address says which one is shown. */
export function ResourceTabs({ resource }: { readonly resource: ResourceInfo }) {
  const mayUse = useMayUse();
  const { tab: asked = "overview" } = resourceInfoRoute.useSearch();
  const navigate = resourceInfoRoute.useNavigate();
  const tabs = Object.entries(TABS).flatMap(([key, title]) => {
    const name = getKey(TABS, key);
    return name === undefined || (name === "events" && !mayUse("events")) ? [] : [{ name, title }];
  });
  const shown = tabs.find(({ name }) => name === asked)?.name ?? "overview";
  const shownTab = useShownTab(shown);
  return (
    <Tabs
      activeKey={shown}
      aria-label="Parts of the resource"
      mountOnEnter
      unmountOnExit
      onSelect={(_event, chosen) => {
        const next = getKey(TABS, chosen);
        if (next === undefined || next === shown) return;
        void navigate({ search: next === "overview" ? {} : { tab: next }, resetScroll: false });
      }}
    >
      {tabs.map(({ name, title }) => (
        <Tab
          key={name}
          eventKey={name}
          title={<TabTitleText>{title}</TabTitleText>}
          {...(name === shown ? { ref: shownTab } : {})}
        >
          <div className="tp-tab">{getContent(name, resource)}</div>
        </Tab>
      ))}
    </Tabs>
  );
}
