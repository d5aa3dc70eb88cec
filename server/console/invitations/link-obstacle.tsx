import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import type { LinkObstacle } from "../generated/documents.js";

const WHAT_TO_DO: Readonly<Record<LinkObstacle, string>> = {
  NO_CHANNEL:
    "Nothing can be mailed: the account has no enabled channel for e-mails. Create or enable one first, with the API (channelCreate, channelUpdate) or with Terraform.",
  NO_PUBLIC_URL:
    "Nothing can be mailed: the server does not know its public address. Its operator must set TOKENPLANE_PUBLIC_URL first.",
};

/** The obstacle that prevents that links are mailed, and its remedy. */
export function LinkObstacleAlert({ obstacle }: { readonly obstacle: LinkObstacle }) {
  return <Alert isInline variant="warning" component="p" title={WHAT_TO_DO[obstacle]} />;
}
