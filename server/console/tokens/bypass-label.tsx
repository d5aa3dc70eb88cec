import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { useAskAgain } from "../data/use-ask-again.js";
import { leftText, utcText } from "../times/format.js";
import { useNow } from "../times/now.js";

export interface RunningBypass {
  readonly id: string;
  readonly expiresAt: string | null;
}

/**
 * Says that a token's user signs in without a code, and for how long still. Nothing while there is no bypass.
 * @param bypasses those that run, as the server said.
 */
export function BypassLabel({ bypasses }: { readonly bypasses: readonly RunningBypass[] }) {
  const now = useNow();
  const ends = bypasses.map(({ expiresAt }) => (expiresAt === null ? Infinity : Date.parse(expiresAt)));
  const last = Math.max(...ends);
  const isSome = bypasses.length > 0;
  useAskAgain(isSome && last <= now);
  if (!isSome) return null;
  return last === Infinity ? (
    <Label color="orange">Bypass until disabled</Label>
  ) : (
    <span title={`Until ${utcText(last)}`}>
      <Label color="orange">{last > now ? `Bypass ${leftText(last - now)}` : "Bypass on"}</Label>
    </span>
  );
}
