/** The names of products, by the models of their tokens. They are the same in every language. */
export const PRODUCT_NAMES = {
  PROTECTIMUS_TWO: "Protectimus Two",
  PROTECTIMUS_SLIM: "Protectimus Slim",
  PROTECTIMUS_SLIM_MINI: "Protectimus Slim mini",
  PROTECTIMUS_FLEX: "Protectimus Flex",
  PROTECTIMUS_ULTRA: "Protectimus Ultra",
  PROTECTIMUS_SHARK: "Protectimus Shark",
  PROTECTIMUS_SMART: "Protectimus Smart",
} as const;
