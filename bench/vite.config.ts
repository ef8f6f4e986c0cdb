import adapter from "@sveltejs/adapter-node";
import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";

// The empty web app in `empty/`: SvelteKit as it comes.
export default defineConfig({ plugins: [sveltekit({ adapter: adapter(), files: { src: "empty" } })] });
