// Chromium for the checks: offline by force, and deaf to nothing that goes wrong in a page.

import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox", // the checks run as root in CI, where Chromium's own sandbox cannot
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND", // what no route sees finds no host either
];

/** Starts the browser. The caller closes it. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
}

/** Runs destal with these arguments and gives what it prints on its standard output. */
export function destal(...args) {
  const most = 256 * 1024 * 1024;
  return execFileSync(process.env.DESTAL, args, { encoding: "utf8", maxBuffer: most, stdio: ["ignore", "pipe", "pipe"] });
}

/**
 * A page in a browser context of its own, on which every request but for the files named by
 * `allowed` (a test of their URLs) is aborted. What goes wrong is gathered in `wrong`: requests,
 * errors, dialogs, pop-ups, complaints on the console.
 */
export async function openPage(browser, { allowed = () => false, ...options } = {}) {
  const context = await browser.newContext(options);
  const wrong = [];
  const allows = (url) => url.startsWith("data:") || allowed(url);
  await context.route("**/*", (route) => (allows(route.request().url()) ? route.continue() : route.abort()));
  context.on("request", (request) => {
    if (!allows(request.url())) wrong.push(`a request to ${request.url()}`);
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => wrong.push(`an error in the page: ${error}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) wrong.push(`on the console: ${message.text()}`);
  });
  page.on("dialog", (dialog) => {
    wrong.push(`a dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  context.on("page", (other) => wrong.push(`another page: ${other.url()}`));
  return { context, page, wrong };
}
