// What the loader on the hospital's page and the chat in its frame say to each other. Nothing of the conversation is in it.

/** From the frame: it is drawn, or its patient closes it. */
export type FromFrame = { assistant: "ready" | "close" };

/** From the loader: the frame is shown, and takes the focus if `focus`. */
export type FromLoader = { assistant: "shown"; focus: boolean };
