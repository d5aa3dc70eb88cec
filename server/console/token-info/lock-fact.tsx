import { Fact } from "../parts/facts.js";
import { momentText } from "../times/format.js";
import { useNow } from "../times/now.js";
import type { TokenInfo } from "./token-info.js";
import { UnlockButton } from "./unlock-button.js";

/** Whether wrong codes locked a token, or how many there were. */
export function LockFact({ token }: { readonly token: TokenInfo }) {
  const now = useNow();
  const { lock, failures } = token;
  const text =
    lock === null
      ? failures === 0
        ? "No"
        : `No. Wrong codes: ${failures}`
      : lock.until === null
        ? "Until someone unlocks it"
        : `Until ${momentText(Date.parse(lock.until), now)}`;
  return (
    <Fact
      name="Locked"
      actions={
        lock === null && failures === 0 ? null : (
          <UnlockButton
            token={token}
            label={lock === null ? "Reset the wrong codes" : "Unlock the token"}
            variant="link"
            isInline
          />
        )
      }
    >
      {text}
    </Fact>
  );
}
