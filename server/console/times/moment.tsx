import { utcText } from "./format.js";

/** A moment in local time, to the second; the tooltip has it in UTC. */
export function Moment({ at }: { readonly at: string }) {
  const time = new Date(at);
  return (
    <time dateTime={at} title={utcText(time.getTime())}>
      {time.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" })}{" "}
      {time.toLocaleTimeString("en-GB")}
    </time>
  );
}
