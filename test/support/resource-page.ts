import type { Page } from "playwright-core";
import type { Api } from "./api.js";
import type { ConsoleWorld } from "./console.js";
import type { Watch } from "./watched-page.js";

/** The tabs of a resource's page, as the address calls them. */
export type ResourceTab = "overview" | "users" | "bypass" | "self-service" | "addresses" | "events";

/** Opens the page of a resource at a tab, and waits until it is there. */
export async function openResource(
  here: ConsoleWorld,
  id: string,
  tab: ResourceTab = "overview",
): Promise<{ page: Page; watch: Watch }> {
  const search = tab === "overview" ? "" : `?tab=${tab}`;
  const opened = await here.open(`/resources/${encodeURIComponent(id)}${search}`);
  await opened.page.getByRole("tab", { selected: true }).waitFor();
  return opened;
}

/** The self-service policy of a resource as the API has it; null while the portal is closed. */
export async function getSelfService(api: Api, id: string): Promise<object | null> {
  const { resource } = await api.query<{ resource: { selfService: object | null } }>(
    `query ($id: ID!) { resource(by: { id: $id }) { selfService {
      address url actions models firstEnrolment firstEnrolmentDays signIn allowedAddresses } } }`,
    { id },
  );
  return resource.selfService;
}
