/** What an Ultra has when nothing else is stated. */
export const ULTRA_SUITE = "OCRA-1:HOTP-SHA1-6:QN08";
