import { agoText, utcText } from "./format.js";
import { useNow } from "./now.js";

/** How long ago something was; the tooltip has the moment in UTC. */
export function Ago({ at }: { readonly at: string }) {
  const time = Date.parse(at);
  return (
    <time dateTime={at} title={utcText(time)}>
      {agoText(time, useNow())}
    </time>
  );
}
