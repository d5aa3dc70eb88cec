import { useWords } from "../words/shared-words.js";
import { agoText, utcText } from "./format.js";
import { useNow } from "./now.js";

/** How long ago something was; the tooltip has the moment in UTC. */
export function Ago({ at }: { readonly at: string }) {
  const time = Date.parse(at);
  const words = useWords();
  const now = useNow();
  return (
    <time dateTime={at} title={utcText(time)}>
      {/* A past moment is not in the future, however slow the clock of this computer is. */}
      {agoText(Math.min(time, now), now, words)}
    </time>
  );
}
