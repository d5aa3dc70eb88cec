import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useState } from "react";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { CheckField } from "../fields/check-field.js";
import {
  ApiKeyRevokeDocument,
  type ApiKeyRevokeMutation,
  type ApiKeyRowFragment,
} from "../generated/documents.js";
import { countText } from "../lists/count-text.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import { Ago } from "../times/ago.js";

type Revoked = Extract<
  NonNullable<ApiKeyRevokeMutation["apiKeyRevoke"]>,
  { readonly stillWorkingCount: number }
>;

/** The keys that a revoked key made and that still work. */
function StillWorking({ revoked: { stillWorking, stillWorkingCount } }: { readonly revoked: Revoked }) {
  const rest = stillWorkingCount - stillWorking.length;
  return (
    <>
      <Content component="p">It created these keys, directly or through other keys. They still work:</Content>
      <Content component="ul" aria-label="Keys that still work">
        {stillWorking.map(({ id, name, prefix, role }) => (
          <Content component="li" key={id}>
            <span className="tp-long">{name}</span> (<code>{prefix}</code>…, {role})
          </Content>
        ))}
      </Content>
      {rest > 0 ? <Content component="p">And {rest} more.</Content> : null}
    </>
  );
}

/** Revokes a key, says which of the keys that it made still work, and revokes those too if that is wanted. */
export function RevokeKeyDialog({
  apiKey,
  onClose,
}: {
  readonly apiKey: ApiKeyRowFragment;
  readonly onClose: () => void;
}) {
  const { id, name, lastUsedAt } = apiKey;
  const toasts = useToasts();
  // The question stays the same, also when the list says meanwhile that the key is revoked.
  const [wasRevoked] = useState(apiKey.state === "REVOKED");
  const [includingMade, setIncludingMade] = useState(wasRevoked);
  const [revoked, setRevoked] = useState<Revoked>();
  const revoking = useAction(ApiKeyRevokeDocument, (payload) => {
    if (payload.stillWorkingCount > 0) return setRevoked(payload);
    const made = countText(payload.revokedMadeCount, "key");
    toasts.say({
      title:
        wasRevoked || revoked !== undefined
          ? `${made} that ${name} created ${payload.revokedMadeCount === 1 ? "is" : "are"} revoked.`
          : payload.revokedMadeCount === 0
            ? `${name} is revoked.`
            : `${name} is revoked, and ${made} that it created.`,
      variant: "success",
    });
    onClose();
  });
  const dialog = {
    variant: "danger",
    isRunning: revoking.isRunning,
    problem: refusalAbove(revoking.refusal),
    onClose,
  } as const;
  if (revoked !== undefined || wasRevoked) {
    return (
      <FormDialog
        {...dialog}
        title={revoked === undefined ? `Revoke the keys that ${name} created?` : `${name} is revoked`}
        action="Revoke what it made"
        cancel={revoked === undefined ? "Cancel" : "Keep them"}
        onSubmit={() => void revoking.run({ apiKey: id, includingMade: true })}
      >
        {revoked === undefined ? (
          <Content component="p">
            The keys that it created, directly or through other keys, stop working within two seconds, and
            their streams close. Do this if somebody else may have had the key. It cannot be undone.
          </Content>
        ) : (
          <StillWorking revoked={revoked} />
        )}
      </FormDialog>
    );
  }
  return (
    <FormDialog
      {...dialog}
      title={`Revoke ${name}?`}
      action="Revoke key"
      onSubmit={() => void revoking.run({ apiKey: id, includingMade })}
    >
      <Content component="p">
        {lastUsedAt === null ? (
          "It was never used."
        ) : (
          <>
            Last used <Ago at={lastUsedAt} />.
          </>
        )}{" "}
        Its programs are refused within two seconds, and its streams close. This cannot be undone.
      </Content>
      <CheckField
        id="including-made"
        label="Also revoke the keys that it created"
        description="And the keys that those created. Choose this if somebody else may have the key."
        isChecked={includingMade}
        onChange={setIncludingMade}
      />
    </FormDialog>
  );
}
