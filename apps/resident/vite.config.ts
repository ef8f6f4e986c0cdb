import adapter from "@sveltejs/adapter-node";
import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";

// What package.json lists as dependencies stays outside the bundle (adapter-node sees to it), so that the
// pages and apps/yishi share one instance of every room, which Node loads from its source.
export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ precompress: true }),
      paths: { relative: false },
      // Our own check in hooks.server.ts is stricter (every method, every content type) and answers in plain words.
      csrf: { trustedOrigins: ["*"] },
      csp: {
        mode: "hash",
        directives: {
          "default-src": ["none"],
          "script-src": ["self"],
          "style-src": ["self"],
          "img-src": ["self", "data:"],
          "connect-src": ["self"],
          "form-action": ["self"],
          "base-uri": ["none"],
          "frame-ancestors": ["none"],
          "require-trusted-types-for": ["script"],
        },
      },
    }),
  ],
  build: {
    // Old phones keep the plain value that stands before a newer one.
    cssTarget: ["chrome64", "safari12"],
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // The parts of a page share one style sheet instead of one request each.
        codeSplitting: { groups: [{ name: "parts", test: /src\/lib\/components\// }] },
      },
    },
  },
  server: { host: "127.0.0.1" },
});
