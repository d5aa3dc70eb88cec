import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { momentText } from "../times/format.js";
import { useNow } from "../times/now.js";
import { useViewer } from "../shell/viewer.js";
import { getEnd, refusalToGrant, shortened, type BypassPlace, type Duration } from "./bypass-policy.js";

/** The effect of a bypass, at each resource by its policy. */
export function BypassEffect({
  duration,
  resources,
  isLoaded,
}: {
  readonly duration: Duration;
  readonly resources: readonly BypassPlace[];
  readonly isLoaded: boolean;
}) {
  const now = useNow();
  const { role } = useViewer();
  const untilText = (of: Duration) => {
    const end = getEnd(of, now);
    return end === undefined ? "until someone ends it" : `until ${momentText(end, now)}`;
  };
  const works = resources.filter(
    ({ effectiveBypassPolicy }) => refusalToGrant(effectiveBypassPolicy, role) === undefined,
  );
  const [first] = works;
  const isSame = works.every(
    ({ effectiveBypassPolicy }) => shortened(effectiveBypassPolicy, duration) === duration,
  );
  return (
    <div>
      {first === undefined ? (
        <Content component="p">
          {isLoaded
            ? "The token is not linked to a resource at which a bypass works. The bypass will work at resources to which you link the token later."
            : "…"}
        </Content>
      ) : isSame ? (
        <Content component="p">
          Sign-in may succeed without a one-time password at {works.map(({ name }) => name).join(", ")}{" "}
          {untilText(duration)}.
        </Content>
      ) : (
        <>
          <Content component="p">Sign-in may succeed without a one-time password:</Content>
          <Content component="ul">
            {works.map(({ id, name, effectiveBypassPolicy }) => (
              <Content component="li" key={id}>
                at {name} {untilText(shortened(effectiveBypassPolicy, duration))}
              </Content>
            ))}
          </Content>
        </>
      )}
      {resources
        .filter((resource) => !works.includes(resource))
        .map(({ id, name, effectiveBypassPolicy }) => (
          <Content component="p" key={id}>
            Not at {name}: {refusalToGrant(effectiveBypassPolicy, role)}
          </Content>
        ))}
    </div>
  );
}
