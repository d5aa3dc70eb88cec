import { useCallback, useRef } from "react";

/**
 * Gives each input a key, and the same input the same one: a second click, or another attempt after an answer that was lost,
 * does nothing twice.
 */
export function useIdempotencyKey(): <Input extends object>(
  input: Input,
) => Input & { idempotencyKey: string } {
  const last = useRef({ text: "", key: "" });
  return useCallback((input) => {
    const text = JSON.stringify(input);
    if (last.current.text !== text) last.current = { text, key: crypto.randomUUID() };
    return { ...input, idempotencyKey: last.current.key };
  }, []);
}
