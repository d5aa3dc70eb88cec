/** How a request on a phone can be confirmed, safest first. */
export const PUSH_CONFIRMATIONS = [
  {
    value: "CODE",
    label: "By a code that the phone shows",
    description: "The person types it where they sign in. Only this is accepted by NIST SP 800-63B-4.",
  },
  { value: "CHOICE", label: "By choosing the digit that the page shows" },
  { value: "APPROVE", label: "By approving alone" },
] as const;
