import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useQuery } from "@tanstack/react-query";
import { query } from "../data/queries.js";
import {
  ChallengeStateDocument,
  type AskedChallengeFragment,
  type ChallengeState,
} from "../generated/documents.js";
import { useMayUse } from "../shell/viewer.js";

const TEXTS: Readonly<Record<ChallengeState, string>> = {
  PENDING: "The phone was asked. The person approves the request, and the phone shows a code. Type it here.",
  APPROVED: "The request was approved. Type the code that the phone shows.",
  DECLINED: "The request was declined on the phone.",
  EXPIRED: "The request expired, because nobody answered it.",
};

/** How often it is asked whether the request is over, in milliseconds; an answer is known at once, by its event. */
const OFTEN = 5_000;

/** The state of a request on a phone. */
export function PhoneState({ challenge }: { readonly challenge: AskedChallengeFragment }) {
  const mayUse = useMayUse();
  const { data } = useQuery({
    ...query(ChallengeStateDocument, { id: challenge.id }),
    enabled: mayUse("challenge"),
    refetchInterval: OFTEN,
  });
  const state = data?.challenge?.id === challenge.id ? data.challenge.state : "PENDING";
  return (
    <>
      <Content component="p">{TEXTS[state]}</Content>
      {challenge.choice === null ? null : (
        <Content component="p">
          The person chooses this number on the phone: <strong>{challenge.choice}</strong>
        </Content>
      )}
    </>
  );
}
