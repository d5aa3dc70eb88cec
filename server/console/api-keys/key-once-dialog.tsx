import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { CopyButton } from "../fields/copy-button.js";
import { OnceDialog } from "../shell/once-dialog.js";

/** Shows a new key. */
export function KeyOnceDialog({
  name,
  secret,
  onClose,
}: {
  readonly name: string;
  readonly secret: string;
  readonly onClose: () => void;
}) {
  return (
    <OnceDialog
      title={`The key ${name} is created`}
      kept="I have saved the key"
      loss={`The key is shown only now. If you leave without it, revoke ${name}, and create another one.`}
      onClose={onClose}
    >
      <Content component="p">
        This is the only time that the key is shown. Save it where its program reads it, such as in
        TOKENPLANE_API_KEY for Terraform and for the commands. Anybody who has it can use it.
      </Content>
      <p className="tp-row">
        <code className="tp-long">{secret}</code>
        <CopyButton text={secret} />
      </p>
    </OnceDialog>
  );
}
