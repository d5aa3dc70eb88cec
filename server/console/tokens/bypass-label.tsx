import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { leftText, utcText } from "../times/format.js";
import { useNow } from "../times/now.js";

export interface RunningBypass {
  readonly id: string;
  readonly expiresAt: string | null;
}

/** Says that a token's user signs in without a code, and for how long still. Nothing while there is no bypass. */
export function BypassLabel({ bypasses }: { readonly bypasses: readonly RunningBypass[] }) {
  const now = useNow();
  const ends = bypasses.map(({ expiresAt }) => (expiresAt === null ? Infinity : Date.parse(expiresAt)));
  const last = Math.max(...ends);
  if (last <= now) return null;
  return last === Infinity ? (
    <Label color="orange">Bypass until disabled</Label>
  ) : (
    <span title={`Until ${utcText(last)}`}>
      <Label color="orange">Bypass {leftText(last - now)}</Label>
    </span>
  );
}
