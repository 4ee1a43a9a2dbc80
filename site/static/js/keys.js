// 122 random bits and more, in letters. Unlike crypto.randomUUID it is there on plain http too.
export const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
