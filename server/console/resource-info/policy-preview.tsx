import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useQuery } from "@tanstack/react-query";
import type { BypassPolicy } from "@tokenplane/rules/bypass-policy";
import { query } from "../data/queries.js";
import { getFailure } from "../data/read-failure.js";
import { BypassedTokensDocument, type BypassedTokenFragment } from "../generated/documents.js";
import { countText } from "../lists/count-text.js";
import { ReadProblem } from "../lists/read-problem.js";
import { useNow } from "../times/now.js";
import { namesText } from "../token-info/token-info.js";
import { nameAndLogin } from "../users/user-name.js";
import { policyEffect } from "./policy-effect.js";
import type { ResourceInfo } from "./resource-info.js";

/** Maximum number of names that are shown. */
const NAMES = 10;

function getNames(tokens: readonly BypassedTokenFragment[]): string {
  const names = tokens
    .slice(0, NAMES)
    .map(({ name, user }) => (user === null ? name : `${name} of ${nameAndLogin(user)}`));
  return namesText(names, tokens.length);
}

/** Which bypasses that run now another policy forbids or shortens, before it is set. */
export function PolicyPreview({
  resource: { id, effectiveBypassPolicy },
  policy,
}: {
  readonly resource: ResourceInfo;
  readonly policy: BypassPolicy;
}) {
  const now = useNow();
  const answer = useQuery(query(BypassedTokensDocument, { resource: { id } }));
  const failure = getFailure(answer);
  const tokens = answer.data?.tokens;
  const { forbidden, shortened } = policyEffect(
    tokens?.nodes ?? [],
    id,
    { before: effectiveBypassPolicy, after: policy },
    now,
  );
  const rest = tokens == null ? 0 : tokens.totalCount - tokens.nodes.length;
  return (
    <div role="status">
      {failure !== undefined ? (
        <ReadProblem failure={failure} />
      ) : tokens == null ? (
        <Content component="p">…</Content>
      ) : (
        <>
          {forbidden.length + shortened.length + rest === 0 ? (
            <Content component="p">No active bypass is affected.</Content>
          ) : null}
          {forbidden.length === 0 ? null : (
            <Content component="p" className="tp-long">
              {countText(forbidden.length, "token")} {forbidden.length === 1 ? "has" : "have"} a bypass that
              this policy forbids. It stops working here at once: {getNames(forbidden)}.
            </Content>
          )}
          {shortened.length === 0 ? null : (
            <Content component="p" className="tp-long">
              {countText(shortened.length, "token")} {shortened.length === 1 ? "has" : "have"} a bypass that
              ends earlier here: {getNames(shortened)}.
            </Content>
          )}
          {rest === 0 ? null : (
            <Content component="p">
              {countText(rest, "more token")} with a bypass {rest === 1 ? "was" : "were"} not checked.
            </Content>
          )}
        </>
      )}
    </div>
  );
}
