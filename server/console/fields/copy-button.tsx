import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useState } from "react";
import { useWords } from "../words/shared-words.js";

/** Copies a text that is shown beside it. */
export function CopyButton({ text }: { readonly text: string }) {
  const words = useWords();
  /** The text that was copied, or could not be. */
  const [last, setLast] = useState<{ readonly text: string; readonly isCopied: boolean }>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setLast({ text, isCopied: true });
    } catch {
      // The browser does not allow it, or has no clipboard for the page.
      setLast({ text, isCopied: false });
    }
  };
  const outcome = last?.text !== text ? undefined : last.isCopied ? words.copied : words.notCopied;
  return (
    <>
      <Button variant="secondary" size="sm" onClick={() => void copy()}>
        {outcome ?? words.copy}
      </Button>
      {/* Screen readers do not read out the new name of a button. */}
      <span role="status" className="pf-v6-screen-reader">
        {outcome}
      </span>
    </>
  );
}
