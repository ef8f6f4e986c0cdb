/** The built web app: adapter-node writes no types. */
declare module "@yishi/resident/handler" {
  export const handler: import("./serve.ts").Pages;
}
