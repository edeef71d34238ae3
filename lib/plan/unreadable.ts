/** Two trees that cannot be compared; the message says why, and what to do. */
export class Unreadable extends Error {}
