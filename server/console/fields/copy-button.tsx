import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useState } from "react";
import { useWords } from "../words/shared-words.js";

/** Copies a text that is shown beside it. */
export function CopyButton({ text }: { readonly text: string }) {
  const words = useWords();
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  };
  return (
    <Button variant="secondary" size="sm" onClick={() => void copy()}>
      {copied === text ? words.copied : words.copy}
    </Button>
  );
}
