import { useWords } from "../words/shared-words.js";
import { agoText, utcText } from "./format.js";
import { useNow } from "./now.js";

/** How long ago something was; the tooltip has the moment in UTC. */
export function Ago({ at }: { readonly at: string }) {
  const time = Date.parse(at);
  const words = useWords();
  return (
    <time dateTime={at} title={utcText(time)}>
      {agoText(time, useNow(), words)}
    </time>
  );
}
