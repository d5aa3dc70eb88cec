/** How a request on a phone is confirmed. */
export type Confirmation = "CODE" | "CHOICE" | "APPROVE";

/** The stored confirmation; by default the code, which only approving on the phone shows. */
export function getConfirmation(text: string | null): Confirmation {
  return text === "CHOICE" || text === "APPROVE" ? text : "CODE";
}
