import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useEffect, useState } from "react";
import { setGuards } from "../data/guards.js";
import { FormDialog } from "../parts/form-dialog.js";

/** The question of an open dialog, and the callback for its answer. */
interface Asked {
  readonly loss: string;
  readonly resolve: (isConfirmed: boolean) => void;
}

/** Asks before a change takes the last way in to the console: of all administrators, or of the person themselves. */
export function ConfirmLastWayIn() {
  const [asked, setAsked] = useState<Asked>();
  useEffect(() => {
    setGuards({
      confirmLastWayIn: (loss) => new Promise((resolve) => setAsked({ loss, resolve })),
    });
  }, []);
  if (asked === undefined) return null;
  const end = (isConfirmed: boolean) => {
    setAsked(undefined);
    asked.resolve(isConfirmed);
  };
  return (
    <FormDialog
      title="End the last way in?"
      action="Do it nevertheless"
      variant="danger"
      isRunning={false}
      onSubmit={() => end(true)}
      onClose={() => end(false)}
    >
      <Content component="p">{asked.loss}</Content>
      <Content component="p">
        Nothing was changed yet. Make sure first that there is another way: another administrator who can sign
        in, or an API key of the role ADMIN that you have at hand.
      </Content>
    </FormDialog>
  );
}
