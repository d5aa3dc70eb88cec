import { DropdownItem, DropdownList } from "@patternfly/react-core/dist/esm/components/Dropdown";
import { countText } from "../lists/count-text.js";
import { useViewer } from "../shell/viewer.js";
import { DURATIONS, getOffer, type BypassPlace, type Duration } from "./bypass-policy.js";
import { useBypassPlaces } from "./use-bypass-places.js";

/** Maximum number of resources that are named. */
const NAMES = 3;

const ALL_OF = new Intl.ListFormat("en", { type: "conjunction" });

/** As in "Only at VPN and Mail." */
function onlyAt(places: readonly BypassPlace[]): string {
  const names = places.slice(0, NAMES).map(({ name }) => name);
  const others = places.length - names.length;
  return `Only at ${ALL_OF.format(others === 0 ? names : [...names, countText(others, "other resource")])}.`;
}

/** How long a token may be bypassed: by the policy of the account, or by one of a resource that it is linked to. */
export function BypassDurations({
  tokenId,
  onChoose,
}: {
  readonly tokenId: string;
  /** @param at the only resource at which this may be granted; undefined for another number of them. */
  readonly onChoose: (duration: Duration, at: BypassPlace | undefined) => void;
}) {
  const { role, account } = useViewer();
  const { places: linked = [], failure } = useBypassPlaces(tokenId);
  return (
    <DropdownList>
      {DURATIONS.map((duration) => {
        const { refusal, places } = getOffer(account?.effectiveBypassPolicy, linked, role, duration);
        // Where the policies of the resources could not be read, the dialog and the server say more.
        const isRefused = refusal !== undefined && places.length === 0 && failure === undefined;
        const description = places.length > 0 ? onlyAt(places) : refusal;
        return (
          <DropdownItem
            key={duration.value}
            isAriaDisabled={isRefused}
            {...(description === undefined ? {} : { description })}
            onClick={() => {
              if (!isRefused) onChoose(duration, places.length === 1 ? places[0] : undefined);
            }}
          >
            {duration.label}
          </DropdownItem>
        );
      })}
    </DropdownList>
  );
}
