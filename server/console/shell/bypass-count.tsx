import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { query } from "../data/queries.js";
import { RunningBypassesDocument } from "../generated/documents.js";
import { countText } from "../lists/count-text.js";
import { useMayUse } from "./viewer.js";

/** How often their number is asked for while there are some, in milliseconds: no event says that one has ended. */
const OFTEN = 60_000;

/** How many bypasses run, so that none is forgotten. Nothing while there is none. */
export function BypassCount() {
  const mayUse = useMayUse();
  const { data } = useQuery({
    ...query(RunningBypassesDocument, {}),
    enabled: mayUse("bypasses"),
    refetchInterval: ({ state }) => ((state.data?.bypasses?.totalCount ?? 0) > 0 ? OFTEN : false),
  });
  const count = data?.bypasses?.totalCount ?? 0;
  if (count === 0) return null;
  return (
    <Label
      color="orange"
      href="/tokens?status=BYPASSED"
      render={({ className, content, componentRef }) => (
        <Link to="/tokens" search={{ status: "BYPASSED" }} className={className} ref={componentRef}>
          {content}
        </Link>
      )}
    >
      {countText(count, "bypass", "bypasses")} on
    </Label>
  );
}
